"""The model of ten views as it was when somebody last looked at it: two of real tables, eight of an invented world.

The real ones are those of a released version, so that new rows change nothing here. A change of the words or of what is
drawn changes all: run pytest --update-golden, read the difference, commit it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.atlas import Atlas, load_released
from geo.maps.compose import compose
from geo.maps.style import DARK, LIGHT, Palette
from geo.view import View
from geo.view.select import select
from tests.golden_model import model_json
from tests.real_atlas import DATA, real_atlas
from tests.world.atlas import tiny_atlas

RELEASED = "2026.11.23"
REAL = {"all": {}, "as-known-on": {"until": "2022-12-04"}}
INVENTED = {
    "first-wave": {"wave": "w1"},
    "second-wave": {"wave": "w2"},
    "region": {"region": "europe"},
    "country": {"country": "AAA"},
    "bureau": {"bureau": "wenzhou"},
    "response": {"response": "opened"},
    "cities": {"measure": "cities", "layers": "areas"},
    "empty": {"country": "CCC", "wave": "w2"},
}


def composed(atlas: Atlas, query: dict[str, str], palette: Palette = LIGHT) -> str:
    """The printed model of an address, as text."""
    view, ignored = View.from_query(query, atlas.choices)
    assert ignored == ()
    model = compose(
        select(atlas, view),
        palette=palette,
        printed=True,
        exported_on="2026-11-23",
        base_url="https://atlas.example/",
    )
    return model_json(model)


@pytest.mark.parametrize("name", REAL)
def test_a_view_of_the_real_tables_is_composed_as_it_was(name: str, golden: Callable[[str, str], None]):
    """Areas, marks, legend, words, frames and tables."""
    golden(f"model-{name}.json", composed(load_released(real_atlas(), RELEASED, DATA), REAL[name]))


@pytest.mark.parametrize("name", INVENTED)
def test_a_view_is_composed_as_it_was(name: str, golden: Callable[[str, str], None], tmp_path: Path):
    """The same of seven reports in three countries, where each number can be counted by hand."""
    palette = DARK if name == "empty" else LIGHT
    golden(f"invented-{name}.json", composed(tiny_atlas(tmp_path), INVENTED[name], palette))
