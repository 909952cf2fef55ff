"""read_sheets(name, content) → Sheets: tables of text from a CSV, a spreadsheet or a pasted table.

Letters, separators and the row of headings are recognised and said. What is no table, is locked, holds macros or would
unpack to more than a list of reports can be is refused with a sentence.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geo.curate.intake.letters import guess_letters
from geo.errors import UsageError
from geo.tables.forms import looks_like_utf_16
from geo.tables.package import DAMAGE

LARGEST: Final = 20_000_000  # bytes of a file
LARGEST_UNPACKED: Final = 200_000_000
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 400
LONGEST_CELL: Final = 100_000  # letters
LONGEST_LINE: Final = 10_000  # letters of a line that are looked at for its separator
LONGEST: Final = 60  # seconds in which the cells of a file must be read
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML: Final = re.compile(r"\s*(?:<!doctype|<html|<table|<\?xml|<head|<body)", re.IGNORECASE)
PARTS: Final = frozenset({"[Content_Types].xml", "content.xml"})  # of an XLSX, of an ODS
_SIGNS: Final = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars"}
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with a byte-order mark"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


@dataclass(frozen=True)
class SentSheet:
    """One table. rows: (row number in the file from 1, cells as text) without blank rows. told: what was recognised.

    merged: (first row, last row, place of the column) of cells over several rows, whose text stands in each of them.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    told: tuple[str, ...]
    merged: tuple[tuple[int, int, int], ...] = ()


def read_sheets(name: str, content: bytes) -> tuple[SentSheet, ...]:
    """The tables of a file, empty ones left out. Raises UsageError for what can't be read, saying why."""
    if len(content) > LARGEST:
        raise UsageError(f"{name} is larger than {LARGEST // 1_000_000} MB: at most that much is read.")
    if not content.strip(b"\x00 \r\n\t"):
        raise UsageError(f"{name} is empty.")
    if content.startswith(b"PK\x03\x04"):
        sheets = tuple(_spreadsheet(name, content))
    elif content.startswith(_OLE):
        sheets = tuple(_old_spreadsheet(name, content))
    else:
        sheets = (_text(name, content),)
    found = tuple(sheet for sheet in sheets if sheet.rows)
    if not found:
        raise UsageError(f"{name} holds no row.")
    return found


def _text(name: str, content: bytes) -> SentSheet:
    text, letters = _decode(name, content)
    if _HTML.match(text):
        raise UsageError(f"{name} is a web page or XML, whatever its name says: save the table itself as CSV or XLSX.")
    if "\0" in text:
        raise UsageError(f"{name} holds NUL bytes: it is no text. Save it as CSV in UTF-8.")
    sign = _separator(text)
    told = [part for part in (letters, f"cells separated by {_SIGNS[sign]}" if sign != "," else "") if part]
    rows = []
    others_limit = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        begins = 1
        for record in reader:
            rows.append((begins, tuple(cell.strip() for cell in record)))
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise UsageError(f"{name} has more than {MOST_ROWS:,} rows.")
    except csv.Error as error:
        raise UsageError(
            f"{name} can't be cut into cells: a quotation mark that opens or ends no cell, or more than "
            f"{LONGEST_CELL:,} letters in one, in the row that begins at line {begins} ({error}). Double the "
            "mark, or take it out."
        ) from error
    finally:
        csv.field_size_limit(others_limit)
    return SentSheet("", _kept(name, rows), tuple(told))


def _decode(name: str, content: bytes) -> tuple[str, str]:
    """(text, what the letters were, "" for plain UTF-8). A byte-order mark decides; then UTF-8, then a sure guess."""
    for mark, codec, words in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(codec), words
            except UnicodeDecodeError as error:
                raise UsageError(f"{name} begins as {words} and goes on otherwise ({error.reason}).") from error
    if looks_like_utf_16(content):  # before UTF-8, of which every second letter would be a NUL
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace"), "UTF-16"
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    readings = guess_letters(content)
    if len(readings) == 1:
        return readings[0]
    if readings:
        kinds = " or ".join(words for _, words in readings)
        raise UsageError(f"The letters of {name} can be {kinds}, and nothing in it says which: save it in UTF-8.")
    raise UsageError(f"The letters of {name} are of no kind that is known here: save it in UTF-8.")


def _separator(text: str) -> str:
    """The sign that cuts the first lines into most columns, as many in each; a comma where none does."""
    lines = [line[:LONGEST_LINE] for line in text.splitlines()[:30] if line.strip()]

    def columns(sign: str) -> tuple[int, int]:
        try:
            widths = [len(record) for record in csv.reader(lines, delimiter=sign)]
        except csv.Error:  # an open quote and a cell without an end: another sign, or none
            return 0, 0
        usual = max(set(widths), key=widths.count, default=1)
        return (usual if usual > 1 else 0) * widths.count(usual), usual

    return max(_SIGNS, key=lambda sign: (columns(sign), sign == ","))


def _spreadsheet(name: str, content: bytes) -> Iterator[SentSheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except DAMAGE as error:
        raise UsageError(f"{name} is no spreadsheet that can be opened ({error}).") from error
    names = {info.filename for info in entries}
    if any(entry.endswith("vbaProject.bin") or entry.startswith("Basic/") for entry in names):
        raise UsageError(f"{name} holds macros: save it without them, as XLSX.")
    if sum(info.file_size for info in entries) > LARGEST_UNPACKED:
        raise UsageError(f"{name} would unpack to more than {LARGEST_UNPACKED // 1_000_000} MB: it is not opened.")
    if any(info.flag_bits & 0x1 for info in entries) or "encryption.xml" in names:
        raise UsageError(f"{name} is locked by a password: save it without one.")
    if PARTS.isdisjoint(names):
        raise UsageError(
            f"{name} is a zip, not a spreadsheet. A data folder as a zip goes to “diff” or the Curate page."
        )
    yield from _cells(name, content)


def _old_spreadsheet(name: str, content: bytes) -> Iterator[SentSheet]:
    if "EncryptedPackage".encode("utf-16-le") in content[:200_000] or "EncryptedPackage".encode("utf-16-le") in content:
        raise UsageError(f"{name} is locked by a password: save it without one.")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise UsageError(f"{name} holds macros: save it without them, as XLSX.")
    yield from _cells(name, content)


def read_apart(name: str, content: bytes) -> dict[str, Any]:
    """What cells.py reads, in a process of its own, which may fail without ending this one."""
    command = [sys.executable, str(Path(__file__).with_name("cells.py")), str(MOST_ROWS), str(MOST_COLUMNS)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program and two numbers; the file comes as its input
            command, input=content, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"{name} takes more than {LONGEST} seconds to read: it is not opened.") from error
    if done.returncode < 0:  # the library ends its process where it gets no more memory
        return {"problem": "memory"}
    if done.returncode:
        raise RuntimeError(f"cells.py has ended: {done.stderr.decode(errors='replace')}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _cells(name: str, content: bytes) -> Iterator[SentSheet]:
    found = read_apart(name, content)
    match found.get("problem"):
        case "password":
            raise UsageError(f"{name} is locked by a password: save it without one.")
        case "memory":
            raise UsageError(f"{name} takes more memory than a list of reports can: it is not opened.")
        case "damaged":
            raise UsageError(f"{name} can't be opened as a spreadsheet ({found['about']}).")
        case "size":
            raise UsageError(
                f"Sheet {found['about']!r} of {name} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns."
            )
    if found["hidden"] and not found["sheets"]:
        raise UsageError(f"Every sheet of {name} is hidden: unhide the one with the list, and save it again.")
    left_out = [
        f"sheet “{title}” is hidden in the file and left out: unhide it and save it again to have it read"
        for title in found["hidden"]
    ]
    for title, texts, told, merged in found["sheets"]:
        rows = [(number, tuple(row)) for number, row in enumerate(texts, start=1)]
        over = tuple((top + 1, bottom + 1, place) for top, bottom, place in merged)
        yield SentSheet(title, _kept(name, rows), (*told, *left_out), over)


def _kept(name: str, rows: list[tuple[int, tuple[str, ...]]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    kept = tuple(row for row in rows if any(row[1]))
    if any(len(cells) > MOST_COLUMNS for _, cells in kept):
        raise UsageError(f"{name} has more than {MOST_COLUMNS} columns.")
    return kept
