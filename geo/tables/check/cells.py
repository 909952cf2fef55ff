"""Rules for single cells and whole rows that hold in any table: references in lists, dates, text, private data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from geo.errors import Level, Problem, UsageError
from geo.tables.check.advice import nearest
from geo.tables.check.letters import letter_problems
from geo.tables.check.private import mask, names_street, private_passages
from geo.tables.check.tableschema import advice_for
from geo.tables.dates import earliest
from geo.tables.load import Raw, each_text, split_list
from geo.tables.schema import Field, Resource

# Stations of one bureau in one city differ in nothing but the number at the end of their key, and are meant to.
_NUMBERED = ("stations",)

DOUBTS = ("letter-in-doubt", "letter-not-drawn")  # what may be meant, or harms no reader of the pages

# Python and its libraries also read 1_0, digits of other scripts, and thousands of them; the product does not.
_KEY = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")
_DIGITS = {"integer": r"-?[0-9]{1,15}", "year": r"[0-9]{4}", "number": r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"}


def cell_problems(raw: Raw, today: date) -> Iterator[Problem]:
    """What is wrong with single cells and with rows that repeat another, beyond types and limits."""
    for name, frame in raw.tables.items():
        table = raw.schema.tables[name]
        for column in table.columns:
            keys = column.type == "string" and column.pattern and column.content != "date"
            for cell, lines in each_text(frame[column.name]):  # judged once, however many rows it stands in
                if keys and _KEY.fullmatch(cell):
                    continue  # small letters and digits, of which nothing below can be said
                judged = (_text(table, column, cell), _date(table, column, cell, today), _private(table, column, cell))
                for problem in chain(*judged):
                    yield from (replace(problem, row=line) for line in lines())
            if column.content == "list":
                yield from _references(raw, table, column)
        yield from _repeated_rows(raw, table)


def _text(table: Resource, column: Field, cell: str) -> Iterator[Problem]:
    def problem(rule: str, advice: str) -> Problem:
        return Problem(table.name, None, column.name, cell, rule, advice)

    if column.type == "string" and not column.enum and column.content != "link":
        for rule, advice in letter_problems(cell, prose=column.content == "prose"):
            level: Level = "warning" if rule in DOUBTS else "error"
            yield Problem(table.name, None, column.name, cell, rule, advice, level)
    if column.type == "date" and (day := read_loosely(cell)) not in ("", cell):
        yield problem("type", f"Write {day}, with two digits for month and day.")
    if column.type in _DIGITS and not re.fullmatch(_DIGITS[column.type], cell):
        yield problem("type", advice_for(column, "type", cell))
    if cell != cell.strip():
        yield problem("outer-space", "Delete the space before or after the text.")
    if not unicodedata.is_normalized("NFC", cell):
        yield problem("unicode-form", "Write accented letters as one character (Unicode NFC).")


def read_loosely(cell: str) -> str:
    """The day that Python reads in a cell, YYYY-MM-DD, "" for none: "2022-9-2" and digits of other scripts, too."""
    try:
        return datetime.strptime(cell, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        return ""


def _date(table: Resource, column: Field, cell: str, today: date) -> Iterator[Problem]:
    if column.content != "date" and column.type != "date":
        return
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return  # told already by the pattern
    try:
        first = earliest(cell)
    except UsageError as error:
        if column.type != "date":  # a date column's calendar is checked with its type
            yield Problem(table.name, None, column.name, cell, "not-a-date", str(error))
        return
    if first is not None and first > today:
        advice = f"Correct the date; it lies after {today.isoformat()}."
        yield Problem(table.name, None, column.name, cell, "future-date", advice)


def _private(table: Resource, column: Field, cell: str) -> Iterator[Problem]:
    if column.content == "link" and names_street(cell):
        advice = "Leave the address out if it names the street of a report, and say so as link_caution."
        yield Problem(table.name, None, column.name, mask(cell), "street-in-link", advice, "warning")
    if column.type != "string" or column.enum or column.pattern:
        return  # nothing but ids, codes and addresses of pages can stand there
    for finding in private_passages(cell):
        # A street is often part of another name, and a title is somebody else's wording: only a warning.
        guess = finding.unsure or (finding.rule == "private-name" and column.name == "title")
        level: Level = "warning" if guess else "error"
        # What must not be in the tables must not be in a log or on a screen either: the place of it is enough.
        yield Problem(table.name, None, column.name, mask(finding.passage), finding.rule, finding.advice, level)


def _references(raw: Raw, table: Resource, column: Field) -> Iterator[Problem]:
    target = raw.schema.tables.get(column.list_of)
    if target is None or len(target.primary_key) != 1:
        advice = f"Name a table with one key column as 'listOf' of {table.name}.{column.name}."
        yield Problem(table.name, None, column.name, column.list_of, "descriptor", advice)
        return
    if target.name not in raw.tables:
        return  # the unreadable table is told already
    known = set(raw.tables[target.name][target.primary_key[0]])
    for cell, lines in each_text(raw.tables[table.name][column.name]):
        if column.pattern and not re.fullmatch(column.pattern, cell):
            continue  # told already by the pattern
        ids = split_list(cell)
        for unknown in dict.fromkeys(item for item in ids if item and item not in known):
            near = nearest(unknown, known)
            advice = f"Use a value of {target.primary_key[0]} in the table {target.name}, or add the row there first."
            advice = f"Write {near}, if that is meant. {advice}" if near else advice
            for line in lines():
                yield Problem(table.name, line, column.name, unknown, "unknown-reference", advice)
        for repeated in dict.fromkeys(item for item in ids if ids.count(item) > 1):
            advice = "Name each one once."
            for line in lines():
                yield Problem(table.name, line, column.name, repeated, "repeated-reference", advice)


def _repeated_rows(raw: Raw, table: Resource) -> Iterator[Problem]:
    """Rows that differ from an earlier one in nothing but their key."""
    frame = raw.tables[table.name]
    content = [frame[name].tolist() for name in table.names if name not in table.primary_key]
    if not content:
        return
    seen: dict[tuple[str, ...], tuple[int, str]] = {}
    rows = zip(frame.index.tolist(), frame[table.names[0]].tolist(), zip(*content, strict=True), strict=True)
    for line, key, row in rows:
        family = re.sub(r"-\d+$", "", key) if table.name in _NUMBERED else key
        first, first_family = seen.setdefault(row, (line, family))
        if first != line and not (table.name in _NUMBERED and family == first_family):
            advice = f"Delete the row or say what is different; it repeats line {first}."
            yield Problem(table.name, line, None, None, "duplicate-row", advice)
