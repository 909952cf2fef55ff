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


def test_a_column_has_one_new_value(folder: Path) -> None:
    """Of two nobody knows which is meant: the last was taken without a word."""
    before = all_below(folder)

    code, told = mend(folder, "notes", "By a list.", "basis", "listed", "notes", "By another.")

    assert (code, "give one value to notes, not several" in told) == (2, True)
    assert all_below(folder) == before


def test_only_files_that_changed_are_said_to_be_written(folder: Path) -> None:
    """A note is no claim: the table of claims stays as it is, and is not named."""
    before = all_below(folder)

    code, told = mend(folder, "notes", "By a list.")

    changed = [name for name, content in before.items() if (folder / name).read_bytes() != content]
    assert (code, sorted(changed)) == (0, ["corrections.csv", "stations.csv"])
    assert "Written: corrections.csv, stations.csv. “python -m geo undo” takes it back." in told


def test_what_is_wrong_with_a_list_is_found_in_the_list(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The line of a table that was not written is nowhere to be looked at; the row of the list is."""
    sent = tmp_path_factory.mktemp("sent") / "sent.csv"
    sent.write_text("country,bureau,notes\nAAA,Fuzhou,\nBBB,Fuzhou,Write to somebody@example.org for more.\n")
    before = all_below(folder)

    code, told = run(
        *("add-wave", sent, "--publisher", "A Watch", "--date", "2001-05-01", "--title", "A list", "--write"),
        *("--url", "https://watch.invalid/3", "--data", folder),
    )

    assert (code, "[private-email] stations, line 7, notes: " in told) == (1, True)
    assert "Leave the e-mail address out. It came from row 3 of sent.csv.\n" in told
    assert all_below(folder) == before
