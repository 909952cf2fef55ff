"""The last good files of a data folder, kept on the disk: what is shown after a restart with files that are refused.

A server that runs keeps its last good version in memory. One that is started again beside a bad table would have
nothing to show, and the readers of an atlas that was good yesterday would find a closed door.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

from geo.settings import cache_folder

OF_PACKAGE: Final = ("*.csv", "*.json", "*.parquet", "releases/*.zip")
_KIND: Final = "last-good"

Signs = list[tuple[str, int, int]]
"""Name, bytes and time of each file, in the order of their names."""


def signs_of(folder: Path) -> Signs:
    """What differs when a file of a package does; reads no content."""
    paths = sorted(path for pattern in OF_PACKAGE for path in folder.glob(pattern))
    return [(path.relative_to(folder).as_posix(), *sign_of(path)) for path in paths]


def sign_of(path: Path) -> tuple[int, int]:
    """Bytes and time of one file; 0, 0 while it is being replaced."""
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_size, state.st_mtime_ns


def kept_good(folder: Path) -> Path:
    """Where the last good files of a folder are kept; they need not be there."""
    return cache_folder() / _KIND / hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def keep_good(folder: Path, signs: Signs) -> None:
    """Keeps the files of a folder that passed the check, unless they changed since. signs: of the files that passed.

    The copy is there as a whole or not at all. Where nothing can be written nothing is kept.
    """
    place = kept_good(folder)
    half, old = (place.with_name(f"{place.name}.{os.getpid()}.{kind}") for kind in ("half", "old"))
    if signs_of(place) == signs:
        return
    try:
        for name, _, _ in signs:
            (half / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / name, half / name)
        if signs_of(folder) == signs:
            if place.exists():
                place.replace(old)
            half.replace(place)
    except OSError:  # a full disk, or another copy of the atlas was quicker: the next good version is kept
        return
    finally:
        for left in (half, old):
            shutil.rmtree(left, ignore_errors=True)
