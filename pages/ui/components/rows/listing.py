"""All reports as rows of a table, in one file that a browser fetches once and keeps.

What a view then changes is which of the rows are shown: one sign a row instead of all their text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from geo.atlas import Atlas
from geo.tables.dates import say_date
from pages.ui.cached import per_atlas

NO_CITY: Final = "not named"
NO_BUREAU: Final = "not known"


@dataclass(frozen=True, eq=False)
class Listing:
    """body: JSON bytes, as rows.js reads them. name: file name with the content's hash. stations: ids, row by row."""

    body: bytes
    name: str
    stations: tuple[str, ...]

    def shown(self, stations: Iterable[str]) -> str:
        """ "1" for each row whose station is among these, else "0", row by row."""
        kept = set(stations)
        return "".join("1" if station in kept else "0" for station in self.stations)


@per_atlas
def listing(atlas: Atlas) -> Listing:
    """The rows of all reports by country, city and id. Kept."""
    waves = atlas.choices["wave"]
    rows = sorted(
        atlas.stations.itertuples(index=False), key=lambda row: (row.country_name, row.city or "~", row.station_id)
    )
    columns = {
        "Host country": [row.country_name for row in rows],
        "City": [row.city or NO_CITY for row in rows],
        "Police bureau": [NO_BUREAU if row.bureau == "unknown" else row.bureau for row in rows],
        "Wave": [waves[row.wave] for row in rows],
        "Disclosed on": [row.disclosed_on for row in rows],
        "Basis": [row.basis for row in rows],
    }
    values = {
        label: sorted(set(cells), key=lambda cell: (cell in (NO_CITY, NO_BUREAU), cell))
        for label, cells in columns.items()
    }
    places = {label: {value: place for place, value in enumerate(kept)} for label, kept in values.items()}
    made = {
        "columns": [
            {"label": label, "values": [say_date(value) for value in kept] if label == "Disclosed on" else kept}
            for label, kept in values.items()
        ],
        "rows": [[places[label][cells[row]] for label, cells in columns.items()] for row in range(len(rows))],
        "isos": [row.country_iso3 for row in rows],
    }
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    name = f"listing.{hashlib.sha256(body).hexdigest()[:16]}.json"
    return Listing(body, name, tuple(row.station_id for row in rows))
