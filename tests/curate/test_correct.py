"""A correction is one step: row, claims and an entry of the register; what would break the tables is refused."""

from datetime import date
from pathlib import Path

import pytest

from geo.curate.compare import compare
from geo.curate.correct import CorrectionRequest, correct
from geo.errors import UsageError
from geo.tables.check import check
from geo.tables.load import Raw, load_raw
from geo.tables.package import changed
from tests.world.package import write_world

TODAY = date(2001, 6, 1)


@pytest.fixture
def raw(tmp_path: Path) -> Raw:
    """The invented world."""
    return load_raw(write_world(tmp_path))


def mended(raw: Raw, row: str, rival: bool = False, **cells: str) -> Raw:
    """The tables after a correction that rests on s2."""
    table = "responses" if row == "r1" else ""
    asked = CorrectionRequest(row, cells, ("s2",), "The list was read again.", "reader", table, rival)
    return changed(raw, correct(raw, asked, today=TODAY))


def row(raw: Raw, table: str, key: str) -> dict[str, str]:
    """One row of a table."""
    frame = raw.tables[table]
    return frame[frame[frame.columns[0]] == key].iloc[0].to_dict()


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("a-ax-1", {"city": "Ay", "lat": "7.00", "lon": "7.00"}),
        ("a-ax-1", {"bureau": "Qingtian"}),
        ("a-ax-1", {"bureau": "unknown"}),
        ("a-ay-1", {"disclosed_on": "2001-03-21"}),
        ("b-unlocated-1", {"bureau": "Qingtian"}),
        ("b-unlocated-1", {"city": "Bx", "lat": "5.00", "lon": "25.00", "location_precision": "city"}),
        ("a-ay-1", {"city": "", "lat": "", "lon": "", "location_precision": "country"}),
        ("a-ax-1", {"bureau_basis": "inferred"}),
        ("a-ax-1", {"basis": "inferred"}),
        ("r1", {"date": "2001-02-03"}),
        ("s3", {"published_on": "2001-01"}),
    ],
)
def test_the_tables_are_whole_after_any_correction(raw: Raw, key: str, cells: dict[str, str]) -> None:
    """The check finds nothing: the claims follow the row, and the register says what was said before."""
    after = mended(raw, key, **cells)

    assert [str(problem) for problem in check(after, today=TODAY) if problem.level == "error"] == []
    entry = after.tables["corrections"].iloc[-1]
    assert (entry["row_ids"], entry["corrected_on"], entry["source_ids"]) == (key, "2001-06-01", "s2")


def test_the_claim_rests_on_the_source_that_was_given(raw: Raw) -> None:
    """The old sources said the old value."""
    claim = row(mended(raw, "a-ax-1", bureau="Qingtian"), "claims", "a-ax-1.bureau")

    assert (claim["value"], claim["source_ids"], claim["attribution"]) == ("Qingtian", "s2", "fact")


def test_the_old_value_can_stay_as_a_rival(raw: Raw) -> None:
    """With the sources that it had: sources disagree, and the atlas took a side."""
    after = mended(raw, "a-ax-1", rival=True, bureau="Qingtian")
    rival = row(after, "claims", "a-ax-1.bureau.2")

    assert (rival["value"], rival["source_ids"], rival["adopted"]) == ("Fuzhou", "s1", "false")
    assert [problem for problem in check(after, today=TODAY) if problem.level == "error"] == []


def test_the_register_says_it_in_words(raw: Raw) -> None:
    """Labels for codes and dates in words; what moves along with a fact is not told twice."""
    entry = mended(raw, "a-ax-1", city="Ay", lat="7.00", lon="7.00", bureau="unknown").tables["corrections"].iloc[-1]
    dated = mended(raw, "r1", date="2001-02-03").tables["corrections"].iloc[-1]

    assert (entry["was"], entry["now"]) == ("City: Ax. Bureau: Fuzhou.", "City: Ay. Bureau not known.")
    assert (dated["was"], dated["now"]) == ("Date: February 2001.", "Date: 3 February 2001.")


def test_nothing_but_what_was_asked_for_changes(raw: Raw) -> None:
    """The row, its claim and the entry."""
    difference = compare(raw, mended(raw, "a-ax-1", bureau="Qingtian"))

    assert [(one.name, len(one.added), len(one.changed), len(one.removed)) for one in difference.tables] == [
        ("stations", 0, 1, 0),
        ("claims", 0, 1, 0),
        ("corrections", 1, 0, 0),
    ]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (CorrectionRequest("a-nowhere-1", {"city": "Ay"}, ("s2",), "x"), "No table has a row a-nowhere-1"),
        (CorrectionRequest("a-ax-1", {"town": "Ay"}, ("s2",), "x"), "stations has no column town"),
        (CorrectionRequest("a-ax-1", {"station_id": "b"}, ("s2",), "x"), "stations has no column station_id"),
        (CorrectionRequest("a-ax-1", {"city": "Ay"}, ("s9",), "x"), "Add s9 to the table of sources first"),
        (CorrectionRequest("a-ax-1", {"city": "Ax"}, ("s2",), "x"), "Nothing to correct: city is Ax already"),
        (CorrectionRequest("r1", {"date": "2001"}, ("s2",), "x"), "r1 is a key of responses, reconciliation"),
        (CorrectionRequest("a-ax-1", {"city": "Ay"}, ("s2",), "x", table="towns"), "There is no table towns"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(raw: Raw, asked: CorrectionRequest, why: str) -> None:
    """In one sentence."""
    with pytest.raises(UsageError, match=why):
        correct(raw, asked, today=TODAY)


def test_rows_with_empty_cells_behind_the_last_column_are_corrected_too(tmp_path: Path) -> None:
    """A spreadsheet writes them where somebody once typed beside the table."""
    place = write_world(tmp_path)
    path = place / "stations.csv"
    head, *lines = path.read_text().splitlines()
    path.write_text("\n".join([head, *(f"{line},," for line in lines)]) + "\n")

    after = mended(load_raw(place), "a-ax-1", bureau="Qingtian")

    assert row(after, "stations", "a-ax-1")["bureau"] == "Qingtian"
    assert [str(problem) for problem in check(after, today=TODAY) if problem.level == "error"] == []
