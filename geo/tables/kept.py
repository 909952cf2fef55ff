"""What takes long and can be made again, kept on the disk between two runs: the results of checks, above all.

Of checks are kept results without an error only: they hold no value of a row that the check refuses.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from geo.errors import Problem
from geo.settings import cache_folder
from geo.tables.read import open_file

PROGRAM: Final = Path(__file__).resolve().parents[1]  # geo/
MOST: Final = 20  # of one kind that are kept; the oldest go
_CHECK: Final = "check"


def key_of(
    folder: Path, shapes: Path | None, today: date, *, asked: str = "", read: Mapping[str, bytes] | None = None
) -> str | None:
    """What a result depends on, as one hash: every file of the folder, the shapes, the program with the packages that
    are installed, and the day. None where a file can't be read: then the check says so, and nothing is kept.

    asked: the part of the check that was made, "" for all of it. read: file name → content as it was read, for files
    that may be another's by now.
    """
    try:
        return _sum(folder.resolve(), shapes, f"{today} {asked}", read or {})
    except OSError:
        return None


def _sum(folder: Path, shapes: Path | None, asked: str, read: Mapping[str, bytes]) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    summed = hashlib.sha256(f"{program_key()} {asked} {folder}".encode())
    for path in (*files, *((shapes,) if shapes else ())):
        held = read.get(path.name) if path.parent == folder else None
        summed.update(f"\n{path} {_digest(path) if held is None else hashlib.sha256(held).hexdigest()}".encode())
    return summed.hexdigest()


@cache
def program_key() -> str:
    """A hash that differs between two programs: of this one's files as it was started, and its packages."""
    packages = Path(sysconfig.get_path("purelib")).stat().st_mtime_ns
    summed = hashlib.sha256(f"{sys.version} {packages}".encode())
    for path in sorted(path for path in PROGRAM.rglob("*") if path.suffix in (".py", ".json")):
        summed.update(f"\n{path} {_digest(path)}".encode())
    return summed.hexdigest()


def _digest(path: Path) -> str:
    with open_file(path) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read_kept(key: str) -> tuple[Problem, ...] | None:
    """The problems that were found for this very key, all warnings; None where nothing is kept, or not whole."""
    found = read_value(_CHECK, key)
    try:
        return None if found is None else tuple(Problem(**one) for one in found)
    except TypeError:  # another program's file
        return None


def keep(key: str, problems: Iterable[Problem]) -> None:
    """Keeps a result without an error, as `keep_value` keeps anything."""
    keep_value(_CHECK, key, [problem.fields() for problem in problems])


def read_value(kind: str, key: str) -> Any:
    """What was kept of a kind under a key; None where nothing is, or not whole."""
    try:
        return json.loads((_home(kind) / f"{key}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none, or half of one: it is made anew
        return None


def has_value(kind: str, key: str) -> bool:
    """Whether something of a kind is kept under a key; it is not read."""
    return (_home(kind) / f"{key}.json").is_file()


def keep_value(kind: str, key: str, value: Any) -> None:
    """Keeps a value of JSON's types, and drops the oldest of its kind. Where nothing can be written nothing is kept."""
    home = _home(kind)
    try:
        home.mkdir(parents=True, exist_ok=True)
        half = home / f"{key}.{os.getpid()}.half"
        half.write_text(json.dumps(value), encoding="utf-8")
        half.replace(home / f"{key}.json")
        for old in sorted(home.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:  # a machine without a home, or a full disk: it is made anew the next time
        return


def _home(kind: str) -> Path:
    return cache_folder() / kind
