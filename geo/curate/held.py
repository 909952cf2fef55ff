"""Figures that the story rests on are held: none of them moves without a word.

`figures.csv` has each number that is quoted from the atlas, what it is counted from or where it is quoted, and how far
it may move. What the check of the tables can't know, because it counts nothing, is told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial

from geo.atlas import Atlas
from geo.curate.published import atlas_of
from geo.errors import Level, Problem
from geo.record.figures import COLUMNS, fill_figures, read_counted_in
from geo.tables.check.records import FIGURED
from geo.tables.figures import members, unknown_figures
from geo.tables.load import Raw, each_row
from geo.view import View
from geo.view.select import select

TABLE = "figures"
COUNTED = (("figures", "counted_as"), *FIGURED)


def figure_problems(raw: Raw) -> tuple[Problem, ...]:
    """Figures that the tables no longer come to, errors, or warnings above a maximum; and figures that count nothing
    that is there, or in no view that there is, wherever prose has them.

    For tables of which nothing is uncountable.
    """
    counted = [(table, column) for table, column in COUNTED if table in raw.tables]
    if not counted:
        return ()
    atlas = atlas_of(raw)
    held = _told(raw, atlas) if TABLE in raw.tables else ()
    return (*held, *(problem for table, column in counted for problem in _uncounted(raw, atlas, table, column)))


def _uncounted(raw: Raw, atlas: Atlas, table: str, column: str) -> Iterator[Problem]:
    """A misspelt city would be told as none, and a misspelt filter would count everything."""
    for line, row in each_row(raw.tables[table]):
        for group, member in members(row[column]):
            own = sorted(set(atlas.stations[COLUMNS[group]]) - {""})
            if member not in own:
                near = get_close_matches(member, own, n=1)
                advice = f"Write {{{group}.{near[0]}}}." if near else f"No report has this {group}; name one that has."
                yield Problem(table, line, column, f"{{{group}.{member}}}", "unknown-figure", advice)
        for one in read_counted_in(row.get("counted_in", ""), atlas)[1]:
            said = "is no key of a view" if one.why == "key" else f"is no value of {one.key}"
            wanted = f": write {one.instead}" if one.instead else ""
            advice = f"“{one.part or one.key}” {said}, so all reports would be counted{wanted}."
            yield Problem(table, line, "counted_in", row["counted_in"], "unknown-view", advice)


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
