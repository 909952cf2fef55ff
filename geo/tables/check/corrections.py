"""Rules for the register of corrections: what it says of a row is so, and no key that was published leads nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from geo.errors import Problem
from geo.tables.load import Raw, TextRow, each_row, split_list

REPLACED = ("renamed", "merged")  # outcomes after which another row stands for the old one


def correction_problems(raw: Raw) -> Iterator[Problem]:
    """Entries about rows or tables that are not there, or still there, or that name no row to go on with."""
    corrections = raw.tables.get("corrections")
    if corrections is None:
        return
    corrected = {name: raw.schema.tables[name] for name in corrections["in_table"].unique() if name in raw.tables}
    keys_of = {
        name: frozenset(raw.tables[name][table.primary_key[0]].tolist())
        for name, table in corrected.items()
        if table.primary_key
    }
    for line, entry in each_row(corrections):
        table = raw.schema.tables.get(entry["in_table"])
        if table is None:
            advice = f"Use one of: {', '.join(raw.schema.tables)}."
            yield Problem("corrections", line, "in_table", entry["in_table"], "unknown-reference", advice)
        elif table.name in raw.tables:  # one that could not be read is told already
            yield from _of_entry(line, entry, keys_of.get(table.name, frozenset()), corrections)


def _of_entry(line: int, entry: TextRow, keys: Collection[str], corrections: pd.DataFrame) -> Iterator[Problem]:
    """What is wrong with one entry. keys: of the rows that its table has now."""
    table, outcome, becomes = entry["in_table"], entry["outcome"], entry["becomes"]

    def problem(column: str, rule: str, advice: str, cell: str) -> Problem:
        return Problem("corrections", line, column, cell, rule, advice)

    gone = outcome in (*REPLACED, "withdrawn")
    for key in split_list(entry["row_ids"]):
        if gone and key in keys:
            advice = f"Take the row {key} out of {table}, or write corrected as outcome."
            yield problem("row_ids", "correction-of-living-row", advice, key)
        elif not gone and key not in keys and not _followed(corrections, table, key):
            advice = f"Name rows of {table}, or add an entry that says what became of {key}."
            yield problem("row_ids", "unknown-reference", advice, key)
    replaced = outcome in REPLACED
    if replaced != bool(becomes):
        advice = "Name the row that stands for it now." if replaced else "Leave it empty: the row has its own key."
        yield problem("becomes", "correction-becomes", advice, becomes)
    elif replaced and becomes not in keys and not _followed(corrections, table, becomes):
        yield problem("becomes", "unknown-reference", f"Name a row of {table}.", becomes)
    if (outcome == "withdrawn") == bool(entry["now"]) and not replaced:
        advice = "Say what the atlas says now; leave it empty for rows that were withdrawn."
        yield problem("now", "correction-now", advice, entry["now"])


def _followed(corrections: pd.DataFrame, table: str, key: str) -> bool:
    """Whether an entry says what became of a row that is not there any more."""
    ended = corrections[(corrections["in_table"] == table) & (corrections["outcome"] != "corrected")]
    return any(key in split_list(cell) for cell in ended["row_ids"])
