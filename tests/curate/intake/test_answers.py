"""An answer is read or refused, never passed over; it can leave out a row that is no report."""

import pytest

from geo.curate.intake.answers import read_point
from geo.errors import UsageError
from geo.tables.load import Raw
from tests.curate.intake.test_standing import OWN, asked, proposed
from tests.curate.intake.test_standing import raw as raw
from tests.curate.intake.test_wave import WAVE

ONE = "country,city,bureau,lat,lon\nSpain,Madrid,Fuzhou,{lat},{lon}\n"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (("7", "country"), "the list has no row 7. Its rows are 2 to 3"),
        (("Europe!2", "country"), "no row Europe!2"),
        (("2", "town"), "town is no field. Fields are country, city"),
        (("2", "relays"), "relays is no field"),
        (("list", "country"), "of the whole list is asked relays"),
    ],
)
def test_an_answer_about_nothing_is_refused(raw: Raw, answer: tuple[str, str], why: str) -> None:
    """With the rows or fields that there are: whoever gave it would take it for read."""
    with pytest.raises(UsageError, match=why):
        proposed(raw, WAVE, "country,bureau\nKenya,Fuzhou\nGhana,Fuzhou\n", {answer: "KEN"})


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("39.80 -89.64", ("39.80", "-89.64")),
        ("39.8, -89.64", ("39.80", "-89.64")),
        ("39,80; -89,64", ("39.80", "-89.64")),
        ("39.80,-89.64", ("39.80", "-89.64")),
        *((text, None) for text in ("39.80", "39,80", "39.80 -", "north 5", "91 0", "0 181", "nan 1", "1 2 3", "")),
    ],
)
def test_a_point_is_two_numbers_or_none(text: str, point: tuple[str, str] | None) -> None:
    """Half of one is none."""
    assert read_point(text) == point


def test_half_a_point_is_asked_about(raw: Raw) -> None:
    """In the list and in an answer; it is not looked up instead."""
    half = ONE.format(lat="40.42", lon="")
    whole = ONE.format(lat="", lon="")

    assert asked(proposed(raw, WAVE, half)) == [("2", "point")]
    assert asked(proposed(raw, WAVE, whole, {("2", "point"): "40.42"})) == [("2", "point")]
    assert asked(proposed(raw, WAVE, half, {("2", "point"): "-"})) == []
    assert asked(proposed(raw, WAVE, whole)) == []


def test_an_answer_that_nothing_needs_is_told(raw: Raw) -> None:
    """A point without a city, a key for a report that stands in the tables word for word."""
    point = proposed(raw, WAVE, "country,bureau\nSpain,Fuzhou\n", {("2", "point"): "40.42 -3.70"})
    known = proposed(raw, OWN, "country,city,bureau\nCroatia,Zagreb,\n", {("2", "report"): "new"})

    assert "row 2: its point, 40.42 -3.70, is not used: no city is named" in point.told
    assert "row 2: nothing was asked about its report, the answer is not used" in known.told


def test_a_row_that_is_no_report_can_be_left_out(raw: Raw) -> None:
    """Whatever was asked about it; the question says how, and what was left out is told."""
    text = "country,city,bureau\nKenya,,Fuzhou\nSource: El Mundo,,\n"

    ((row, field, question),) = proposed(raw, WAVE, text).questions
    assert (row, field) == ("3", "country")
    assert "skip where the row is no report" in question
    found = proposed(raw, WAVE, text, {("3", "country"): "skip"})
    assert (found.questions, [one.row for one in found.read]) == ((), ["2"])
    assert "row 3 left out, as answered: Source: El Mundo" in found.told


@pytest.mark.parametrize(
    ("line", "field", "answer"),
    [
        ("unknown,{missing} stations,Fuzhou", "city", "a harbour"),
        ("{reports},,Fuzhou", "country", "-"),
        ("unknown,,{missing", "bureau", "Fuzhou"),
    ],
)
def test_braces_of_a_list_are_filled_by_nobody(raw: Raw, line: str, field: str, answer: str) -> None:
    """What stands in braces is a figure that the product counts: a list would have its own words filled."""
    text = f"country,city,bureau\n{line}\n"

    assert asked(proposed(raw, WAVE, text)) == [("2", field)]
    found = proposed(raw, WAVE, text, {("2", field): answer})
    assert found.questions == ()
    assert not [row for row in found.added["unplaced"] if "{" in row["statement"]]


@pytest.mark.parametrize("line", ["#N/A,,,", ",#REF!,,", ",,#N/A,", ",,,#DIV/0!", ",,,3 for rows 2 to 4 together"])
def test_what_is_no_number_and_no_name_is_asked_about(raw: Raw, line: str) -> None:
    """A formula that failed is neither nothing nor one; a number over several rows is not one of each."""
    text = f"city,bureau,date,number,country\n{line},Kenya\n"

    assert len(proposed(raw, WAVE, text).questions) == 1


def test_na_among_codes_of_two_letters_is_asked_about(raw: Raw) -> None:
    """It is Namibia's, and what people type for nothing; among names it is nothing."""
    codes = "country,bureau\nNO,Fuzhou\nNA,Fuzhou\n"

    assert asked(proposed(raw, WAVE, codes)) == [("3", "country")]
    found = proposed(raw, WAVE, codes, {("3", "country"): "NAM"})
    assert [row["country_iso3"] for row in found.added["stations"]] == ["NOR", "NAM"]
    assert asked(proposed(raw, WAVE, "country,bureau\nNorway,Fuzhou\nNA,Fuzhou\n")) == []
