"""The result of a check, kept for as long as nothing changes: the folder, the shapes, the program, the day.

Kept are results without an error only: they hold no value of a row that the check refuses.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from geo.errors import Problem
from geo.settings import cache_home

PROGRAM: Final = Path(__file__).resolve().parents[1]  # geo/
MOST: Final = 20  # results kept; the oldest go


def key_of(
    folder: Path, shapes: Path | None, today: date, *, asked: str = "", read: Mapping[str, bytes] | None = None
) -> str | None:
    """What a result depends on, as one hash: every file of the folder, the shapes, the program with the packages that
    are installed, and the day. None where a file can't be read: then the check says so, and nothing is kept.

    asked: the part of the check that was made, "" for all of it. read: file name → content as it was read, for files
    that may be another's by now.
    """
    try:
        return _sum(folder, shapes, f"{today} {asked}", read or {})
    except OSError:
        return None


def _sum(folder: Path, shapes: Path | None, asked: str, read: Mapping[str, bytes]) -> str:
    folder = folder.resolve()  # the same folder, however it is named
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    program = sorted(path for path in PROGRAM.rglob("*") if path.suffix in (".py", ".json"))
    packages = Path(sysconfig.get_path("purelib")).stat().st_mtime_ns
    summed = hashlib.sha256(f"{sys.version} {packages} {asked} {folder}".encode())
    for path in (*files, *program, *((shapes,) if shapes else ())):
        held = read.get(path.name) if path.parent == folder else None
        summed.update(f"\n{path} {_digest(path) if held is None else hashlib.sha256(held).hexdigest()}".encode())
    return summed.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read_kept(key: str) -> tuple[Problem, ...] | None:
    """The problems that were found for this very key, all warnings; None where nothing is kept, or not whole."""
    try:
        found = json.loads((_home() / f"{key}.json").read_text(encoding="utf-8"))
        return tuple(Problem(**one) for one in found)
    except (OSError, ValueError, TypeError):  # another program's file, or half of one: the check is made anew
        return None


def keep(key: str, problems: Iterable[Problem]) -> None:
    """Keeps a result without an error, and drops the oldest. Where nothing can be written nothing is kept."""
    home = _home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        half = home / f"{key}.{os.getpid()}.half"
        half.write_text(json.dumps([problem.fields() for problem in problems]), encoding="utf-8")
        half.replace(home / f"{key}.json")
        for old in sorted(home.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:  # a machine without a home, or a full disk: the next check takes its time again
        return


def _home() -> Path:
    return cache_home() / "station-atlas" / "check"
