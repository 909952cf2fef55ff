"""What part of the earth a picture shows, and in which equal-area projection: a world region or one country.

Knows bounds and shapes, no table. A window says what must be seen; the picture may show more, never less.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.maps.earth.projection import (
    HALF_TURN,
    WORLD,
    Bounds,
    centre_longitude,
    from_plane,
    local_equal_area,
    polygons_only,
    project_shapes,
    to_plane,
)

HOP, SMALL_HOP = 4.0, 1.5  # map units: land closer than 400 km to the main part belongs to the same picture,
SMALL = 0.1  # but an islet under 1,000 km² only within 150 km (the sub-Antarctic islands of New Zealand don't)
LARGE_SHARE = 0.2  # a far part with at least this share of the area is shown too (Borneo of Malaysia)
PADDING = 0.12  # of the larger side
SMALLEST_SIDE = 4.0  # map units: Malta without Sicily, Singapore without Malaysia is a shape without a place
MARGIN = 0.02  # of the larger side
HORIZON = 104.0  # map units from the centre, 110° of arc: a local map of what lies beyond is smeared along a rim
CAP = 30.0  # degrees to each side of a local map's antipode
SEAM = 1e-3  # map units, 100 m: wider than the gap that keeping off ±180° leaves


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


@dataclass(frozen=True)
class Region:
    """A part of the world.

    zoom: its rectangle on the world map, in map units.
    window: its own projection and rectangle, to print it larger and truer in shape.
    """

    slug: str
    label: str
    zoom: Bounds
    window: Window


WHOLE: Bounds = (-172.44, -83.93, 172.44, 83.93)
REGIONS = {
    region.slug: region
    for region in (
        Region("world", "World", WHOLE, Window(WORLD, WHOLE)),
        # the centre of EPSG:3035, the projection of the European statistical atlases; Madeira and Moscow are in
        Region("europe", "Europe", (-26, 40.5, 27.5, 78), Window(local_equal_area(10, 52), (-26, -21, 27, 23.5))),
        Region("africa", "Africa", (-35.5, -45, 47, 47), Window(local_equal_area(17, 1), (-46, -42, 46, 42))),
        Region("americas", "Americas", (-128, -67, -12, 84), Window(local_equal_area(-90, 12), (-46, -74, 64, 79))),
        Region("asia", "Asia", (11, -15, 126, 67), Window(local_equal_area(88, 25), (-52, -38, 61, 37))),
        # on the world map Oceania east of 168.65° W lies at the other edge: the zoom leaves it out, the window does not
        Region("oceania", "Oceania", (82, -63, 172.44, 28), Window(local_equal_area(172, -18), (-59, -41, 61, 43))),
        Region(
            "antarctica", "Antarctica", (-110, -83.93, 110, -58), Window(local_equal_area(0, -90), (-30, -27, 31, 27))
        ),
    )
}


# The part of Europe where reports are dense: beside the world map, on screen and in print, 9 wide and 10 high.
INSET = Region("europe", "Europe", REGIONS["europe"].zoom, Window(local_equal_area(10, 52), (-19.5, -23.5, 18.5, 18.7)))


def _bounds(x: Any, y: Any) -> Bounds:
    return float(np.min(x)), float(np.min(y)), float(np.max(x)), float(np.max(y))


def _padded(bounds: Bounds) -> Bounds:
    left, bottom, right, top = bounds
    padding = 2 * PADDING * max(right - left, top - bottom)
    return _grown(bounds, right - left + padding, top - bottom + padding)


def _grown(bounds: Bounds, width: float, height: float) -> Bounds:
    """A rectangle of this size about the same middle, no side less than SMALLEST_SIDE."""
    left, bottom, right, top = bounds
    half_width, half_height = max(width, SMALLEST_SIDE) / 2, max(height, SMALLEST_SIDE) / 2
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _main_part(flat: Any) -> Any:
    """The largest polygon of a flat country, all land that follows from it in short hops, and large far parts."""
    parts = np.asarray(sorted(shapely.get_parts(flat), key=lambda part: -part.area))
    area = shapely.area(parts)
    kept = area >= LARGE_SHARE * area.sum()
    kept[0] = True
    hop = np.where(area < SMALL, SMALL_HOP, HOP)
    newest = kept.copy()
    while newest.any():
        reached = shapely.distance(shapely.MultiPolygon(list(parts[newest])), parts) < hop
        newest = reached & ~kept
        kept |= newest
    return shapely.MultiPolygon(list(parts[kept]))


def country_zoom(flat: Any) -> Bounds:
    """The padded rectangle of one country on the world map; flat: its projected shape, in map units.

    Shows the largest part and the land near it, as country_window does. Each side has air of its own: the box on a
    screen is wide, and beside a wide country air in its height would only make it smaller.
    """
    left, bottom, right, top = bounds = _main_part(flat).bounds
    return _grown(bounds, (1 + 2 * PADDING) * (right - left), (1 + 2 * PADDING) * (top - bottom))


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
    return Window(proj, _padded(_bounds(*to_plane(lon, lat, proj))))


def project_window(shapes: gpd.GeoDataFrame, window: Window) -> gpd.GeoDataFrame:
    """Shapes in EPSG:4326, cut at 180° → the rows seen in the window, in its map units, valid, without a CRS.

    Cut a little outside the window, so that no cut shows as a border. Grow the window to the picture's
    proportions first (with_aspect), or the picture's sides stay empty. A local window ends 110° from its centre.
    """
    left, bottom, right, top = window.bounds
    margin = MARGIN * max(right - left, top - bottom)
    frame = shapely.box(left - margin, bottom - margin, right + margin, top + margin)
    if window.proj != WORLD:
        frame = shapely.intersection(frame, shapely.Point(0, 0).buffer(HORIZON, quad_segs=64))
    local = project_shapes(shapes, window.proj, within=_seen_from(window.proj, frame), step=0.5)
    whole = _close_seam(local.geometry.values, window.proj, frame)
    cut = [polygons_only(shape) for shape in shapely.intersection(whole, frame)]
    seen = local.set_geometry(gpd.GeoSeries(cut, index=local.index))
    return seen[seen.geometry.notna()]


def _close_seam(flat: Any, proj: str, frame: Any) -> Any:
    """Shapes that the projection's far meridian cuts inside the frame (Antarctica) grown together again."""
    far = np.full(181, centre_longitude(proj) + HALF_TURN)
    line = np.column_stack(to_plane(far, np.arange(-90, 91), proj))
    seam = shapely.LineString(line[np.isfinite(line).all(axis=1)])  # the antipode has no place
    seam = shapely.intersection(seam, frame)
    closed = np.array(flat)
    if seam.is_empty:
        return closed
    open_ = shapely.distance(seam, closed) < SEAM
    closed[open_] = shapely.buffer(shapely.buffer(closed[open_], SEAM), -SEAM)
    return closed


def _seen_from(proj: str, frame: Any) -> Any:
    """A box in degrees east of the projection's centre that holds everything in a frame of its plane."""
    left, bottom, right, top = frame.bounds
    x, y = np.meshgrid(np.linspace(left, right, 81), np.linspace(bottom, top, 81))
    lon, lat = (values[np.isfinite(values)] for values in from_plane(x.ravel(), y.ravel(), proj))
    west, south, east, north = _bounds((lon - centre_longitude(proj) + 180) % 360 - 180, lat)
    for pole in (-90, 90):
        if frame.contains(shapely.Point(*to_plane(0, pole, proj))):
            west, south, east, north = -180, min(south, pole), 180, max(north, pole)
    seen = shapely.box(max(west - 2, -180), max(south - 2, -90), min(east + 2, 180), min(north + 2, 90))
    if proj == WORLD:
        return seen
    # A shape round the antipode would be turned inside out and cover the map. All of this cap is beyond the horizon.
    _, lat_0 = from_plane(0, 0, proj)
    south, north = max(-lat_0 - CAP, -90), min(-lat_0 + CAP, 90)
    caps = [shapely.box(-180, south, CAP - 180, north), shapely.box(180 - CAP, south, 180, north)]
    return shapely.difference(seen, shapely.union_all(caps))
