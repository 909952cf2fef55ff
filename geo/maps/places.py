"""Where things are on the world map: the units that are drawn, and the point of each reported place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geo.atlas import Atlas
from geo.maps.earth.projection import to_world
from geo.maps.style import SMALL_AREA_KM2


@dataclass(frozen=True, slots=True)
class Unit:
    """A country or area that is drawn by itself. iso_a3: "" where none; x, y: map units, where its name stands."""

    unit_id: str
    iso_a3: str
    name: str
    disputed: bool
    small: bool
    x: float
    y: float


@lru_cache(maxsize=16)  # each language, and released versions
def drawn_units(atlas: Atlas) -> tuple[Unit, ...]:
    """All units, in the order of the borders."""
    world = atlas.world
    x, y = to_world(world["label_lon"].to_numpy(), world["label_lat"].to_numpy())
    iso = world["iso_a3"].fillna("")
    name = iso.map(atlas.countries["name"]).fillna(world["name"])
    disputed, small = world["status"] == "disputed", world["area_km2"] < SMALL_AREA_KM2
    columns = (world["unit_id"], iso, name, disputed.tolist(), small.tolist(), x.tolist(), y.tolist())
    return tuple(Unit(*row) for row in zip(*columns, strict=True))


@lru_cache(maxsize=16)  # each language, and released versions
def place_points(atlas: Atlas) -> dict[tuple[str, str], tuple[float, float]]:
    """(country, place) → (x, y) in map units; place "" is the country's label point."""
    places = {(unit.iso_a3, ""): (unit.x, unit.y) for unit in drawn_units(atlas)}
    cities = atlas.stations[atlas.stations["place"] != ""].drop_duplicates(["country_iso3", "place"])
    x, y = to_world(cities["lon"].to_numpy(), cities["lat"].to_numpy())
    for iso, place, one_x, one_y in zip(cities["country_iso3"], cities["place"], x, y, strict=True):
        places[iso, place] = (float(one_x), float(one_y))
    return places
