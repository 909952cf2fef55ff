"""Steps of writing: several files change together or not at all, originals are kept, and the last step can be undone.

A step is a folder `.steps/0001` beside the tables with `before/`, `after/` and `step.json`. It is made under another
name and renamed: from that moment it is decided. The files are then put in their places one by one, and `done` closes
the step. Who reads in between, or after a crash, reads what was decided: the old package or the new one, never a
mixture.

A data folder may come from anybody. So a step is believed only where it names files of its own folder and its copies
are those that it recorded; else DataError says what is wrong, and nothing is written.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from geo.errors import DataError, Problem, UsageError
from geo.tables.read import read_file
from geo.tables.schema import RELEASES
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
    """Files of a step that was decided and whose files are not all in their places: name → what it holds.

    Raises DataError where that step can't be believed.
    """
    step = _unfinished_step(folder)
    return {name: content for name, content in _kept(step, "after").items() if content is not None} if step else {}


def damaged_steps(folder: Path) -> Iterator[Problem]:
    """Warnings of closed steps that can't be read any more: only `undo` needs them, the tables are right."""
    for place in _places(folder):
        try:
            _read_step(place)
        except DataError as error:
            yield from (replace(problem, level="warning") for problem in error.problems)


def write_step(
    folder: Path, files: Mapping[str, bytes], said: str, read: Mapping[str, bytes] | None = None
) -> Step | None:
    """Writes some files of a data folder together; None where they hold that already, and nothing is written.

    read: the files from which the change was made; where one of them is another by now, somebody else wrote meanwhile,
    and nothing is written: UsageError, also for a file that lies elsewhere. Raises DataError where a step before it
    can't be believed, OSError when the folder is not writable: the tables are as they were.
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

    Raises UsageError when there is none, and when a file was changed since by somebody else; DataError when a copy from
    before is gone or is another: then nothing is taken back.
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
    return _write(folder, _kept(last, "before"), f"undo: {last.said}", last.number)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until nobody else writes in the folder, and has every decided step finished."""
    home = folder / STEPS
    home.mkdir(exist_ok=True)
    _refuse_links((home, home / _LOCK))
    with (home / _LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given up when the file is closed, however the process ends
        _refuse_links(home.rglob("*"))
        _finish(folder)
        yield


def _write(folder: Path, files: Mapping[str, bytes | None], said: str, undoes: int) -> Step:
    number = max((step.number for step in _steps(folder)), default=0) + 1
    place, part = folder / STEPS / f"{number:04d}", folder / STEPS / f".{number:04d}.part"
    _refuse_elsewhere(folder, files)
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
    """Puts the files of a decided step in their places; nothing where the last step is done.

    Everything is looked at before the first file is touched. Raises DataError, UsageError: then nothing was.
    """
    step = _unfinished_step(folder)
    if step is None:
        return
    after = _kept(step, "after")
    _kept(step, "before")  # what is replaced must be there for whoever wants it back
    _refuse_elsewhere(folder, step.files)
    edited = [name for name, sums in step.files.items() if _hash(_read(folder / name)) not in sums]
    if edited:
        raise UsageError(
            f"{', '.join(edited)} changed after a step that was cut short ({step.said}). Nothing was written: compare "
            f"with the copies in {step.place}, put the right ones into {folder}, and move {step.place} elsewhere."
        )
    for name, content in after.items():
        if content is None:
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).parent.mkdir(exist_ok=True)
            write_whole(folder / name, content)
    _write_through(step.place / _DONE, b"")


def _unfinished_step(folder: Path) -> Step | None:
    """The last step, where its files are not all in their places."""
    return next((_read_step(place) for place in _places(folder)[-1:] if not (place / _DONE).exists()), None)


def _steps(folder: Path) -> list[Step]:
    """All decided steps, oldest first."""
    return [_read_step(place) for place in _places(folder)]


def _places(folder: Path) -> list[Path]:
    """The folders of all decided steps, oldest first."""
    home = folder / STEPS
    found = [place for place in home.iterdir() if place.name.isdecimal()] if home.is_dir() else []
    return sorted(found, key=lambda place: int(place.name))


def _read_step(place: Path) -> Step:
    try:
        note = json.loads(read_file(place / _NOTE))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError([_damage(place, _NOTE, f"it can't be read: {error}")]) from error
    if not _is_note(note):
        raise DataError([_damage(place, _NOTE, "it doesn't say what a step did to which files")])
    foreign = [name for name in note["files"] if not _is_own(name)]
    if foreign:
        raise DataError(_damage(place, _NOTE, "a step writes only files of its own folder", name) for name in foreign)
    files = {name: (before, after) for name, (before, after) in note["files"].items()}
    return Step(int(place.name), note["said"], note["undoes"], files, place, (place / _DONE).exists())


def _is_note(note: Any) -> bool:
    """Whether what stands in a note has the form of one."""
    return (
        isinstance(note, dict)
        and isinstance(note.get("said"), str)
        and isinstance(note.get("undoes"), int)
        and isinstance(note.get("files"), dict)
        and all(
            isinstance(sums, list) and len(sums) == 2 and all(isinstance(one, str) for one in sums)
            for sums in note["files"].values()
        )
    )


def _is_own(name: str) -> bool:
    """Whether a name is that of a file beside the descriptor, or of an archive among the releases."""
    own = name.removeprefix(f"{RELEASES}/")
    return bool(own) and own.isprintable() and not own.startswith(".") and Path(own).name == own and "\\" not in own


def _kept(step: Step, side: Literal["before", "after"]) -> dict[str, bytes | None]:
    """What a step keeps of each of its files; None where there was none. Raises DataError for all copies that are
    missing or not those of which it recorded the hash."""
    found: dict[str, bytes | None] = {}
    problems = []
    for name, (before, after) in step.files.items():
        expected = before if side == "before" else after
        found[name] = _read(step.place / side / name) if expected else None
        if _hash(found[name]) != expected:
            why = "it is missing" if found[name] is None else "it is not the copy that the step made"
            problems.append(_damage(step.place, f"{side}/{name}", why))
    if problems:
        raise DataError(problems)
    return found


def _damage(place: Path, file: str, why: str, value: str | None = None) -> Problem:
    advice = (
        f"Put it back as it was: {why}, so nothing is written. Or see that the tables are right, move the folder "
        f"{place} elsewhere, and give the command again; that step can't be undone then."
    )
    return Problem(f"{STEPS}/{place.name}/{file}", None, None, value, "step-damaged", advice)


def _refuse_elsewhere(folder: Path, names: Iterable[str]) -> None:
    """Raises UsageError for a name behind which no file of the folder itself can be written."""
    home = os.path.realpath(folder)
    for name in names:
        place = Path(os.path.realpath(folder / name))
        if not place.is_relative_to(home) or (place.exists() and not place.is_file()):
            raise UsageError(
                f"{folder / name} is no file of that folder, so nothing was written: put the file itself there, not a "
                f"link, a folder or a pipe."
            )


def _refuse_links(paths: Iterable[Path]) -> None:
    """Raises UsageError for links among the steps: what is written there must not land on a file elsewhere."""
    linked = [path for path in paths if path.is_symlink()]
    if linked:
        raise UsageError(f"{linked[0]} is a link, so nothing was written: steps are kept in the data folder itself.")


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
