"""What is read is a file: a pipe or a device among the data is told, and nobody waits for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.tables.load import load_raw
from geo.tables.read import read_file
from tests.cli.test_cli import world
from tests.world.package import DATA
from tests.world.tables import write_tiny

LONGEST = 60  # seconds, for a command that takes two


def told_by(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and output of a command, which may not wait for ever."""
    command = [sys.executable, "-m", "geo", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=DATA.parent, timeout=LONGEST)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "name"),
    [("check", "waves.csv"), ("check", "countries_medium.parquet"), ("dictionary", "datapackage.json")],
)
def test_a_pipe_in_the_data_folder_is_told(tmp_path: Path, command: str, name: str) -> None:
    """Also one behind a link."""
    folder = tmp_path / "data"
    folder.mkdir()
    world(folder)
    (folder / name).unlink()
    os.mkfifo(tmp_path / "pipe")
    (folder / name).symlink_to(tmp_path / "pipe")

    code, told = told_by(command, folder)

    assert (code, name in told, "it is a folder, a pipe or a device, not a file" in told) == (1, True, True)


def test_a_pipe_as_shapes_is_told(tmp_path: Path) -> None:
    """Before the result of an earlier check is looked for, too."""
    os.mkfifo(tmp_path / "own.parquet")
    folder = tmp_path / "data"
    folder.mkdir()

    code, told = told_by("check", world(folder), "--shapes", tmp_path / "own.parquet")

    assert (code, "it is a folder, a pipe or a device, not a file" in told) == (1, True)


def test_tables_behind_links_are_read(tmp_path: Path) -> None:
    """Who keeps the tables elsewhere may link them here."""
    home, linked = tmp_path / "home", tmp_path / "linked"
    home.mkdir()
    linked.mkdir()
    for path in write_tiny(home).iterdir():
        (linked / path.name).symlink_to(path)

    assert load_raw(linked).files == load_raw(home).files


@pytest.mark.parametrize("place", ["/dev/zero", "/"])
def test_what_is_no_file_is_not_read(place: str) -> None:
    """A device that never ends, a folder."""
    with pytest.raises(OSError, match="not a file"):
        read_file(Path(place))
