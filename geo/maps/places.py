"""Where things are on the world map: the units that are drawn, and the point of each reported place."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from geo.atlas import Atlas
from geo.maps.earth.projection import to_world
from geo.maps.style import SMALL_AREA_KM2


@lru_cache(maxsize=16)  # each language, and released versions
def drawn_units(atlas: Atlas) -> pd.DataFrame:
    """unit_id, iso_a3 ("" where none), name, disputed, small, x, y; one drawn unit a row."""
    world = atlas.world
    x, y = to_world(world["label_lon"].to_numpy(), world["label_lat"].to_numpy())
    iso = world["iso_a3"].fillna("")
    return pd.DataFrame(
        {
            "unit_id": world["unit_id"],
            "iso_a3": iso,
            "name": iso.map(atlas.countries["name"]).fillna(world["name"]),
            "disputed": world["status"] == "disputed",
            "small": world["area_km2"] < SMALL_AREA_KM2,
            "x": x,
            "y": y,
        }
    )


@lru_cache(maxsize=16)  # each language, and released versions
def place_points(atlas: Atlas) -> dict[tuple[str, str], tuple[float, float]]:
    """(country, place) → (x, y) in map units; place "" is the country's label point."""
    units = drawn_units(atlas)
    places = {
        (iso, ""): (float(x), float(y)) for iso, x, y in zip(units["iso_a3"], units["x"], units["y"], strict=True)
    }
    cities = atlas.stations[atlas.stations["place"] != ""].drop_duplicates(["country_iso3", "place"])
    x, y = to_world(cities["lon"].to_numpy(), cities["lat"].to_numpy())
    for iso, place, one_x, one_y in zip(cities["country_iso3"], cities["place"], x, y, strict=True):
        places[iso, place] = (float(one_x), float(one_y))
    return places
