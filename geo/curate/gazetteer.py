"""Where a city lies: its centre in a stated country, from the packaged gazetteer, by any name that is known for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo.tables.check.countries import plain
from geo.tables.check.gazetteer import lookup, plain_name
from geo.tables.check.places import CITY_KM, distance

SAME_KM: Final = 3.0  # between two points that are one city, however its name is written
SAME_PLACE: Final = 20  # times as many people: a namesake that small is not asked about


@dataclass(frozen=True)
class City:
    """A city of the gazetteer. name: its main name in Latin letters; lat, lon: degrees with two decimals."""

    name: str
    lat: str
    lon: str
    people: int


def find_cities(wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[City, ...]]:
    """(ISO code, name as typed) → the cities that can be meant, most people first, () where none is known.

    Whether it is a city's main name or another one makes no difference: Roma is Rome. Namesakes nearer to each other
    than a city's own radius are one.
    """
    found: dict[tuple[str, str], list[City]] = {place: [] for place in wanted}
    by_name: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for place in found:
        by_name.setdefault((place[0], plain_name(place[1])), []).append(place)
    for entry in lookup(key for _, key in by_name):
        city = City(entry.name, f"{entry.lat:.2f}", f"{entry.lon:.2f}", entry.people)
        for place in by_name.get((entry.iso_a3, entry.key), ()):
            found[place].append(city)
    return {place: _distinct(cities) for place, cities in found.items()}


def several(found: tuple[City, ...]) -> bool:
    """Whether a name can mean more than one of these cities: a namesake that is far smaller is not meant.

    A city that stands in the tables already (people 0) is what its name means here.
    """
    return len(found) > 1 and found[0].people > 0 and found[1].people * SAME_PLACE > found[0].people


def _distinct(cities: list[City]) -> tuple[City, ...]:
    kept: list[City] = []
    for city in sorted(cities, key=lambda one: -one.people):
        if all(distance(_point(city), _point(other)) > CITY_KM[0] for other in kept):
            kept.append(city)
    return tuple(kept)


def find_cities_here(
    stations: pd.DataFrame, wanted: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, str], tuple[City, ...]]:
    """As `find_cities`, each city as the tables write it where it stands in them, whichever of its names they use."""
    places = tuple(dict.fromkeys(wanted))
    hosts = {iso for iso, _ in places}
    own = dict.fromkeys(zip(stations["country_iso3"], stations["city"], strict=True))
    found = find_cities([*places, *(place for place in own if place[0] in hosts and place[1])])
    return {place: as_known_here(stations, place[0], found[place], found) for place in places}


def as_known_here(
    stations: pd.DataFrame,
    iso_a3: str,
    cities: tuple[City, ...],
    by_name: Mapping[tuple[str, str], tuple[City, ...]] | None = None,
) -> tuple[City, ...]:
    """The cities as the tables write them already: one name and one point for a place, whoever typed it.

    A city is one of the tables' where it has its name or its point; a town beside it is another. stations: the table as
    text. by_name: the cities of the gazetteer that a name of the tables means: Ulaanbaatar is its Ulan Bator. Cities
    that stand in no row stay as the gazetteer has them.
    """
    own = stations[(stations["country_iso3"] == iso_a3) & (stations["city"] != "")].drop_duplicates("city")
    known = [City(row["city"], row["lat"], row["lon"], 0) for row in own.to_dict("records")]

    def reach(one: City, city: City) -> float:
        named = plain(one.name) == plain(city.name) or city in (by_name or {}).get((iso_a3, one.name), ())
        return CITY_KM[0] if named else SAME_KM

    def here(city: City) -> City:
        near = [one for one in known if distance(_point(one), _point(city)) <= reach(one, city)]
        return min(near, key=lambda one: distance(_point(one), _point(city))) if near else city

    return tuple(dict.fromkeys(here(city) for city in cities))


def _point(city: City) -> tuple[float, float]:
    return float(city.lat), float(city.lon)
