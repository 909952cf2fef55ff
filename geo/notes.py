"""The tables of what does not add up, as rows ready to be read: labels in place of codes, repeated words said once."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.tables.dates import say_date

Rows = list[dict[str, Any]]
"""One row a dict of texts; `source_ids` is a tuple of source ids where the table has them."""


def plain_rows(atlas: Atlas, table: str) -> Rows:
    """A table's rows as they are, in file order."""
    return [dict(row) for row in atlas.tables[table].to_dict("records")]


def disagreement_rows(atlas: Atlas) -> Rows:
    """One version a row; a point is named once, at its first version."""
    seen: set[str] = set()
    rows = plain_rows(atlas, "disagreements")
    for row in rows:
        if row["disagreement_id"] in seen:
            row["point"] = ""
        seen.add(row["disagreement_id"])
    return rows


def thin_rows(atlas: Atlas) -> Rows:
    """Reports that rest on a thin source: those with one fact, reason and source stand in one row, as `place`."""
    places = {
        station_id: f"{country}, {city or 'no city named'}"
        for station_id, country, city in atlas.stations[["station_id", "country_name", "city"]].itertuples(index=False)
    }
    together: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for row in plain_rows(atlas, "thin_sources"):
        key = (row["fact"], row["reason"], row["source_ids"])
        together.setdefault(key, []).append(places.get(row["station_id"], "All reports"))
    return [
        {"place": "; ".join(dict.fromkeys(named)), "fact": fact, "reason": reason, "source_ids": source_ids}
        for (fact, reason, source_ids), named in together.items()
    ]


def context_rows(atlas: Atlas) -> Rows:
    """Statements about the stations as a whole, with their day as people write it."""
    return [row | {"day": say_date(row["date"])} for row in plain_rows(atlas, "context")]
