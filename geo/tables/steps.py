"""Steps of writing: several files change together or not at all, originals are kept, and the last step can be undone.

A step is a folder `.steps/0001` beside the tables with `before/`, `after/` and `step.json`. It is made under another
name and renamed: from that moment it is decided. The files are then put in their places one by one, and `done` closes
the step. Who reads in between, or after a crash, reads what was decided: the old package or the new one, never a
mixture.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo.errors import UsageError
from geo.tables.write import write_whole

STEPS: Final = ".steps"
_DONE: Final = "done"
_NOTE: Final = "step.json"
_LOCK: Final = "lock"
_NOTHING: Final = "There is no step to undo: {folder} holds no step of add-wave or correct."


@dataclass(frozen=True)
class Step:
    """One step. number: from 1; said: what it did, in words; undoes: number of the step that it took back, or 0.

    files: name → (SHA-256 before, after); "" where the file did not exist.
    """

    number: int
    said: str
    undoes: int
    files: Mapping[str, tuple[str, str]]
    place: Path
    done: bool


def unfinished(folder: Path) -> dict[str, bytes]:
    """Files of a step that was decided and whose files are not all in their places: name → what it holds."""
    return {
        name: (step.place / "after" / name).read_bytes()
        for step in _steps(folder)[-1:]
        if not step.done
        for name, (_, after) in step.files.items()
        if after
    }


def write_step(
    folder: Path, files: Mapping[str, bytes], said: str, read: Mapping[str, bytes] | None = None
) -> Step | None:
    """Writes some files of a data folder together; None where they hold that already, and nothing is written.

    read: the files from which the change was made; where one of them is another by now, somebody else wrote meanwhile,
    and nothing is written: UsageError. Raises OSError when the folder is not writable: the tables are as they were.
    """
    if not (folder / STEPS).exists() and all(_read(folder / name) == content for name, content in files.items()):
        return None
    with _alone(folder):
        moved = sorted(name for name, content in (read or {}).items() if _read(folder / name) != content)
        if moved:
            raise UsageError(f"{', '.join(moved)} changed meanwhile. Nothing was written: give the command again.")
        changed = {name: content for name, content in files.items() if _read(folder / name) != content}
        return _write(folder, changed, said, 0) if changed else None


def undo_step(folder: Path) -> Step:
    """Takes the last step back that was not taken back already; a step itself, so nothing is lost.

    Raises UsageError when there is none, and when a file was changed since by somebody else.
    """
    if (folder / STEPS).is_dir():
        with _alone(folder):
            return _undo(folder)
    raise UsageError(_NOTHING.format(folder=folder))


def _undo(folder: Path) -> Step:
    steps = _steps(folder)
    undone = {step.undoes for step in steps}
    last = next((step for step in reversed(steps) if not step.undoes and step.number not in undone), None)
    if last is None:
        raise UsageError(_NOTHING.format(folder=folder))
    edited = [name for name, (_, after) in last.files.items() if _hash(_read(folder / name)) != after]
    if edited:
        raise UsageError(
            f"{', '.join(edited)} changed after the last step ({last.said}). Undo that by hand first; the files from "
            f"before are in {last.place / 'before'}."
        )
    before = {name: _read(last.place / "before" / name) if old else None for name, (old, _) in last.files.items()}
    return _write(folder, before, f"undo: {last.said}", last.number)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until nobody else writes in the folder, and has every decided step finished."""
    (folder / STEPS).mkdir(exist_ok=True)
    with (folder / STEPS / _LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given up when the file is closed, however the process ends
        _finish(folder)
        yield


def _write(folder: Path, files: Mapping[str, bytes | None], said: str, undoes: int) -> Step:
    number = max((step.number for step in _steps(folder)), default=0) + 1
    place, part = folder / STEPS / f"{number:04d}", folder / STEPS / f".{number:04d}.part"
    shutil.rmtree(part, ignore_errors=True)  # of an attempt that was cut short before it was decided
    hashes = {}
    for side in ("before", "after"):
        (part / side).mkdir(parents=True)
    for name, content in files.items():
        old = _read(folder / name)
        hashes[name] = (_hash(old), _hash(content))
        for side, bytes_ in (("before", old), ("after", content)):
            if bytes_ is not None:
                _write_through(part / side / name, bytes_)
    note = {"said": said, "undoes": undoes, "files": hashes}
    _write_through(part / _NOTE, json.dumps(note, ensure_ascii=False, indent=2).encode())
    os.replace(part, place)  # decided
    _finish(folder)
    return _read_step(place)


def _finish(folder: Path) -> None:
    """Puts the files of a decided step in their places; nothing where the last step is done."""
    for step in _steps(folder)[-1:]:
        if step.done:
            continue
        for name, (_, after) in step.files.items():
            if after:
                (folder / name).parent.mkdir(exist_ok=True)
                write_whole(folder / name, (step.place / "after" / name).read_bytes())
            else:
                (folder / name).unlink(missing_ok=True)
        _write_through(step.place / _DONE, b"")


def _steps(folder: Path) -> list[Step]:
    """All decided steps, oldest first."""
    home = folder / STEPS
    if not home.is_dir():
        return []
    return [_read_step(place) for place in sorted(home.iterdir()) if place.name.isdigit()]


def _read_step(place: Path) -> Step:
    note = json.loads((place / _NOTE).read_text(encoding="utf-8"))
    files = {name: (before, after) for name, (before, after) in note["files"].items()}
    return Step(int(place.name), note["said"], note["undoes"], files, place, (place / _DONE).exists())


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _hash(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _write_through(path: Path, content: bytes) -> None:
    """Written and on the disk, not only on its way there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
