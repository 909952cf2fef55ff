"""The shipped shapes and table of countries, and what a deployer with a bad shapes file is told."""

import hashlib
import io
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import DataError
from geo.maps.earth.projection import project_world
from geo.maps.earth.shapes import COLUMNS, parse_shapes, read_shapes

DATA = Path(__file__).parents[3] / "data"
SIZES = ("low", "medium")


@pytest.fixture(scope="module", params=SIZES)
def shapes(request):
    """The shipped shapes of one size, by unit."""
    return read_shapes(DATA / f"countries_{request.param}.parquet").set_index("unit_id")


@pytest.fixture(scope="module")
def countries():
    """The table of countries, by code."""
    return pd.read_csv(DATA / "countries.csv", keep_default_na=False, dtype=str).set_index("iso_a3")


def at(shapes, lon, lat):
    """The units that hold a place."""
    return shapes.index[shapes.contains(shapely.Point(lon, lat))].tolist()


def test_every_code_of_iso_3166_1_has_one_unit(shapes, countries):
    """249 codes and Kosovo's XKX, each once, the same as in the table of countries; nine units without."""
    codes = shapes["iso_a3"].dropna()

    assert len(shapes) == 259
    assert codes.is_unique
    assert len(codes) == 250
    assert set(codes) == set(countries.index)
    assert "XKX" in set(codes)


def test_both_sizes_hold_the_same_units():
    """Switching detail never changes what can be counted or where a label stands."""
    low, medium = (read_shapes(DATA / f"countries_{size}.parquet").drop(columns="geometry") for size in SIZES)

    assert low.equals(medium)


def test_neighbours_fit(shapes):
    """Shared borders are shared: no overlap, no gap between neighbours, every shape valid."""
    assert shapes.is_valid.all()
    assert shapely.coverage_is_valid(shapes.geometry.values)


@pytest.mark.parametrize(
    ("place", "lon", "lat", "unit"),
    [
        ("Paris", 2.35, 48.86, "FRA"),
        ("Oslo", 10.75, 59.95, "NOR"),
        ("Pristina", 21.16, 42.66, "XKX"),
        ("Belgrade", 20.46, 44.8, "SRB"),
        ("Cayenne", -52.4, 4.8, "GUF"),
        ("Saint-Denis, Réunion", 55.5, -21.1, "REU"),
        ("Longyearbyen", 15.6, 78.1, "SJM"),
        ("Guantánamo", -75.2, 20.1, "CUB"),
        ("Taipei", 121.4, 24.9, "TWN"),
        ("Hong Kong", 114.1, 22.42, "HKG"),
        ("Simferopol", 34.1, 44.95, "UKR"),
        ("Hargeisa", 44.06, 9.56, "SOM"),
        ("Kyrenia hinterland", 33.4, 35.25, "CYP"),
        ("Tifariti", -10.57, 26.16, "ESH"),
        ("Ramallah", 35.18, 31.92, "PSE"),
        ("Golan Heights", 35.75, 33.0, "X-GOLAN"),
        ("Abyei", 28.4, 9.7, "X-ABYEI"),
        ("Anadyr, Chukotka", 177.0, 64.9, "RUS"),
        ("Uelen, Chukotka", -171.5, 66.2, "RUS"),
    ],
)
def test_places_lie_where_the_border_policy_says(place, lon, lat, unit, shapes):
    """France, Norway and Kosovo are joined, overseas codes are split off, contested places are as stated."""
    assert at(shapes, lon, lat) == [unit], place


def test_the_caspian_is_water(shapes):
    """Only the sea was left open when the holes were filled."""
    land = shapely.union_all(shapes.geometry.values)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]

    assert [hole.contains(shapely.Point(50.5, 41.85)) for hole in holes] == [True]


def test_disputed_units_have_no_code(shapes):
    """What is hatched as disputed is no country's area, so no country's count is hidden by hatching."""
    disputed = shapes[shapes["status"] == "disputed"]

    assert len(disputed) == 7
    assert disputed["iso_a3"].isna().all()
    assert set(shapes["status"][shapes["iso_a3"].notna()]) == {"country"}


@pytest.mark.parametrize(("unit", "pairs"), [("RUS", 2), ("FJI", 2)])
def test_russia_and_fiji_are_whole_on_the_map(unit, pairs, shapes):
    """Chukotka, Wrangel and Fiji's islands are one again, and all lie on the right half of the map."""
    drawn = project_world(shapes.loc[[unit]]).geometry[unit]

    assert drawn.bounds[0] > 0
    assert len(drawn.geoms) <= len(shapes.geometry[unit].geoms) - pairs


def test_no_shape_is_drawn_across_the_map(shapes):
    """The longest edge of the projected world is a short one."""
    drawn = project_world(shapes)
    rings = shapely.get_rings(shapely.get_parts(drawn.geometry.values))
    longest = max(np.hypot(*np.diff(shapely.get_coordinates(ring), axis=0).T).max() for ring in rings)

    assert len(drawn) == 259
    assert drawn.is_valid.all()
    assert longest < 1.5


def test_areas_are_the_countries_own(shapes):
    """Known areas, and simplifying changes no country of some size by more than 3 %."""
    drawn = project_world(shapes).area * 1e4
    large = shapes["area_km2"] > 20_000

    assert shapes["area_km2"]["ESP"] == pytest.approx(506_000, rel=0.01)
    assert shapes["area_km2"]["BRA"] == pytest.approx(8_510_000, rel=0.01)
    assert (drawn / shapes["area_km2"] - 1)[large].abs().max() < 0.03


def test_label_points_lie_with_their_country(shapes):
    """A country-only report is drawn on or next to its country."""
    points = gpd.GeoSeries(gpd.points_from_xy(shapes["label_lon"], shapes["label_lat"]), index=shapes.index)

    assert shapes.geometry.set_crs(None, allow_override=True).distance(points).max() < 0.25


def test_country_names_and_regions_are_filled(countries):
    """A name, region, subregion and continent for each code; names as CLDR has them now."""
    assert (countries != "").all(axis=None)
    assert countries["name"].is_unique
    assert countries["name"][["CIV", "TUR", "CZE", "NAM", "XKX"]].tolist() == [
        "Côte d’Ivoire",
        "Türkiye",
        "Czechia",
        "Namibia",
        "Kosovo",
    ]
    assert countries["region"][["ESP", "RUS", "TUR", "CHL", "ZAF", "NZL"]].tolist() == [
        "Europe",
        "Europe",
        "Asia",
        "Americas",
        "Africa",
        "Oceania",
    ]


def test_the_receipt_is_of_these_files():
    """SHAPES.md states the hash of each file that is shipped."""
    text = (DATA / "SHAPES.md").read_text(encoding="utf-8")
    for name in ("countries.csv", "countries_low.parquet", "countries_medium.parquet"):
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() in text, name


# A deployer's own file


def good(**columns):
    """Three square units that nothing is wrong with, some columns replaced."""
    frame = {
        "unit_id": ["AAA", "BBB", "sea-rock"],
        "iso_a3": ["AAA", "BBB", None],
        "name": ["Aland", "Beland", "Rock"],
        "status": ["country", "country", "disputed"],
        "label_lon": [0.5, 1.5, 2.5],
        "label_lat": [0.5, 0.5, 0.5],
        "area_km2": [12_300.0, 12_300.0, 12_300.0],
        "geometry": [shapely.box(x, 0, x + 1, 1) for x in range(3)],
    }
    return gpd.GeoDataFrame(frame | columns, crs="EPSG:4326")


def stored(frame):
    """The frame as the bytes of a file."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def rules(frame):
    """(rule, row, column) of every problem that the reader tells."""
    with pytest.raises(DataError) as told:
        parse_shapes(stored(frame), "own.parquet")
    return [(problem.rule, problem.row, problem.column) for problem in told.value.problems]


def test_a_good_file_is_taken_as_it_is():
    """Units, order and values stay; further columns are dropped."""
    taken = parse_shapes(stored(good().assign(population=1)), "own.parquet")

    assert taken.columns.tolist() == list(COLUMNS)
    assert taken["unit_id"].tolist() == ["AAA", "BBB", "sea-rock"]
    assert taken["iso_a3"].isna().tolist() == [False, False, True]


def test_all_problems_are_told_at_once():
    """One read tells a deployer everything there is to repair, by row and column."""
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    bad = good(
        unit_id=["AAA", "AAA", ""],
        iso_a3=["AAA", "bb", None],
        status=["country", "nation", "disputed"],
        label_lon=[0.5, 200.0, np.nan],
        geometry=[bow_tie, shapely.Point(1, 1), None],
    )

    assert set(rules(bad)) == {
        ("shapes-key-twice", 2, "unit_id"),
        ("shapes-key-twice", 3, "unit_id"),
        ("shapes-text-missing", 4, "unit_id"),
        ("shapes-code", 3, "iso_a3"),
        ("shapes-status", 3, "status"),
        ("shapes-number", 3, "label_lon"),
        ("shapes-number", 4, "label_lon"),
        ("shapes-geometry", 2, "geometry"),
        ("shapes-geometry", 3, "geometry"),
        ("shapes-geometry", 4, "geometry"),
    }


def test_missing_columns_are_all_named():
    """Each missing column is a problem of its own, with what belongs in it."""
    assert rules(good()[["unit_id", "iso_a3", "name", "geometry"]]) == [
        ("shapes-column-missing", None, "area_km2"),
        ("shapes-column-missing", None, "label_lat"),
        ("shapes-column-missing", None, "label_lon"),
        ("shapes-column-missing", None, "status"),
    ]


def test_another_coordinate_system_is_refused():
    """Metres would be drawn as degrees."""
    assert rules(good().to_crs("EPSG:3857"))[0][0] == "shapes-crs"


def test_a_shape_over_180_must_be_cut():
    """Joined over the date line, a country would be drawn across the whole map; beyond 180° it would be lost."""
    around = shapely.box(-179, 60, 179, 70)
    beyond = shapely.box(170, 0, 190, 10)
    found = rules(good(geometry=[around, beyond, shapely.box(2, 0, 3, 1)]))

    assert found == [("shapes-geometry", 2, "geometry"), ("shapes-geometry", 3, "geometry")]


def test_an_empty_file_is_refused():
    """No units means no map."""
    assert rules(good().iloc[:0]) == [("shapes-empty", None, None)]


@pytest.mark.parametrize("content", [b"", b"not parquet", b"PAR1 broken PAR1"])
def test_a_file_that_is_no_parquet_is_told(content, tmp_path):
    """A wrong or cut-off file gives a sentence, not a traceback."""
    (tmp_path / "own.parquet").write_bytes(content)

    with pytest.raises(DataError, match=r"shapes-unreadable.*own\.parquet"):
        read_shapes(tmp_path / "own.parquet")


def test_a_plain_table_is_no_shapes_file(tmp_path):
    """Parquet without geometry is told like any unreadable file."""
    pd.DataFrame({"unit_id": ["AAA"]}).to_parquet(tmp_path / "own.parquet")

    with pytest.raises(DataError, match="shapes-unreadable"):
        read_shapes(tmp_path / "own.parquet")


def test_a_file_that_is_not_there_is_told(tmp_path):
    """The advice names the file."""
    with pytest.raises(DataError, match=r"nowhere\.parquet.*can't be read"):
        read_shapes(tmp_path / "nowhere.parquet")
