"""What part of the earth a picture shows, and in which equal-area projection: a world region or one country.

Knows bounds and shapes, no table. A window says what must be seen; the picture may show more, never less.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.projection import (
    CENTRAL_MERIDIAN,
    HALF_TURN,
    WORLD,
    Bounds,
    centre_longitude,
    from_plane,
    local_equal_area,
    polygons_only,
    project_shapes,
    to_plane,
    to_world,
)

NEIGHBOURLY = 4.0  # map units: land closer than 400 km to the main part belongs to the same picture
LARGE_SHARE = 0.2  # a far part with at least this share of the area is shown too (Borneo of Malaysia)
PADDING = 0.12  # of the larger side
SMALLEST_SIDE = 1.5  # map units: Singapore without its neighbours would be a shape without a place
MARGIN = 0.02  # of the larger side


@dataclass(frozen=True)
class Region:
    """A part of the world to zoom to, and the projection to print it in.

    lonlat: west, south, east, north in degrees; east exceeds 180 where the box lies over the antimeridian.
    """

    slug: str
    label: str
    lonlat: Bounds
    proj: str


@dataclass(frozen=True)
class Window:
    """A projection and the rectangle of its plane to show, in map units of 100 km."""

    proj: str
    bounds: Bounds

    def with_aspect(self, ratio: float) -> "Window":
        """The window grown about its middle, never cropped, until width / height is `ratio`."""
        left, bottom, right, top = self.bounds
        width, height = right - left, top - bottom
        half_width, half_height = max(width, height * ratio) / 2, max(height, width / ratio) / 2
        x, y = (left + right) / 2, (bottom + top) / 2
        return Window(self.proj, (x - half_width, y - half_height, x + half_width, y + half_height))


REGIONS = {
    region.slug: region
    for region in (
        Region("world", "World", (-169, -90, 191, 90), WORLD),
        # the centre of EPSG:3035, the projection of the European statistical atlases; Madeira is inside
        Region("europe", "Europe", (-18, 32.5, 42, 71.5), local_equal_area(10, 52)),
        Region("africa", "Africa", (-26, -36, 60, 38), local_equal_area(17, 1)),
        Region("americas", "Americas", (-168, -56, -32, 75), local_equal_area(-90, 12)),
        Region("asia", "Asia", (26, -11, 146, 56), local_equal_area(88, 25)),
        Region("oceania", "Oceania", (112, -48, 235, 22), local_equal_area(172, -18)),
    )
}


def _box_edge(lonlat: Bounds) -> tuple[Any, Any]:
    """Points all over a box of degrees: its bounds in a plane may lie on an edge or, round a pole, inside."""
    west, south, east, north = lonlat
    lon, lat = np.meshgrid(np.linspace(west, east, 61), np.linspace(south, north, 61))
    return lon.ravel(), lat.ravel()


def _bounds(x: Any, y: Any) -> Bounds:
    return float(np.min(x)), float(np.min(y)), float(np.max(x)), float(np.max(y))


def world_bounds(lonlat: Bounds) -> Bounds:
    """The rectangle of the world map, in map units, that holds a box of degrees.

    The part of the box beyond the map's eastern edge at 169° W is left out: it is drawn on the other side.
    """
    lon, lat = _box_edge(lonlat)
    return _bounds(*to_world(np.clip(lon, CENTRAL_MERIDIAN - HALF_TURN, CENTRAL_MERIDIAN + HALF_TURN), lat))


def lonlat_window(proj: str, lonlat: Bounds) -> Window:
    """The window of a local projection that holds a box of degrees (west, south, east, north)."""
    return Window(proj, _bounds(*to_plane(*_box_edge(lonlat), proj)))


def region_window(slug: str) -> Window:
    """The window to print a region of REGIONS in. Raises KeyError for another name."""
    region = REGIONS[slug]
    return lonlat_window(region.proj, region.lonlat)


def _main_part(flat: Any) -> Any:
    """The largest polygon of a flat country, all land that follows from it in short hops, and large far parts."""
    parts = np.asarray(sorted(shapely.get_parts(flat), key=lambda part: -part.area))
    area = shapely.area(parts)
    kept = area >= LARGE_SHARE * area.sum()
    kept[0] = True
    grown = True
    while grown:
        near = ~kept & (shapely.distance(shapely.union_all(parts[kept]), parts) < NEIGHBOURLY)
        kept |= near
        grown = bool(near.any())
    return shapely.MultiPolygon(list(parts[kept]))


def country_window(geometry: Any, places: Iterable[tuple[float, float]] = ()) -> Window:
    """A local equal-area projection and padded window for one country, given in EPSG:4326, cut at 180°.

    Shows the largest part and the land near it; distant islands and overseas land are left out.
    places: (lon, lat) in degrees that must be inside, wherever they are (a reported place on Madeira).
    """
    start = max(shapely.get_parts(geometry), key=lambda part: part.area).representative_point()
    first = local_equal_area(start.x, start.y)
    alone = gpd.GeoDataFrame(geometry=[geometry], crs="EPSG:4326")
    main = _main_part(project_shapes(alone, first).geometry.iloc[0])
    left, bottom, right, top = main.bounds
    middle = from_plane((left + right) / 2, (bottom + top) / 2, first)

    proj = local_equal_area(round(float(middle[0]), 1), round(float(middle[1]), 1))
    x, y = shapely.get_coordinates(main).T
    shore = np.column_stack(from_plane(x, y, first))
    shown = np.vstack([shore, *(np.asarray(place, float) for place in places)])
    lon, lat = shown.T
    left, bottom, right, top = _bounds(*to_plane(lon, lat, proj))
    larger = max(right - left, top - bottom)
    x, y = (left + right) / 2, (bottom + top) / 2
    half_width = max(right - left + 2 * PADDING * larger, SMALLEST_SIDE) / 2
    half_height = max(top - bottom + 2 * PADDING * larger, SMALLEST_SIDE) / 2
    return Window(proj, (x - half_width, y - half_height, x + half_width, y + half_height))


def project_window(shapes: gpd.GeoDataFrame, window: Window) -> gpd.GeoDataFrame:
    """Shapes in EPSG:4326, cut at 180° → the rows seen in the window, in its map units, valid, without a CRS.

    Cut a little outside the window, so that no cut shows as a border. Grow the window to the picture's
    proportions first (with_aspect), or the picture's sides stay empty.
    """
    left, bottom, right, top = window.bounds
    margin = MARGIN * max(right - left, top - bottom)
    frame = shapely.box(left - margin, bottom - margin, right + margin, top + margin)
    # Far from its centre a local projection turns the earth inside out: leave out what can't be in the frame.
    local = project_shapes(shapes, window.proj, within=_seen_from(window.proj, frame), step=0.5)
    cut = [polygons_only(shape) for shape in shapely.intersection(local.geometry.values, frame)]
    seen = local.set_geometry(gpd.GeoSeries(cut, index=local.index))
    return seen[seen.geometry.notna()]


def _seen_from(proj: str, frame: Any) -> Any:
    """A box in degrees east of the projection's centre that holds everything in a frame of its plane."""
    left, bottom, right, top = frame.bounds
    x, y = np.meshgrid(np.linspace(left, right, 81), np.linspace(bottom, top, 81))
    lon, lat = (values[np.isfinite(values)] for values in from_plane(x.ravel(), y.ravel(), proj))
    west, south, east, north = _bounds((lon - centre_longitude(proj) + 180) % 360 - 180, lat)
    for pole in (-90, 90):
        if frame.contains(shapely.Point(*to_plane(0, pole, proj))):
            west, south, east, north = -180, min(south, pole), 180, max(north, pole)
    return shapely.box(max(west - 2, -180), max(south - 2, -90), min(east + 2, 180), min(north + 2, 90))
