"""compose_news: what became known after a day: reports and hosts, entries of the timeline, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import pandas as pd

from geo.documents.binding import bind, in_its_language
from geo.documents.corrections import told
from geo.documents.country.dossier import dossier_target
from geo.documents.document import Block, Document, Heading, Paragraph, Statement, Target
from geo.documents.timeline.entries import DISCLOSURE, chronicle, say_responses
from geo.documents.timeline.reading import entry_table
from geo.record.corrections import corrections
from geo.tables.dates import say_date
from geo.view.select import Selection, count
from geo.words.language import sort_key
from geo.words.messages import say, say_number, word

NEW: Final = "new"  # the key of its address
KICKER: Final = "New since a day"
NOTHING: Final = "Nothing in this view became known after that day."
UNDATED: Final = (
    "Responses without a date are left out: nobody can say whether they are new. The whole timeline lists them apart."
)
HOSTS: Final = "Host countries named for the first time"
ENTRIES: Final = "What was disclosed, said or done since"
CORRECTED: Final = "What this atlas corrected since"
WHOLE: Final = "The whole timeline"


@in_its_language
def compose_news(selection: Selection, since: date, *, exported_on: str = "", base_url: str = "") -> Document:
    """What came after a day, that day not included, up to the view's own day where it has one; oldest first.

    The view's other filters hold as they do now: which hosts answered by then changes no day on which a report was
    disclosed. A month counts from its last day, as everywhere.
    """
    story = chronicle(selection)
    entries = tuple(entry for entry in story.entries if entry.day and entry.day > since)
    before = selection.stations[selection.stations["disclosed_on"] <= since.isoformat()]
    mended = [one for one in corrections(selection) if one.corrected_on > since.isoformat()]
    responses = [entry for entry in entries if entry.lane != DISCLOSURE]
    countries = {entry.iso_a3 for entry in responses}
    answered = say_responses(len(responses), len(countries)) or say("timeline.no-response")
    day = say_date(since.isoformat())
    return bind(
        selection,
        "timeline",
        kicker=word(KICKER),
        title=say("news.title", day=day, reports=_disclosed_since(since, selection), responses=answered),
        subtitle=_then_and_now(before, selection),
        blocks=(
            *_hosts(before, selection),
            *(entry_table(selection, word(ENTRIES), "since", entries) or (Paragraph(Statement(word(NOTHING))),)),
            *((Paragraph(Statement(word(UNDATED)), "quiet"),) if story.undated else ()),
            *((Heading(word(CORRECTED), anchor="corrected"),) if mended else ()),
            *(told(selection, one) for one in mended),
            Statement(word(WHOLE), to=Target("timeline", tuple(selection.view.to_query().items()))),
        ),
        own={NEW: since.isoformat()},
        exported_on=exported_on,
        base_url=base_url,
    )


def _disclosed_since(since: date, now: Selection) -> str:
    """Reports of the view that were disclosed after the day, whatever else of them became known then."""
    more = int((now.stations["disclosed_on"] > since.isoformat()).sum())
    return say_number(more, "more reports") if more else say("news.no-report")


def _then_and_now(before: pd.DataFrame, now: Selection) -> str:
    """ "Known by then: 54 reports in 30 countries. Known now: 92 reports in 47 countries."."""
    then, today = count(before), now.count
    first, last = (
        say("news.in", reports=say_number(one.reports, "reports"), countries=say_number(one.countries, "countries"))
        for one in (then, today)
    )
    if now.view.until:
        return say("news.then-by", then=first, day=say_date(now.view.until.isoformat()), now=last)
    return say("news.then-now", then=first, now=last)


def _hosts(before: pd.DataFrame, now: Selection) -> Iterable[Block]:
    """Hosts that no report had named by then, by name."""
    known = set(before["country_iso3"])
    names = now.atlas.countries["name"]
    new = sorted((iso for iso in now.by_country.index if iso not in known), key=lambda iso: sort_key(names[iso]))
    if new:
        yield Heading(word(HOSTS), anchor="hosts")
        for iso in new:
            yield Statement(str(names[iso]), to=dossier_target(now.view, iso))
