"""Several files change together or not at all, whenever the program is killed; the last step can be undone."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.errors import UsageError
from geo.tables import steps
from geo.tables.steps import undo_step, unfinished, write_step

BEFORE = {"one.csv": b"1", "two.csv": b"2"}
AFTER = {"one.csv": b"one", "two.csv": b"two", "new.csv": b"new"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files."""
    for name, content in BEFORE.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def held(folder: Path) -> dict[str, bytes]:
    """What a reader finds: the files, and what was decided of a step that was cut short."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return {name: content for name, content in (files | unfinished(folder)).items() if not name.startswith(".")}


class Killed(BaseException):
    """The process ends here."""


def test_a_step_writes_all_and_is_undone_whole(folder: Path) -> None:
    """A file that the step made goes again; the step stays on record."""
    step = write_step(folder, AFTER, "a step")
    assert step is not None
    assert held(folder) == AFTER

    undo_step(folder)

    assert held(folder) == BEFORE
    with pytest.raises(UsageError, match="no step to undo"):
        undo_step(folder)


def test_what_is_there_already_is_no_step(folder: Path) -> None:
    """Twice changes nothing, and leaves nothing."""
    assert write_step(folder, BEFORE, "nothing") is None
    assert not (folder / steps.STEPS).exists()


def test_steps_are_undone_one_after_the_other(folder: Path) -> None:
    """The last one first, as people expect."""
    write_step(folder, {"one.csv": b"first"}, "first")
    write_step(folder, {"one.csv": b"second"}, "second")

    assert undo_step(folder).said == "undo: second"
    assert held(folder)["one.csv"] == b"first"
    assert undo_step(folder).said == "undo: first"
    assert held(folder) == BEFORE


def test_nobody_elses_work_is_undone(folder: Path) -> None:
    """A file that was edited since stays; the message says which one and where the old one is."""
    write_step(folder, AFTER, "a step")
    (folder / "two.csv").write_bytes(b"by hand")

    with pytest.raises(UsageError, match=r"two\.csv changed after the last step"):
        undo_step(folder)

    assert held(folder) == AFTER | {"two.csv": b"by hand"}


@pytest.mark.parametrize("undo", [False, True], ids=["write", "undo"])
def test_killed_anywhere_the_package_is_whole(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, undo: bool
) -> None:
    """Every write and rename is the last one once: a reader finds the old files or the new ones, and the next writer
    goes on from there."""
    states = [BEFORE, AFTER]
    outcomes = set()
    for moment in range(100):
        place = tmp_path_factory.mktemp("killed")
        for name, content in BEFORE.items():
            (place / name).write_bytes(content)
        if undo:
            write_step(place, AFTER, "a step")
        countdown = Countdown(moment)
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", countdown.before(os.replace))
            patched.setattr(os, "fsync", countdown.before(os.fsync))
            patched.setattr(Path, "write_bytes", countdown.before(Path.write_bytes))
            patched.setattr(Path, "unlink", countdown.before(Path.unlink))
            try:
                if undo:
                    undo_step(place)
                else:
                    write_step(place, AFTER, "a step")
            except Killed:
                pass
        found = {name: content for name, content in held(place).items() if not name.endswith(".part")}
        if undo and found == AFTER | BEFORE and (place / "new.csv").exists():
            found = BEFORE  # a file that goes is the last of a decided step; nothing refers to it any more
        assert found in states, f"a mixture after {moment} operations: {found}"
        outcomes.add(states.index(found))
        write_step(place, {"one.csv": b"next"}, "the next step")
        assert held(place)["one.csv"] == b"next"
        if not countdown.killed:
            break

    assert outcomes == {0, 1}
    assert not countdown.killed


class Countdown:
    """Ends the process before the n-th operation."""

    def __init__(self, moments: int) -> None:
        self._left = moments
        self.killed = False

    def before(self, operation):
        """The operation, or the end of the process."""

        def run(*args: object, **more: object) -> object:
            if self._left == 0:
                self.killed = True
                raise Killed
            self._left -= 1
            return operation(*args, **more)

        return run


def test_who_wrote_meanwhile_is_not_overwritten(folder: Path) -> None:
    """A change is made from the files as they were read: where one is another by now, nothing is written."""
    read = {name: (folder / name).read_bytes() for name in BEFORE}
    write_step(folder, {"one.csv": b"somebody else"}, "theirs", read)

    with pytest.raises(UsageError, match=r"one\.csv changed meanwhile\. Nothing was written"):
        write_step(folder, AFTER, "ours", read)

    assert (folder / "one.csv").read_bytes() == b"somebody else"


def test_two_writers_take_turns(folder: Path) -> None:
    """Each waits for the other, and every step is whole."""
    with ThreadPoolExecutor(8) as pool:
        steps = list(
            pool.map(lambda number: write_step(folder, {"one.csv": b"new %d" % number}, str(number)), range(24))
        )

    assert sorted(step.number for step in steps if step) == list(range(1, 25))
    assert all(step.done for step in steps if step)
