"""compose_corrections: what this atlas had wrong, when it was mended and why; nothing that was published is lost."""

from __future__ import annotations

from typing import Final

from geo.documents.binding import bind, in_its_language, of_data, rest_on, target_of
from geo.documents.document import Block, Column, Document, Heading, Paragraph, Row, Statement, Table, Target, in_words
from geo.record.corrections import Correction, corrections
from geo.tables.dates import say_date
from geo.view.select import Selection
from geo.words.messages import close, join_details, join_sentences, join_words, labelled, say, say_number, word

TITLE: Final = "Corrections"
SUBTITLE: Final = (
    "What this atlas said and says no more. An entry is kept for good, and a key that was published once is never "
    "given to another row."
)
NONE: Final = "No correction is on record."
NONE_BY: Final = "The atlas had made no correction by this day."
NONE_HERE: Final = "No correction is on record for the countries of this view."
HOW: Final = (
    "Tell whoever runs this copy of the atlas what is wrong, with a source that anyone can read; “About” says how. Who "
    "told is named by role alone."
)
OF_TABLE: Final = {
    "stations": "Report",
    "claims": "Fact of a report",
    "responses": "Response",
    "sources": "Source",
    "waves": "Wave",
    "country_counts": "Published count",
    "bureau_totals": "Published bureau total",
    "disagreements": "Disagreement",
    "context": "Context",
    "thin_sources": "Mark of a thin source",
}
COLUMNS: Final = (
    Column("Corrected on", 21, "label"),
    Column("What was said", 20),
    Column("What is said now", 20),
    Column("Why", 22),
    Column("Sources", 17, "sources"),
)


@in_its_language
def compose_corrections(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """The register, newest first; of the view's countries where it names some, up to its day where it has one."""
    found = corrections(selection)
    return bind(
        selection,
        "corrections",
        title=word(TITLE),
        subtitle=word(SUBTITLE),
        blocks=(
            *_entries(selection, found),
            Heading(word("To have something corrected")),
            Paragraph(Statement(word(HOW))),
        ),
        exported_on=exported_on,
        base_url=base_url,
    )


def _entries(selection: Selection, found: tuple[Correction, ...]) -> tuple[Block, ...]:
    if not found:
        nothing = NONE_HERE if selection.view.countries else NONE_BY if selection.view.until else NONE
        return (Paragraph(Statement(word(nothing)), "lead"),)
    days = sorted({one.corrected_on for one in found})
    rows = sum(len(one.row_ids) for one in found)
    summary = say(
        "corrections.day" if len(days) == 1 else "corrections.days",
        corrections=say_number(len(found), "corrections"),
        rows=say_number(rows, "rows"),
        first=say_date(days[0]),
        last=say_date(days[-1]),
    )
    table = Table(word("Corrections, newest first"), in_words(COLUMNS), tuple(_row(selection, one) for one in found))
    return Paragraph(Statement(summary), "lead"), table


def _row(selection: Selection, one: Correction) -> Row:
    what = word(OF_TABLE.get(one.table, one.table.replace("_", " ").capitalize()))
    names = selection.atlas.countries["name"]
    about = say("join.between").join(sorted(str(names[iso]) for iso in one.hosts))
    keys = join_words(list(one.row_ids))
    now = one.now or close(one.outcome_label)
    return Row(
        (
            Statement(say_date(one.corrected_on), note=join_details(f"{what} {keys}", about)),
            Statement(one.was, lang=of_data(selection)),
            Statement(
                say("corrections.becomes", now=now, key=one.becomes) if one.becomes else now,
                to=_target(selection, one),
                lang=of_data(selection) if one.now else "",
            ),
            Statement(one.reason, note=say("corrections.noticed", reporter=one.reporter), lang=of_data(selection)),
            rest_on(selection, "", one.source_ids),
        ),
        anchor=f"correction-{one.correction_id}",
    )


def _target(selection: Selection, one: Correction) -> Target | None:
    """The dossier in which the row stands now, where it is about one country."""
    if one.outcome == "withdrawn" or len(one.hosts) != 1:
        return None
    return target_of(selection, "countries", country=next(iter(one.hosts)))


def told(selection: Selection, one: Correction) -> Statement:
    """A correction where its row is told: its day, what was said, and why."""
    before = labelled(word("Before"), one.was)
    return rest_on(
        selection,
        join_sentences(before, labelled(word("Now"), one.now)) if one.now else before,
        one.source_ids,
        lead=say("corrected.on", outcome=one.outcome_label, day=say_date(one.corrected_on)),
        note=one.reason,
    )
