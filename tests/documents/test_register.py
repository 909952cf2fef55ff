"""The register of sources: what each is, what rests on it, and how it is found."""

import re
from datetime import date

import pytest
from hypothesis import given, settings

from geo.atlas import Atlas
from geo.documents.register import FACETS, NOTHING, Register, SourceRecord, register, standings
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world.record import days, in_order, tiny_record, views


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


def of(atlas: Atlas, **fields: object) -> Register:
    """The register of a view with these fields."""
    return register(select(atlas, View().change(**fields)))


def one(found: Register, source_id: str) -> SourceRecord:
    """The record of one source."""
    (record,) = [record for record in found.records if record.source_id == source_id]
    return record


def test_a_record_says_what_the_tables_say_of_a_source(atlas: Atlas) -> None:
    """Kind, form, origin and language in words; a page that names people is cited without a link, and says why."""
    record = one(of(atlas), "s3")

    assert [record.tags[key][1] for key in FACETS] == ["News", "Copy or mirror", "Ministry of Aland", "English"]
    assert (record.cited.url, record.cited.no_link) == ("", "Not linked: names people")
    assert (record.cited.title, record.date_text) == ("[Three]", "date not known")


def test_rows_that_read_alike_are_told_once_with_their_number(atlas: Atlas) -> None:
    """Two reports of one bureau in one city are one line with two keys."""
    rows = [row for row in one(of(atlas), "s1").rows if row.table == "stations"]

    assert [(row.text, row.ids, row.place) for row in rows] == [
        ("Aland, Ax: Fuzhou bureau, Wave 1", ("a1", "a2"), "Aland"),
        ("Aland, Ay: Bureau not known, Wave 1", ("a3",), "Aland"),
        ("Cland, no city named: Fuzhou bureau, Wave 1", ("c1",), "Cland"),
    ]


def test_sources_with_most_resting_on_them_come_first(atlas: Atlas) -> None:
    """The order tells what the record leans on."""
    totals = [record.total for record in of(atlas).records]

    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[-1] > 0


def test_a_source_is_found_by_any_words_said_of_it(atlas: Atlas) -> None:
    """Publisher, title and the places that rest on it, in any case and order; all words must be there."""
    found = of(atlas)

    def matching(find: str, **chosen: str) -> list[str]:
        return sorted(record.source_id for record in found.records if record.matches(find, chosen))

    assert matching("invented WATCH") == ["s1", "s2"]  # the daily's origin is the watch
    assert matching("example weekly") == ["s3"]
    assert matching("bland wenzhou") == ["s2"]
    assert matching("", form="copy") == ["s3"]
    assert matching("aland", form="copy", kind="ngo-report") == []


def test_choices_tell_how_many_sources_each_would_leave(atlas: Atlas) -> None:
    """Only values that are present are offered, the most frequent first."""
    assert of(atlas).choices["origin"] == {"o1": "Invented Watch · 2", "o2": "Ministry of Aland · 1"}


def test_independence_counts_voices_not_links(atlas: Atlas) -> None:
    """Seven reports on two sources that relay one body: one origin."""
    reports = of(atlas).independence[0]

    assert (reports.rows, reports.sources, reports.origins, reports.single, reports.thin) == (7, 2, 1, 7, 1)
    assert reports.words.startswith("7 reports rest on 2 sources, and these on 1 origin. 7 have a single origin; 1 is")


def test_reports_whose_sources_came_out_later_are_said_to(atlas: Atlas) -> None:
    """On the day of wave 2 its reports are known, and the daily that lists them is not out yet."""
    reports = of(atlas, until=date(2001, 3, 20)).independence[0]

    assert (reports.rows, reports.later) == (4, 3)
    assert reports.words.endswith("3 more rest on sources not out yet.")


def test_every_row_is_listed_with_its_standing(atlas: Atlas) -> None:
    """Reports, responses and cases, with the marked ones saying why."""
    told = standings(select(atlas, View()), of(atlas).found)

    assert {heading: len(rows) for heading, rows in told.items()} == {
        "Reports": 7, "Responses": 5, "Reported return cases": 1,
    }  # fmt: skip
    assert [row.thin for row in told["Reports"] if row.thin] == ["Police bureau: One blog."]


def test_a_filtered_view_lists_only_sources_that_something_in_it_rests_on(atlas: Atlas) -> None:
    """Cland's one report rests on the NGO; China's statements come with every view."""
    found = of(atlas, countries=("CCC",), until=date(2001, 2, 1))

    assert [record.source_id for record in found.records] == ["s1"]


def test_without_filters_the_unused_sources_are_listed_too() -> None:
    """The bibliography is whole: every document, some of which no row cites, and each says so."""
    found = register(select(real_atlas(), View()))
    unused = [record for record in found.records if not record.rows]

    assert len(found.records) == len(real_atlas().tables["sources"])
    assert unused
    assert {record.resting for record in unused} == {NOTHING}


def test_most_press_relays_one_ngo() -> None:
    """The real record: the reports' many sources come down to few origins, and most to one."""
    reports, existence, *_ = register(select(real_atlas(), View())).independence

    placed = len(real_atlas().stations)
    assert (reports.rows, existence.rows) == (placed, placed)
    assert reports.origins < reports.sources / 3
    assert existence.single > placed / 2


@settings(deadline=None, max_examples=25)
@given(view=views(), first=days(), second=days())
def test_a_later_day_never_takes_a_record_away(
    atlas: Atlas, view: View, first: date | None, second: date | None
) -> None:
    """What was listed by one day is listed, with at least as much on it, by any later day."""
    first, second = in_order(first, second)
    before = register(select(atlas, view.change(since=None, until=first)))
    after = {
        record.source_id: record for record in register(select(atlas, view.change(since=None, until=second))).records
    }

    for record in before.records:
        assert record.total <= after[record.source_id].total


def test_the_title_is_the_finding_and_agrees_with_the_sentence_below() -> None:
    """How many reports one origin alone stands behind; without a report, what there is."""
    found = register(select(real_atlas(), View()))
    existence = found.independence[1]

    assert found.title == f"{existence.single} of {existence.rows} reports come from one origin alone"
    assert f"in {existence.single} of {existence.rows} cases" in existence.words
    early = register(select(real_atlas(), View(until=date(2022, 8, 1))))
    assert re.fullmatch(r"\d+ sources?, \d+ origins?", early.title)
