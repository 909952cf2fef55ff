"""The only module that opens `data/`: bytes → text tables → typed tables.

Nothing is repaired on the way but harmless forms of spreadsheets (see forms.py). `csv` of Python in strict mode cuts
the cells, because the reader of pandas renames repeated headers, fills short rows and lets a lone quote swallow lines
without a word; pandas goes on from there.
"""

import csv
import io
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from geo.errors import DataError, Problem, in_order
from geo.tables.forms import DELIMITERS, delimiter_of, looks_like_utf_16, read_forms, trim
from geo.tables.plain_csv import LARGE, cut_plain
from geo.tables.read import read_file
from geo.tables.schema import DESCRIPTOR, Field, Resource, Schema, parse_schema
from geo.tables.steps import unfinished

LONGEST_CELL = 100_000  # characters; a cell beyond it is an open quote or no table of ours
BROKEN = "cell-count"  # a row with too many or too few cells: what else is wrong on its line follows from that
TextRow = Mapping[str, str]  # column → cell, as the file has it
SEPARATOR = ";"  # between the ids of a list column
INTEGERS = ("integer", "year")  # types of numbers without a fraction
FEW = pd.StringDtype("python", na_value=np.nan)  # text of small tables: rows are taken out of it faster than of Arrow’s


@dataclass(frozen=True)
class Raw:
    """The tables as text, cell by cell as the files have them.

    tables: name → DataFrame of str, never null, columns as in the descriptor; the index is the line of the
    file where each record begins (header = line 1). A table that could not be read is absent.
    files: name → bytes of every file read, the descriptor included.
    told: problems of reading, also those of rows that were kept for judging the others.
    """

    folder: Path
    schema: Schema
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    told: tuple[Problem, ...] = ()


def load_raw(folder: Path) -> Raw:
    """All tables of a data folder as text.

    Raises DataError with all problems when the descriptor or any table is missing or is no table.
    """
    raw, problems = read_folder(folder)
    if any(problem.level == "error" for problem in problems):
        raise DataError(problems)
    return raw


def read_folder(folder: Path) -> tuple[Raw, tuple[Problem, ...]]:
    """What can be read of a data folder, and the problems of what can't.

    For `check`, which goes on with the readable tables. A change that was cut short is read as it was meant to end.
    Raises DataError when the descriptor can't be read.
    """
    decided = unfinished(folder)

    def read(name: str) -> bytes:
        return decided[name] if name in decided else read_file(folder / name)

    return read_files(read, folder)


def read_files(read: Callable[[str], bytes], folder: Path) -> tuple[Raw, tuple[Problem, ...]]:
    """The same from wherever the files are. read: file name → its bytes, OSError or KeyError where there is none;
    folder: what the package is called. Raises DataError when the descriptor can't be read."""
    try:
        source = read(DESCRIPTOR)
    except OSError as error:
        advice = f"Put a {DESCRIPTOR} into {folder} ({error.strerror})."
        raise DataError([Problem(DESCRIPTOR, None, None, None, "file-missing", advice)]) from error
    schema = parse_schema(source)
    tables: dict[str, pd.DataFrame] = {}
    files = {DESCRIPTOR: schema.source}
    problems: list[Problem] = []
    for table in schema.tables.values():
        try:
            files[table.path] = read(table.path)
        except (OSError, KeyError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not there"
            advice = f"Put {table.path} into the folder ({why})."
            problems.append(Problem(table.name, None, None, table.path, "file-missing", advice))
            continue
        frame, found = read_table(table, files[table.path])
        problems += found
        if frame is not None:
            tables[table.name] = frame
    told = in_order(problems)
    return Raw(folder, schema, tables, files, told), told


def read_table(table: Resource, source: bytes) -> tuple[pd.DataFrame | None, list[Problem]]:
    """One file as a table of text, or None with the problems that prevent it."""
    try:
        # Spreadsheets put a byte-order mark before the header; it is no part of the first column's name.
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        bad = source[error.start : error.start + 8].hex(" ")
        return None, [Problem(table.name, line, None, bad, "encoding", "Save the file as CSV in UTF-8.")]
    nul = text.find("\0")
    if nul >= 0 and looks_like_utf_16(source):
        return None, [Problem(table.name, 1, None, "UTF-16", "encoding", "Save the file as CSV in UTF-8.")]
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        return None, [Problem(table.name, line, None, "\\x00", "nul-byte", "Delete the NUL byte.")]
    plain = cut_plain(table, source.removeprefix(BOM_UTF8), LONGEST_CELL) if len(source) >= LARGE else None
    if plain is not None:
        return read_forms(table, plain[list(table.names)])
    return _cut(table, text)


def _cut(table: Resource, text: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    """Cells of the text, harmless forms read plainly; records that are too short or too long are named, all of them.

    Such a record stays, filled or cut, so that what refers to it is not blamed; BROKEN names its problem.
    """
    sign = delimiter_of(table, text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=sign)
    lines: list[int] = []
    records: list[list[str]] = []
    begins = 1
    # The limit belongs to the whole process and other libraries lift it: it is ours for this one file.
    others_limit = csv.field_size_limit(LONGEST_CELL)
    try:
        for record in reader:
            lines.append(begins)
            records.append(record)
            begins = reader.line_num + 1
    except csv.Error as error:
        advice = f"Close each quoted cell, double the quotes inside it and keep cells short ({error})."
        return None, [Problem(table.name, begins, None, None, "not-csv", advice)]
    finally:
        csv.field_size_limit(others_limit)
    records, lines, blank = trim(records, lines)
    if not records:
        advice = f"Begin the file with the header {','.join(table.names)}."
        return None, [Problem(table.name, None, None, None, "empty-file", advice)]
    header = records[0]
    problems = _header_problems(table, header)
    if problems:
        return None, problems
    if sign != ",":
        advice = f"Nothing to do: the cells are read as separated by {DELIMITERS[sign]}."
        problems.append(Problem(table.name, 1, None, None, "delimiter", advice, "warning"))
    if blank:
        rows = "1 blank row is" if blank == 1 else f"{blank} blank rows are"
        problems.append(
            Problem(table.name, None, None, None, "blank-rows", f"Nothing to do: {rows} left out.", "warning")
        )
    for line, record in zip(lines[1:], records[1:], strict=True):
        if len(record) != len(header):
            advice = f"Give the row {len(header)} cells; it has {len(record)}."
            if len(record) > len(header):
                advice += (
                    " A comma inside a cell needs quotation marks around the cell; ids in one cell are parted by ;."
                )
            problems.append(Problem(table.name, line, None, sign.join(record), BROKEN, advice))
    wide = len(header)
    filled = [record if len(record) == wide else (record + [""] * wide)[:wide] for record in records[1:]]
    frame = pd.DataFrame(filled, columns=header, index=pd.Index(lines[1:], name="line"), dtype=FEW)
    plain, notices = read_forms(table, frame[list(table.names)])
    return plain, [*problems, *notices]


def _header_problems(table: Resource, header: list[str]) -> list[Problem]:
    def problem(column: str, rule: str, advice: str) -> Problem:
        return Problem(table.name, 1, column, None, rule, advice)

    if len(header) == 1 and len(table.names) > 1 and header[0] not in table.names:
        advice = f"Separate the cells by commas; the header is {','.join(table.names)}."
        return [Problem(table.name, 1, None, header[0], "delimiter", advice)]
    problems = [
        problem(name, "missing-column", f"Add the column {name}: {table.column(name).meaning}")
        for name in table.names
        if name not in header
    ]
    for name in dict.fromkeys(header):
        if name not in table.names:
            advice = f"Delete the column or describe it in {DESCRIPTOR}."
            problems.append(problem(name, "extra-column", advice))
        if header.count(name) > 1:
            problems.append(problem(name, "duplicate-column", "Keep one column of this name."))
    return problems


def typed(raw: Raw) -> dict[str, pd.DataFrame]:
    """The tables with the types of the descriptor, rows in file order, numbered from 0.

    integer and year → int64, or Int64 where a cell may be empty; number → float64, NaN where empty;
    boolean → bool; lists of ids → tuples of str; everything else → str, '' where empty, never null
    (dates stay text: 'YYYY-MM-DD' or partial). Raises DataError with all cells that have another type.
    """
    problems = type_problems(raw)
    if problems:
        raise DataError(problems)
    return {name: _typed(raw.schema.tables[name], frame) for name, frame in raw.tables.items()}


def _typed(table: Resource, frame: pd.DataFrame) -> pd.DataFrame:
    plain = frame.reset_index(drop=True)
    return pd.DataFrame({column.name: _convert(column, plain[column.name]) for column in table.columns})


def _convert(column: Field, cells: pd.Series) -> pd.Series:
    """The cells in their type; all of them have it."""
    if column.content in ("list", "keys"):
        return _split(cells)
    if column.type == "number":
        return _numbers(cells).astype("float64")
    if column.type in INTEGERS:
        return _numbers(cells).astype("int64" if column.required else "Int64")
    return cells == "true" if column.type == "boolean" else cells


def _split(cells: pd.Series) -> pd.Series:
    """Each distinct list is split once, and shared by its rows: millions of claims rest on a few sources."""
    codes, texts = pd.factorize(cells)
    lists = np.fromiter(map(split_list, texts), dtype=object, count=len(texts))
    return pd.Series(lists[codes], index=cells.index)


def type_problems(raw: Raw) -> list[Problem]:
    """The cells that `typed` can't read, whatever a library thinks of them: there is one judge of types."""
    return [
        Problem(name, line, column.name, value, "type", f"Write a value of type {column.type}.")
        for name, frame in raw.tables.items()
        for column in raw.schema.tables[name].columns
        if column.type in (*INTEGERS, "number", "boolean")
        for line, value in _mistyped(column, frame[column.name]).items()
    ]


def _mistyped(column: Field, cells: pd.Series) -> pd.Series:
    """The cells that do not have the type of their column, with their lines."""
    if column.type == "boolean":
        return cells[~cells.isin(["true", "false"])]
    numbers = _numbers(cells)
    wrong = numbers.isna() & (cells != "")
    if column.type in INTEGERS:
        wrong |= numbers.notna() & (numbers % 1 != 0)
        if column.required:
            wrong |= numbers.isna()
    return cells[wrong]


def _numbers(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells.where(cells != ""), errors="coerce")


def table_contents(raw: Raw) -> dict[str, bytes]:
    """What each table and the descriptor say, in one form whatever program wrote the file: file name → bytes."""
    contents = {DESCRIPTOR: json.dumps(raw.schema.descriptor, sort_keys=True, ensure_ascii=False).encode()}
    for name, frame in raw.tables.items():
        table = raw.schema.tables[name]
        columns = {column.name: frame[column.name].tolist() for column in table.columns}
        columns |= {
            column.name: list(map(_plain_number, columns[column.name]))
            for column in table.columns
            if column.type == "number"
        }
        rows = zip(*columns.values(), strict=True)
        contents[table.path] = json.dumps([table.names, *rows], ensure_ascii=False).encode()
    return contents


def _plain_number(cell: str) -> str:
    """A number without the zeros that say nothing; what is no number stays as it is."""
    try:
        return f"{Decimal(cell).normalize():f}"
    except InvalidOperation:
        return cell


def each_row(frame: pd.DataFrame) -> Iterator[tuple[int, TextRow]]:
    """The rows of a text table with their lines, in order. As plain dictionaries, which are read far faster than rows
    of pandas."""
    names = list(frame.columns)
    for line, *cells in zip(frame.index.tolist(), *(frame[name].tolist() for name in names), strict=True):
        yield line, dict(zip(names, cells, strict=True))


def each_text(cells: pd.Series) -> Iterator[tuple[str, Callable[[], list[int]]]]:
    """Each distinct text of a column but the empty one, in order of the first, and what gives the lines it stands in.

    They are looked for when they are first asked for: nearly all texts have nothing that is told of any line.
    """
    texts = cells.tolist()

    @cache
    def grouped() -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for text, line in zip(texts, cells.index.tolist(), strict=True):
            found.setdefault(text, []).append(line)
        return found

    def lines_of(text: str) -> list[int]:
        return grouped()[text]

    for text in dict.fromkeys(texts):
        if text:
            yield text, partial(lines_of, text)


def among(cells: pd.Series, texts: Collection[str]) -> pd.Series:
    """Which cells are one of some texts. As plain objects: `isin` of a column of text makes a value of Arrow of each of
    them first, which takes longer than looking a hundred thousand up."""
    return cells.astype(object).isin(list(texts))


def split_list(cell: str) -> tuple[str, ...]:
    """The ids of a list cell in their order; () for an empty cell."""
    return tuple(cell.split(SEPARATOR)) if cell else ()
