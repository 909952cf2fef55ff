"""Several files change together or not at all, whenever the program is killed; the last step can be undone."""

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.errors import DataError, UsageError
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


def cut_short(folder: Path, files: dict[str, tuple[bytes | None, bytes | None]]) -> Path:
    """A step as a folder from a stranger has it: decided, not done; name → what it says stood there, and shall."""
    place = folder / steps.STEPS / "0001"
    sums = {name: ["" if one is None else sum_of(one) for one in sides] for name, sides in files.items()}
    for number, side in enumerate(("before", "after")):
        (place / side).mkdir(parents=True)
        for name, sides in files.items():
            content = sides[number]
            if content is not None:
                (place / side / name).parent.mkdir(exist_ok=True)
                (place / side / name).write_bytes(content)
    (place / "step.json").write_text(json.dumps({"said": "x", "undoes": 0, "files": sums}))
    return place


def sum_of(content: bytes) -> str:
    """As a step records it."""
    return hashlib.sha256(content).hexdigest()


def all_below(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, by its path."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if path.name != "lock"}


FOREIGN = (
    *("../victim.txt", "/srv/atlas-victim.txt", ".hidden", "..", "", "deep/er.csv", "releases/../../victim.txt"),
    *("back\\slash.csv", "releases/.hidden", "line\nbreak.csv"),
)


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("gone", [False, True], ids=["written", "deleted"])
def test_a_strangers_step_touches_no_file_elsewhere(tmp_path: Path, name: str, gone: bool) -> None:
    """A folder that somebody sent may not delete or write beside itself, whatever its step says."""
    home = tmp_path / "data"
    (home / steps.STEPS / "0001").mkdir(parents=True)
    (tmp_path / "victim.txt").write_bytes(b"mine")
    sums = [sum_of(b"mine"), ""] if gone else ["", sum_of(b"theirs")]
    note = {"said": "x", "undoes": 0, "files": {name: sums}}
    (home / steps.STEPS / "0001" / "step.json").write_text(json.dumps(note))
    before = all_below(tmp_path)

    for ask in (
        lambda: write_step(home, {"one.csv": b"1"}, "a step"),
        lambda: undo_step(home),
        lambda: unfinished(home),
    ):
        with pytest.raises(DataError, match=r"\.steps/0001/step\.json: .*only files of its own folder"):
            ask()

    assert all_below(tmp_path) == before


def test_a_link_leads_no_step_elsewhere(tmp_path: Path) -> None:
    """Neither one that was cut short nor a new one writes through a link out of the folder."""
    (tmp_path / "victim.txt").write_bytes(b"mine")
    home = tmp_path / "data"
    home.mkdir()
    (home / "one.csv").symlink_to(tmp_path / "victim.txt")
    with pytest.raises(UsageError, match=r"one\.csv is no file of that folder"):
        write_step(home, {"one.csv": b"theirs"}, "a step")
    cut_short(home, {"one.csv": (b"mine", b"theirs")})
    with pytest.raises(UsageError, match=r"one\.csv is no file of that folder"):
        write_step(home, {"two.csv": b"2"}, "a step")

    assert (tmp_path / "victim.txt").read_bytes() == b"mine"
    assert not (home / "two.csv").exists()


@pytest.mark.parametrize("name", ["lock", ".0001.part"])
def test_links_among_the_steps_are_not_written_through(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """The lock is opened for writing, and a step is made below a name that is known beforehand."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "victim").write_bytes(b"mine")
    (folder / steps.STEPS).mkdir()
    (folder / steps.STEPS / name).symlink_to(elsewhere / "victim" if name == "lock" else elsewhere)

    with pytest.raises(UsageError, match=f"{name} is a link"):
        write_step(folder, AFTER, "a step")

    assert all_below(elsewhere) == {"victim": b"mine"}
    assert held(folder) == BEFORE


@pytest.mark.parametrize("damage", ["gone", "other"])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_step_with_other_copies_is_not_finished(folder: Path, side: str, damage: str) -> None:
    """One wrong copy holds all files up: none is written, none deleted."""
    place = cut_short(folder, {"one.csv": (b"1", b"one"), "two.csv": (b"2", b"two")})
    if damage == "gone":
        (place / side / "two.csv").unlink()
    else:
        (place / side / "two.csv").write_bytes(b"another")

    with pytest.raises(DataError, match=rf"\.steps/0001/{side}/two\.csv: → Put it back as it was: it is "):
        write_step(folder, {"new.csv": b"new"}, "a step")

    assert {name: (folder / name).read_bytes() for name in BEFORE} == BEFORE
    assert not (folder / "new.csv").exists()


def test_work_of_somebody_else_is_not_replaced_by_a_step_that_was_cut_short(folder: Path) -> None:
    """A file that is neither the old nor the new one was edited since."""
    cut_short(folder, {"one.csv": (b"1", b"one"), "two.csv": (b"2", None)})
    (folder / "two.csv").write_bytes(b"by hand")

    with pytest.raises(UsageError, match=r"two\.csv changed after a step that was cut short \(x\)"):
        write_step(folder, {"new.csv": b"new"}, "a step")

    assert all_below(folder).keys() >= {"one.csv", "two.csv"}
    assert (folder / "one.csv").read_bytes() == b"1"
    assert (folder / "two.csv").read_bytes() == b"by hand"


@pytest.mark.parametrize("damage", ["gone", "other"])
def test_nothing_is_undone_with_copies_that_are_not_those_of_the_step(folder: Path, damage: str) -> None:
    """A table whose kept copy is gone must not go with it, and another one is not what stood there before."""
    step = write_step(folder, AFTER, "a step")
    assert step is not None
    if damage == "gone":
        (step.place / "before" / "two.csv").unlink()
    else:
        (step.place / "before" / "two.csv").write_bytes(b"another")
    found = all_below(folder)

    with pytest.raises(DataError, match=r"\.steps/0001/before/two\.csv: → Put it back as it was: it is "):
        undo_step(folder)

    assert all_below(folder) == found
