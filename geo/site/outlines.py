"""Tables of the API as GeoJSON: countries with their outlines, every other row without a place of its own.

RFC 7946 has features whose geometry is null for what has no place of its own: a response or a source is somewhere only
through its country, whose code each row carries. The outlines are those that the maps here are drawn with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
import shapely

from geo.atlas import Atlas

DECIMALS: Final = 0.01  # degree, about 1 km: finer than the outlines of a world map are
COUNTRIES: Final = "countries"


def write_features(name: str, key: str, records: Iterable[Mapping[str, Any]], atlas: Atlas) -> bytes:
    """A FeatureCollection with one feature a row, in the table's order. key: the column that names a row."""
    shapes = outlines(atlas) if name == COUNTRIES else {}
    features = [
        {"type": "Feature", "id": one[key], "geometry": shapes.get(str(one[key])), "properties": dict(one)}
        for one in records
    ]
    collection = {"type": "FeatureCollection", "name": name, "version": atlas.release, "features": features}
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()


def outlines(atlas: Atlas) -> dict[str, Any]:
    """Country code → GeoJSON geometry of all its parts, EPSG:4326. Areas that no country's code names are left out.

    Outer rings run against the clock and holes with it, as RFC 7946 asks. A state that is smaller than DECIMALS keeps
    the corners that it has.
    """
    joined = atlas.shapes_low[atlas.shapes_low["iso_a3"] != ""].dissolve("iso_a3").geometry
    rounded = shapely.set_precision(joined.to_numpy(), DECIMALS)
    whole = shapely.orient_polygons(np.where(shapely.is_empty(rounded), joined.to_numpy(), rounded))
    return {iso: json.loads(text) for iso, text in zip(joined.index, shapely.to_geojson(whole), strict=True)}
