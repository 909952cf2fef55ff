"""The model of ten views of the real tables, as it was when somebody last looked at it.

A change of the data or of the words changes these files: run pytest --update-golden, read the difference, commit it.
"""

from collections.abc import Callable

import pytest

from geo.maps.compose import compose
from geo.maps.style import DARK, LIGHT
from geo.select import select
from geo.view import View
from tests.golden_model import model_json
from tests.real_atlas import real_atlas

VIEWS = {
    "all": {},
    "wave-1": {"wave": "sd-2022-09"},
    "wave-2": {"wave": "sd-2022-12"},
    "europe": {"region": "europe"},
    "spain": {"country": "ESP"},
    "nantong": {"bureau": "nantong"},
    "closure": {"response": "closure-ordered"},
    "as-known-on": {"until": "2022-12-04"},
    "cities": {"measure": "cities", "layers": "areas"},
    "empty": {"country": "BRN", "wave": "sd-2022-12"},
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_composed_as_it_was(name: str, golden: Callable[[str, str], None]):
    """Areas, marks, legend, words, frames and tables."""
    atlas = real_atlas()
    view, notices = View.from_query(VIEWS[name], atlas.choices)
    model = compose(
        select(atlas, view),
        palette=DARK if name == "empty" else LIGHT,
        printed=True,
        exported_on="2026-11-23",
        base_url="https://atlas.example/",
    )

    assert notices == ()
    golden(f"model-{name}.json", model_json(model))
