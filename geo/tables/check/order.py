"""The order of dates between tables: nothing rests on what was printed before it, nor answers what was not out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import pandas as pd

from geo.errors import Problem, UsageError
from geo.tables.dates import earliest, known_from
from geo.tables.load import SEPARATOR, Raw, each_row, split_list

LATE: Final = timedelta(days=366)  # a source printed that long after the day it tells of is worth a second look


def order_problems(raw: Raw) -> Iterator[Problem]:
    """Dates that contradict those of other rows, all of them as warnings: a source may quote what comes later."""
    tables = raw.tables
    if "sources" in tables:
        printed = {row["source_id"]: row["published_on"] for _, row in each_row(tables["sources"])}
        if "responses" in tables:
            yield from _against_sources("responses", "date", tables["responses"], printed)
        if "stations" in tables and "waves" in tables:  # a row rests on the document of its wave as well
            own = tables["waves"].drop_duplicates("wave_id").set_index("wave_id")["source_id"]
            listed = tables["stations"]["source_ids"] + SEPARATOR + tables["stations"]["wave"].map(own).fillna("")
            rows = tables["stations"].assign(source_ids=listed.str.strip(SEPARATOR))
            yield from _against_sources("stations", "disclosed_on", rows, printed)
    if "responses" in tables:
        yield from _public_before_said(tables["responses"])
    if "waves" in tables and "responses" in tables:
        yield from _before_all(tables["responses"], tables["waves"])


def _against_sources(name: str, column: str, rows: pd.DataFrame, printed: dict[str, str]) -> Iterator[Problem]:
    for line, row in each_row(rows):
        first = _first(row[column])
        days = [printed.get(source, "") for source in split_list(row["source_ids"])]
        latest = [known for day in days if (known := _last(day))]
        earliest_print = [known for day in days if (known := _first(day))]
        if first is None or len(latest) < len(days) or not days:
            continue  # a source without a date may be of any day
        if max(latest) < first:
            advice = f"Correct the date or name a later source: the newest one named is of {max(latest).isoformat()}."
            yield Problem(name, line, column, row[column], "after-its-sources", advice, "warning")
        elif name == "responses" and (said := _last(row[column])) and said + LATE < min(earliest_print):
            advice = f"Check the date: the first source named is of {min(earliest_print).isoformat()}."
            yield Problem(name, line, column, row[column], "long-before-its-sources", advice, "warning")


def _public_before_said(responses: pd.DataFrame) -> Iterator[Problem]:
    """An answer that is said to have been public before it was given."""
    for line, row in each_row(responses[responses["public_from"] != ""]):
        said, public = _first(row["date"]), _last(row["public_from"])
        if public and (said is None or public < said):
            advice = "Leave it empty: it is for a day later than the date of the response."
            yield Problem("responses", line, "public_from", row["public_from"], "public-before-said", advice, "warning")


def _before_all(responses: pd.DataFrame, waves: pd.DataFrame) -> Iterator[Problem]:
    """An answer that is older than everything that it could answer."""
    released = [day for text in waves["disclosed_on"] if (day := _first(text))]
    if not released or len(released) < len(waves):
        return  # a wave whose date is wrong is told already
    for line, row in each_row(responses):
        said = _last(row["date"])
        if said and said < min(released):
            advice = f"Check the date: nothing was reported before {min(released).isoformat()}."
            yield Problem("responses", line, "date", row["date"], "before-any-report", advice, "warning")


@lru_cache(4096)
def _first(text: str) -> date | None:
    try:
        return earliest(text)
    except UsageError:
        return None  # told already


@lru_cache(4096)
def _last(text: str) -> date | None:
    try:
        return known_from(text)
    except UsageError:
        return None  # told already
