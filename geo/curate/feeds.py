"""Feeds that tell subscribers what the record did: new reports, responses, corrections; newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from geo.atlas import Atlas
from geo.record.corrections import corrections
from geo.render.feed import FeedEntry, write_feed
from geo.tables.dates import known_from
from geo.view import View
from geo.view.select import Selection, select
from geo.words.captions import NAME
from geo.words.messages import join_words
from geo.words.sentences import mark_label, report_line, reported_line

TITLES: Final = {
    "reports.atom": "New reports",
    "responses.atom": "Official responses",
    "corrections.atom": "Corrections",
}
"""File name → the feed's title."""
MOST: Final = 500  # entries: who follows a feed asks for what is new, not for everything


def write_feeds(atlas: Atlas, base_url: str = "") -> dict[str, bytes]:
    """File name → an Atom feed. base_url: what the atlas's addresses begin with, "" where nobody said."""
    selection = select(atlas, View())
    return {name: _write(name, selection, base_url) for name in FEEDS}


def write_one_feed(name: str, atlas: Atlas, base_url: str = "") -> bytes:
    """One of FEEDS, as write_feeds has it."""
    return _write(name, select(atlas, View()), base_url)


def _write(name: str, selection: Selection, base_url: str) -> bytes:
    feed, page, entries_of = FEEDS[name]
    address = f"{base_url}{page}" if base_url else ""
    found = sorted(entries_of(selection, base_url), key=lambda one: (one.day, one.key), reverse=True)
    own = f"{base_url}{name}" if base_url else ""
    made = selection.atlas.release.replace(".", "-")[:10]
    return write_feed(feed, f"{NAME}: {TITLES[name]}", found[:MOST], page=address, own=own, made=made)


def _corrections(selection: Selection, base_url: str) -> Iterable[FeedEntry]:
    for one in corrections(selection):
        yield FeedEntry(
            key=one.correction_id,
            day=one.corrected_on,
            title=f"{one.outcome_label}: {join_words(list(one.row_ids))}",
            text=" ".join(part for part in (f"Before: {one.was}", one.now and f"Now: {one.now}", one.reason) if part),
            link=f"{base_url}corrections?at=correction-{one.correction_id}" if base_url else "",
        )


def _reports(selection: Selection, base_url: str) -> Iterable[FeedEntry]:
    """By the day of disclosure, each with the kind of claim that it is."""
    waves, labels = selection.atlas.choices["wave"], selection.atlas.labels
    claim = reported_line(selection)
    for row in selection.stations.to_dict("records"):
        yield FeedEntry(
            key=row["station_id"],
            day=row["disclosed_on"],
            title=f"Reported: {mark_label(row['city'], row['country_name'], 1, row['city'] != '')}",
            text=f"{report_line(row, waves, labels)}. {claim}",
            link=f"{base_url}report/{row['station_id']}/" if base_url else "",
        )


def _responses(selection: Selection, base_url: str) -> Iterable[FeedEntry]:
    """By their own date, a month by its last day; a response without a date has no place in an order of days."""
    names, inline = selection.atlas.countries["name"], selection.atlas.labels.inline
    for row in selection.responses.to_dict("records"):
        day = known_from(row["date"])
        if day is None:
            continue
        yield FeedEntry(
            key=row["response_id"],
            day=day.isoformat(),
            title=f"{names[row['country_iso3']]}: {row['kind_label']}",
            text=f"{row['summary']} Said by: {inline['responses.said_by'][row['said_by']]}.",
            link=f"{base_url}countries?country={row['country_iso3']}" if base_url else "",
        )


FEEDS: Final[dict[str, tuple[str, str, Callable[[Selection, str], Iterable[FeedEntry]]]]] = {
    "reports.atom": ("reports", "", _reports),
    "responses.atom": ("responses", "timeline", _responses),
    "corrections.atom": ("corrections", "corrections", _corrections),
}
"""File name → the feed's name, the page that it follows, what makes its entries."""
