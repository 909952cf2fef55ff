"""Loading: the real folder becomes one frozen atlas, and nothing half-right gets through."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from geo.atlas import in_language, load_atlas, load_released
from geo.errors import DataError
from geo.maps.compose import compose
from geo.maps.earth.shapes import read_shapes
from geo.view import View
from geo.view.select import select
from tests.world.atlas import STATIONS, tiny_atlas

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 29)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real data that a test may break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_real_data_load_and_join() -> None:
    """Each report has its country's name and region, and each host has a shape."""
    atlas = load_atlas(DATA, today=TODAY)

    assert len(atlas.stations) == (DATA / "stations.csv").read_text(encoding="utf-8").count("\n") - 1
    assert set(atlas.stations["country_name"].isna()) == {False}
    assert set(atlas.stations["country_iso3"]) <= set(atlas.world["iso_a3"].dropna())
    assert {"FRA", "NOR", "XKX"} <= set(atlas.world["iso_a3"].dropna())


def test_what_a_spreadsheet_does_to_the_letters_is_no_other_version(folder: Path) -> None:
    """Line ends, separators, a byte-order mark, TRUE and -3.7 say what the files said before."""
    before = load_atlas(folder, today=TODAY)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        plain = [[{"true": "TRUE", "false": "FALSE", "-3.70": "-3.7"}.get(cell, cell) for cell in row] for row in rows]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(plain)
    after = load_atlas(folder, today=TODAY)

    assert after.fingerprint == before.fingerprint


def test_the_version_changes_with_any_word_and_with_nothing_else(folder: Path) -> None:
    """Same files, same fingerprint; one more word in a note, another one."""
    before, again = (load_atlas(folder, today=TODAY) for _ in range(2))
    table = folder / "waves.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("CNN ran it", "CNN carried it"), encoding="utf-8")
    after = load_atlas(folder, today=TODAY)

    assert before.fingerprint == again.fingerprint
    assert before.version.endswith(before.fingerprint[:8])
    assert after.fingerprint != before.fingerprint


def test_wrong_data_stop_with_every_error(folder: Path) -> None:
    """Two mistakes in two tables are both told, and no atlas is made."""
    for name, old, new in (("waves.csv", "2022-12-05", "2022-13-05"), ("responses.csv", ",IRL,", ",ZZZ,")):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(DataError) as caught:
        load_atlas(folder, today=TODAY)

    assert {"waves", "responses"} <= {problem.table for problem in caught.value.problems if problem.level == "error"}


def test_a_deployer_s_borders_are_checked_at_the_start_and_said(folder: Path) -> None:
    """Own shapes get their own border note; shapes without a host country are refused."""
    own = folder / "own.parquet"
    shapes = read_shapes(DATA / "countries_low.parquet")
    shapes.to_parquet(own)
    atlas = load_atlas(folder, today=TODAY, shapes=own)

    assert "not the shipped ones" in compose(select(atlas, View())).words.border_note

    shapes[~shapes["iso_a3"].isin(["ESP", "FRA"])].to_parquet(own)
    with pytest.raises(DataError) as caught:
        load_atlas(folder, today=TODAY, shapes=own)

    assert [problem.value for problem in caught.value.problems] == ["ESP", "FRA"]


def test_a_place_is_counted_once_whatever_it_is_called(tmp_path: Path) -> None:
    """One point under two spellings is one city, by the spelling of most rows; one name at two points is two."""
    rows = [list(row) for row in STATIONS]
    rows[1][2] = "AX"
    rows[6][2:5] = ["Cx", 1.0, 41.0]
    rows.append([*rows[6]])
    rows[7][0], rows[7][3] = "c2", 9.0
    atlas = tiny_atlas(tmp_path, [tuple(row) for row in rows])

    assert list(atlas.stations["city"][:4]) == ["Ax", "Ax", "Ay", "Ax"]
    assert list(atlas.stations["city"][6:]) == ["Cx (1.00, 41.00)", "Cx (9.00, 41.00)"]
    assert select(atlas, View(countries=("AAA",))).count.cities == 2
    assert select(atlas, View(countries=("CCC",))).count.cities == 2


def test_the_shapes_are_read_at_the_start_and_once() -> None:
    """A file that is damaged while the atlas is served breaks no page; languages and versions share the ground."""
    atlas = load_atlas(DATA, today=TODAY, contact="https://atlas.example/errors")
    then = load_released(atlas, atlas.releases[0], DATA)

    for made in (atlas, then, in_language(then, "fr")):
        assert {"shapes_low", "shapes_medium"} <= vars(made).keys()
        assert made.shapes_low is atlas.shapes_low


def test_a_version_whose_file_is_damaged_is_not_offered(folder: Path) -> None:
    """A link to it says that there is no such version; it ended the page in a traceback."""
    for path in (folder / "releases").glob("*.zip"):
        path.write_bytes(path.read_bytes()[:-40])

    assert load_atlas(folder, today=TODAY).releases == ()
