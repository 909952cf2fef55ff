"""with_place(raw, row, cells) → cells: what a report's new city brings along."""

from __future__ import annotations

from collections.abc import Mapping

from geo.curate.gazetteer import find_cities_here, several
from geo.errors import UsageError
from geo.tables.load import Raw


def with_place(raw: Raw, row: str, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells to set, with the coordinate and precision that a new city brings along where they are not given.

    Raises UsageError for a city that the gazetteer has not in the report's country, or has several times.
    """
    stations = raw.tables["stations"]
    own = stations[stations["station_id"] == row]
    if own.empty or "city" not in cells or {"lat", "lon"} & set(cells):
        return dict(cells)
    name = cells["city"]
    if not name:
        return {**cells, "lat": "", "lon": "", "location_precision": "country"}
    iso = str(own["country_iso3"].iloc[0])
    found = find_cities_here(stations, [(iso, name)])[iso, name]
    if not found:
        raise UsageError(f"The gazetteer has no {name} in {iso}: give lat and lon with two decimals.")
    if several(found):
        places = "; ".join(f"{city.name} lat {city.lat} lon {city.lon}" for city in found[:6])
        raise UsageError(f"{name} can be several places in {iso}: add lat and lon of one. {places}")
    city = found[0]
    return {**cells, "city": city.name, "lat": city.lat, "lon": city.lon, "location_precision": "city"}
