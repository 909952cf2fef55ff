"""Rows set right and steps taken back on the command line: what is refused is told, and changes nothing."""

from pathlib import Path

import pytest

from tests.cli.test_cli import run, world
from tests.tables.test_steps import all_below

NAMES = ("--source", "s2", "--reason", "The list was read again.", "--data")


def mend(folder: Path, *cells: str) -> tuple[int, str]:
    """`correct` of the one report without a city."""
    return run("correct", "b-unlocated-1", *cells, *NAMES, folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented world with shapes beside it."""
    return world(tmp_path)


@pytest.mark.parametrize("note", [b"{bad", b'{"said": 1}', b"[" * 100_000])
def test_a_damaged_note_of_a_step_is_told_by_every_command(folder: Path, note: bytes) -> None:
    """Where the step is closed the tables can be read all the same; where it is not nobody knows what they are."""
    assert mend(folder, "notes", "By a list.")[0] == 0
    place = folder / ".steps" / "0001"
    (place / "step.json").write_bytes(note)
    before = all_below(folder)

    code, told = run("check", folder)
    assert (code, "warning [step-damaged] .steps/0001/step.json: → Put it back as it was" in told) == (0, True)
    assert run("stats", "--data", folder)[0] == 0
    code, told = run("undo", "--data", folder)
    assert (code, "error [step-damaged] .steps/0001/step.json: → Put it back as it was" in told) == (1, True)
    assert all_below(folder) == before

    (place / "done").unlink()
    before = all_below(folder)
    for command in (["check", folder], ["stats", "--data", folder], ["undo", "--data", folder]):
        code, told = run(*command)
        assert (code, "error [step-damaged] .steps/0001/step.json: → Put it back as it was" in told) == (1, True)
    assert mend(folder, "notes", "By another list.")[0] == 1
    assert all_below(folder) == before
