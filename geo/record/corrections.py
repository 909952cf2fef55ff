"""What this atlas had wrong: the register of corrections, and what became of keys that were once published.

Two times are kept apart: `until` is what was known on a day, a correction's day is when the atlas changed. A view as
known on a day tells no correction made after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geo.atlas import Atlas
from geo.view.select import Selection


@dataclass(frozen=True)
class Correction:
    """One entry of the register. row_ids: keys as they were; hosts: ISO codes of the countries that the rows are about.

    outcome: corrected, renamed, merged or withdrawn; becomes: key of the row that stands for them now, or "".
    outcome_label, reporter: words for these codes.
    """

    correction_id: str
    corrected_on: str
    table: str
    row_ids: tuple[str, ...]
    hosts: frozenset[str]
    outcome: str
    outcome_label: str
    becomes: str
    was: str
    now: str
    reason: str
    source_ids: tuple[str, ...]
    reporter: str


def corrections(selection: Selection) -> tuple[Correction, ...]:
    """The corrections that a view is about, newest first: those of its countries where it names some.

    Rows that are in no table any more are about no country that could be told, and belong to every view.
    """
    atlas, view = selection.atlas, selection.view
    rows = atlas.tables["corrections"].to_dict("records")
    until = view.until.isoformat() if view.until else ""
    about = {table: _hosts(atlas, table) for table in {row["in_table"] for row in rows}}
    found = [_read(selection, row, about) for row in rows if not until or row["corrected_on"] <= until]
    wanted = set(view.countries)
    kept = [one for one in found if not wanted or not one.hosts or one.hosts & wanted]
    return tuple(sorted(kept, key=lambda one: (one.corrected_on, one.correction_id), reverse=True))


def of_rows(found: tuple[Correction, ...], table: str) -> Mapping[str, tuple[Correction, ...]]:
    """Row of one table → its corrections, newest first. A row that stands for another one has that one's too."""
    rows: dict[str, list[Correction]] = {}
    for one in found:
        if one.table == table:
            for key in dict.fromkeys((*one.row_ids, *([one.becomes] if one.becomes else []))):
                rows.setdefault(key, []).append(one)
    return {key: tuple(own) for key, own in rows.items()}


def _read(selection: Selection, row: Mapping[str, Any], about: Mapping[str, Mapping[str, str]]) -> Correction:
    labels = selection.atlas.labels
    hosts = about[row["in_table"]]
    keys = (*row["row_ids"], row["becomes"])
    return Correction(
        correction_id=row["correction_id"],
        corrected_on=row["corrected_on"],
        table=row["in_table"],
        row_ids=row["row_ids"],
        hosts=frozenset(hosts[key] for key in keys if hosts.get(key)),
        outcome=row["outcome"],
        outcome_label=labels.alone["corrections.outcome"][row["outcome"]],
        becomes=row["becomes"],
        was=row["was"],
        now=row["now"],
        reason=row["reason"],
        source_ids=row["source_ids"],
        reporter=labels.inline["corrections.reported_by"][row["reported_by"]],
    )


@lru_cache(maxsize=64)
def _hosts(atlas: Atlas, name: str) -> Mapping[str, str]:
    """Row of a table → the country that it is about, "" for none."""
    table = atlas.tables[name]
    key = table.columns[0]
    if "country_iso3" in table.columns:
        return dict(zip(table[key].tolist(), table["country_iso3"].tolist(), strict=True))
    if "station_id" in table.columns:
        stations = atlas.tables["stations"]
        host = dict(zip(stations["station_id"].tolist(), stations["country_iso3"].tolist(), strict=True))
        rows = zip(table[key].tolist(), table["station_id"].tolist(), strict=True)
        return {row: host.get(station, "") for row, station in rows}
    return {}
