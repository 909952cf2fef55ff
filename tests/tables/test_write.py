"""A file is written whole or not at all, and nothing of an attempt is left behind."""

import os
from pathlib import Path

import pytest

from geo.tables.write import write_whole


def test_what_stood_there_is_replaced(tmp_path: Path) -> None:
    """And the folder holds nothing else."""
    path = tmp_path / "pack.zip"
    path.write_bytes(b"old")

    write_whole(path, b"new")

    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"pack.zip": b"new"}


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_what_stood_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """A full disk or an interrupt costs the new file, not the old one."""
    path = tmp_path / "pack.zip"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(type(error)):
        write_whole(path, b"new")

    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"pack.zip": b"old"}


def test_two_writers_at_once_do_not_write_into_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has a whole file; the last one to finish stands, whatever the length of its name."""
    path, replace = tmp_path / f"{'long' * 60}.csv", os.replace

    def while_another_writes(part: Path, place: Path) -> None:
        monkeypatch.setattr(os, "replace", replace)
        write_whole(path, b"second")
        replace(part, place)

    monkeypatch.setattr(os, "replace", while_another_writes)
    write_whole(path, b"first")

    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"first"]


@pytest.mark.parametrize("place", ["no/such/folder/pack.zip", "a-file/pack.zip"])
def test_a_place_that_is_none_is_an_error_of_the_system(tmp_path: Path, place: str) -> None:
    """The caller words it."""
    (tmp_path / "a-file").touch()

    with pytest.raises(OSError, match="director"):
        write_whole(tmp_path / place, b"new")


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    """Who keeps a link to today's file finds today's file behind it."""
    target, link = tmp_path / "2026.png", tmp_path / "newest.png"
    target.write_bytes(b"old")
    link.symlink_to(target)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    """It is no file that could be replaced."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"new")

        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("place", ["circle", "circle/pack.zip"])
def test_links_in_a_circle_are_an_error_of_the_system(tmp_path: Path, place: str) -> None:
    """Like any other place where nothing can be written; the links stay."""
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    with pytest.raises(OSError, match="symbolic links"):
        write_whole(tmp_path / place, b"new")

    assert [(one.name, one.is_symlink()) for one in tmp_path.iterdir()] == [("circle", True)]
