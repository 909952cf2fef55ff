"""Reads a spreadsheet's cells as text, as a program of its own: `python cells.py ROWS COLUMNS < file > JSON`.

A file of five kilobytes can name a cell so far out that reading it takes gigabytes, and the library that reads it would
end the process. So it ends this one, which may take MOST_MEMORY and holds nobody's session. Knows nothing of the atlas.
"""

from __future__ import annotations

import io
import json
import math
import re
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final

MOST_MEMORY: Final = 2_000_000_000  # bytes of address space
# As tables/package.py has it, which this program does not know.
DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, OverflowError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_BOOK: Final = "xl/"  # where the parts of an XLSX lie
_RELATED: Final = "Relationship"
_PLACE: Final = re.compile("[A-Z]{1,3}[0-9]{1,7}")


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
    except (CalamineError, SyntaxError, *DAMAGE) as error:  # the second is of XML that is none
        return {"problem": "damaged", "about": str(error)[:120]}
    return {"sheets": sheets, "hidden": hidden}


def _failed_cells(content: bytes) -> dict[str, list[tuple[int, int, str]]]:
    """Sheet → (row, column, "#N/A") of cells of an XLSX whose formula failed: the library leaves them empty."""
    from lxml import etree  # type: ignore[import-untyped]
    from xlsxwriter.utility import xl_cell_to_rowcol

    found: dict[str, list[tuple[int, int, str]]] = {}
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return found
    with zipfile.ZipFile(io.BytesIO(content)) as archive:

        def elements(path: str, name: str) -> Iterator[Any]:
            """Each element of a part by its name, one after the other; nothing that the part asks for is fetched."""
            if path in archive.namelist():
                with archive.open(path) as part:
                    for _, one in etree.iterparse(part, tag=f"{{*}}{name}", resolve_entities=False, no_network=True):
                        yield one
                        one.clear()

        places = {one.get("Id"): one.get("Target", "") for one in elements(f"{_BOOK}_rels/workbook.xml.rels", _RELATED)}
        named = [(one.get("name", ""), _relation(one.attrib)) for one in elements(f"{_BOOK}workbook.xml", "sheet")]
        for title, relation in named:
            path = _BOOK + places.get(relation, "").removeprefix(f"/{_BOOK}")
            for cell in elements(path, "c"):
                value = cell.findtext("{*}v") if cell.get("t") == "e" else None
                if value and _PLACE.fullmatch(cell.get("r", "")):
                    found.setdefault(title, []).append((*xl_cell_to_rowcol(cell.get("r")), value))
    return found


def _relation(attributes: Mapping[str, str]) -> str:
    """The id by which a sheet names its part, whichever namespace its writer uses for it."""
    return next((value for name, value in attributes.items() if name.endswith("}id")), "")


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
    try:
        found = json.dumps(read_cells(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2])))
    except MemoryError:
        found = json.dumps({"problem": "memory"})
    sys.stdout.write(found)
