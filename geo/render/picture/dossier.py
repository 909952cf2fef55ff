"""A dossier as A4 pages: the same sections as on the page, with numbers that lead to the list of sources at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from geo.documents.country.model import (
    CountBlock,
    Dossier,
    Entry,
    FactLine,
    PublishedRow,
    Report,
    Side,
    Statement,
    Version,
)
from geo.maps.model import MapModel
from geo.record.statements import Backing
from geo.render.picture.dossier_timeline import draw_timeline, timeline_height
from geo.render.picture.figure import pdf_of
from geo.render.picture.flow import LEADING, Cell, Flow, Heading
from geo.render.picture.fonts import text_width, wrap
from geo.render.picture.layout import Column
from geo.render.picture.locator import draw_locator
from geo.render.picture.sheet import Box, Sheet
from geo.render.presets import PRESETS, Size
from geo.words.captions import PAGE

MARGIN: Final = 52.0  # px, 14 mm
TEXT: Final = 10.6  # px, 8 pt
SMALL: Final = 9.6  # px, 7.2 pt: tables
NOTE: Final = 8.8  # px, 6.6 pt: sources
MAP_HEIGHT: Final = 250.0
A4: Final = PRESETS["a4"]


def write_dossier(dossier: Dossier, model: MapModel) -> bytes:
    """PDF of a dossier. model: its locator map, whose stamp says which view of which data it is."""
    return pdf_of(model, lambda: draw_dossier(dossier, model))


def draw_dossier(dossier: Dossier, model: MapModel, size: Size = A4) -> list[Sheet]:
    """All pages. Call inside matplotlib's turn."""
    inner = Box(MARGIN, MARGIN * 0.85, size.width - 2 * MARGIN, size.height - MARGIN * 1.75)
    flow = Flow(size, model.palette, inner, Sheet(size, model.palette.paper))
    flow.y = inner.y
    _head(flow, dossier)
    _sides(flow, dossier)
    _map_and_unknown(flow, dossier, model)
    _timeline(flow, dossier)
    _record(flow, dossier)
    _reports(flow, dossier)
    _cases(flow, dossier)
    _counts(flow, dossier)
    _disputes(flow, dossier)
    _sources(flow, dossier)
    pages = flow.finish()
    _number(pages, dossier, model, inner)
    return pages


def _head(flow: Flow, dossier: Dossier) -> None:
    sheet, palette, inner = flow.pages[-1], flow.palette, flow.inner
    column = Column(inner.x, inner.y, inner.width)
    column.add(dossier.kicker, SMALL, quiet=True)
    column.add(dossier.title, TEXT * 2.3, weight="bold", after=TEXT * 0.1)
    column.add(dossier.subtitle, TEXT * 1.15, quiet=True, after=TEXT * 0.3)
    column.add(dossier.known, TEXT, weight="bold")
    for note in (dossier.empty, dossier.left_out):
        column.add(note, TEXT)
    _set(sheet, column, palette.ink, palette.quiet)
    flow.y = column.y + TEXT * 0.8


def _set(sheet: Sheet, column: Column, ink: str, quiet: str) -> None:
    for line in column.lines:
        sheet.text(line.x, line.baseline, line.text, line.size, quiet if line.quiet else ink, weight=line.weight)


def _sides(flow: Flow, dossier: Dossier) -> None:
    """Claim, host and China in columns of one width and one type."""
    inner, palette, gap = flow.inner, flow.palette, TEXT * 1.8
    width = (inner.width - gap * (len(dossier.sides) - 1)) / len(dossier.sides)
    columns = [
        _side(side, Column(inner.x + number * (width + gap), flow.y + TEXT * 0.6, width))
        for number, side in enumerate(dossier.sides)
    ]
    for column in columns:
        flow.pages[-1].rule(column.x, flow.y, width, palette.ink, 0.9)
        _set(flow.pages[-1], column, palette.ink, palette.quiet)
    flow.y = max(column.y for column in columns) + TEXT * 0.6


def _side(side: Side, column: Column) -> Column:
    column.add(side.heading, TEXT * 1.3, weight="bold", after=TEXT * 0.15)
    for one in side.statements:
        column.add(one.lead, SMALL, weight="bold", quiet=True)
        column.add(_cite(one.text, one.backing), TEXT)
        column.add(one.note, SMALL, quiet=True)
        column.y += TEXT * 0.45
    return column


def _cite(text: str, backing: Backing) -> str:
    """The text, the numbers of its sources, and what is said of those not shown."""
    return " ".join(part for part in (text, _numbers(backing), backing.missing) if part)


def _map_and_unknown(flow: Flow, dossier: Dossier, model: MapModel) -> None:
    inner, palette, gap = flow.inner, flow.palette, TEXT * 1.8
    width = (inner.width - gap) / 2
    column = Column(inner.x + width + gap, 0, width)
    column.add(dossier.headings["unknown"], TEXT * 1.3, weight="bold", after=TEXT * 0.15)
    for text in dossier.unknown:
        column.add(f"– {text}", TEXT, after=TEXT * 0.2)
    height = max(MAP_HEIGHT, column.y)
    flow.room(height + TEXT * 2)
    for line in column.lines:
        colour = palette.quiet if line.quiet else palette.ink
        flow.pages[-1].text(line.x, line.baseline + flow.y, line.text, line.size, colour, weight=line.weight)
    draw_locator(flow.pages[-1], Box(inner.x, flow.y, width, height), model, TEXT)
    flow.y += height + TEXT * 0.4
    _under(flow, dossier.map_caption, width)


def _under(flow: Flow, text: str, width: float) -> None:
    for line in wrap(text, NOTE, width):
        flow.pages[-1].text(flow.inner.x, flow.y + NOTE, line, NOTE, flow.palette.quiet)
        flow.y += NOTE * LEADING
    flow.y += TEXT * 0.8


def _timeline(flow: Flow, dossier: Dossier) -> None:
    height = timeline_height(dossier.timeline, SMALL)
    flow.heading(dossier.headings["timeline"], TEXT * 1.3, height + TEXT * 2)
    draw_timeline(
        flow.pages[-1], Box(flow.inner.x, flow.y, flow.inner.width, height), dossier.timeline, SMALL, flow.palette
    )
    flow.y += height + TEXT * 0.3
    flow.paragraph(dossier.timeline.caption, NOTE, quiet=True)
    flow.y += TEXT * 0.6


def _record(flow: Flow, dossier: Dossier) -> None:
    """What the numbers of the timeline stand for, then what has no date."""
    words = dossier.headings
    headings = [
        Heading("", 0.4, "right"),
        Heading(words["day"], 1.7),
        Heading(words["axis"], 1.7),
        Heading(words["said"], 6.4),
        Heading(words["said_by"], 1.9),
    ]
    if dossier.entries:
        flow.table(headings, [_entry(one) for one in dossier.entries], SMALL)
    if dossier.undated:
        flow.y += TEXT * 0.8
        flow.heading(words["undated"], TEXT * 1.1, TEXT * 5)
        flow.table(headings, [_entry(one) for one in dossier.undated], SMALL)
    if dossier.no_response:
        flow.y += TEXT * 0.5
        flow.paragraph(dossier.no_response, TEXT)
    flow.y += TEXT * 1.4


def _entry(one: Entry) -> list[Cell]:
    said = _cite(f"{one.label}. {one.text} {one.note}".strip(), one.backing)
    return [
        Cell(str(one.number) if one.number else "", "bold"),
        Cell(one.day, "bold"),
        Cell(one.lane_label),
        Cell(said),
        Cell(one.said_by, quiet=True),
    ]


def _reports(flow: Flow, dossier: Dossier) -> None:
    words = dossier.headings
    flow.heading(words["reports"], TEXT * 1.3, TEXT * 8)
    if not dossier.waves:
        flow.paragraph(dossier.empty, TEXT)
    headings = [
        Heading(words["place"], 1.7),
        Heading(words["number"], 0.8, "right"),
        Heading(words["bureau"], 1.4),
        Heading(words["basis"], 1.5),
        Heading(words["who"], 6.4),
    ]
    for wave in dossier.waves:
        flow.heading(wave.heading, TEXT * 1.1, TEXT * 6)
        flow.paragraph(_cite(wave.disclosed.text, wave.disclosed.backing), TEXT)
        notes = _Notes()
        flow.table(headings, [_report(one, wave.disclosed.backing, words, notes) for one in wave.reports], SMALL)
        flow.y += TEXT * 0.3
        for text in notes.listed():
            flow.paragraph(text, NOTE, quiet=True)
        flow.y += TEXT
    flow.y += TEXT * 0.4


class _Notes:
    """Remarks on the rows of one table, each printed once below it under a letter."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def mark(self, text: str) -> str:
        """The letter of a remark; "" for none. After z comes aa."""
        if not text:
            return ""
        number = len(self._letters)
        letter = chr(ord("a") + number % 26) * (number // 26 + 1)
        return f" ({self._letters.setdefault(text, letter)})"

    def listed(self) -> list[str]:
        return [f"({letter}) {text}" for text, letter in self._letters.items()]


def _report(one: Report, told: Backing, words: Mapping[str, str], notes: _Notes) -> list[Cell]:
    """told: the sources of the wave, named above the table and not again in each row."""
    standing = f"{one.standing.capitalize()}{notes.mark(one.note)}."
    facts = " · ".join(
        part
        for line in one.facts
        if line.rivals or line.thin or not line.used or line.used.note or line.used.backing != told
        for part in _fact(line, words, notes)
    )
    return [
        Cell(one.place, "bold"),
        Cell(str(one.number)),
        Cell(one.bureau),
        Cell(one.basis),
        Cell(f"{standing} {facts}"),
    ]


def _fact(line: FactLine, words: Mapping[str, str], notes: _Notes) -> Iterable[str]:
    """A fact's sources and the letters of what must be said of them, then the same of each other version."""
    if line.used:
        basis = f", {line.used.basis}" if line.used.basis else ""
        remarks = _remarks(line.used, notes)
        remarks += "".join(notes.mark(f"{words['thin']}. {reason}") for reason in line.thin)
        yield f"{line.label}{basis} {_numbers(line.used.backing)}".strip() + remarks
    else:
        yield f"{line.label}{notes.mark(line.nothing)}"
    for other in line.rivals:
        yield f"{words['rival']}: {other.value} {_numbers(other.backing)}".strip() + _remarks(other, notes)


def _remarks(version: Version, notes: _Notes) -> str:
    return notes.mark(version.note) + notes.mark(version.backing.missing)


def _numbers(backing: Backing) -> str:
    return "".join(f"[{one.number}]" for one in backing.cited)


def _cases(flow: Flow, dossier: Dossier) -> None:
    flow.heading(dossier.headings["cases"], TEXT * 1.3, TEXT * 4)
    flow.paragraph(dossier.cases_note, TEXT, quiet=bool(dossier.cases))
    if dossier.cases:
        headings = [Heading(dossier.headings["case"], 2.6), Heading(dossier.headings["alleged"], 8)]
        flow.table(headings, [_case(one) for one in dossier.cases], SMALL)
    flow.y += TEXT * 1.4


def _case(one: Statement) -> list[Cell]:
    return [Cell(one.lead, "bold"), Cell(_cite(one.text, one.backing))]


def _counts(flow: Flow, dossier: Dossier) -> None:
    words = dossier.headings
    flow.heading(words["counts"], TEXT * 1.3, TEXT * 6)
    if not dossier.counts:
        flow.paragraph(dossier.no_counts, TEXT)
    for block in dossier.counts:
        flow.heading(block.heading, TEXT * 1.1, TEXT * 5)
        flow.paragraph(f"{block.placed}. {block.verdict}", TEXT)
        if rows := _published(block):
            flow.table(
                [Heading(words["count"], 1.4), Heading(words["by"], 4.6), Heading(words["remark"], 5)], rows, SMALL
            )
        flow.y += TEXT * 0.8
    flow.y += TEXT * 0.6


def _published(block: CountBlock) -> list[list[Cell]]:
    told: list[tuple[str, PublishedRow]] = [("", row) for row in block.published]
    told += [(f"{label}. ", row) for label, row in block.beside]
    return [
        [
            Cell(row.number, "bold"),
            Cell(_cite(", ".join(one.short for one in row.backing.cited), row.backing)),
            Cell(f"{label}{row.note}".strip()),
        ]
        for label, row in told
    ]


def _disputes(flow: Flow, dossier: Dossier) -> None:
    if not dossier.disputes:
        return
    words = dossier.headings
    flow.heading(words["disputes"], TEXT * 1.3, TEXT * 7)
    for dispute in dossier.disputes:
        flow.heading(dispute.point, TEXT * 1.1, TEXT * 4)
        rows = [
            [Cell(one.lead, "bold"), Cell(_cite(one.text, one.backing)), Cell(one.note)] for one in dispute.versions
        ]
        flow.table(
            [Heading(words["version"], 3), Heading(words["said_by"], 4), Heading(words["remark"], 4)], rows, SMALL
        )
        flow.y += TEXT * 0.8
    flow.y += TEXT * 0.6


def _sources(flow: Flow, dossier: Dossier) -> None:
    flow.heading(dossier.headings["sources"], TEXT * 1.3, TEXT * 5)
    rows = [
        [
            Cell(f"[{one.number}]", quiet=True),
            Cell(
                " ".join(part for part in (f"{one.short}. {one.title}, {one.about}.", one.url or one.no_link) if part),
                url=one.url,
            ),
        ]
        for one in dossier.sources
    ]
    flow.table([Heading("", 0.5, "right"), Heading("", 11)], rows, NOTE)
    flow.y += TEXT
    for note in dossier.notes:
        flow.paragraph(note, NOTE, quiet=True)


def _number(pages: list[Sheet], dossier: Dossier, model: MapModel, inner: Box) -> None:
    """Below each page: which dossier, version, link and page number."""
    quiet = model.palette.quiet
    for number, sheet in enumerate(pages, start=1):
        baseline = sheet.size.height - MARGIN * 0.5
        page = PAGE.format(number=number, total=len(pages))
        sheet.text(inner.right, baseline, page, NOTE, quiet, align="right")
        room = inner.width - text_width(page, NOTE) - TEXT * 2
        imprint = f"{dossier.title} · {dossier.version_line} · {dossier.link}"
        for place, line in enumerate(wrap(imprint, NOTE, room)[:2]):
            sheet.text(inner.x, baseline + place * NOTE * 1.25, line, NOTE, quiet)
