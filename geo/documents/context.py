"""compose_context: what was said around the reports, each with its speaker, date and source. Nothing is a station."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from geo.documents.binding import bind, rest_on
from geo.documents.document import Block, Column, Document, Heading, Paragraph, Row, Statement, Table
from geo.record import known
from geo.tables.dates import say_date
from geo.view.select import Selection

TITLE: Final = "Context, apart from the counts"
SUBTITLE: Final = (
    "Statements that are told with the reports and often taken for them. None is counted or drawn as a station; each "
    "stands in the words of those who made it."
)
NOTHING: Final = "No statement was known by this date."
COLUMNS: Final = (
    Column("What is said", 42),
    Column("Who says so", 19),
    Column("When", 13, "label"),
    Column("Sources", 26, "sources"),
)


def compose_context(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """The statements known on the view's `until`, by topic in the order of the descriptor; undated only without.

    Filters other than dates don't change it: context belongs to the whole.
    """
    rows = known.rows(selection, "context")
    labels = selection.atlas.labels.alone["context.topic"]
    topics = ((topic, heading, [row for row in rows if row["topic"] == topic]) for topic, heading in labels.items())
    blocks = tuple(block for topic, heading, own in topics if own for block in _topic(selection, topic, heading, own))
    return bind(
        selection,
        "context",
        title=TITLE,
        subtitle=SUBTITLE,
        blocks=blocks or (Paragraph(Statement(NOTHING)),),
        exported_on=exported_on,
        base_url=base_url,
    )


def _topic(selection: Selection, topic: str, heading: str, rows: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    anchor = topic.replace(" ", "-")
    return Heading(heading, anchor=anchor), Table(heading, COLUMNS, tuple(_row(selection, row) for row in rows))


def _row(selection: Selection, row: Mapping[str, Any]) -> Row:
    return Row(
        (
            Statement(row["statement"], note=row["note"]),
            Statement(row["said_by"]),
            Statement(say_date(row["date"])),
            rest_on(selection, "", row["source_ids"], row["withheld"]),
        ),
        anchor=f"context-{row['context_id']}",
    )
