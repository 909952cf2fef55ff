"""The pages of the record, run by Streamlit's own test runner: timeline, sources, what doesn't add up, context."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.without_browser import open_page, read
from tests.real_atlas import real_atlas, real_selection

SOURCES = len(real_atlas().tables["sources"])


def heading(app: AppTest) -> str:
    """The page's own heading."""
    return re.findall(r"<h1>(.*?)</h1>", read(app))[-1]


def test_the_timeline_tells_only_what_its_day_knew():
    """The same address that the map has: one disclosure by then, and none of the later responses."""
    app = open_page("timeline", until="2022-10-26")

    assert heading(app).startswith("1 disclosure, 7 responses about 7 countries, as known on ")
    assert "Responses without a date" not in read(app)
    assert "Patrol and Persuade" not in read(app)


def test_the_timeline_lists_undated_responses_apart():
    """Two responses of which no date is known stand under a heading of their own, after the dated ones."""
    text = read(open_page("timeline"))

    assert text.index("Every dated entry") < text.index("Responses without a date")
    assert len(re.findall(r"<th[^>]*>date not known</th>", text)) == 2


def test_the_timeline_begins_after_a_day_that_the_address_names():
    """What was known by then is not listed."""
    app = open_page("timeline", new="2024-01-01")

    assert heading(app).startswith("Since 1 January 2024: ")
    assert "26 October 2022" not in re.findall(r"<tbody>.*</tbody>", read(app), flags=re.DOTALL)[-1]


@pytest.mark.parametrize("junk", ["junk", "2022-02-30", "1999-01-01", "0001-01-01", "9999-12-31", "<script>"])
def test_a_day_that_is_none_is_said_and_the_whole_timeline_shown(junk):
    """Also one that the field of the page can't show."""
    app = open_page("timeline", new=junk)

    assert not app.exception
    assert "is no day to begin after" in read(app)
    assert "responses about 31 countries" in heading(app)


def test_sources_can_be_searched_and_chosen_from_by_the_address():
    """Search words and choices travel in the address and are shown in their fields."""
    app = open_page("sources", find="prato foglio", language="it")

    assert f"1 of {SOURCES} sources" in read(app)
    assert "A Prato ci sono dei poliziotti cinesi" in read(app)
    assert app.text_input[0].value == "prato foglio"


def test_a_search_writes_its_words_and_keeps_the_filters():
    """Typed words go into the address beside the view's keys; a filter changed later keeps them."""
    app = open_page("sources", wave="sd-2022-09")

    app.text_input[0].set_value("newsweek").run()
    assert dict(app.query_params) == {"wave": "sd-2022-09", "find": "newsweek"}
    assert "newsweek" in read(app).lower()


def test_an_unknown_choice_is_said_and_ignored():
    """A link with a value that no source has shows all sources and says so."""
    app = open_page("sources", kind="gossip")

    assert "“gossip” is not a value of “kind” here" in read(app)
    assert f"{SOURCES} sources and how many rows rest on them, most first" in read(app)


def test_a_search_without_a_match_says_what_to_do():
    """No empty table."""
    assert "No source matches. Shorten the search" in read(open_page("sources", find="zzzz"))


def test_one_source_has_an_address_of_its_own():
    """A citation leads to one record with every row that rests on it, and to its original."""
    text = read(open_page("sources", source="sd-madrid-belgrade"))

    assert "Every row that rests on it" in text
    assert 'href="https://safeguarddefenders.com/en/blog/chinese-overseas' in text
    assert "Reported return case" in text


def test_a_source_with_private_data_is_cited_without_a_link_and_says_why():
    """The page's address is nowhere in the markup."""
    text = read(open_page("sources", source="doj-copy"))

    assert "Not linked: The page names the defendants of the New York case." in text
    assert not re.search(r'href="https?://', text.split("What is recorded of it")[1])


def test_an_unknown_source_lists_all_and_says_so():
    """A deep link that went stale is no dead end."""
    text = read(open_page("sources", source="no-such-thing"))

    assert "“no-such-thing” is no source of this view" in text
    assert f"{SOURCES} sources and how many rows rest on them, most first" in text


def test_rows_on_one_thin_source_are_marked_with_the_reason():
    """Panama rests on two items that relay others, and the page says so."""
    text = read(open_page("sources")).split("Rows resting on a thin source", 1)[1]

    assert "Panama, no city named" in text
    assert "Sputnik Brasil and Voz." in text


def test_a_published_figure_stands_beside_what_is_placed():
    """Each with its publisher, and with a link to its rows."""
    published = real_selection(wave="sd-2022-12").published
    verdict = f"{published.shortfall} not placed"
    text = read(open_page("reconciliation"))
    rows = [row for row in re.findall(r"<tr .*?</tr>", text, flags=re.DOTALL) if verdict in row]

    assert any(f"{published.reports}</td>" in row or f"{published.reports};" in row for row in rows)
    assert any(f">{published.placed}</a>" in row for row in rows)


def test_what_does_not_add_up_names_who_says_which():
    """Five facts of the compilers' list, each with its speaker."""
    text = read(open_page("reconciliation"))

    for words in ("21–33", "VICE", "Vila do Conde", "a campaigning blog", "French government, 2025", "hotline number"):
        assert words in text, words


def test_context_is_told_apart_and_with_its_date():
    """The 230,000 with their period, speaker and source; on the day before, nothing of it."""
    text = read(open_page("context"))
    before = read(open_page("context", until="2022-09-11"))

    assert "230,000 people persuaded to return to China between April 2021 and July 2022" in text
    assert "12 September 2022" in text
    assert "230,000" not in before


@pytest.mark.parametrize("file", ["timeline", "sources", "reconciliation", "context"])
def test_links_within_the_atlas_keep_the_reader_s_view(file):
    """A filter is not lost on the way to a record, a dossier or the rows of a figure."""
    text = read(open_page(file, until="2022-12-31"))
    links = re.findall(r'class="within" href="\./([^"]*)"', text)

    assert links
    assert [link for link in links if "until=2022-12-31" not in link] == []
