"""New good data appear without a restart; bad data never replace good ones, and are checked once."""

import logging
from threading import Event

import pytest

from geo.errors import DataError, Problem
from pages.ui import keeper as module
from pages.ui.keeper import Keeper

WRONG = DataError([Problem("stations", 2, "city", "Nowhere", "enum", "Use one of: Somewhere.")])


class Files:
    """Files that can change: what they hold, or the error that reading them gives; and how often they were read."""

    def __init__(self, content: object) -> None:
        self.content, self.read = content, 0

    def load(self) -> object:
        """Reads them."""
        self.read += 1
        if isinstance(self.content, DataError):
            raise self.content
        return self.content

    def sign(self) -> object:
        """Changes with the content."""
        return id(self.content)


@pytest.fixture(autouse=True)
def _look_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY", 0.0)


def get(kept: Keeper) -> object:
    """What a reader gets once a reading that began has ended."""
    kept.get()
    kept.wait()
    return kept.get()


def test_new_good_data_appear_without_a_restart() -> None:
    """A reader meanwhile sees the version before."""
    files = Files("first")
    kept = Keeper(files.load, files.sign, str)
    assert kept.get() == "first"

    files.content = "second"

    assert kept.get() in ("first", "second")
    assert get(kept) == "second"


def test_bad_data_never_replace_good_ones(caplog: pytest.LogCaptureFixture) -> None:
    """The last good version stays; the log says why, and what is refused can be asked for."""
    files = Files("first")
    kept = Keeper(files.load, files.sign, str)
    kept.get()

    files.content = WRONG

    assert get(kept) == "first"
    assert kept.refused is WRONG
    assert 'data-refused kept=first errors=1 run="python -m geo check"' in caplog.text
    assert "data-problem table=stations line=2 column=city rule=" in caplog.text

    with caplog.at_level(logging.INFO, "station_atlas"):
        files.content = "mended"
        assert get(kept) == "mended"
    assert "data-shown version=mended" in caplog.text
    assert kept.refused is None


def test_a_defect_is_no_verdict_on_the_files() -> None:
    """What is not told as a problem is raised as it is, and tried again at the next visit."""
    answers = iter([ZeroDivisionError("a defect"), "first"])

    def load() -> object:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    kept = Keeper(load, lambda: "the same files", str)
    with pytest.raises(ZeroDivisionError):
        kept.get()

    assert kept.get() == "first"


def test_what_the_check_said_is_kept_until_the_files_change() -> None:
    """A hundred visitors of a broken atlas cost one check."""
    files = Files(WRONG)
    kept = Keeper(files.load, files.sign, str)
    for _ in range(100):
        with pytest.raises(DataError):
            kept.get()
    assert files.read == 1

    files.content = "mended"

    assert kept.get() == "mended"
    assert files.read == 2


def test_files_that_change_while_they_are_read_are_read_again() -> None:
    """A folder is copied for longer than a look takes: what was seen meanwhile was never looked at again."""
    files, begun, may_end = Files("first"), Event(), Event()

    def load() -> object:
        found = files.load()
        if found == "second":
            begun.set()
            may_end.wait()
        return found

    kept = Keeper(load, files.sign, str)
    kept.get()
    files.content = "second"
    kept.get()
    begun.wait()
    files.content = "third"
    assert kept.get() == "first"
    may_end.set()
    kept.wait()

    assert get(kept) == "third"
