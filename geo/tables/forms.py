"""Harmless forms that spreadsheets give a table, read as what was meant and told once: a notice, not 300 errors.

TRUE for true, a decimal comma in a column of numbers, 102.0 for 102, semicolons or tabs between the cells, blank rows
and columns. Where a form can mean two things it is left as it is, and the check tells it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from geo.errors import Problem
from geo.tables.schema import Field, Resource

DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}
_TRUTH: Final = {"TRUE": "true", "True": "true", "FALSE": "false", "False": "false"}
_COMMA: Final = re.compile(r"-?[0-9]{1,15},[0-9]{1,15}")
_WHOLE: Final = re.compile(r"(-?[0-9]{1,15})[.,]0{1,15}")


def looks_like_utf_16(content: bytes) -> bool:
    """Whether a file without a byte-order mark has two bytes a letter: in Latin text every second one is zero."""
    head = content[:2000]
    return head.count(0) > len(head) // 4


def delimiter_of(table: Resource, text: str) -> str:
    """What stands between the cells: the sign that cuts most known names out of the first line; of equals a comma."""
    first = text.partition("\n")[0].rstrip("\r")
    return max(DELIMITERS, key=lambda sign: len(_cells(first, sign) & set(table.names)))


def _cells(line: str, sign: str) -> set[str]:
    """The cells of one line; none where it can't be cut, which who reads the whole file tells."""
    try:
        return set(next(csv.reader([line], delimiter=sign), []))
    except csv.Error:
        return set()


def trim(records: list[list[str]], lines: list[int]) -> tuple[list[list[str]], list[int], int]:
    """(records, lines, how many blank rows went) without blank rows, and without columns that are blank to the end."""
    kept = [(line, record) for line, record in zip(lines, records, strict=True) if any(record)]
    if not kept:
        return [], [], 0
    width = len(kept[0][1])
    while width and not any(record[width - 1] for _, record in kept if len(record) >= width):
        width -= 1  # a column without a name and without a cell
    cut = [record if len(record) <= width or any(record[width:]) else record[:width] for _, record in kept]
    return cut, [line for line, _ in kept], len(records) - len(kept)


def read_forms(table: Resource, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """The table with the cells that have a harmless form written plainly, and one notice a column."""
    notices = []
    changed: dict[str, pd.Series] = {}
    for column in table.columns:
        plain = _PLAIN.get(column.type)
        if plain is None:
            continue
        # A text is looked at once, however many cells have it.
        meant = {text: read for text in frame[column.name].unique() if (read := plain(text)) != text}
        if meant:
            cells = frame[column.name].map(lambda text, meant=meant: meant.get(text, text))
            other = cells != frame[column.name]
            changed[column.name] = cells
            notices.append(_notice(table, column, frame.loc[other, column.name], cells[other]))
    return frame.assign(**changed), notices


def _notice(table: Resource, column: Field, written: pd.Series, read: pd.Series) -> Problem:
    count = "1 cell is" if len(written) == 1 else f"{len(written)} cells are"
    advice = f"Nothing to do: {count} read as {read.iloc[0]} is meant; a spreadsheet writes them so."
    return Problem(table.name, None, column.name, written.iloc[0], "spreadsheet-form", advice, "warning")


def _truth(cell: str) -> str:
    return _TRUTH.get(cell, cell)


def _number(cell: str) -> str:
    return cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell


def _integer(cell: str) -> str:
    whole = _WHOLE.fullmatch(cell)
    return whole[1] if whole else cell


_PLAIN: Final[Mapping[str, Callable[[str], str]]] = {
    "boolean": _truth,
    "number": _number,
    "integer": _integer,
    "year": _integer,
}
