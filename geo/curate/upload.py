"""read_upload(name, content, served) → Upload: what somebody hands in, read as a package, as tables, or as a list.

Nothing is written and nothing is kept: who calls holds the bytes. A problem can be mended by the line and column it
names; the mended package goes out again as a zip, or as a workbook whose faulty cells carry the reason.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import xlsxwriter

from geo.curate.intake.headings import ReportList, find_listings
from geo.curate.intake.sheets import PARTS, SentSheet, read_sheets
from geo.errors import DataError, Problem, UsageError, in_order
from geo.render.archive import without_times, zip_bytes
from geo.tables.check.advice import propose
from geo.tables.edit import edit_lines
from geo.tables.load import Raw, read_files
from geo.tables.package import DAMAGE, zip_reader
from geo.tables.schema import DESCRIPTOR, Resource

LIKE: Final = 0.6  # share of a table's columns that make a sheet that table
_COMMENT: Final = 250  # characters of a reason in a cell


@dataclass(frozen=True)
class Upload:
    """files: name → bytes of what differs from the served package; () for a list of reports. told: what was recognised.

    lists: the lists of reports, where it is no table of the package.
    """

    files: Mapping[str, bytes]
    told: tuple[str, ...]
    lists: tuple[ReportList, ...] = ()


def read_upload(name: str, content: bytes, served: Raw) -> Upload:
    """What was handed in. Raises UsageError for what can't be opened, with the reason."""
    if content.startswith(b"PK\x03\x04") and not _is_spreadsheet(content):
        return _package(name, content, served)
    sheets = read_sheets(name, content)
    found = {table.path: (table, sheet) for sheet in sheets if (table := _table_of(sheet, served)) is not None}
    if not found:
        lists = find_listings(name, sheets)
        return Upload({}, tuple(f"{one.sheet or name}: {text}" for one in lists for text in one.told), lists)
    told = [f"{sheet.name or name} is the table {table.name}" for table, sheet in found.values()]
    told += [f"{sheet.name or name}: {text}" for _, sheet in found.values() for text in sheet.told]
    told += [
        f"sheet {sheet.name} is no table of the package: left out" for sheet in sheets if not _table_of(sheet, served)
    ]
    return Upload({path: _as_csv(sheet) for path, (_, sheet) in found.items()}, tuple(told))


def _is_spreadsheet(content: bytes) -> bool:
    """Whether a zip is an XLSX or an ODS; one that is damaged is neither."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return not PARTS.isdisjoint(archive.namelist())
    except DAMAGE:
        return False


def _package(name: str, content: bytes, served: Raw) -> Upload:
    read = zip_reader(content, name)
    files, missing = {}, []
    for path in (DESCRIPTOR, *(table.path for table in served.schema.tables.values())):
        try:
            files[path] = read(path)
        except FileNotFoundError:
            missing.append(path)
    if not files:
        raise UsageError(f"{name} holds no table of the package: they are called {', '.join(sorted(served.files))}.")
    told = [f"{name} holds {len(files)} files of the package"]
    if missing:
        told.append(f"as served, because they are not in it: {', '.join(missing)}")
    return Upload(files, tuple(told))


def _table_of(sheet: SentSheet, served: Raw) -> Resource | None:
    """The table of the package that a sheet is, by its headings: most of the columns, the key among them."""
    if not sheet.rows:
        return None
    header = set(sheet.rows[0][1])
    tables = [
        table
        for table in served.schema.tables.values()
        if set(table.primary_key) <= header and len(header & set(table.names)) >= LIKE * len(table.names)
    ]
    return max(tables, key=lambda table: len(header & set(table.names)), default=None)


def _as_csv(sheet: SentSheet) -> bytes:
    out = io.StringIO(newline="")
    width = len(sheet.rows[0][1])
    csv.writer(out, lineterminator="\n").writerows(cells + ("",) * (width - len(cells)) for _, cells in sheet.rows)
    return out.getvalue().encode()


def merged(served: Raw, files: Mapping[str, bytes]) -> tuple[Raw | None, tuple[Problem, ...]]:
    """The served package with the files of an upload, and what of them can't be read; None where that is all."""
    whole = dict(served.files) | dict(files)
    try:
        return read_files(whole.__getitem__, Path("upload"))
    except DataError as error:
        return None, error.problems


@dataclass(frozen=True)
class Remedy:
    """A problem with what to type. value: the whole cell as it stands, None for one that is about no single cell;
    instead: the computed one, or ""."""

    problem: Problem
    value: str | None
    instead: str


def remedies(raw: Raw, problems: Iterable[Problem]) -> tuple[Remedy, ...]:
    """The problems with what to type where that can be computed, errors first, then in the order of the check."""
    names = raw.tables.get("countries")
    known = {} if names is None else dict(zip(names["name"].str.casefold(), names["iso_a3"], strict=True))
    found = []
    for problem in sorted(in_order(problems), key=lambda one: one.level):
        value = _cell(raw, problem)
        instead = ""
        if value is not None and problem.column and problem.level == "error":
            instead = propose(raw.schema.tables[problem.table].column(problem.column), value, known)
        found.append(Remedy(problem, value, instead if instead != value else ""))
    return tuple(found)


def _cell(raw: Raw, problem: Problem) -> str | None:
    frame = raw.tables.get(problem.table)
    if frame is None or problem.row not in frame.index or problem.column not in frame.columns:
        return None
    cell = frame.at[problem.row, problem.column]
    return cell if isinstance(cell, str) else None


def mend(raw: Raw, files: Mapping[str, bytes], cells: Mapping[tuple[str, int, str], str]) -> dict[str, bytes]:
    """The files of an upload with some cells set. cells: (table, line, column) → text."""
    changed = dict(files)
    for name in dict.fromkeys(table for table, _, _ in cells):
        table = raw.schema.tables[name]
        own = {(line, column): text for (one, line, column), text in cells.items() if one == name}
        changed[table.path] = edit_lines(table, raw.files[table.path], own)
    return changed


def package_zip(raw: Raw) -> bytes:
    """The whole package as a zip, descriptor first; same package, same bytes."""
    rest = {name: content for name, content in sorted(raw.files.items()) if name != DESCRIPTOR}
    return zip_bytes({DESCRIPTOR: raw.files[DESCRIPTOR], **rest})


def package_workbook(raw: Raw, problems: Iterable[Problem]) -> bytes:
    """The whole package as a workbook, one sheet a table, every cell as text; faulty cells are marked and say why."""
    reasons: dict[tuple[str, int, str], list[str]] = {}
    for problem in problems:
        if problem.row is not None and problem.column:
            reasons.setdefault((problem.table, problem.row, problem.column), []).append(problem.advice)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    plain = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "num_format": "@"})
    faulty = book.add_format({"num_format": "@", "bg_color": "#FBE3B5"})
    for name, frame in raw.tables.items():
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(frame.columns) - 1, 22, plain)
        for place, column in enumerate(frame.columns):
            sheet.write_string(0, place, column, head)
            for row, (line, cell) in enumerate(frame[column].items(), start=1):
                why = reasons.get((name, line, column))
                sheet.write_string(row, place, cell, faulty if why else plain)
                if why:
                    sheet.write_comment(row, place, " ".join(why)[:_COMMENT], {"x_scale": 2})
    book.close()
    return without_times(out.getvalue())
