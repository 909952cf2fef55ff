"""An old link opens with one line: what changed for this view, and nothing of other views."""

from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest

from geo.atlas import Atlas
from geo.curate.since import SAME, say_since
from geo.view import View
from geo.view.select import select
from tests.world.atlas import STATIONS, tiny_atlas


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world as it was."""
    return tiny_atlas(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def now(then: Atlas) -> Atlas:
    """The same with a city corrected in Aland, a report more in Bland and one less in Cland."""
    stations = then.tables["stations"].copy()
    stations.loc[stations["station_id"] == "a3", ["city", "lat", "lon"]] = ["Ax", 5.0, 5.0]
    more = stations[stations["station_id"] == "b1"].assign(station_id="b3")
    kept = stations[stations["station_id"] != "c1"]
    tables = dict(then.tables) | {"stations": pd.concat([kept, more], ignore_index=True)}
    return replace(then, tables=MappingProxyType(tables), fingerprint="f" * 64)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (
            View(),
            "since then, in this view: cities 3 → 2; countries 3 → 2; corrected: a3; added: b3; no longer here: c1",
        ),
        (View(countries=("AAA",)), "since then, in this view: cities 2 → 1; corrected: a3"),
        (View(countries=("BBB",)), "since then, in this view: reports 2 → 3; added: b3"),
        (View(bureaus=("wenzhou",), countries=("AAA",)), SAME),
    ],
)
def test_the_line_is_about_the_view(then: Atlas, now: Atlas, view: View, said: str) -> None:
    """Counts that moved, and rows that were corrected, added or taken out."""
    assert say_since(select(then, view), select(now, view)) == said


def test_many_rows_are_counted(then: Atlas) -> None:
    """More than a few are not listed one by one."""
    stations = then.tables["stations"].assign(bureau="Nantong")
    now = replace(then, tables=MappingProxyType(dict(then.tables) | {"stations": stations}))

    assert say_since(select(then, View()), select(now, View())).endswith(f"corrected: {len(STATIONS)} reports")
