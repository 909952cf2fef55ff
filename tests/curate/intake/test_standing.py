"""Nothing that stands in the tables is counted again without a word: not said otherwise, not by another wave."""

from collections.abc import Iterable, Iterator, Mapping

import pytest

from geo.curate import gazetteer
from geo.curate.intake.headings import find_listings
from geo.curate.intake.model import Proposal, SentWave
from geo.curate.intake.sheets import read_sheets
from geo.curate.intake.standing import LIST
from geo.curate.intake.wave import propose
from geo.errors import UsageError
from geo.tables.check import check
from geo.tables.check.gazetteer import NamedCity, plain_name
from geo.tables.edit import Edits, edit_table
from geo.tables.load import Raw, load_raw
from geo.tables.package import changed
from tests.curate.intake.test_wave import TODAY
from tests.curate.intake.test_wave import WAVE as OTHER
from tests.real_atlas import DATA

OWN = SentWave("sd-2022-12", "Patrol and Persuade", "Safeguard Defenders", "2022-12-05", "sd-patrol-persuade")
RELAYED = "country,city,bureau\nSpain,Madrid,Fuzhou\nSpain,Barcelona,Fuzhou\nCzechia,Prague,Qingtian\nGhana,,Fuzhou\n"


@pytest.fixture(scope="module")
def raw() -> Raw:
    """The project's own tables."""
    return load_raw(DATA)


@pytest.fixture(autouse=True)
def cities_of_the_tables(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gazetteer of the cities that stand in the tables."""
    placed = raw.tables["stations"][lambda own: own["city"] != ""].drop_duplicates(["country_iso3", "city"])

    def few(keys: Iterable[str]) -> Iterator[NamedCity]:
        wanted = set(keys)
        for row in placed.to_dict("records"):
            if plain_name(row["city"]) in wanted:
                place = float(row["lat"]), float(row["lon"])
                yield NamedCity(row["country_iso3"], plain_name(row["city"]), row["city"], *place, 1_000_000)

    monkeypatch.setattr(gazetteer, "lookup", few)


def proposed(raw: Raw, wave: SentWave, text: str, answers: Mapping[tuple[str, str], str] | None = None) -> Proposal:
    """What a list adds to a wave."""
    return propose(raw, find_listings("list", read_sheets("list", text.encode())), wave, answers=answers)


def asked(found: Proposal) -> list[tuple[str, str]]:
    """(row, field) of each question."""
    return [(row, name) for row, name, _ in found.questions]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Croatia,Zagreb,Nantong", "hr-zagreb-1"),  # no bureau in our row
        ("Croatia,,unknown", "hr-zagreb-1"),  # no city in the list
        ("United States,Los Angeles,", "us-los-angeles-1"),  # no bureau in the list
        ("United States,San Francisco,Nantong", "us-unlocated-1"),  # no city in our row
    ],
)
def test_a_report_said_otherwise_than_its_row_is_asked_about(raw: Raw, line: str, key: str) -> None:
    """It may be the row or another report: whoever sends it says which; a key that is not near it answers nothing."""
    text = f"country,city,bureau\n{line}\n"
    found = proposed(raw, OWN, text)

    assert asked(found) == [("2", "report")]
    assert f"{key} (" in found.questions[0][2]
    kept = proposed(raw, OWN, text, {("2", "report"): key})
    assert (kept.added, kept.questions, kept.known) == ({}, (), 1)
    assert len(proposed(raw, OWN, text, {("2", "report"): "new"}).added["stations"]) == 1
    assert asked(proposed(raw, OWN, text, {("2", "report"): "es-madrid-1"})) == [("2", "report")]


def test_a_row_stands_for_one_report(raw: Raw) -> None:
    """The same key can't answer for two; a row of two reports takes two answers."""
    text = "country,city,bureau,number\nCroatia,Zagreb,Nantong,1\nCroatia,Zagreb,Fuzhou,1\n"
    twice = {("2", "report"): "hr-zagreb-1", ("3", "report"): "hr-zagreb-1"}
    both = "country,city,bureau,number\nCroatia,Zagreb,Nantong,2\n"

    assert proposed(raw, OWN, text, twice).known == 1
    assert asked(proposed(raw, OWN, both, {("2", "report"): "hr-zagreb-1"})) == [("2", "report")]
    found = proposed(raw, OWN, both, {("2", "report"): "hr-zagreb-1 new"})
    assert (found.known, len(found.added["stations"]), found.questions) == (1, 1, ())


def test_a_list_that_repeats_other_waves_is_asked_about_once(raw: Raw) -> None:
    """Relayed reports are counted where they stand; the rest, and its totals, are the list's own."""
    found = proposed(raw, OTHER, RELAYED)

    assert asked(found) == [(LIST, "relays")]
    relaying = proposed(raw, OTHER, RELAYED, {(LIST, "relays"): "yes"})
    assert [row["station_id"] for row in relaying.added["stations"]] == ["gh-unlocated-1"]
    assert [row["stations_new"] for row in relaying.added["waves"]] == ["1"]
    assert {row["country_iso3"] for row in relaying.added["country_counts"] if "country_iso3" in row} == {"GHA"}
    assert (relaying.known, relaying.questions) == (3, ())
    assert len(proposed(raw, OTHER, RELAYED, {(LIST, "relays"): "no"}).added["stations"]) == 4
    assert asked(proposed(raw, OTHER, RELAYED, {(LIST, "relays"): "perhaps"})) == [(LIST, "relays")]


def test_few_reports_that_other_waves_have_are_told(raw: Raw) -> None:
    """They are counted, and it is said that they may be the same."""
    found = proposed(raw, OTHER, "country,city,bureau\nSpain,Madrid,Fuzhou\nGhana,,Fuzhou\nKenya,,Fuzhou\n")

    assert found.questions == ()
    assert [text for text in found.told if "row 2 may be reports of sd-2022-09" in text]


def test_reports_of_one_name_without_a_country_are_counted_each(raw: Raw) -> None:
    """The check takes no row that repeats another; sent again, none is added."""
    text = "country,city,bureau\nunknown,a harbour,Fuzhou\nunknown,a harbour,Fuzhou\n"
    found = proposed(raw, OTHER, text)
    files = {
        (table := raw.schema.tables[name]).path: edit_table(table, raw.files[table.path], Edits(added=rows))
        for name, rows in found.added.items()
    }
    after = changed(raw, files)

    assert len({row["statement"] for row in found.added["unplaced"]}) == 2
    assert [str(problem) for problem in check(after, today=TODAY) if problem.level == "error"] == []
    assert proposed(after, OTHER, text).added == {}


def test_a_country_has_as_many_keys_as_a_list_counts(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand were too many once; what is more than any list counts is refused."""
    text = "country,number\n" + "Ghana,999\n" * 11

    added = proposed(raw, OTHER, text).added["stations"]
    assert len({row["station_id"] for row in added}) == 10_989
    monkeypatch.setattr("geo.curate.intake.wave.MOST_REPORTS", 10_000)
    with pytest.raises(UsageError, match="The list counts 10,989 reports"):
        proposed(raw, OTHER, text)
