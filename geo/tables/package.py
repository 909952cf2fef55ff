"""Packages: a data folder, a zip of one, or a released version by its name, read alike and never unpacked to disk."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

import pandas as pd

from geo.errors import DataError, Problem, UsageError
from geo.tables.load import Raw, read_files, read_folder, table_contents
from geo.tables.schema import DESCRIPTOR, RELEASES, Schema

LARGEST: Final = 60_000_000  # bytes of all files together, unpacked
MOST_FILES: Final = 200
# What Python's reader raises for a zip that is damaged or made by somebody who means harm.
DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, OverflowError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_NOTHING: Final = {"boolean": "false", "integer": "0"}  # what a column says of rows that were written without it


def release_path(folder: Path, version: str) -> Path:
    """Where a released version of a data folder is kept."""
    return folder / RELEASES / f"{version}.zip"


def day_of(version: str) -> str:
    """The day of a data version, YYYY-MM-DD, however its parts are written: "2027.1.5", "2026.11.28.2"."""
    year, month, day = (int(part) for part in version.split(".")[:3])
    return date(year, month, day).isoformat()


def released(folder: Path) -> list[str]:
    """Versions that were released from a data folder, oldest first."""
    names = [path.stem for path in (folder / RELEASES).glob("*.zip")]
    return sorted(names, key=lambda name: [int(part) if part.isdigit() else 0 for part in name.split(".")])


def is_whole(path: Path) -> bool:
    """Whether a zip can be read to its end: a half copied one is as good as not there."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except DAMAGE:
        return False


def open_package(named: str, home: Path) -> Raw:
    """The tables of what a curator names: a folder, a zip, or a version that was released from the folder `home`.

    Raises UsageError where nothing of that name is found or a zip is none that should be opened, DataError where a
    table can't be read.
    """
    path = Path(named)
    if path.is_dir():
        raw, problems = read_folder(path)
    elif path.is_file():
        raw, problems = read_zip(path.read_bytes(), path)
    elif release_path(home, named).is_file():
        raw, problems = read_zip(release_path(home, named).read_bytes(), Path(named))
    else:
        known = ", ".join(released(home)) or "none yet"
        raise UsageError(f"{named} is no folder, no zip and no released version; released are: {known}.")
    if any(problem.level == "error" for problem in problems):
        raise DataError(problems)
    return raw


def read_zip(content: bytes, name: Path) -> tuple[Raw, tuple[Problem, ...]]:
    """The tables of a zipped package, and what of them can't be read. Raises UsageError, DataError."""
    return read_files(zip_reader(content, name.name), name)


def same_content(old: Raw, new: Raw) -> bool:
    """Whether two packages say the same, their versions apart."""
    one, other = (
        {name: content for name, content in table_contents(raw).items() if name != DESCRIPTOR} for raw in (old, new)
    )
    plain = [{**raw.schema.descriptor, "version": ""} for raw in (old, new)]
    return one == other and plain[0] == plain[1]


def changed(raw: Raw, files: Mapping[str, bytes]) -> Raw:
    """The package with some files replaced, in memory. Raises DataError where they can't be read."""
    whole = dict(raw.files) | dict(files)
    found, problems = read_files(whole.__getitem__, raw.folder)
    if any(problem.level == "error" for problem in problems):
        raise DataError(problems)
    return found


def described_by(raw: Raw, schema: Schema) -> Raw:
    """A package of an older form as the newer one describes it: what it lacks is empty, so that it can be counted."""
    tables = {}
    for name, table in schema.tables.items():
        own = raw.tables.get(name, pd.DataFrame(columns=[]))
        lacking = {column.name: _NOTHING.get(column.type, "") for column in table.columns if column.name not in own}
        tables[name] = own.assign(**lacking)[list(table.names)].astype(str)
    labels = replace(schema, version=raw.schema.version)
    return replace(raw, schema=labels, tables=tables)


def zip_reader(content: bytes, name: str) -> Callable[[str], bytes]:
    """Reads files of a zip in memory: file name → bytes, FileNotFoundError where there is none.

    The files may stand at the top or together in one folder. Raises UsageError for what is no zip, is locked, leads out
    of itself, holds links, or would unpack to more than a data folder can be.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE as error:
        raise UsageError(f"{name} is no zip that can be opened ({error}).") from error
    named = [info for info in archive.infolist() if info.filename and "__MACOSX" not in info.filename]
    entries = [info for info in named if not info.is_dir()]
    for info in entries:
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in info.filename:
            raise UsageError(f"{name} holds a path that leads out of it ({info.filename[:80]!r}): it is not opened.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UsageError(f"{name} holds a link ({info.filename[:80]!r}): it is not opened.")
        if info.flag_bits & 0x1:
            raise UsageError(f"{name} is locked by a password: save it without one.")
    if len(entries) > MOST_FILES:
        raise UsageError(f"{name} holds {len(entries)} files; a data folder has at most {MOST_FILES}.")
    if sum(info.file_size for info in entries) > LARGEST:
        raise UsageError(f"{name} would unpack to more than {LARGEST // 1_000_000} MB: it is not opened.")
    homes = [PurePosixPath(info.filename).parent for info in entries if PurePosixPath(info.filename).name == DESCRIPTOR]
    tables = {PurePosixPath(info.filename).parent for info in entries if info.filename.endswith(".csv")}
    where = homes or (tables if len(tables) == 1 else ())  # without a descriptor: where all tables stand together
    home = min(where, key=lambda path: len(path.parts), default=PurePosixPath())
    held = {str(PurePosixPath(info.filename).relative_to(home)): info for info in entries if _within(info, home)}

    def read(wanted: str) -> bytes:
        if wanted not in held:
            raise FileNotFoundError(2, f"not in {name}", wanted)
        try:
            with archive.open(held[wanted]) as file:
                found = file.read(LARGEST + 1)  # what the directory says of the size may be a lie
        except DAMAGE as error:
            raise UsageError(f"{name} is damaged at {wanted} ({error}).") from error
        if len(found) > LARGEST:
            raise UsageError(f"{name} would unpack to more than {LARGEST // 1_000_000} MB: it is not opened.")
        return found

    return read


def _within(info: zipfile.ZipInfo, home: PurePosixPath) -> bool:
    return PurePosixPath(info.filename).is_relative_to(home)
