"""Feeds that tell subscribers what the record did: new reports, responses, corrections; newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

from geo.record.corrections import corrections
from geo.render.feed import FeedEntry, write_feed
from geo.tables.package import day_of
from geo.view.select import Selection
from geo.words.captions import NAME
from geo.words.language import ENGLISH, speaking
from geo.words.messages import close, join_sentences, join_words, labelled, word
from geo.words.sentences import mark_label, report_line, reported_line

TITLES: Final = {
    "reports.atom": "New reports",
    "responses.atom": "Responses",
    "corrections.atom": "Corrections",
}
"""File name → the feed's title."""
FeedHref = Callable[[str, Mapping[str, str]], str]
"""A page and its keys → its whole address in the feed's language, "" where nobody said the base."""
REPORT: Final = "report"  # the page of one report, and the key that names it
MOST: Final = 500  # entries: who follows a feed asks for what is new, not for everything


def write_one_feed(
    name: str, selection: Selection, base_url: str = "", own: str = "", href: FeedHref | None = None
) -> bytes:
    """One of FEEDS as Atom, in the language of the selection's atlas. selection: the plain view.

    base_url: what the app's addresses begin with, own: the address of the feed itself; "" where nobody said. href: for
    pages that do not lie as in the app.
    """
    language = selection.atlas.language
    with speaking(language):
        feed, page, entries_of = FEEDS[name]
        href = href or _href_in_the_app(base_url, language)
        found = sorted(entries_of(selection, href), key=lambda one: (one.day, one.key), reverse=True)
        title = labelled(NAME, word(TITLES[name]))
        made = day_of(selection.atlas.release)
        return write_feed(feed, title, found[:MOST], page=href(page, {}), own=own, made=made, language=language)


def _href_in_the_app(base_url: str, language: str) -> FeedHref:
    def href(page: str, asked: Mapping[str, str]) -> str:
        if not base_url:
            return ""
        keys = dict(asked)
        key = keys.pop(REPORT, "")
        query = urlencode(keys | ({} if language == ENGLISH else {"lang": language}))
        return f"{base_url}{page}{f'/{key}/' if key else ''}{f'?{query}' if query else ''}"

    return href


def _corrections(selection: Selection, href: FeedHref) -> Iterable[FeedEntry]:
    for one in corrections(selection):
        yield FeedEntry(
            key=one.correction_id,
            day=one.corrected_on,
            title=labelled(one.outcome_label, join_words(list(one.row_ids))),
            text=join_sentences(
                labelled(word("Before"), one.was), one.now and labelled(word("Now"), one.now), one.reason
            ),
            link=href("corrections", {"at": f"correction-{one.correction_id}"}),
        )


def _reports(selection: Selection, href: FeedHref) -> Iterable[FeedEntry]:
    """By the day of disclosure, each with the kind of claim that it is."""
    waves, labels = selection.atlas.choices["wave"], selection.atlas.labels
    claim = reported_line(selection)
    for row in selection.stations.to_dict("records"):
        yield FeedEntry(
            key=row["station_id"],
            day=row["disclosed_on"],
            title=labelled(
                word("Reported"),
                mark_label(row["city"], row["country_name"], 1, row["city"] != ""),
            ),
            text=join_sentences(close(report_line(row, waves, labels)), claim),
            link=href(REPORT, {REPORT: row["station_id"]}),
        )


def _responses(selection: Selection, href: FeedHref) -> Iterable[FeedEntry]:
    """By the day from which they count; a response without a date has no place in an order of days."""
    names, inline = selection.atlas.countries["name"], selection.atlas.labels.inline
    for row in selection.responses.to_dict("records"):
        if not row["known"]:
            continue
        yield FeedEntry(
            key=row["response_id"],
            day=row["known"],
            title=labelled(names[row["country_iso3"]], row["kind_label"]),
            text=join_sentences(
                row["summary"], word("Said by: {who}.", who=inline["responses.said_by"][row["said_by"]])
            ),
            link=href("countries", {"country": row["country_iso3"]}),
        )


FEEDS: Final[dict[str, tuple[str, str, Callable[[Selection, FeedHref], Iterable[FeedEntry]]]]] = {
    "reports.atom": ("reports", "", _reports),
    "responses.atom": ("responses", "timeline", _responses),
    "corrections.atom": ("corrections", "corrections", _corrections),
}
"""File name → the feed's name, the page that it follows, what makes its entries."""
