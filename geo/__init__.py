"""The domain of Station Atlas: files → Atlas → (View) → Selection → MapModel → drawings. It knows no screen.

These names are what pages and scripts need; `geo/README.md` draws the house.
"""

from geo.atlas import Atlas, load_atlas
from geo.errors import AtlasError, DataError, Problem
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.select import Selection, facets, select
from geo.stats import stats
from geo.view import FILTERS, View

__all__ = [
    "FILTERS",
    "Atlas",
    "AtlasError",
    "DataError",
    "MapModel",
    "Problem",
    "Selection",
    "View",
    "compose",
    "facets",
    "load_atlas",
    "select",
    "stats",
]
