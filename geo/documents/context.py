"""Context: what was said around the reports, each with its speaker, date and source. Nothing here is a station."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.record.bibliography import Bibliography
from geo.record.known import is_told, sources
from geo.record.statements import Backing
from geo.select import Selection, known_on
from geo.tables.dates import say_date

TITLE: Final = "Context, apart from the counts"
SUBTITLE: Final = (
    "Statements that are told with the reports and often taken for them. None is counted or drawn as a station; each "
    "stands in the words of those who made it."
)
TOPICS: Final[Mapping[str, str]] = {
    "persuaded to return": "“Persuaded to return”",
    "stated purpose": "The purpose that China states",
    "when they opened": "When the stations are said to have opened",
    "host consent": "Consent of host countries",
    "earlier public lists": "Lists that were public before",
    "comparisons": "What else is compared with the reports",
    "absence": "Hosts that nobody names",
}


@dataclass(frozen=True)
class Statement:
    """One statement. said_by: who makes it; date_text: when it was said or published, in words."""

    context_id: str
    text: str
    said_by: str
    date_text: str
    note: str
    backing: Backing


@dataclass(frozen=True)
class Topic:
    """Statements under one heading, in table order."""

    heading: str
    statements: tuple[Statement, ...]


def context(selection: Selection) -> tuple[Topic, ...]:
    """The statements known on the view's `until`, by topic in the order of TOPICS; undated ones only without it.

    Filters other than dates don't change it: context belongs to the whole.
    """
    cited, out = Bibliography(selection), sources(selection)
    rows = known_on(selection.atlas.tables["context"], "date", selection.view.until).to_dict("records")
    topics = (
        Topic(heading, tuple(_statement(selection, row, out, cited) for row in rows if row["topic"] == topic))
        for topic, heading in TOPICS.items()
    )
    return tuple(topic for topic in topics if topic.statements)


def _statement(selection: Selection, row: Mapping[Any, Any], out: frozenset[str], cited: Bibliography) -> Statement:
    return Statement(
        context_id=row["context_id"],
        text=row["statement"],
        said_by=row["said_by"],
        date_text=say_date(row["date"]),
        note=row["note"] if is_told(selection, row["source_ids"], "every source") else "",
        backing=cited.back(row["source_ids"]),
    )
