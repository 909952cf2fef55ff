"""RowLines: what a row of any table that cites sources says in one line, and the country that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from geo.atlas import Atlas
from geo.documents.country.words import fact_value
from geo.record.origins import CITING
from geo.tables.dates import say_date
from geo.words.language import say_figure
from geo.words.messages import join_details, join_place, labelled, say, say_number, with_aside, word

Row = Mapping[str, Any]


class RowLines:
    """The lines of an atlas's rows, in the language that is spoken while they are asked for.

    Rows are looked up and lines are written when they are first asked for: of a large table many rows say the same.
    """

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._names = atlas.countries["name"].to_dict()
        self._waves = atlas.choices["wave"]
        self._rows: dict[str, dict[str, Row]] = {}
        self._report_lines: dict[tuple[str, ...], str] = {}
        self._claim_lines: dict[tuple[str, ...], str] = {}

    def of(self, table: str, row_id: str) -> tuple[str, str]:
        """(what the row says, code of the country that it is about or ""). table: one of CITING."""
        row = self._rows_of(table)[row_id]
        iso = row.get("country_iso3", "")
        where = self._names.get(iso, word("World"))
        match table:
            case "waves":
                return self._wave(row), ""
            case "stations":
                return self._report(row), iso
            case "claims":
                return self._claim(row), self._stations[row["station_id"]]["country_iso3"]
            case "responses":
                return labelled(join_details(where, say_date(row["date"])), row["kind_label"]), iso
            case "operations":
                return labelled(where, row["summary"]), iso
            case "country_counts":
                wave = self._waves.get(row["wave"], word("All waves"))
                return labelled(join_details(where, wave), say_figure(int(row["reported_count"]))), iso
            case "bureau_totals":
                bureau = join_details(self._bureau(row["bureau"]), self._waves[row["wave"]])
                return labelled(bureau, say_figure(int(row["reported_count"]))), ""
            case "disagreements":
                return labelled(row["point"], row["version"]), iso
        return row["statement"], ""

    def _rows_of(self, table: str) -> dict[str, Row]:
        """Key → row of one table."""
        if table not in self._rows:
            frame = self._atlas.responses if table == "responses" else self._atlas.tables[table]
            self._rows[table] = {row[CITING[table][0]]: row for row in _records(frame)}
        return self._rows[table]

    @cached_property
    def _stations(self) -> dict[str, Row]:
        """Key of a report → its place, as it is named in the language."""
        places = self._atlas.stations[["station_id", "country_iso3", "country_name", "city"]]
        return {row["station_id"]: row for row in _records(places)}

    def _bureau(self, code: str) -> str:
        name = self._atlas.labels.alone["stations.bureau"][code]
        return name if code == "unknown" else say("report.bureau", name=name)

    def _place(self, station_id: str) -> tuple[str, str]:
        station = self._stations[station_id]
        return station["country_name"], station["city"]

    def _wave(self, row: Row) -> str:
        """The reports that it published, and what its publisher says the waves come to by then."""
        stated = row["stations_cumulative"]
        in_all = "" if pd.isna(stated) else say("register.in-all", stations=int(stated))
        return labelled(self._waves[row["wave_id"]], say_number(int(row["stations_new"]), "stations") + in_all)

    def _report(self, row: Row) -> str:
        country, city = self._place(row["station_id"])
        key = country, city, row["bureau"], row["wave"]
        if key not in self._report_lines:
            details = join_details(self._bureau(row["bureau"]), self._waves[row["wave"]])
            self._report_lines[key] = labelled(join_place(country, city), details)
        return self._report_lines[key]

    def _claim(self, row: Row) -> str:
        country, city = self._place(row["station_id"])
        aside = "" if row["adopted"] else word("rival value, not used")
        key = country, city, row["fact"], row["value"], aside
        if key not in self._claim_lines:
            labels = self._atlas.labels
            value = with_aside(fact_value(row["fact"], row["value"], labels), aside)
            fact = labels.alone["claims.fact"][row["fact"]]
            self._claim_lines[key] = labelled(join_place(country, city), f"{fact} – {value}")
        return self._claim_lines[key]


def _records(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a table, as pandas would give them, in a fraction of its time."""
    names = list(frame.columns)
    for cells in zip(*(frame[name].tolist() for name in names), strict=True):
        yield dict(zip(names, cells, strict=True))
