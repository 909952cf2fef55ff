"""As known on a day, wherever a reader looks: nothing that came after it is told.

Each page has tests of its own rule; these hold all of them against one.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.tables.dates import known_from
from geo.view import View
from geo.view.select import known_on, select
from tests.pages.without_browser import open_page, page_files, read
from tests.real_atlas import real_atlas

DAYS = (date(2022, 9, 11), date(2022, 9, 30), date(2022, 11, 10), date(2022, 12, 5), date(2023, 4, 20))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})\b|\b(\d{{4}})-(\d\d)(?:-(\d\d))?\b")


def later_dates(text: str, day: date) -> Iterator[str]:
    """Dates of a text that begin after a day; a month counts from its first day: a text may speak of its begin."""
    for match in _DATE.finditer(text):
        said, month, year, iso_year, iso_month, iso_day = match.groups()
        number = MONTHS.index(month) + 1 if month else int(iso_month)
        if not 1 <= number <= 12:
            continue
        if date(int(year or iso_year), number, int(said or iso_day or 1)) > day:
            yield match[0]


def later_words(day: date) -> dict[str, str]:
    """What only a later row says → where it stands: summaries, notes and titles that no row known on the day has."""
    atlas = real_atlas()
    found: dict[str, str] = {}
    known: set[str] = set()
    for table, column, texts in (
        ("responses", "date", ("summary", "note")),
        ("context", "date", ("statement", "note")),
        ("sources", "published_on", ("title", "note")),
        ("waves", "disclosed_on", ("note",)),
    ):
        rows = atlas.tables[table]
        known_rows = known_on(rows, column, day)
        for name in texts:
            known |= set(known_rows[name])
            found |= {text: f"{table}.{name}" for text in rows[name] if text}
    sources = atlas.tables["sources"]
    out = set(known_on(sources, "published_on", day)["source_id"])
    undated = set(sources[sources["published_on"] == ""]["source_id"])  # not waited for
    for table, note in (
        ("claims", "note"),
        ("disagreements", "note"),
        ("responses", "note"),
        ("country_counts", "note"),
        ("stations", "notes"),
        ("operations", "summary"),
    ):
        for row in atlas.tables[table].to_dict("records"):
            cited = {row["source_id"]} if "source_id" in row else set(row["source_ids"])
            if cited - undated <= out or (table == "operations" and cited & out):
                known.add(row[note])
            elif row[note]:
                found[row[note]] = f"{table}.{note}"
    early = "\n".join(known)  # a later note may begin as an earlier one does: its words alone betray nothing
    return {text: place for text, place in found.items() if text not in early and len(text) > 12}


def told_too_early(texts: Iterable[str], day: date) -> list[str]:
    """What in some texts came after a day."""
    said = "\n".join(texts)
    return [*later_dates(said, day), *(f"{place}: {text}" for text, place in later_words(day).items() if text in said)]


def texts_of(model: MapModel) -> Iterator[str]:
    """Every text that a map, a picture or a table of a model shows, without the day of export."""
    for area in model.areas:
        yield from (area.label, area.detail)
    for mark in model.marks:
        yield from (mark.label, *(item.text for item in mark.items))
    yield from (entry.label for entry in model.legend)
    for headline in model.figures:
        yield from (headline.label, headline.value, headline.note)
    words = dict(vars(model.words))
    for later in ("version_line", "link"):
        words.pop(later)
    for said in words.values():
        yield from said if isinstance(said, tuple) else (said,)
    for one in model.citations:
        yield from (one.line, one.note)
    for frame in model.tables.values():
        for column in frame.columns:
            yield from map(str, frame[column])


@pytest.mark.parametrize("day", DAYS)
def test_no_map_picture_or_table_tells_what_came_later(day: date) -> None:
    """Hover texts, lists of marks, legend, figures, sentences, footnotes and every table of a view."""
    model = compose(select(real_atlas(), View(until=day)), printed=True)

    assert told_too_early(texts_of(model), day) == []


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("page", [name for name in page_files() if name not in ("briefing", "curate")])
def test_no_page_tells_what_came_later(page: str, day: date) -> None:
    """Every page of the record as a reader opens it, with a country's panel open where there is one."""
    app = open_page(page, until=day.isoformat(), open="ESP")
    shown = re.sub(r"<style>.*?</style>", "", read(app), flags=re.DOTALL)
    said = re.sub(r"&v=[\d.]+-\w+|Data version [\d.]+-\w+", "", shown)

    assert told_too_early([said], day) == []


def test_the_rule_is_told_when_it_is_broken() -> None:
    """A later date, a month that has not begun, a later summary: each is found; the day itself is not."""
    day = date(2022, 10, 26)

    assert list(later_dates("26 October 2022, 27 October 2022, November 2022, 2022-10-27", day)) == [
        "27 October 2022",
        "November 2022",
        "2022-10-27",
    ]
    assert known_from("2022-10") == date(2022, 10, 31)
    assert len(later_words(date(2022, 9, 11))) > 100


def test_what_became_public_later_is_told_from_that_day() -> None:
    """A search of May 2023 of which the press heard in February 2024; its own date stays what it is."""
    later = {"resp-jpn-3", "resp-jpn-5"}

    def known(day: date) -> set[str]:
        return later & set(select(real_atlas(), View(until=day)).responses["response_id"])

    assert known(date(2024, 2, 20)) == set()
    assert known(date(2024, 2, 21)) == later
    assert "May 2023" in read(open_page("countries", country="JPN", until="2024-02-21"))
