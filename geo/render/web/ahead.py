"""What the map's frame fetches when it is idle, so that a click on a filter is painted before the server has answered.

The record and the pure scripts are those of the pages that filter by themselves; `ahead.js` tells when they are used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final

from geo.render.web import ASSETS, PURE_SCRIPTS, UP, Script, script_json
from geo.render.web.ground import content_name

MOST_REPORTS: Final = 150_000  # beyond, the record is too large to be fetched for the sake of a click


@dataclass(frozen=True)
class Controls:
    """What a page calls its filters: class of a filter's box → its key in an address.

    pills: rows of buttons; dates: days; lists: several of many, named in the field; reset: class of the box whose
    button takes every filter away; kept: the keys that it leaves as they are."""

    pills: Mapping[str, str]
    dates: Mapping[str, str]
    lists: Mapping[str, str]
    reset: str
    kept: tuple[str, ...]


@dataclass(frozen=True)
class RecordFile:
    """The record of one atlas and what a page calls its filters, as a file named by its content."""

    body: bytes
    name: str


def record_file(record: Mapping[str, Any], controls: Controls, language: str) -> RecordFile:
    """The file of a record (RECORD.md), its reports without their keys."""
    reports = {field: column for field, column in record["reports"].items() if field != "key"}
    body = script_json({"record": {**record, "reports": reports}, "controls": asdict(controls)}).encode()
    return RecordFile(body, content_name("record", language, body))


@cache
def ahead_script() -> Script:
    """The scripts that decide what a view keeps and says, and the one that uses them ahead of the server."""
    body = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in (*PURE_SCRIPTS, "ahead.js")).encode()
    return Script(body, f"ahead.{hashlib.sha256(body).hexdigest()[:16]}.js")


def ahead_config(record: RecordFile) -> dict[str, str]:
    """What the map's frame is told at each change: the addresses of both files."""
    return {"script": UP + ahead_script().name, "record": UP + record.name}
