"""What was disclosed and answered, day by day; a later day never takes anything away."""

import gzip
import json
from datetime import date

import pytest
from hypothesis import given, settings

from geo.atlas import Atlas
from geo.documents.timeline.entries import Chronicle, chronicle
from geo.view import View
from geo.view.select import select
from pages.ui.cached import Scene
from pages.ui.components.player.programme import programme
from tests.world.record import days, in_order, tiny_record, views


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


def of(atlas: Atlas, **fields: object) -> Chronicle:
    """The chronicle of a view with these fields."""
    return chronicle(select(atlas, View().change(**fields)))


def test_disclosures_and_responses_stand_on_one_axis_in_date_order(atlas: Atlas) -> None:
    """Waves, the host's and China's words follow each other by date, China in a lane of its own."""
    entries = of(atlas).entries

    assert [(entry.key, entry.lane) for entry in entries] == [
        ("w1", "disclosure"),
        ("r4", "china"),
        ("r1", "investigation"),
        ("w2", "disclosure"),
        ("r2", "position"),
        ("r5", "china"),
    ]


def test_a_month_is_printed_as_a_month_and_stands_at_its_last_day(atlas: Atlas) -> None:
    """An inquiry of February is not shown before the 28th, and nobody reads a day that no source gives."""
    (inquiry,) = [entry for entry in of(atlas).entries if entry.key == "r1"]

    assert (inquiry.day, inquiry.date_text, inquiry.exact) == (date(2001, 2, 28), "February 2001", False)
    assert "r1" not in [entry.key for entry in of(atlas, until=date(2001, 2, 27)).entries]


def test_an_undated_response_stands_apart_and_on_no_day(atlas: Atlas) -> None:
    """It is listed without a date limit and never with one."""
    assert [entry.key for entry in of(atlas).undated] == ["r3"]
    assert of(atlas, until=date(2030, 1, 1)).undated == ()


def test_who_said_it_stands_in_a_sentence_as_sentences_write_it(atlas: Atlas) -> None:
    """A cell begins with a capital letter, the middle of a sentence does not."""
    (inquiry,) = [entry for entry in of(atlas).entries if entry.key == "r1"]
    words = json.loads(gzip.decompress(programme(Scene(atlas, View(), "light"))))["entries"]

    assert (inquiry.said_by, inquiry.speaker) == ("Host government or its agencies", "host government or its agencies")
    assert {one["said_by"] for one in words if one["key"] == "r1"} == {"Said by host government or its agencies."}


def test_the_title_counts_entries_and_countries(atlas: Atlas) -> None:
    """Two disclosures; five responses from Aland, Bland and China."""
    whole = of(atlas)

    assert whole.title == "2 disclosures, 5 responses about 3 countries"
    assert whole.period == "10 January 2001 to 10 May 2001; 1 response without a date, listed apart"


def test_reports_add_up_beside_the_published_totals(atlas: Atlas) -> None:
    """Placed and published running totals after each wave."""
    assert [(total.placed, total.published) for total in of(atlas).totals] == [(4, 4), (7, 9)]


def test_a_part_of_the_reports_is_not_compared_with_the_published_total(atlas: Atlas) -> None:
    """The publisher did not count Aland's Fuzhou reports."""
    assert [(total.placed, total.published) for total in of(atlas, countries=("AAA",)).totals] == [(3, None), (4, None)]


def test_entries_of_one_day_and_lane_are_one_mark(atlas: Atlas) -> None:
    """A mark says its date, its lane and whom it is about; by month only, it is known as not exact."""
    marks = {mark.keys: mark for mark in of(atlas).marks}

    assert marks["r1",].label == "February 2001 · Investigation: Aland"
    assert not marks["r1",].exact
    assert marks["w1",].label == "10 January 2001 · Disclosures: Wave 1"


def test_a_country_filter_keeps_that_country_and_chinas_answer(atlas: Atlas) -> None:
    """Right of reply: China's position stays beside every claim."""
    assert [entry.key for entry in of(atlas, countries=("BBB",)).entries] == ["w1", "r4", "w2", "r5"]


def test_a_response_before_its_hosts_disclosure_is_known_from_its_own_date(atlas: Atlas) -> None:
    """Filters choose countries, dates choose entries: wave 2 is asked for, Aland's inquiry came before it."""
    early = of(atlas, waves=("w2",), until=date(2001, 3, 1))

    assert [entry.key for entry in early.entries] == ["r4", "r1"]


def test_a_response_filter_knows_no_more_than_the_day_did(atlas: Atlas) -> None:
    """Hosts that denied: on 1 March nobody had, so Aland's earlier inquiry is not shown for what it said later."""
    before, after = (of(atlas, responses=("denied",), until=day) for day in (date(2001, 3, 1), date(2001, 4, 1)))

    assert "r1" not in [entry.key for entry in before.entries]
    assert {"r1", "r2"} <= {entry.key for entry in after.entries}


@settings(deadline=None, max_examples=30)
@given(view=views(), first=days(), second=days())
def test_a_later_day_never_takes_an_entry_away(
    atlas: Atlas, view: View, first: date | None, second: date | None
) -> None:
    """Whatever the chronicle tells by one day it still tells, with at least the same sources, by any later day."""
    first, second = in_order(first, second)
    before = chronicle(select(atlas, view.change(since=None, until=first)))
    after = chronicle(select(atlas, view.change(since=None, until=second)))
    told = {entry.key: entry for entry in (*after.entries, *after.undated)}

    for entry in (*before.entries, *before.undated):
        known = set(entry.support.source_ids)
        assert (told[entry.key].day, told[entry.key].text) == (entry.day, entry.text)
        assert known <= set(told[entry.key].support.source_ids)
    for earlier, later in zip(before.totals, after.totals, strict=False):
        assert earlier.wave == later.wave
        assert earlier.placed <= later.placed
