"""A reel: the scenes of many moments of one map as compact JSON, for a browser that plays them by itself.

From one moment to the next little changes, so each value stands once in a pool and a scene holds only places in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from geo.maps.model import MapModel
from geo.render.web.ground import Ground
from geo.render.web.scene import scene


def reel(models: Iterable[MapModel], ground: Ground) -> dict[str, Any]:
    """pool: values; scenes: one a model, key → place in the pool, or the places of a list's items, in its order."""
    places: dict[str, int] = {}
    pool: list[Any] = []

    def place(value: Any) -> int:
        said = json.dumps(value)
        if said not in places:
            places[said] = len(pool)
            pool.append(value)
        return places[said]

    scenes = [
        {
            key: [place(item) for item in value] if isinstance(value, list) else place(value)
            for key, value in one.items()
        }
        for one in (scene(model, ground) for model in models)
    ]
    return {"pool": pool, "scenes": scenes}
