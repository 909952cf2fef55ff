"""After a restart with files that are refused the last good ones are shown, and the operator is told."""

import logging
import shutil
from pathlib import Path

import pytest

from geo.atlas import Atlas
from geo.errors import DataError
from pages.ui import cached
from pages.ui.keeper import Keeper
from pages.ui.lastgood import keep_good, kept_good, signs_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def started(folder: Path) -> Keeper[Atlas]:
    """What keeps the atlas of a folder in a server that has just been started."""
    return cached._keeper.__wrapped__(folder, None, "source", "")  # type: ignore[attr-defined]


def spoil(folder: Path) -> None:
    """Puts a country that there is not into two rows."""
    table = folder / "stations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",ESP,", ",XQX,", 2), encoding="utf-8")


def test_a_restart_beside_a_bad_table_shows_the_last_good_data(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The same version, with its releases; and good files come back without another restart."""
    good = started(folder).get()
    before = (folder / "stations.csv").read_bytes()
    spoil(folder)
    caplog.set_level(logging.INFO)
    again = started(folder)

    assert (again.get().version, again.get().releases) == (good.version, good.releases)
    assert isinstance(again.refused, DataError)
    assert again.since
    assert f"data-refused kept={good.version}" in caplog.text
    (folder / "stations.csv").write_bytes(before)
    again._looked = -1000.0
    again.get()
    again.wait()
    assert again.refused is None


def test_without_a_good_version_ever_nothing_is_shown(folder: Path) -> None:
    """Refused files are never kept."""
    spoil(folder)

    for _ in ("first start", "second start"):
        with pytest.raises(DataError):
            started(folder).get()
    assert not kept_good(folder).exists()


def test_a_copy_that_no_longer_passes_is_not_shown(folder: Path) -> None:
    """Such as one that somebody touched: it is checked as any other files."""
    started(folder).get()
    spoil(folder)
    spoil(kept_good(folder))

    with pytest.raises(DataError):
        started(folder).get()


def test_files_that_changed_while_they_were_read_are_not_kept(folder: Path) -> None:
    """Half of one version and half of the next would be no version."""
    signs = signs_of(folder)
    spoil(folder)
    keep_good(folder, signs)

    assert not kept_good(folder).exists()
    assert [path.name for path in kept_good(folder).parent.glob("*")] == []


def test_a_newer_version_takes_the_place_of_the_older(folder: Path) -> None:
    """With the times of its files, so that the same version is not copied again."""
    keep_good(folder, signs_of(folder))
    first = signs_of(kept_good(folder))
    (folder / "context.csv").write_bytes((folder / "context.csv").read_bytes() + b"\n")
    keep_good(folder, signs_of(folder))

    assert first != signs_of(kept_good(folder)) == signs_of(folder)
    assert [path.name for path in kept_good(folder).parent.glob("*")] == [kept_good(folder).name]


def test_where_nothing_can_be_written_the_atlas_is_shown_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder that is a file."""
    (folder.parent / "cache").write_text("no folder")

    assert started(folder).get().version
