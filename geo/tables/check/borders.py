"""What a deployer's shapes say about places whose borders are disputed, beside what the shapes of the folder say.

Nobody is told which drawing is right; who publishes a map shall know what it says. The places are those of the policy
table of data/SHAPES.md; each is tried at one point well inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from geo.errors import Problem

if TYPE_CHECKING:
    import geopandas as gpd

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
