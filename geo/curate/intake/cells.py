"""Reads a spreadsheet's cells as text, as a program of its own: `python cells.py ROWS COLUMNS < file > JSON`.

A file of five kilobytes can name a cell so far out that reading it takes gigabytes, and the library that reads it would
end the process. So it ends this one, which may take MOST_MEMORY and holds nobody's session. Knows nothing of the atlas.
"""

from __future__ import annotations

import html
import io
import json
import math
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Final

MOST_MEMORY: Final = 2_000_000_000  # bytes of address space
DAMAGE: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError)
_SHEET: Final = re.compile(r'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"[^>]*?:id="([^"]*)"')
_PART: Final = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_FAILED: Final = re.compile(r'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_VALUE: Final = re.compile(r"<(?:\w+:)?v>([^<]*)<")


def read_cells(content: bytes, most_rows: int, most_columns: int) -> dict[str, Any]:
    """{"sheets": [[title, rows of texts, what is told, merged cells as (top row, bottom row, column)]],
    "hidden": [titles of sheets that are not read]}, or {"problem": …}: "password", "damaged", or "size" with the
    sheet's name in "about"."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    sheets, hidden = [], []
    try:
        failed = _failed_cells(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for described in book.sheets_metadata:
            title = described.name
            if described.typ != SheetTypeEnum.WorkSheet:
                continue  # a chart has no cells
            if described.visible != SheetVisibleEnum.Visible:
                hidden.append(title)  # nobody who looks at the file sees what would be counted
                continue
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height > most_rows or sheet.total_width > most_columns:
                return {"problem": "size", "about": title}
            texts = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            for row, column, text in failed.get(title, ()):
                if row < len(texts) and column < len(texts[row]):
                    texts[row][column] = text
            merged = [
                (top, bottom, left)
                for (top, left), (bottom, _) in sheet.merged_cell_ranges or ()
                if bottom > top and top < len(texts) and left < len(texts[top])
            ]
            sheets.append([title, texts, list(_unmerge(texts, merged)), merged])
    except PasswordError:
        return {"problem": "password"}
    except (CalamineError, *DAMAGE) as error:
        return {"problem": "damaged", "about": str(error)[:120]}
    return {"sheets": sheets, "hidden": hidden}


def _failed_cells(content: bytes) -> dict[str, list[tuple[int, int, str]]]:
    """Sheet → (row, column, "#N/A") of cells of an XLSX whose formula failed: the library leaves them empty."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return found
    with zipfile.ZipFile(io.BytesIO(content)) as archive:

        def part(path: str) -> str:
            return archive.read(path).decode("utf-8", "replace") if path in archive.namelist() else ""

        targets = {}
        for (attributes,) in (one.groups() for one in _PART.finditer(part("xl/_rels/workbook.xml.rels"))):
            named = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            targets[named.get("Id", "")] = named.get("Target", "").removeprefix("/xl/")
        for title, number in _SHEET.findall(part("xl/workbook.xml")):
            sheet = part(f"xl/{targets.get(number, '')}")
            for attributes, inside in _FAILED.findall(sheet) if 't="e"' in sheet else ():
                place, value = re.search(r'\br="([A-Z]{1,3})(\d+)"', attributes), _VALUE.search(inside)
                if place and value:
                    column = 0
                    for letter in place[1]:
                        column = column * 26 + ord(letter) - 64
                    failed = (int(place[2]) - 1, column - 1, html.unescape(value[1]))
                    found.setdefault(html.unescape(title), []).append(failed)
    return found


def _unmerge(texts: list[list[str]], merged: Iterable[tuple[int, int, int]]) -> Iterator[str]:
    """Writes what stands in a cell over several rows into each of them; says so."""
    for top, bottom, left in merged:
        for row in texts[top : bottom + 1]:
            row[left] = texts[top][left]
        yield f"rows {top + 1} to {bottom + 1} share “{texts[top][left][:40]}”"


def _cell(value: object) -> str:
    """A cell as it would be typed: dates as YYYY-MM-DD, whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = math.isfinite(value) and value == int(value) and abs(value) < 1e15
        return f"{value:.0f}" if whole else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).strip()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    json.dump(read_cells(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])), sys.stdout)
