"""Edits of one table file: rows added, cells set, everything else as it was, in the file's own form.

Separator, line ends and byte-order mark stay; a cell is quoted where it needs to be, as the shipped tables do it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geo.tables.forms import delimiter_of
from geo.tables.schema import Resource

_MARK = "\ufeff"


Cells = Mapping[str, str]


@dataclass(frozen=True)
class Edits:
    """What is done to one table. cells: (key of the row, column) → text; added: column → text of each new row, what is
    not given stays empty; dropped: keys of rows that go. A key is the text of the table's first key column."""

    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)
    added: tuple[Cells, ...] = ()
    dropped: frozenset[str] = frozenset()


def edit_table(table: Resource, source: bytes, edits: Edits) -> bytes:
    """The file with the edits made. Raises KeyError for a key that no row has."""
    records, write = _open(table, source)
    header = records[0]
    key = header.index(table.primary_key[0])
    # A row may have empty cells behind the last column.
    places = {record[key]: number for number, record in enumerate(records) if number and len(record) > key}
    for (row, column), text in edits.cells.items():
        records[places[row]][header.index(column)] = text
    gone = {places[row] for row in edits.dropped}
    kept = [record for number, record in enumerate(records) if number not in gone]
    return write([*kept, *([row.get(column, "") for column in header] for row in edits.added)])


def edit_lines(table: Resource, source: bytes, cells: Mapping[tuple[int, str], str]) -> bytes:
    """The file with some cells set, named by the line on which their record begins, the header being line 1.

    A record that is too short is filled up. Raises KeyError for a line on which no record begins.
    """
    lines: list[int] = []
    records, write = _open(table, source, lines)
    header = records[0]
    places = {line: number for number, line in enumerate(lines)}
    for (line, column), text in cells.items():
        record = records[places[line]]
        record += [""] * (len(header) - len(record))
        record[header.index(column)] = text
    return write(records)


def _open(table: Resource, source: bytes, lines: list[int] | None = None) -> tuple[list[list[str]], _Writer]:
    """(records, what writes them again). lines: is filled with the line on which each record begins."""
    text = source.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    sign = delimiter_of(table, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    records = []
    begins = 1
    for record in reader:
        if record:
            records.append(record)
            if lines is not None:
                lines.append(begins)
        begins = reader.line_num + 1
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    return records, _Writer(mark, sign, end)


class _Writer:
    """Writes records in the form that a file had."""

    def __init__(self, mark: str, sign: str, end: str) -> None:
        self._mark, self._sign, self._end = mark, sign, end

    def __call__(self, records: Iterable[list[str]]) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self._sign, lineterminator=self._end).writerows(records)
        return (self._mark + out.getvalue()).encode()
