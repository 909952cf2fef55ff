"""Where a city lies: its centre in a stated country, from the packaged gazetteer, by any name that is known for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from geo.tables.check.places import CITY_KM, distance, gazetteer, plain_name


@dataclass(frozen=True)
class City:
    """A city of the gazetteer. name: its main name in Latin letters; lat, lon: degrees with two decimals."""

    name: str
    lat: str
    lon: str
    people: int


def find_cities(wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[City, ...]]:
    """(ISO code, name as typed) → the cities that can be meant, most people first, () where none is known.

    A city whose main name it is comes before those that only have it as another name. Namesakes nearer to each other
    than a city's own radius are one. Reading the gazetteer takes some seconds.
    """
    asked: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for place in dict.fromkeys(wanted):
        asked.setdefault(place[0], {}).setdefault(plain_name(place[1]), []).append(place)
    found: dict[tuple[str, str], list[tuple[bool, City]]] = {
        place: [] for own in asked.values() for one in own.values() for place in one
    }
    if not found:
        return {}
    for iso, city in gazetteer():
        names = asked.get(iso)
        if not names:
            continue
        main = plain_name(city["name"])
        for key in names.keys() & {main, *(plain_name(name) for name in city["alternatenames"])}:
            one = City(city["name"], f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["population"])
            for place in names[key]:
                found[place].append((key == main, one))
    return {place: _distinct(cities) for place, cities in found.items()}


def _distinct(cities: list[tuple[bool, City]]) -> tuple[City, ...]:
    kept: list[City] = []
    for _, city in sorted(cities, key=lambda one: (not one[0], -one[1].people)):
        if all(distance(_point(city), _point(other)) > CITY_KM[0] for other in kept):
            kept.append(city)
    return tuple(kept)


def as_known_here(stations: pd.DataFrame, iso_a3: str, cities: tuple[City, ...]) -> tuple[City, ...]:
    """The cities as the tables write them already: one name and one point for a place, whoever typed it.

    stations: the table as text. Cities that stand in no row stay as the gazetteer has them.
    """
    own = stations[(stations["country_iso3"] == iso_a3) & (stations["city"] != "")].drop_duplicates("city")
    known = [City(row["city"], row["lat"], row["lon"], 0) for row in own.to_dict("records")]

    def here(city: City) -> City:
        near = [one for one in known if distance(_point(one), _point(city)) <= CITY_KM[0]]
        return min(near, key=lambda one: distance(_point(one), _point(city))) if near else city

    return tuple(dict.fromkeys(here(city) for city in cities))


def _point(city: City) -> tuple[float, float]:
    return float(city.lat), float(city.lon)
