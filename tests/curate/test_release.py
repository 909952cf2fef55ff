"""A release keeps what was published: version raised once, changelog dated, tables kept; a quiet change is refused."""

import json
from datetime import date
from pathlib import Path

import pytest

from geo.curate.compare import compare
from geo.curate.release import date_changelog, next_version, release
from geo.errors import UsageError
from geo.tables.check import check_folder
from geo.tables.load import load_raw
from geo.tables.package import day_of, open_package, release_path, released
from geo.tables.steps import write_step
from tests.world.package import write_world

DAY = date(2001, 6, 1)


def make(folder: Path, day: date = DAY) -> str:
    """Releases the folder's tables as of a day; the version."""
    version, files = release(load_raw(folder), folder, day)
    write_step(folder, files, f"release {version}")
    return version


def test_a_release_can_be_opened_as_it_was(tmp_path: Path) -> None:
    """Whatever happens to the tables later."""
    folder = write_world(tmp_path)
    version = make(folder)
    path = folder / "waves.csv"
    path.write_text(path.read_text().replace("First", "Other"))

    assert version == "2001.06.01"
    assert load_raw(folder).schema.version == version
    before = open_package(version, folder)
    (table,) = compare(before, load_raw(folder)).tables
    assert [(one.column, one.before, one.after) for one in table.changed[0].cells] == [("label", "First", "Other")]


def test_a_change_under_the_version_of_a_release_is_refused(tmp_path: Path) -> None:
    """Two tables of one name can't both be cited by it."""
    folder = write_world(tmp_path)
    make(folder)
    assert "version-not-raised" not in {one.rule for one in check_folder(folder, today=DAY)}
    path = folder / "waves.csv"
    path.write_text(path.read_text().replace("First", "Other"))

    (told,) = [one for one in check_folder(folder, today=DAY) if one.rule == "version-not-raised"]

    assert (told.level, told.value) == ("error", "2001.06.01")
    assert make(folder) == "2001.06.01.2"
    assert "version-not-raised" not in {one.rule for one in check_folder(folder, today=DAY)}
    assert released(folder) == ["2001.06.01", "2001.06.01.2"]


def test_versions_are_in_the_order_of_their_days(tmp_path: Path) -> None:
    """The tenth of a month comes after the ninth."""
    folder = write_world(tmp_path)
    for number, day in enumerate((9, 10), start=1):
        path = folder / "waves.csv"
        path.write_text(path.read_text().replace("First", f"First{number}"))
        make(folder, date(2001, 6, day))

    assert released(folder) == ["2001.06.09", "2001.06.10"]


def test_nothing_new_is_no_release(tmp_path: Path) -> None:
    """Twice changes nothing."""
    folder = write_world(tmp_path)
    make(folder)

    with pytest.raises(UsageError, match=r"Nothing changed since 2001\.06\.01"):
        make(folder)


def test_the_changelog_gets_its_day() -> None:
    """What was unreleased stands below the version; what was released before stays."""
    text = "# Changelog\n\n## Unreleased\n\n- A wave.\n\n## 2001.1.1 – 2001-01-01\n\n- The first.\n"

    assert date_changelog(text, "2001.06.01", DAY) == (
        "# Changelog\n\n## Unreleased\n\n## 2001.06.01 – 2001-06-01\n\n- A wave.\n\n## 2001.1.1 – 2001-01-01\n\n"
        "- The first.\n"
    )
    with pytest.raises(UsageError, match=r"Say in CHANGELOG\.md"):
        date_changelog("# Changelog\n\n## Unreleased\n\n## 2001.1.1\n", "2001.06.01", DAY)


def test_what_was_released_undone_and_released_again_is_dated_once() -> None:
    """The changelog of an undone release says what it has to say already."""
    text = "# Changelog\n\n## Unreleased\n\n- A row.\n"
    dated = date_changelog(text, "2001.06.01", DAY)

    assert date_changelog(dated, "2001.06.01", DAY) == dated


def test_a_version_of_january_is_a_day(tmp_path: Path) -> None:
    """Its parts have their zeros; a version without them is read all the same."""
    assert next_version(tmp_path, date(2027, 1, 5)) == "2027.01.05"
    assert [day_of(one) for one in ("2027.01.05", "2027.1.5", "2027.1.5.2")] == ["2027-01-05"] * 3


def test_only_the_version_of_the_data_is_raised(tmp_path: Path) -> None:
    """What a descriptor says of a source or a licence may have a version, too, and may stand before it."""
    place = write_world(tmp_path)
    described = json.loads((place / "datapackage.json").read_text())
    first = {"outlines": [{"title": "Outlines", "version": "5.1.1"}]}
    (place / "datapackage.json").write_text(json.dumps({**first, **described}, indent=2))

    version, files = release(load_raw(place), place, date(2001, 6, 1))

    raised = json.loads(files["datapackage.json"])
    assert (raised["version"], raised["outlines"][0]["version"]) == (version, "5.1.1")


def test_a_damaged_release_is_told(tmp_path: Path) -> None:
    """With the file, and what to do."""
    folder = write_world(tmp_path)
    make(folder)
    path = release_path(folder, "2001.06.01")
    path.write_bytes(path.read_bytes()[:-40])

    (told,) = [one for one in check_folder(folder, today=DAY) if one.rule == "release-damaged"]

    assert (told.level, told.table) == ("warning", "releases/2001.06.01.zip")
