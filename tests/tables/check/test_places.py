"""Coordinates are compared with the stated country and the named city, with the tolerances of data/SHAPES.md."""

from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import box

from geo.tables.check.places import Place, Point, geonames, place_problems
from geo.tables.load import load_raw
from tests.world.package import Edit, write_world

# On the equator a hundredth of a degree is 1.1 km; Aland ends at 10° east.
SHAPES = gpd.GeoDataFrame(
    {"iso_a3": ["AAA", "BBB", None]},
    geometry=[box(0, 0, 10, 10), box(20, 0, 30, 10), box(10, 0, 20, 10)],
    crs="EPSG:4326",
)
CENTRES: dict[Place, list[Point]] = {
    ("AAA", "Ax"): [(5.0, 5.0), (0.0, 9.99)],
    ("AAA", "AX"): [(5.0, 5.0), (0.0, 9.99)],
    ("AAA", "Axa"): [(5.0, 5.0)],  # another name of Ax
    ("AAA", "Ay"): [(7.0, 7.0)],
}


def told(tmp_path: Path, *edits: Edit, shapes: gpd.GeoDataFrame = SHAPES) -> list[tuple[int, str, str, str]]:
    """Line, column, rule and level of what is said of the places of the invented world."""
    raw = load_raw(write_world(tmp_path, *edits))
    problems = place_problems(raw, shapes, lambda wanted: {place: CENTRES.get(place, []) for place in wanted})
    return [(p.row, p.column, p.rule, p.level) for p in problems]


def at(lat: str, lon: str) -> list[Edit]:
    """The first station moved."""
    return [("stations", 2, "lat", lat), ("stations", 2, "lon", lon)]


def test_right_places_are_left_alone(tmp_path: Path) -> None:
    """A coordinate in its country and its city is no problem, and a country-only row has none to check."""
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("lon", "expected"),
    [
        ("10.04", []),  # 4.5 km outside: generalised borders
        ("10.05", [(2, "lat+lon", "outside-country", "warning")]),  # 5.6 km
        ("10.22", [(2, "lat+lon", "outside-country", "warning")]),  # 24.5 km
        ("10.23", [(2, "lat+lon", "outside-country", "error")]),  # 25.6 km
    ],
)
def test_a_place_outside_its_country(tmp_path: Path, lon: str, expected: list[tuple]) -> None:
    """Up to 5 km nothing is said, up to 25 km a warning, beyond it an error."""
    assert [problem for problem in told(tmp_path, *at("0.00", lon)) if problem[2] == "outside-country"] == expected


@pytest.mark.parametrize(
    ("lon", "expected"),
    [
        ("5.13", [(2, "lat+lon", "two-points", "warning")]),  # 14.4 km from the nearer homonym, which line 3 has
        ("5.14", [(2, "lat+lon", "far-from-city", "warning")]),  # 15.5 km
        ("5.35", [(2, "lat+lon", "far-from-city", "warning")]),  # 38.8 km
        ("5.37", [(2, "lat+lon", "far-from-city", "error")]),  # 41.0 km
    ],
)
def test_a_place_far_from_its_city(tmp_path: Path, lon: str, expected: list[tuple]) -> None:
    """Up to 15 km nothing is said, up to 40 km a warning, beyond it an error; the nearest of several counts."""
    assert told(tmp_path, *at("5.00", lon)) == expected


def test_a_swapped_coordinate_is_outside_both(tmp_path: Path) -> None:
    """Latitude and longitude in each other's column are told as far away."""
    assert told(tmp_path, *at("5.00", "-85.00")) == [
        (2, "lat+lon", "outside-country", "error"),
        (2, "lat+lon", "far-from-city", "error"),
    ]


def test_an_unknown_city_is_a_warning(tmp_path: Path) -> None:
    """A place that no list knows may be right; a person must look."""
    assert told(tmp_path, ("stations", 4, "city", "Nowhere")) == [(4, "city", "city-unknown", "warning")]


def test_a_country_without_outline_is_a_warning(tmp_path: Path) -> None:
    """A deployer's shapes may lack a country."""
    told_now = told(tmp_path, shapes=SHAPES[SHAPES["iso_a3"] == "BBB"])

    assert told_now == [(line, "country_iso3", "no-outline", "warning") for line in (2, 3, 4)]


def test_cells_that_are_no_coordinates_are_left_to_the_type_check(tmp_path: Path) -> None:
    """A word or an impossible latitude is told once, by its own rule."""
    assert told(tmp_path, ("stations", 2, "lat", "north"), ("stations", 3, "lat", "95.00")) == []


def test_real_cities_are_found_whatever_their_spelling() -> None:
    """Small places, accents and letters with two code points are known; the country keeps homonyms apart."""
    places = [("ROU", "Dobroești"), ("PRT", "Ribeira Brava"), ("CHL", "viña del mar"), ("FRA", "Nowhere-sur-Rien")]
    found = geonames(places)

    assert {(round(lat), round(lon)) for lat, lon in found["ROU", "Dobroești"]} == {(44, 26)}
    assert {round(lat) for lat, _ in found["PRT", "Ribeira Brava"]} == {33}
    assert found["CHL", "viña del mar"]
    assert found["FRA", "Nowhere-sur-Rien"] == []
    assert geonames([]) == {}


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("stations", 3, "city", "AX")], [(3, "city", "second-spelling", "warning")]),
        ([("stations", 2, "city", "AX")], [(2, "city", "second-spelling", "warning")]),
        ([("stations", 4, "city", "Axe"), *[("stations", 4, c, "5.00") for c in ("lat", "lon")]],
         [(4, "city", "second-spelling", "warning")]),
        ([("stations", 4, "city", "Axa"), *[("stations", 4, c, "5.01") for c in ("lat", "lon")]],
         [(4, "city", "second-place", "error")]),
        ([("stations", 4, "city", "Ax"), *[("stations", 4, c, "5.01") for c in ("lat", "lon")]],
         [(4, "lat+lon", "two-points", "warning")]),
        ([("stations", 2, "city", "Ax, Ay")], [(2, "city", "several-cities", "error")]),
        ([("stations", 2, "city", "Ax / Ay")], [(2, "city", "several-cities", "error")]),
        ([("stations", 2, "city", "Ax and Ay")], [(2, "city", "several-cities", "error")]),
    ],
)  # fmt: skip
def test_one_place_has_one_name_and_one_point(tmp_path: Path, edits: list[Edit], expected: list[tuple]) -> None:
    """Two spellings of one point, a gazetteer's other name elsewhere, one name at two points, two cities in one cell.

    What most rows write is right, of equals the first, and the point in the middle of the city before one beside it.
    """
    assert [one for one in told(tmp_path, *edits) if one[2] != "city-unknown"] == expected


def test_a_swapped_coordinate_is_told_as_such(tmp_path: Path) -> None:
    """The advice gives the two numbers in their order."""
    wide = SHAPES.assign(geometry=[box(0, 0, 10, 10), box(20, 0, 30, 10), box(10, 20, 20, 30)])
    edits = [("stations", 4, "country_iso3", "BBB"), ("stations", 4, "lat", "25.00"), ("stations", 4, "lon", "5.00")]
    raw = load_raw(write_world(tmp_path, *edits))
    problems = place_problems(raw, wide, lambda wanted: {place: [] for place in wanted})

    assert "Swap lat and lon: 5.00 and 25.00 lie in BBB." in [one.advice for one in problems]
