"""What somebody answers about a list: which rows and fields there are, and a point as it is typed.

An answer that is about nothing is refused: whoever gave it would take it for read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from geo.curate.intake.headings import ReportList
from geo.curate.intake.standing import LIST
from geo.errors import UsageError
from geo.tables.check.records import is_not_known

FIELDS: Final = (
    "country", "city", "bureau", "number", "date", "lat", "lon", "point", "source", "notes", "basis", "report"
)  # fmt: skip
OF_THE_LIST: Final = ("relays",)
POINT: Final = "Give two numbers in degrees, such as 39.80 -89.64"
_BOTH: Final = re.compile(r"([^\s;]+?)(?:\s*;\s*|,?\s+)([^\s;]+)|(-?\d+\.\d+),(-?\d+\.\d+)")


def row_name(listed: ReportList, line: int, several: bool) -> str:
    """A row as it is told, asked and answered: with its sheet where several hold a list."""
    return f"{listed.sheet}!{line}" if several else str(line)


def check_answers(answers: Iterable[tuple[str, str]], rows: Collection[str]) -> None:
    """Raises UsageError for an answer about a row or a field that is not there."""
    for row, name in answers:
        if row == LIST and name not in OF_THE_LIST:
            raise UsageError(f"{LIST}:{name} answers nothing: of the whole list is asked {', '.join(OF_THE_LIST)}.")
        if row != LIST and row not in rows:
            shown = sorted(rows, key=lambda one: (len(one), one))
            named = shown[0] if len(shown) == 1 else f"{shown[0]} to {shown[-1]}" if shown else "none"
            raise UsageError(f"{row}:{name} answers nothing: the list has no row {row}. Its rows are {named}.")
        if row != LIST and name not in FIELDS:
            raise UsageError(f"{row}:{name} answers nothing: {name} is no field. Fields are {', '.join(FIELDS)}.")


def typed_point(row: Mapping[str, str]) -> str:
    """Latitude and longitude as typed, an answer before the cells; "" where none is given."""
    if "point" in row:
        return "" if is_not_known(row["point"]) else row["point"]
    both = [row.get(name, "") for name in ("lat", "lon")]
    return "" if all(is_not_known(text) for text in both) else " ".join(text or "-" for text in both)


def read_point(text: str) -> tuple[str, str] | None:
    """Latitude and longitude with two decimals, a decimal comma read as a point; None where it is no point."""
    found = _BOTH.fullmatch(text.strip())
    if found is None:
        return None
    lat, lon = (_degrees(part) for part in found.groups() if part is not None)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return f"{lat:.2f}", f"{lon:.2f}"


def _degrees(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
