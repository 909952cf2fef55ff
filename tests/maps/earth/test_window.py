"""What a picture of a region or a country shows: the whole of it, not the overseas rest, never a smear."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.maps.earth.projection import local_equal_area, project_shapes, project_world, to_plane, to_world
from geo.maps.earth.shapes import read_shapes
from geo.maps.earth.window import REGIONS, Window, country_window, country_zoom, project_window

DATA = Path(__file__).parents[3] / "data"
# Units that M49 counts to a region but that lie far from it, or on the world map at the other edge.
FAR = {"SJM", "ATF", "IOT", "BVT", "HMD", "CCK", "CXR"}
OTHER_EDGE = {"COK", "KIR", "PCN", "PYF"}


@pytest.fixture(scope="module")
def shapes():
    """The finer shapes, by code."""
    return read_shapes(DATA / "countries_medium.parquet").set_index("iso_a3")


@pytest.fixture(scope="module")
def countries():
    """The table of countries, by code."""
    return pd.read_csv(DATA / "countries.csv", keep_default_na=False).set_index("iso_a3")


def inside(bounds, x, y):
    """Whether places of a plane lie in a rectangle."""
    left, bottom, right, top = bounds
    return (left < x) & (x < right) & (bottom < y) & (y < top)


def square(lon, lat, size):
    """A land of `size` degrees by its south-western corner."""
    return shapely.box(lon, lat, lon + size, lat + size)


def test_every_region_of_the_table_has_a_window(countries):
    """A region that can be filtered can be zoomed to and printed."""
    assert set(countries["region"].str.lower()) | {"world"} == set(REGIONS)


@pytest.mark.parametrize("slug", [slug for slug in REGIONS if slug != "world"])
def test_a_region_shows_its_countries(slug, countries, shapes):
    """The label point of every country lies in the region's picture and in its part of the world map."""
    region = REGIONS[slug]
    ours = shapes.loc[countries.index[countries["region"] == region.label]]
    lon, lat = ours["label_lon"].to_numpy(), ours["label_lat"].to_numpy()
    printed = set(ours.index[~inside(region.window.bounds, *to_plane(lon, lat, region.window.proj))])
    zoomed = set(ours.index[~inside(region.zoom, *to_world(lon, lat))])

    assert printed <= FAR
    assert zoomed <= FAR | OTHER_EDGE


def test_europe_shows_madeira_and_moscow():
    """Reported places at Europe's edges are in its picture."""
    window = REGIONS["europe"].window

    assert inside(window.bounds, *to_plane(np.array([-17.04, 37.62]), np.array([32.67, 55.76]), window.proj)).all()


def test_a_country_fills_its_window():
    """A lone country is centred, with room around it, in a projection centred on it."""
    window = country_window(square(20, 40, 4))
    left, bottom, right, top = window.bounds

    assert (left + right, bottom + top) == pytest.approx((0, 0), abs=0.1)
    assert top - bottom == pytest.approx(4.44 * 1.24, rel=0.02)
    assert "+lon_0=22 " in window.proj


def test_overseas_land_stays_outside_unless_reported():
    """An island far away leaves the picture of the mainland alone; a reported place there widens it."""
    country = shapely.MultiPolygon([square(0, 45, 5), square(-30, 38, 0.5)])
    alone, reported = country_window(country), country_window(country, [(-29.8, 38.2)])

    assert not inside(alone.bounds, *to_plane(-29.8, 38.2, alone.proj))
    assert inside(reported.bounds, *to_plane(-29.8, 38.2, reported.proj))
    assert inside(reported.bounds, *to_plane(2, 47, reported.proj))


def test_a_large_far_half_is_shown():
    """Malaysia: both halves belong to the country's picture, however wide the sea."""
    window = country_window(shapely.MultiPolygon([square(100, 3, 3), square(112, 3, 4)]))

    assert inside(window.bounds, *to_plane(np.array([100.1, 115.9]), np.array([3.1, 6.9]), window.proj)).all()


def test_islands_in_short_hops_are_shown():
    """An archipelago is followed from island to island."""
    chain = shapely.MultiPolygon([square(150 + 3 * i, -8, 1) for i in range(8)])
    window = country_window(chain)

    assert inside(window.bounds, *to_plane(np.array([150.1, 171.9]), np.array([-7.5, -7.5]), window.proj)).all()


def test_a_country_over_180_is_one_in_its_window():
    """Fiji is not at both edges of its own picture."""
    halves = shapely.MultiPolygon([shapely.box(178, -18, 180, -17), shapely.box(-180, -18, -179, -17)])
    drawn = project_window(
        gpd.GeoDataFrame({"iso_a3": ["FJI"]}, geometry=[halves], crs="EPSG:4326"), country_window(halves)
    )

    assert drawn.geometry.iloc[0].geom_type == "Polygon"
    assert country_window(halves).bounds[2] < 3


def test_a_tiny_country_keeps_its_surroundings():
    """Singapore is shown with Malaysia, an island with the next coast: in print and on the screen, 400 km each way."""
    tiny = square(103.6, 1.2, 0.1)
    flat = project_world(gpd.GeoDataFrame(geometry=[tiny], crs="EPSG:4326")).geometry.iloc[0]

    for left, bottom, right, top in (country_window(tiny).bounds, country_zoom(flat)):
        assert (right - left, top - bottom) == pytest.approx((4, 4))


def test_a_window_grows_to_the_picture():
    """Nothing that must be seen is cropped when the picture has another shape."""
    tall = Window("+proj=eqearth", (0, 0, 2, 8))

    assert tall.with_aspect(2).bounds == (-7, 0, 9, 8)
    assert tall.with_aspect(0.1).bounds == (0, -6, 2, 14)


def test_a_window_leaves_out_what_it_does_not_show(shapes):
    """Spain's picture holds Spain and its neighbours, cut just outside the frame; not New Zealand, its antipode."""
    window = country_window(shapes.geometry["ESP"]).with_aspect(1.5)
    drawn = project_window(shapes, window)
    left, bottom, right, top = window.bounds
    seen = drawn.total_bounds

    assert {"ESP", "PRT", "FRA", "MAR"} <= set(drawn.index.dropna())
    assert "NZL" not in drawn.index
    assert (seen[:2] >= (left - 1, bottom - 1)).all()
    assert (seen[2:] <= (right + 1, top + 1)).all()


@pytest.mark.parametrize("iso_a3", ["RUS", "CHL", "FJI", "USA", "NZL", "ATA", "KIR", "FRA", "GRL", "CAN"])
def test_no_country_is_smeared_in_its_window(iso_a3, shapes):
    """Valid shapes, no edge longer than the sides of the window allow, and the country's own area."""
    window = country_window(shapes.geometry[iso_a3])
    drawn = project_window(shapes, window)
    rings = shapely.get_rings(shapely.get_parts(drawn.geometry[iso_a3]))
    longest = max(np.hypot(*np.diff(shapely.get_coordinates(ring), axis=0).T).max() for ring in rings)

    assert drawn.geometry.is_valid.all()
    assert longest < 1.5
    assert drawn.geometry[iso_a3].area * 1e4 <= shapes.area_km2[iso_a3] * 1.05


@pytest.mark.parametrize(
    "window",
    [
        REGIONS["europe"].window.with_aspect(2),
        REGIONS["asia"].window.with_aspect(2),
        Window(local_equal_area(20, -75), (-40, -20, 40, 20)),  # the pole lies just inside its lower edge
    ],
)
def test_everything_in_the_window_is_drawn(window, shapes):
    """Leaving out what can't be seen leaves out nothing that can."""
    frame = shapely.box(*window.bounds)
    drawn = project_window(shapes, window).geometry
    all_of_it = project_shapes(shapes, window.proj).geometry

    assert drawn.intersection(frame).area.sum() == pytest.approx(all_of_it.intersection(frame).area.sum(), rel=1e-4)


def test_a_very_wide_picture_shows_no_smeared_far_side(shapes):
    """A banner of the Americas ends before Asia is drawn along the rim of the local map."""
    drawn = project_window(shapes, REGIONS["americas"].window.with_aspect(3))

    assert np.hypot(*shapely.get_coordinates(drawn.geometry.values).T).max() < 105
    assert "IND" not in drawn.index


def test_antarctica_has_no_seam():
    """The line to the pole where its shape is cut does not show."""
    land = gpd.GeoDataFrame({"iso_a3": ["ATA"]}, geometry=[shapely.box(-180, -90, 180, -70)], crs="EPSG:4326")
    drawn = project_window(land, REGIONS["antarctica"].window).geometry.iloc[0]

    assert drawn.geom_type == "Polygon"
    assert drawn.boundary.distance(shapely.Point(0, 0)) > 20


def test_zooming_to_a_country_ignores_its_far_parts(shapes):
    """On the web map, the United States are not an excuse to show half the world."""
    flat = project_world(shapes.loc[["USA"]]).geometry["USA"]
    left, _, right, _ = country_zoom(flat)

    assert right - left < 75
    assert inside(country_zoom(flat), *to_world(np.array([-122.4, -71.1]), np.array([37.8, 42.4]))).all()


@pytest.mark.parametrize("slug", [slug for slug in REGIONS if slug != "world"])
def test_no_country_on_the_far_side_covers_a_region(slug):
    """Mauritania lies opposite Oceania: turned inside out it would fill the whole sea."""
    low = read_shapes(DATA / "countries_low.parquet")
    window = REGIONS[slug].window
    wide, tall = window.with_aspect(2.6).bounds, window.with_aspect(0.5).bounds
    around = (min(wide[0], tall[0]), min(wide[1], tall[1]), max(wide[2], tall[2]), max(wide[3], tall[3]))

    drawn = project_window(low, Window(window.proj, around)).set_index("unit_id")
    true = low.set_index("unit_id").loc[drawn.index, "area_km2"] / 10_000  # square units of 100 km

    assert list(drawn.index[drawn.area > true * 1.1 + 1]) == []
