"""Reads a spreadsheet's cells as text, as a program of its own: `python cells.py ROWS COLUMNS < file > JSON`.

A file of five kilobytes can name a cell so far out that reading it takes gigabytes, and the library that reads it would
end the process. So it ends this one, which may take MOST_MEMORY and holds nobody's session. Knows nothing of the atlas.
"""

from __future__ import annotations

import io
import json
import math
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Final

MOST_MEMORY: Final = 2_000_000_000  # bytes of address space


def read_cells(content: bytes, most_rows: int, most_columns: int) -> dict[str, Any]:
    """{"sheets": [[title, rows of texts, what is told]]}, or {"problem": …}: "password", "damaged", or "size" with the
    sheet's name in "about"."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    sheets = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for described in book.sheets_metadata:
            title = described.name
            if described.typ != SheetTypeEnum.WorkSheet:
                continue  # a chart has no cells
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height > most_rows or sheet.total_width > most_columns:
                return {"problem": "size", "about": title}
            texts = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            told = [] if described.visible == SheetVisibleEnum.Visible else ["the sheet is hidden in the file"]
            sheets.append([title, texts, [*told, *_unmerge(texts, sheet.merged_cell_ranges or ())]])
    except PasswordError:
        return {"problem": "password"}
    except CalamineError as error:
        return {"problem": "damaged", "about": str(error)[:120]}
    return {"sheets": sheets}


def _unmerge(texts: list[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[str]:
    """Writes what stands in a cell over several rows into each of them; says so."""
    for (top, left), (bottom, _) in merged:
        if bottom > top and top < len(texts) and left < len(texts[top]):
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
