"""Longitude and latitude to the map and back: Equal Earth for the world, local equal-area maps elsewhere.

Knows no country and no file. Every projection here keeps areas true, so that a dark country looks as large
as it is. One map unit is 100 km: the world is 345 units wide, which suits Leaflet's CRS.Simple, where a unit
is one pixel at zoom 0.
"""

from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from geo.errors import UsageError

METRES_PER_UNIT = 100_000
# Splits the globe at 168.65° W, between the Diomedes and Alaska: all of Russia lies on the right, and one small
# Aleutian island is all that is cut.
CENTRAL_MERIDIAN = 11.35
WORLD = f"+proj=eqearth +lon_0={CENTRAL_MERIDIAN:g} +datum=WGS84 +units=m +no_defs"
# A longitude of exactly ±180° from the centre may fall on either edge of the map, and streak across it.
HALF_TURN = 180 - 1e-7
Bounds = tuple[float, float, float, float]  # least x, least y, greatest x, greatest y


def local_equal_area(lon: float, lat: float) -> str:
    """The PROJ string of Lambert's azimuthal equal-area projection centred there."""
    return f"+proj=laea +lat_0={lat:g} +lon_0={lon:g} +datum=WGS84 +units=m +no_defs"


@cache
def _transformer(proj: str) -> pyproj.Transformer:
    try:
        return pyproj.Transformer.from_crs("EPSG:4326", proj, always_xy=True)
    except pyproj.exceptions.ProjError as error:
        raise UsageError(f"{proj!r} is no map projection; give a PROJ string or a code such as EPSG:3035") from error


@cache
def centre_longitude(proj: str) -> float:
    """The longitude in the middle of a projection, in degrees; 0 when it names none."""
    operation = pyproj.CRS(proj).coordinate_operation
    named = [p.value for p in operation.params if p.name.startswith("Longitude of")] if operation else []
    return float(named[0]) if named else 0.0


def to_plane(lon: npt.ArrayLike, lat: npt.ArrayLike, proj: str) -> tuple[Any, Any]:
    """(x, y) in map units of 100 km, for numbers or arrays of degrees."""
    x, y = _transformer(proj).transform(np.asarray(lon, float)[()], np.asarray(lat, float)[()])
    return x / METRES_PER_UNIT, y / METRES_PER_UNIT


def from_plane(x: npt.ArrayLike, y: npt.ArrayLike, proj: str) -> tuple[Any, Any]:
    """(lon, lat) in degrees, lon in [−180, 180], for numbers or arrays of map units; nan off the map."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    lon, lat = _transformer(proj).transform(x * METRES_PER_UNIT, y * METRES_PER_UNIT, direction="INVERSE")
    # PROJ wraps a point beyond the edge round to the other side: only what comes back to its place
    # is on the map.
    back_x, back_y = to_plane(lon, lat, proj)
    with np.errstate(invalid="ignore"):
        on_map = (np.abs(back_x - x) < 1e-4) & (np.abs(back_y - y) < 1e-4)
    return np.where(on_map, lon, np.nan)[()], np.where(on_map, lat, np.nan)[()]


def to_world(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Any, Any]:
    """(x, y) on the world map in map units, for numbers or arrays of degrees."""
    return to_plane(lon, lat, WORLD)


def from_world(x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Any, Any]:
    """(lon, lat) in degrees for a place on the world map in map units, number or array; nan off the globe."""
    return from_plane(x, y, WORLD)


def polygons_only(geometry: Any) -> Any:
    """The polygons in a geometry as one (multi)polygon, without its lines and points; None if none."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    areal = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)]
    if len(areal) < 2:
        return areal[0] if len(areal) else None
    return shapely.MultiPolygon(list(areal))


def centre_on(geometries: npt.ArrayLike, lon_0: float) -> npt.NDArray[Any]:
    """Shapes cut at 180° → the same shapes in degrees east of lon_0, x in [−180, 180], cut at lon_0 ± 180.

    The two halves of a shape that lay over 180° become one.
    """
    lon_0 = (lon_0 + 180) % 360 - 180
    moved: npt.NDArray[Any] = shapely.transform(np.asarray(geometries), lambda xy: xy - np.array([lon_0, 0]))
    turn = -360 if lon_0 < 0 else 360
    window = shapely.box(-180, -91, 180, 91)
    across = ~shapely.contains_properly(window, moved)
    wrapped = shapely.transform(moved[across], lambda xy: xy + np.array([turn, 0]))
    halves = [shapely.intersection(half, window) for half in (moved[across], wrapped)]
    moved[across] = shapely.union(*halves)
    return moved


def project_shapes(shapes: gpd.GeoDataFrame, proj: str, *, within: Any = None, step: float = 1.0) -> gpd.GeoDataFrame:
    """Shapes in EPSG:4326, cut at 180° → the same rows in map units, valid, without a CRS.

    within: a polygon in degrees east of the projection's centre that cuts them; emptied rows are dropped.
    step: degrees between the points put on long edges, so that they bend as the projection bends them.
    """
    lon_0 = centre_longitude(proj)
    geometries = centre_on(shapes.geometry.values, lon_0)
    if within is not None:
        geometries = shapely.intersection(geometries, within)

    def forward(xy: npt.NDArray[Any]) -> npt.NDArray[Any]:
        lon = np.clip(xy[:, 0], -HALF_TURN, HALF_TURN) + lon_0
        return np.column_stack(to_plane(lon, np.clip(xy[:, 1], -90, 90), proj))

    flat = shapely.make_valid(shapely.transform(shapely.segmentize(geometries, step), forward))
    areal = gpd.GeoSeries([polygons_only(geometry) for geometry in flat], index=shapes.index)
    projected = shapes.set_crs(None, allow_override=True).set_geometry(areal)
    return projected[projected.geometry.notna()]


def project_world(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Shapes in EPSG:4326, cut at 180° → the same rows on the world map, map units, valid, without a CRS."""
    return project_shapes(shapes, WORLD)


def globe_outline() -> shapely.Polygon:
    """The edge of the world map in map units."""
    up = np.arange(-90, 91)
    east_up, west_down = np.full(181, HALF_TURN), np.full(181, -HALF_TURN)
    lon = CENTRAL_MERIDIAN + np.concatenate([east_up, west_down])
    return shapely.Polygon(np.column_stack(to_world(lon, np.concatenate([up, up[::-1]]))))


def graticule(step: int = 30) -> shapely.MultiLineString:
    """Meridians and parallels every `step` degrees in map units, without the poles and the outer edge."""
    west = CENTRAL_MERIDIAN - HALF_TURN
    meridians = [lon for lon in range(-180, 361, step) if west + 1 < lon < west + 359]
    lines = [to_world(np.full(181, lon), np.arange(-90, 91)) for lon in meridians]
    round_the_globe = west + np.linspace(0, 2 * HALF_TURN, 361)
    lines += [to_world(round_the_globe, np.full(361, lat)) for lat in range(step - 90, 90, step)]
    return shapely.MultiLineString([np.column_stack(line) for line in lines])
