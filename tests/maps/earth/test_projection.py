"""The world on the map: there and back, true areas, nothing smeared, nothing lost."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.errors import UsageError
from geo.maps.earth.projection import (
    centre_longitude,
    from_world,
    globe_outline,
    graticule,
    local_equal_area,
    project_world,
    to_plane,
    to_world,
)

EARTH_KM2 = 510_065_622  # surface of the WGS84 ellipsoid
KM2_PER_SQUARE_UNIT = 100 * 100
# 2√3 λ R / 3 A₁ with A₁ = 1.340264 and the authalic radius R = 6,371.007 km, in units of 100 km
EQUATOR_DEGREE = 2 * np.sqrt(3) / (3 * 1.340264) * np.radians(1) * 63.71007


def frame(*boxes):
    """Units of these shapes, numbered from 0."""
    return gpd.GeoDataFrame({"unit_id": range(len(boxes))}, geometry=list(boxes), crs="EPSG:4326")


@given(lon=st.floats(-180, 180), lat=st.floats(-89, 89))
def test_a_place_comes_back_from_the_map(lon, lat):
    """A click on a mark is read as the place that was drawn."""
    back_lon, back_lat = from_world(*to_world(lon, lat))

    assert abs((back_lon - lon + 180) % 360 - 180) < 1e-6
    assert back_lat == pytest.approx(lat, abs=1e-6)


@given(x=st.floats(-172, 172), y=st.floats(-83.9, 83.9))
def test_only_a_click_on_the_globe_is_a_place(x, y):
    """A click beside the globe has no longitude; PROJ alone would wrap it to the other side."""
    lon, lat = from_world(x, y)
    on_globe = globe_outline().buffer(-0.02).contains(shapely.Point(x, y))
    off_globe = not globe_outline().buffer(0.02).contains(shapely.Point(x, y))

    assert np.isfinite([lon, lat]).all() or not on_globe
    assert np.isnan([lon, lat]).all() or not off_globe


def test_arrays_and_numbers_give_the_same_places():
    """Marks are placed in one call, a click in another."""
    x, y = to_world([2.35, 139.69], [48.85, 35.68])

    assert to_world(2.35, 48.85) == (x[0], y[0])
    assert from_world(x, y)[0].tolist() == pytest.approx([2.35, 139.69])


def test_one_unit_is_100_km():
    """A degree of the equator is as wide as the formula of Šavrič, Patterson and Jenny (2018) makes it."""
    (west, east), _ = to_world([10.5, 11.5], [0, 0])

    assert east - west == pytest.approx(EQUATOR_DEGREE, rel=1e-4)


def test_areas_stay_true():
    """A cell at the equator, one at 60° and the whole earth keep their square kilometres."""
    world = project_world(frame(*(shapely.box(lon, -90, lon + 10, 90) for lon in range(-180, 180, 10))))
    cells = [shapely.segmentize(shapely.box(*bounds), 0.1) for bounds in ((0, 0, 10, 10), (100, 50, 110, 60))]
    geodesic = [abs(Geod(ellps="WGS84").geometry_area_perimeter(cell)[0]) / 1e6 for cell in cells]

    assert world.area.sum() * KM2_PER_SQUARE_UNIT == pytest.approx(EARTH_KM2, rel=8e-4)
    assert (project_world(frame(*cells)).area * KM2_PER_SQUARE_UNIT).tolist() == pytest.approx(geodesic, rel=8e-4)


def test_a_land_cut_at_180_becomes_one_on_the_map():
    """Chukotka and Fiji: both sides of the date line lie next to each other, without a seam."""
    halves = shapely.union(shapely.box(175, 60, 180, 70), shapely.box(-180, 60, -175, 70))
    drawn = project_world(frame(halves)).geometry.iloc[0]

    assert drawn.geom_type == "Polygon"
    assert drawn.bounds[2] - drawn.bounds[0] < 20


def test_a_land_across_the_edge_of_the_map_is_cut_there():
    """What lies over 168.65° W appears at both edges and is smeared over nothing in between."""
    drawn = project_world(frame(shapely.box(-174.65, -0.1, -159.65, 0.1))).geometry.iloc[0]
    widths = sorted(part.bounds[2] - part.bounds[0] for part in drawn.geoms)
    left, _, right, _ = drawn.bounds

    assert widths == pytest.approx([6 * EQUATOR_DEGREE, 9 * EQUATOR_DEGREE], rel=1e-3)
    assert (left, right) == pytest.approx((-172.44, 172.44), abs=0.01)


def test_long_edges_bend_with_the_globe():
    """A border along a parallel from edge to edge follows the map's points, none farther apart than 1° allows."""
    drawn = project_world(frame(shapely.box(-100, 40, 100, 50))).geometry.iloc[0]
    steps = np.hypot(*np.diff(shapely.get_coordinates(drawn), axis=0).T)

    assert steps.max() < 1.5


def test_rows_and_columns_stay():
    """Projecting changes shapes only, and leaves no CRS that a web map would convert again."""
    given_ = frame(shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)).assign(name=["a", "b"])
    drawn = project_world(given_)

    assert drawn[["unit_id", "name"]].to_numpy().tolist() == [[0, "a"], [1, "b"]]
    assert drawn.crs is None
    assert given_.crs == "EPSG:4326"


def test_the_outline_holds_every_place():
    """The edge of the globe lies where the map ends: x ±172.44, y ±83.93, both poles as lines."""
    lon, lat = np.meshgrid(np.linspace(-180, 180, 37), np.linspace(-90, 90, 19))
    places = shapely.points(*to_world(lon.ravel(), lat.ravel()))

    assert shapely.covers(globe_outline().buffer(0.02), places).all()
    assert globe_outline().bounds == pytest.approx((-172.44, -83.93, 172.44, 83.93), abs=0.01)


def test_the_graticule_has_each_line_once():
    """12 meridians and 5 parallels at 30°, on the globe."""
    lines = graticule(30)

    assert len(lines.geoms) == 17
    assert globe_outline().buffer(0.02).covers(lines)


def test_a_local_map_is_centred_where_it_says():
    """The centre of a local map is its origin, north is up."""
    proj = local_equal_area(-71.5, -36)
    x, y = to_plane([-71.5, -71.5], [-36, -35], proj)

    assert centre_longitude(proj) == -71.5
    assert x.tolist() == pytest.approx([0, 0])
    assert y.tolist() == pytest.approx([0, 1.11], abs=0.01)


def test_a_projection_that_is_none_is_told():
    """A wrong PROJ string names itself and what is accepted."""
    with pytest.raises(UsageError, match=r"'flat'.*PROJ string"):
        to_plane(0, 0, "flat")
