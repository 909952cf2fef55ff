"""What a deployer's shapes do with disputed areas is listed beside the folder's own; their note travels with them."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from geo.atlas import load_atlas
from geo.maps.earth.shapes import NOTE_KEY, read_shapes
from geo.tables.check import check_folder
from geo.view import View
from geo.view.select import select
from geo.words.sentences import border_note

DATA = Path("data")
TODAY = date(2026, 11, 29)
NOTE = "Borders: Invented Mapping Office, 2026."


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's shapes with Kosovo joined to Serbia and Abyei left out, without a note."""
    shapes = read_shapes(DATA / "countries_low.parquet")
    both = shapes["iso_a3"].isin(["SRB", "XKX"])
    serbia = shapes.index[shapes["iso_a3"] == "SRB"][0]
    shapes.loc[serbia, "geometry"] = shapes[both].union_all()
    path = tmp_path_factory.mktemp("shapes") / "own.parquet"
    shapes[(shapes["iso_a3"] != "XKX") & (shapes["unit_id"] != "X-ABYEI")].to_parquet(path)
    return path


def with_note(path: Path, note: str) -> Path:
    """A copy of a shapes file that says whose borders these are."""
    table = parquet.read_table(path)
    noted = path.with_name("noted.parquet")
    parquet.write_table(table.replace_schema_metadata({**table.schema.metadata, NOTE_KEY: note}), noted)
    return noted


def test_disputed_areas_are_listed_where_the_drawings_differ(joined: Path) -> None:
    """Kosovo in Serbia is a choice; who publishes it is told that it was made."""
    problems = check_folder(DATA, today=TODAY, shapes=joined)
    told = {one.value: one.advice for one in problems if one.rule == "disputed-area"}

    assert set(told) == {"Kosovo", "Abyei"}
    assert "here it is drawn in SRB, in the folder's own shapes drawn in XKX" in told["Kosovo"]
    assert "here it is not drawn, in the folder's own shapes a disputed unit" in told["Abyei"]
    assert [one.rule for one in problems if one.rule == "shapes-note-missing"] == ["shapes-note-missing"]


def test_the_shipped_shapes_differ_in_nothing_from_themselves(tmp_path: Path) -> None:
    """No false alarm for who gives the project's own file a new name."""
    copy = tmp_path / "copy.parquet"
    copy.write_bytes((DATA / "countries_medium.parquet").read_bytes())

    assert not [one for one in check_folder(DATA, today=TODAY, shapes=copy) if one.rule == "disputed-area"]


def test_the_note_travels_with_the_shapes(joined: Path) -> None:
    """Maps print what the file says, and never the note of the shipped shapes."""
    noted = with_note(joined, NOTE)

    said = border_note(select(load_atlas(DATA, today=TODAY, shapes=noted), View()))
    without = border_note(select(load_atlas(DATA, today=TODAY, shapes=joined), View()))

    assert said == NOTE
    assert "Natural Earth" not in without
    assert not [one for one in check_folder(DATA, today=TODAY, shapes=noted) if one.rule == "shapes-note-missing"]


@pytest.mark.parametrize(
    ("lines", "rule", "column"),
    [
        ("mars,mars,Mars,,,Borders of Mars.\nmars-a,mars,A,QQQ,own,A.", "policy-unit", "unit_id"),
        ("mars,mars,Mars,,,Borders of Mars.\nmars-a,mars,A,XKX,,A.", "policy-drawn", "drawn"),
        ("mars,mars,Mars,,,Borders of Mars.\nmars-a,mars,A,XKX,XKX,A.", "policy-drawn", "drawn"),
        ("mars,mars,Mars,,,Borders of Mars.\nmars-a,mars,A,XKX,QQQ,A.", "policy-drawn", "drawn"),
        ("mars,mars,Mars,,,B.\nmars-a,mars,A,XKX,MKD,A.\nmars-b,mars,B,MKD,BGR,B.", "policy-drawn", "drawn"),
        ("mars,mars,Mars,,,Borders of Mars.\nmars-a,mars,A,ITA,disputed,A.", "policy-host", "drawn"),
        ("mars-a,mars,A,XKX,own,A.", "policy-note", "policy"),
        ("mars,mars,Mars,,,Borders.\nmars-2,mars,Mars,,,Borders again.", "policy-note", "policy"),
    ],
)  # fmt: skip
def test_a_policy_that_could_not_be_drawn_or_says_nothing_is_told(
    tmp_path: Path, lines: str, rule: str, column: str
) -> None:
    """Before a deployer chooses it."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("releases")))
    with (folder / "border_policies.csv").open("a", encoding="utf-8") as table:
        table.write(f"{lines}\n")

    told = {(one.rule, one.column) for one in check_folder(folder, today=TODAY) if one.table == "border_policies"}

    assert (rule, column) in told
    assert {found for found, _ in told} == {rule}
