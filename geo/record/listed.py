"""The reports as rows to be read: what each of their columns says, in the order in which a reader looks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo.tables.dates import say_date
from geo.words.language import sort_key
from geo.words.messages import word

DAY: Final = "Disclosed on"
COLUMNS: Final = ("Host country", "City", "Police bureau", "Wave", DAY, "Basis")
NO_CITY: Final = "not named"
NO_BUREAU: Final = "not known"


@dataclass(frozen=True, eq=False)
class ListedReports:
    """station_ids and isos: row by row. columns: heading → what each row says, DAY as YYYY-MM-DD."""

    station_ids: tuple[str, ...]
    isos: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]

    def read(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Key of each report, and its cells as a reader sees them, days in words."""
        day = word(DAY)
        shown = [tuple(map(say_date, cells)) if label == day else cells for label, cells in self.columns.items()]
        yield from zip(self.station_ids, zip(*shown, strict=True), strict=True)


def list_reports(stations: pd.DataFrame, waves: Mapping[str, str], basis: Mapping[str, str]) -> ListedReports:
    """Station rows by country, city and id, those without a city last in their country. waves, basis: code →
    label."""
    names, cities, ids = (stations[name].tolist() for name in ("country_name", "city", "station_id"))
    order = {name: sort_key(name) for name in set(names)}
    places = sorted(range(len(stations)), key=lambda row: (order[names[row]], cities[row] == "", cities[row], ids[row]))

    def column(name: str) -> tuple[str, ...]:
        cells = stations[name].tolist()
        return tuple(cells[row] for row in places)

    no_city, no_bureau = word(NO_CITY), word(NO_BUREAU)
    cells = (
        column("country_name"),
        tuple(city or no_city for city in column("city")),
        tuple(no_bureau if bureau == "unknown" else bureau for bureau in column("bureau")),
        tuple(waves[wave] for wave in column("wave")),
        column("disclosed_on"),
        tuple(basis[code] for code in column("basis")),
    )
    return ListedReports(
        column("station_id"),
        column("country_iso3"),
        dict(zip(map(word, COLUMNS), cells, strict=True)),
    )
