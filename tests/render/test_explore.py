"""What a page without a server is given: reports as columns, and words in its language."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import in_language
from geo.maps.compose import compose
from geo.render.explore import data_script, packed
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas

REPORTS = st.lists(
    st.fixed_dictionaries(
        {"key": st.text(max_size=3), "mark": st.integers(0, 3), "sources": st.lists(st.integers(0, 2), max_size=2)},
        optional={"later": st.integers(1, 2)},
    ),
    max_size=12,
)


def unpacked(columns: dict[str, dict[str, list[Any]]]) -> list[dict[str, Any]]:
    """As explore.js does it."""
    number = max((len(column["at"]) for column in columns.values()), default=0)
    return [
        {name: column["values"][column["at"][row]] for name, column in columns.items() if column["at"][row] >= 0}
        for row in range(number)
    ]


@given(REPORTS)
def test_reports_come_out_of_their_columns_as_they_went_in(reports: list[dict[str, Any]]) -> None:
    """Each value stands once, whatever its kind."""
    columns = packed(reports)

    assert unpacked(json.loads(json.dumps(columns))) == reports
    assert all(
        len(column["values"]) == len({json.dumps(one) for one in column["values"]}) for column in columns.values()
    )


def test_a_script_of_data_brings_the_words_of_its_language() -> None:
    """And none in English, which the scripts have."""
    for language in ("en", "fr"):
        atlas = in_language(real_atlas(), language)
        model = compose(select(atlas, View(countries=("ESP",))), printed=True)
        assert model.filterable is not None

        script = data_script("2001.1.1", model.filterable())

        assert '["2001.1.1"]=' in script
        assert ('"Reset the filters":"Réinitialiser les filtres"' in script) == (language == "fr")
