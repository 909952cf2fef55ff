"""compose_context: what was said around the reports, each with its speaker, date and source. Nothing is a station."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from geo.documents.binding import bind, in_its_language, of_data, rest_on
from geo.documents.document import Beside, Block, Column, Document, Heading, Paragraph, Row, Statement, Table, in_words
from geo.record import known
from geo.tables.dates import say_date
from geo.view.select import Selection
from geo.words.language import say_figure
from geo.words.messages import join_details, word

TITLE: Final = "Context, apart from the counts"
SUBTITLE: Final = (
    "Statements that are told with the reports and often taken for them. None is counted or drawn as a station; each "
    "stands in the words of those who made it."
)
FIRST: Final = "What is quoted most, and the purpose that China states"
PURPOSE: Final = "stated purpose"
NOTHING: Final = "No statement was known by this date."
COLUMNS: Final = (
    Column("What is said", 42),
    Column("Who says so", 19),
    Column("When", 13, "label"),
    Column("Sources", 26, "sources"),
)


@in_its_language
def compose_context(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """The statements known on the view's `until`, by topic in the order of the descriptor; undated only without.

    A figure that is quoted elsewhere comes first, with its caveat, and what China states beside it, as large.

    Filters other than dates don't change it: context belongs to the whole.
    """
    rows = known.rows(selection, "context")
    labels = selection.atlas.labels.alone["context.topic"]
    topics = {topic: own for topic in labels if (own := [row for row in rows if row["topic"] == topic])}
    figures = _figures(selection)
    quoted = {topic for topic, own in topics.items() if any(row["context_id"] in figures for row in own)}
    first = [topic for topic in topics if quoted and (topic in quoted or topic == PURPOSE)]
    rest = [topic for topic in topics if topic not in first]
    columns = tuple(_side(selection, topic, labels[topic], topics[topic], figures) for topic in first)
    blocks: tuple[Block, ...] = (Beside(word(FIRST), columns),) if columns else ()
    for topic in rest:
        blocks += _topic(selection, topic, labels[topic], topics[topic], headed=topic == rest[0])
    return bind(
        selection,
        "context",
        title=word(TITLE),
        subtitle=word(SUBTITLE),
        blocks=blocks or (Paragraph(Statement(word(NOTHING))),),
        exported_on=exported_on,
        base_url=base_url,
    )


def _figures(selection: Selection) -> dict[str, str]:
    """Statement → the figure that it is quoted for, "230,000", "At least 100": those of the table of figures."""
    if "figures" not in selection.atlas.tables:
        return {}
    bounds = {**selection.atlas.labels.alone["figures.bound"], "exact": ""}
    return {
        row["quoted_in"].split(".")[1]: f"{bounds[row['bound']]} {say_figure(row['value'])}".strip()
        for row in selection.atlas.tables["figures"].to_dict("records")
        if row["quoted_in"].startswith("context.")
    }


def _side(
    selection: Selection, topic: str, heading: str, rows: Iterable[Mapping[str, Any]], figures: Mapping[str, str]
) -> tuple[Block, ...]:
    """A topic as a column: what people come for, set large, each statement with its caveat and its source."""
    said: list[Block] = []
    for row in rows:
        if row["context_id"] in figures:
            said.append(Paragraph(Statement(figures[row["context_id"]]), "figure"))
        who = join_details(row["said_by"], say_date(row["date"]))
        said.append(
            rest_on(
                selection,
                row["statement"],
                row["source_ids"],
                row["withheld"],
                lead=who,
                note=row["note"],
                anchor=f"context-{row['context_id']}",
                lang=of_data(selection),
                remark=row["note"],
            )
        )
    return Heading(heading, anchor=_anchor(topic)), *said


def _topic(
    selection: Selection, topic: str, heading: str, rows: Iterable[Mapping[str, Any]], *, headed: bool
) -> tuple[Block, ...]:
    table = Table(heading, in_words(COLUMNS), tuple(_row(selection, row) for row in rows), headed=headed)
    return Heading(heading, anchor=_anchor(topic)), table


def _anchor(topic: str) -> str:
    return topic.replace(" ", "-")


def _row(selection: Selection, row: Mapping[str, Any]) -> Row:
    return Row(
        (
            Statement(row["statement"], note=row["note"], lang=of_data(selection), remark=row["note"]),
            Statement(row["said_by"]),
            Statement(say_date(row["date"])),
            rest_on(selection, "", row["source_ids"], row["withheld"]),
        ),
        anchor=f"context-{row['context_id']}",
    )
