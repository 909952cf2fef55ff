"""A site appears whole or not at all."""

from pathlib import Path

import pytest

from geo.errors import UsageError
from geo.site.writing import MARK, write_site


def read(folder: Path) -> dict[str, bytes]:
    """Path → content of all files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def breaking():
    """A site that fails after its first file."""
    yield "a.html", b"new"
    raise KeyboardInterrupt


def test_a_new_site_takes_the_place_of_the_old_one(tmp_path):
    """What the old one had and the new one has not is gone."""
    out = tmp_path / "site"
    write_site(out, [("a.html", b"old"), ("gone/b.html", b"old")], {})
    write_site(out, [("a.html", b"new")], {"version": "2"})

    assert read(out).keys() == {"a.html", MARK}
    assert (out / "a.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_interrupt_leaves_the_old_site_as_it_was(tmp_path):
    """And nothing of the attempt."""
    out = tmp_path / "site"
    write_site(out, [("a.html", b"old")], {})
    before = read(out)
    with pytest.raises(KeyboardInterrupt):
        write_site(out, breaking(), {})

    assert read(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_run_that_ended_between_its_two_steps_is_taken_up(tmp_path):
    """The old site comes back before the new one is made."""
    out = tmp_path / "site"
    write_site(out, [("a.html", b"old")], {})
    out.rename(tmp_path / ".site.old")
    with pytest.raises(KeyboardInterrupt):
        write_site(out, breaking(), {})

    assert (out / "a.html").read_bytes() == b"old"


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    """Nobody's documents are lost to a wrong --out."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("dear")
    with pytest.raises(UsageError, match="no site"):
        write_site(tmp_path / "letters", [("a.html", b"")], {})
    with pytest.raises(UsageError, match="is a file"):
        write_site(tmp_path / "letters" / "mine.txt", [("a.html", b"")], {})

    assert (tmp_path / "letters" / "mine.txt").read_text() == "dear"


def test_two_files_of_one_address_are_refused(tmp_path):
    """One of them would silently win."""
    with pytest.raises(UsageError, match=r"address a\.html"):
        write_site(tmp_path / "site", [("a.html", b"1"), ("a.html", b"2")], {})


def test_a_link_in_a_circle_is_no_folder(tmp_path: Path) -> None:
    """A sentence, not the traceback that it was."""
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    with pytest.raises(
        UsageError, match=r"circle can't be written \(Too many levels of symbolic links\); name another"
    ):
        write_site(tmp_path / "circle", [("a.html", b"")], {})
