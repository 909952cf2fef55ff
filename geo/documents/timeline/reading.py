"""compose_timeline: every disclosure and response of a view as text, a fold a year, the undated ones apart and last."""

from __future__ import annotations

from typing import Final

from geo.documents.binding import as_known, backed, bind, in_its_language, of_data
from geo.documents.country.dossier import dossier_target
from geo.documents.document import (
    Bar,
    Bars,
    Block,
    Column,
    Document,
    Figure,
    Folded,
    Heading,
    Paragraph,
    Row,
    Statement,
    Table,
    in_words,
    say_bars,
)
from geo.documents.timeline.entries import DISCLOSURE, MONTH_NOTE, Chronicle, Entry, chronicle, lanes
from geo.view.select import Selection
from geo.words.messages import labelled, say_number, word

UNDATED: Final = "Responses without a date"
DATED: Final = "Every dated entry, oldest first"
NOTHING: Final = "No dated entry in this view."
COLUMNS: Final = (
    Column("Date", 12, "label"),
    Column("Who it is about", 13),
    Column("Kind", 15),
    Column("What was said or done", 34),
    Column("Said by", 10),
    Column("Sources", 16, "sources"),
)


@in_its_language
def compose_timeline(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """The chronicle of a view: how many entries of each kind as bars, then all of them."""
    story = chronicle(selection)
    undated = entry_table(selection, word(UNDATED), "undated", story.undated)
    return bind(
        selection,
        "timeline",
        title=as_known(selection, story.title),
        subtitle=story.period,
        blocks=(
            *_lanes(story),
            Paragraph(Statement(word(MONTH_NOTE)), "quiet"),
            *(_years(selection, story) or (Paragraph(Statement(word(NOTHING))),)),
            *undated,
        ),
        exported_on=exported_on,
        base_url=base_url,
    )


def entry_table(selection: Selection, heading: str, anchor: str, entries: tuple[Entry, ...]) -> tuple[Block, ...]:
    """Entries of a chronicle as a table below its heading; nothing where there are none."""
    if not entries:
        return ()
    rows = tuple(_row(selection, entry) for entry in entries)
    return Heading(heading, anchor=anchor), Table(heading, in_words(COLUMNS), rows)


def _years(selection: Selection, story: Chronicle) -> tuple[Block, ...]:
    """The dated entries, oldest first, a fold a year; the newest year is open, because most come for it."""
    years: dict[int, list[Entry]] = {}
    for entry in story.entries:
        if entry.day:
            years.setdefault(entry.day.year, []).append(entry)
    if not years:
        return ()
    folds = tuple(
        Folded(
            str(year),
            (
                Table(
                    labelled(word(DATED), str(year)),
                    in_words(COLUMNS),
                    tuple(_row(selection, entry) for entry in entries),
                ),
            ),
            f"year-{year}",
            say_number(len(entries), "entries"),
            open=year == max(years),
        )
        for year, entries in years.items()
    )
    return Heading(word(DATED), anchor="dated"), *folds


def _row(selection: Selection, entry: Entry) -> Row:
    return Row(
        (
            Statement(entry.date_text),
            Statement(entry.place or word("All host countries"), to=dossier_target(selection.view, entry.iso_a3)),
            Statement(labelled(lanes(selection.atlas)[entry.lane], entry.label)),
            Statement(
                entry.text,
                note=entry.note,
                lang="" if entry.lane == DISCLOSURE else of_data(selection),
                remark=entry.note,
            ),
            Statement(entry.said_by),
            backed("", entry.support),
        ),
        anchor=f"entry-{entry.key}",
        known=entry.day.isoformat() if entry.day else "",
    )


def _lanes(story: Chronicle) -> tuple[Figure, ...]:
    """How many entries each lane holds."""
    found = [entry.lane for entry in (*story.entries, *story.undated)]
    bars = tuple(
        Bar(label, ((number, label, "placed"),), say_number(number, "entries"))
        for lane, label in story.lanes.items()
        if (number := found.count(lane))
    )
    if not bars:
        return ()
    return (Figure(Bars(bars), word("Entries of each kind"), say_bars(bars)),)
