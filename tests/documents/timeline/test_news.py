"""What is new since a day: all that came after it, nothing that was known, and how the record grew."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.documents.document import Heading, Table, statements, texts
from geo.documents.timeline.entries import chronicle
from geo.documents.timeline.news import HOSTS, NOTHING, compose_news
from geo.view import View
from geo.view.select import Selection, select
from geo.words.messages import say_number
from tests.real_atlas import real_atlas, real_number, real_selection
from tests.world.record import tiny_record


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    """Everything of the invented world."""
    return select(tiny_record(tmp_path_factory.mktemp("news")), View())


def keys(selection: Selection, since: date) -> list[str]:
    """Entries that a page of news lists, in its order."""
    tables = [block for block in compose_news(selection, since).blocks if isinstance(block, Table)]
    return [row.anchor.removeprefix("entry-") for table in tables for row in table.rows]


def test_it_lists_what_came_after_the_day_and_only_that(whole: Selection) -> None:
    """The day itself is not new."""
    wanted = [one.key for one in chronicle(whole).entries if one.day and one.day > date(2001, 2, 10)]

    assert keys(whole, date(2001, 2, 10)) == wanted
    assert keys(whole, date(2001, 1, 9)) == [one.key for one in chronicle(whole).entries]


def test_it_says_how_the_record_grew(whole: Selection) -> None:
    """Then and now, and the hosts that nobody had named."""
    made = compose_news(whole, date(2001, 2, 10))

    assert made.title == "Since 10 February 2001: 3 more reports, 3 responses about 2 countries"
    assert made.subtitle == "Known by then: 4 reports in 2 countries. Known now: 7 reports in 3 countries."
    assert "Bland" in [one.text for one in statements(made.blocks) if one.to and one.to.page == "countries"]


def test_with_nothing_new_it_says_so(whole: Selection) -> None:
    """An empty table would look like a fault."""
    made = compose_news(whole, date(2026, 1, 1))

    assert "no new report, no response" in made.title
    assert NOTHING in list(texts(made))


def test_a_day_after_the_views_own_day_has_nothing_new() -> None:
    """Numbers never run backwards."""
    made = compose_news(select(real_atlas(), View(until=date(2022, 10, 1))), date(2023, 1, 1))

    assert made.title == "Since 1 January 2023: no new report, no response"
    assert made.subtitle.count(real_number(until="2022-10-01")) == 2


@settings(max_examples=20)
@given(st.dates(date(2022, 8, 1), date(2026, 12, 1)), st.dates(date(2022, 8, 1), date(2026, 12, 1)))
def test_a_later_day_never_brings_an_entry_back(first: date, second: date) -> None:
    """Of the real record, whatever the two days."""
    selection = select(real_atlas(), View())
    early, late = sorted((first, second))

    assert set(keys(selection, late)) <= set(keys(selection, early))


def test_an_answer_names_no_host_for_the_first_time() -> None:
    """The Netherlands were named in September 2022 and ordered a closure in November: only the answer is new."""
    selection = real_selection(response="closure-ordered")
    made, hosts = compose_news(selection, date(2022, 10, 31)), selection.count.countries

    assert not [block for block in made.blocks if isinstance(block, Heading) and block.text == HOSTS]
    known = f"{real_number(response='closure-ordered')} in {say_number(hosts, 'countries')}"
    assert made.subtitle == f"Known by then: {known}. Known now: {known}."
