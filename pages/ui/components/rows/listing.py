"""All reports as rows of a table, in one file that a browser fetches once and keeps.

What a view then changes is which of the rows are shown: one bit a row instead of all their text.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.atlas import Atlas
from geo.record.listed import DAY, NO_BUREAU, NO_CITY, list_reports
from geo.render.web.ground import content_name
from geo.tables.dates import say_date
from geo.words.language import sort_key
from geo.words.messages import word
from pages.ui.cached import per_atlas


@dataclass(frozen=True, eq=False)
class Listing:
    """body: JSON bytes, as rows.js reads them. name: file name with the content's hash. stations: ids, row by row;
    rows: the same as the index of the table of stations has them."""

    body: bytes
    name: str
    stations: tuple[str, ...]
    rows: npt.NDArray[np.intp]

    def shown(self, kept: pd.DataFrame) -> str:
        """Which rows have their station among these: a bit a row, the first one highest, packed as base64.

        kept: rows of the table that the listing was made of, with its index.
        """
        bits = np.isin(self.rows, kept.index)
        return base64.b64encode(np.packbits(bits).tobytes()).decode()


@per_atlas
def listing(atlas: Atlas) -> Listing:
    """The rows of all reports by country, city and id. Kept."""
    listed = list_reports(atlas.stations, atlas.choices["wave"], atlas.labels.inline["stations.basis"])
    values = {
        label: sorted(set(cells), key=lambda cell: (cell in (word(NO_CITY), word(NO_BUREAU)), sort_key(cell)))
        for label, cells in listed.columns.items()
    }
    places = {label: {value: place for place, value in enumerate(kept)} for label, kept in values.items()}
    made = {
        "columns": [
            {"label": label, "values": [say_date(value) for value in kept] if label == word(DAY) else kept}
            for label, kept in values.items()
        ],
        "rows": [
            [places[label][cells[row]] for label, cells in listed.columns.items()]
            for row in range(len(listed.station_ids))
        ],
        "isos": listed.isos,
    }
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    index_of = dict(zip(atlas.stations["station_id"].tolist(), atlas.stations.index.tolist(), strict=True))
    rows = np.array([index_of[station] for station in listed.station_ids], np.intp)
    return Listing(body, content_name("listing", atlas.language, body), listed.station_ids, rows)
