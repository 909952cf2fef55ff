"""What a deployer's shapes say about places whose borders are disputed, beside what the shapes of the folder say.

Nobody is told which drawing is right; who publishes a map shall know what it says. The places are those of the policy
table of data/SHAPES.md; each is tried at one point well inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from geo.errors import Problem
from geo.tables.load import each_row

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geo.tables.load import Raw

PLACES: Final[Mapping[str, tuple[float, float]]] = {  # longitude, latitude in degrees
    "Crimea": (34.1, 45.2), "Donetsk": (37.8, 48.0), "Luhansk": (39.3, 48.57), "Kosovo": (20.9, 42.6),
    "Taiwan": (121.0, 23.8), "Hong Kong": (114.17, 22.42), "West Bank": (35.25, 32.0), "Gaza": (34.36, 31.4),
    "Golan Heights": (35.78, 33.0), "Western Sahara": (-13.0, 24.5), "Northern Cyprus": (33.6, 35.28),
    "Somaliland": (45.0, 9.5), "Abkhazia": (41.2, 43.0), "South Ossetia": (44.0, 42.35), "Transnistria": (29.6, 46.9),
    "Nagorno-Karabakh": (46.75, 39.85), "Srinagar": (74.8, 34.1), "Gilgit": (74.3, 35.9), "Aksai Chin": (79.5, 35.2),
    "Arunachal Pradesh": (94.5, 28.0), "Southern Kurils": (147.9, 45.05), "Hala’ib triangle": (35.5, 22.6),
    "Ilemi triangle": (35.2, 4.95), "Abyei": (28.4, 9.6), "Essequibo": (-59.5, 6.5),
    "Falkland Islands": (-58.6, -51.75),
}  # fmt: skip


def border_problems(theirs: gpd.GeoDataFrame, ours: gpd.GeoDataFrame, name: str) -> Iterator[Problem]:
    """One warning for each place that the two drawings give to different units, in the order of the policy table."""
    for place, point in PLACES.items():
        drawn, usual = _unit(theirs, point), _unit(ours, point)
        if drawn != usual:
            advice = f"Check that it is meant: here it is {drawn}, in the folder's own shapes {usual}."
            yield Problem(name, None, "geometry", place, "disputed-area", advice, "warning")


def policy_problems(raw: Raw, shapes: gpd.GeoDataFrame, name: str) -> Iterator[Problem]:
    """Policies that can't be drawn with these shapes, print nothing, or leave a country of a report without a shape."""
    from geo.maps.earth.borders import DISPUTED, OWN, TABLE

    if TABLE not in raw.tables:
        return
    rows, units = raw.tables[TABLE], set(shapes["unit_id"])
    hosts = set(raw.tables["stations"]["country_iso3"]) if "stations" in raw.tables else set()
    for line, row in each_row(rows[rows["unit_id"] != ""]):
        drawn, policy = row["drawn"], row["policy"]
        cell = partial(Problem, TABLE, line)
        if row["unit_id"] not in units:
            yield cell("unit_id", row["unit_id"], "policy-unit", f"Name a unit of {name}, such as XKX or X-GOLAN.")
        if drawn == "":
            yield cell("drawn", None, "policy-drawn", "Write own, disputed, or the code of a country.")
        elif drawn not in (OWN, DISPUTED) and (drawn not in units or drawn == row["unit_id"]):
            yield cell("drawn", drawn, "policy-drawn", f"Write own, disputed, or another country’s code of {name}.")
        elif drawn not in (OWN, DISPUTED) and drawn in set(rows.loc[_moved(rows, policy), "unit_id"]):
            yield cell("drawn", drawn, "policy-drawn", f"Name a country that stays one by {policy}.")
        elif drawn != OWN and row["unit_id"] in hosts:
            advice = f"Draw it as own: reports name {row['unit_id']}, and the map would have no place for them."
            yield cell("drawn", drawn, "policy-host", advice)
    noted = rows[rows["unit_id"] == ""]
    for line, row in each_row(noted[noted.duplicated("policy")]):
        yield Problem(TABLE, line, "policy", row["policy"], "policy-note", "Keep one row without a unit for a policy.")
    for policy in dict.fromkeys(rows["policy"]):
        if policy not in set(noted["policy"]):
            advice = "Add a row without a unit whose sentence says on every map whose borders these are."
            yield Problem(TABLE, None, "policy", policy, "policy-note", advice)


def _moved(rows: pd.DataFrame, policy: str) -> pd.Series:
    return (rows["policy"] == policy) & (rows["unit_id"] != "") & (rows["drawn"] != "own")


def _unit(shapes: gpd.GeoDataFrame, point: tuple[float, float]) -> str:
    """What covers a point, in words: "drawn in SRB", "a disputed unit", "not drawn"."""
    from shapely.geometry import Point

    dot = Point(*point)
    found = shapes.iloc[shapes.sindex.query(dot, predicate="intersects")]
    if found.empty:
        return "not drawn"
    codes = sorted({code for code in found["iso_a3"] if isinstance(code, str)})
    if codes:
        return f"drawn in {' and '.join(codes)}"
    return "a disputed unit" if (found["status"] == "disputed").any() else "a unit without a code"
