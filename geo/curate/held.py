"""Figures that the story rests on are held: none of them moves without a word.

`figures.csv` has each number that is quoted from the atlas, what it is counted from or where it is quoted, and how far
it may move. What the check of the tables can't know, because it counts nothing, is told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from geo.atlas import Atlas
from geo.curate.published import atlas_of
from geo.errors import Level, Problem
from geo.record.figures import fill_figures
from geo.tables.figures import unknown_figures
from geo.tables.load import Raw, each_row
from geo.view import View
from geo.view.select import select

TABLE = "figures"


def figure_problems(raw: Raw) -> tuple[Problem, ...]:
    """Figures that the tables no longer come to: errors, or warnings above a maximum. () where the table is missing.

    For tables of which nothing is uncountable.
    """
    return () if TABLE not in raw.tables else tuple(_told(raw, atlas_of(raw)))


def _told(raw: Raw, atlas: Atlas) -> Iterator[Problem]:
    whole = select(atlas, View())
    for line, row in each_row(raw.tables[TABLE]):
        problem = partial(_problem, line, row)
        counted, quoted = row["counted_as"], row["quoted_in"]
        if bool(counted) == bool(quoted):
            yield problem("counted_as", "figure-source", "Say what is counted, or in which sentence it is quoted.")
            continue
        if quoted:
            yield from _quoted(raw, row, line)
            continue
        if unknown_figures(counted) or not re.fullmatch(r"\{[^{}]+\}", counted):
            yield problem(
                "counted_as", "unknown-figure", "Write one figure in braces, such as {reports} or {published}."
            )
            continue
        if not row["value"].isdigit():
            continue  # told already by the type
        now = int(fill_figures(whole, counted, row["counted_in"]).replace(",", ""))
        value, bound = int(row["value"]), row["bound"]
        said = f"the rows come to {now}, and {row['sentence']} says {value}"
        if now < value and bound in ("exact", "minimum"):
            yield problem("value", "figure-fell", f"Put back what is missing, or write {now} and say why: {said}.")
        elif now > value and bound == "exact":
            yield problem("value", "figure-rose", f"Take out what is too much, or write {now} and say why: {said}.")
        elif now > value and bound == "maximum":
            yield problem("value", "figure-rose", f"Write {now} if that is right: {said}.", "warning")


def _problem(line: int, row: Mapping[str, str], column: str, rule: str, advice: str, level: Level = "error") -> Problem:
    return Problem(TABLE, line, column, row[column], rule, advice, level)


def _quoted(raw: Raw, row: Mapping[str, str], line: int) -> Iterator[Problem]:
    """A number that stands in a sentence of a table must still stand there."""
    table, key, column = row["quoted_in"].split(".")
    frame = raw.tables.get(table)
    cells = [] if frame is None or column not in frame else list(frame.loc[frame[frame.columns[0]] == key, column])
    if not cells:
        advice = "Name a table, a row and a column that are there."
        yield Problem(TABLE, line, "quoted_in", row["quoted_in"], "unknown-reference", advice)
    elif not row["value"].isdigit() or not re.search(rf"(?<![\d,.]){int(row['value']):,}(?![\d,]*\d)", cells[0]):
        advice = f"The sentence says it no more: {cells[0][:80]}"
        yield Problem(TABLE, line, "value", row["value"], "figure-not-quoted", advice)
