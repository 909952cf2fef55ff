"""A check of an unchanged folder is told again at once, and made anew when anything has changed."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.atlas import load_atlas
from geo.cli import main
from geo.errors import Problem
from geo.tables import check as checking
from geo.tables import fingerprint as sums
from geo.tables import kept
from geo.tables.kept import keep, key_of, read_kept

ROOT = Path(__file__).parents[2]
DAY = "2026-11-29"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def check(folder: Path, *more: str) -> str:
    """What the command prints."""
    return CliRunner().invoke(main, ["check", str(folder), "--date", DAY, *more]).output


def test_the_second_check_reads_what_the_first_found(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """The same words, without another look at the tables; --fresh looks."""
    first = check(folder)
    monkeypatch.setattr("geo.cli.check._check", lambda *_: (_ for _ in ()).throw(AssertionError("looked again")))

    assert "0 errors" in first
    assert check(folder) == first
    assert "looked again" in str(CliRunner().invoke(main, ["check", str(folder), "--date", DAY, "--fresh"]).exception)


def test_a_result_with_an_error_is_not_kept_and_a_changed_cell_is_seen(folder: Path):
    """Nothing that a check refuses is written anywhere else."""
    check(folder)
    stations = folder / "stations.csv"
    stations.write_text(stations.read_text(encoding="utf-8").replace("2022-09-12", "2022-13-40", 1), encoding="utf-8")

    assert "'2022-13-40'" in check(folder)
    home = folder.parent / "cache" / "station-atlas" / "check"
    assert "2022-13-40" not in "".join(path.read_text(encoding="utf-8") for path in home.iterdir())
    assert len(list(home.iterdir())) == 1


def test_the_key_changes_with_every_file_the_shapes_and_the_day(folder: Path, tmp_path: Path):
    """A note beside the tables counts as well: the house's word list is such a file."""
    keys = [key_of(folder, None, date(2026, 11, 29)), key_of(folder, None, date(2026, 11, 30))]
    (tmp_path / "shapes").write_bytes(b"one")
    keys.append(key_of(folder, tmp_path / "shapes", date(2026, 11, 29)))
    (tmp_path / "shapes").write_bytes(b"two")
    keys.append(key_of(folder, tmp_path / "shapes", date(2026, 11, 29)))
    (folder / "more.txt").write_text("x", encoding="utf-8")
    keys.append(key_of(folder, None, date(2026, 11, 29)))

    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("content", ["", "[{}]", '{"a": 1}', "[1]", "null"])
def test_a_damaged_result_is_none(folder: Path, content: str):
    """And the newest MOST are kept, no more."""
    home = folder.parent / "cache" / "station-atlas" / "check"
    home.mkdir(parents=True)
    (home / "k.json").write_text(content, encoding="utf-8")

    assert read_kept("k") is None


def test_the_oldest_results_go(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder of results does not grow for ever; what is kept comes back as it was."""
    monkeypatch.setattr(kept, "MOST", 2)
    problem = Problem("waves", 3, "label", "x", "rule", "Do it.", "warning")
    for key in ("a", "b", "c"):
        keep(key, [problem])

    assert read_kept("c") == (problem,)
    assert len(list((folder.parent / "cache" / "station-atlas" / "check").iterdir())) == 2


def test_a_file_that_can_not_be_read_keeps_nothing(folder: Path):
    """The check itself tells of it; a key that leaves it out would be that of another folder."""
    (folder / "notes.txt").symlink_to("/proc/self/mem")

    assert key_of(folder, None, date(2026, 11, 29)) is None
    assert "0 errors" in check(folder)
    assert not (folder.parent / "cache" / "station-atlas" / "check").exists()


def test_an_atlas_asks_nothing_anew_that_was_found_before(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """After the command, or after an earlier start; a changed table is judged, and one that is wrong is refused."""
    asked: list[str] = []
    day = date(2026, 11, 29)

    check(folder)
    monkeypatch.setattr("geo.tables.check.check", lambda raw, today: asked.append(raw.schema.version) or ())
    load_atlas(folder, today=day)
    assert asked == []
    load_atlas(folder, today=date(2026, 11, 30))
    load_atlas(folder, today=date(2026, 11, 30))
    assert len(asked) == 1
    (folder / "strong_words.csv").write_text((folder / "strong_words.csv").read_text() + "\n")
    load_atlas(folder, today=day)
    assert len(asked) == 2


def test_what_was_read_is_what_is_kept(folder: Path):
    """A table that another program replaces between reading and judging is not taken for the one that was read."""
    day, before = date(2026, 11, 29), (folder / "waves.csv").read_bytes()
    key = key_of(folder, None, day)
    (folder / "waves.csv").write_bytes(before + b"\n")

    assert key_of(folder, None, day, read={"waves.csv": before}) == key
    assert key_of(folder, None, day) != key
    assert key_of(Path(os.path.relpath(folder)), None, day, read={"waves.csv": before}) == key


def test_a_result_of_files_that_changed_under_it_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """A server trusts what is kept: it is not told that tables are right which nobody judged."""
    check_read = checking.check_read

    def slow(*given: object, **more: object) -> tuple[Problem, ...]:
        found = check_read(*given, **more)
        (folder / "waves.csv").write_bytes((folder / "waves.csv").read_bytes() + b"\n")
        return found

    monkeypatch.setattr(checking, "check_read", slow)

    assert "0 errors" in check(folder)
    assert not (folder.parent / "cache" / "station-atlas" / "check").exists()


def test_what_the_tables_say_is_summed_up_once_for_the_same_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Any other byte, and any other borders, are read anew; the sum is that of what they say."""
    day, summed = date(2026, 11, 29), []
    fingerprint = sums.fingerprint
    monkeypatch.setattr(sums, "fingerprint", lambda *a, **k: summed.append(a) or fingerprint(*a, **k))
    first = load_atlas(folder, today=day)

    assert load_atlas(folder, today=day).fingerprint == first.fingerprint
    assert len(summed) == 1
    words = folder / "strong_words.csv"
    words.write_bytes(words.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert load_atlas(folder, today=day).fingerprint == first.fingerprint
    assert len(summed) == 2
    policy = sorted(set(first.tables["border_policies"]["policy"]))[0]
    assert load_atlas(folder, today=day, borders=policy).fingerprint != first.fingerprint
