"""The printed page: A4 with map and headline figures, then countries, responses and footnoted sources over pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from geo.maps.model import MapModel
from geo.maps.style import LIGHT
from geo.render.picture.arrange import arrange
from geo.render.picture.flow import Cell, Flow, FlowHeading
from geo.render.picture.fonts import text_width, wrap
from geo.render.picture.layout import Plan, TextColumn, draw_lines, draw_plan, footer_of, header_of, legend_entries
from geo.render.picture.maps import draw_maps
from geo.render.picture.sheet import Box, Sheet
from geo.render.presets import Size
from geo.tables.dates import say_date
from geo.words.captions import COLUMNS, NO_RESPONSE, NOTHING, PAGE, PARAGRAPH, TABLES

WHITE: Final = "#ffffff"
MARGIN: Final = 52.0  # px, 14 mm
TEXT: Final = 11.4  # px, 8.6 pt
SMALL: Final = 10.0  # px, 7.5 pt: tables
NOTE: Final = 8.8  # px, 6.6 pt: sources


def draw_front(model: MapModel, size: Size) -> Sheet:
    """The first page: title, figures, map, statement and reply, notes."""
    model = _on_white(model)
    sheet = Sheet(size, model.palette.paper)
    inner = _inner(size)
    header = header_of(model, inner, TEXT)
    top = _draw_figures(sheet, model, Box(inner.x, header.y + TEXT * 0.8, inner.width, 0))
    footer = footer_of(model, inner, TEXT)
    bottom = inner.bottom - footer.height
    room = Box(inner.x, top, inner.width, bottom - TEXT * 1.2 - top)
    arranged = arrange(model, legend_entries(model, size), room, TEXT)
    lines = (*header.lines, *footer.placed(bottom))
    plan = Plan(lines, footer.rules(bottom), arranged, TEXT, ())
    draw_maps(sheet, arranged.maps, model, TEXT)
    draw_plan(sheet, plan, model)
    return sheet


def draw_pages(model: MapModel, size: Size) -> list[Sheet]:
    """The front page and all that follows it, with page numbers; the paragraph to quote before the tables."""
    model = _on_white(model)
    inner = _inner(size)
    body = Box(inner.x, inner.y + TEXT * 2.4, inner.width, inner.height - TEXT * 4.8)
    flow = Flow(size, model.palette, body, draw_front(model, size))
    numbers = {one.source_id: number for number, one in enumerate(model.citations, start=1)}
    _paragraph(flow, model)
    _countries(flow, model)
    for name in ("responses", "china"):
        _responses(flow, model, name, numbers)
    _sources(flow, model)
    _number_pages(flow, model, inner)
    return flow.finish()


def _on_white(model: MapModel) -> MapModel:
    """A tint to the edge is a grey veil on paper, and home printers leave a white rim around it."""
    if model.palette.name != LIGHT.name:
        return model
    return replace(model, palette=replace(model.palette, paper=WHITE))


def _inner(size: Size) -> Box:
    return Box(MARGIN, MARGIN * 0.85, size.width - 2 * MARGIN, size.height - MARGIN * 1.6)


def _draw_figures(sheet: Sheet, model: MapModel, box: Box) -> float:
    """The headline figures in a row; returns where they end."""
    palette, count = model.palette, max(1, len(model.figures))
    width, large = box.width / count, TEXT * 2.2
    sheet.rule(box.x, box.y, box.width, palette.rule, 0.8)
    lowest = box.y
    for number, figure in enumerate(model.figures):
        x, y = box.x + number * width, box.y + TEXT * 0.5
        value = large * min(1.0, (width - TEXT) / max(1.0, text_width(figure.value, large, "bold")))
        column = TextColumn(x, y, width - TEXT)
        column.add(figure.value, value, weight="bold")
        column.add(figure.label, TEXT, weight="bold")
        column.add(figure.note, SMALL, quiet=True)
        draw_lines(sheet, column.lines, palette)
        y = column.y
        lowest = max(lowest, y)
    sheet.rule(box.x, lowest + TEXT * 0.4, box.width, palette.rule, 0.8)
    return lowest + TEXT * 1.3


def _countries(flow: Flow, model: MapModel) -> None:
    frame = model.tables["countries"]
    if frame.empty:
        return
    flow.heading(TABLES["countries"], TEXT * 1.4, TEXT * 5)
    shares = {"country_name": 3.0, "reports": 1.1, "cities": 1.5, "newest_response": 3.6, "newest_response_date": 2.4}
    right = ("reports", "cities")
    headings = [
        FlowHeading(COLUMNS[column], share, "right" if column in right else "left") for column, share in shares.items()
    ]
    rows = [[_country_cell(column, row[column]) for column in shares] for row in frame.to_dict("records")]
    flow.table(headings, rows, SMALL)
    flow.y += TEXT * 1.6


def _country_cell(column: str, value: Any) -> Cell:
    if column == "newest_response":
        return Cell(str(value) or NO_RESPONSE, quiet=not value)
    if column == "newest_response_date":
        return Cell(say_date(value) if value else NOTHING, quiet=not value)
    return Cell(f"{value:,}" if isinstance(value, int) else str(value))


def _responses(flow: Flow, model: MapModel, name: str, numbers: dict[str, int]) -> None:
    """Responses in date order, each with the numbers of its sources."""
    frame = model.tables[name]
    if frame.empty:
        return
    flow.heading(TABLES[name], TEXT * 1.4, TEXT * 6)
    shares = {"date": 1.7, "country_name": 1.6, "kind_label": 1.9, "summary": 5.4}
    headings = [FlowHeading(COLUMNS[column], share) for column, share in shares.items()]
    rows = []
    for row in frame.to_dict("records"):
        cited = "".join(f"[{numbers[source]}]" for source in row["source_ids"].split(";") if source in numbers)
        rows.append(
            [
                Cell(say_date(row["date"])),
                Cell(row["country_name"]),
                Cell(row["kind_label"]),
                Cell(f"{row['summary']} {cited}".strip()),
            ]
        )
    flow.table(headings, rows, SMALL)
    flow.y += TEXT * 1.6


def _paragraph(flow: Flow, model: MapModel) -> None:
    flow.heading(PARAGRAPH, TEXT * 1.4, TEXT * 6)
    flow.paragraph(model.words.paragraph, TEXT)  # its marks are the first numbers of the sources below
    flow.y += TEXT * 1.6


def _sources(flow: Flow, model: MapModel) -> None:
    """Every source cited, numbered as in the tables; a link where nothing speaks against following it."""
    if not model.citations:
        return
    flow.heading(TABLES["sources"], TEXT * 1.4, TEXT * 5)
    rows = [
        [Cell(f"[{number}]", quiet=True), Cell(f"{one.line} {one.url}".strip(), url=one.url)]
        for number, one in enumerate(model.citations, start=1)
    ]
    flow.table([FlowHeading("", 0.5, "right"), FlowHeading("", 11)], rows, NOTE)


def _number_pages(flow: Flow, model: MapModel, inner: Box) -> None:
    """Title above and version, link and page number below each page but the first, which says all that itself."""
    palette, words = model.palette, model.words
    for number, sheet in enumerate(flow.pages, start=1):
        baseline = sheet.size.height - MARGIN * 0.45
        page = PAGE.format(number=number, total=len(flow.pages))
        sheet.text(inner.right, baseline, page, NOTE, palette.quiet, align="right")
        if number == 1:
            continue
        (head, *_) = wrap(f"{words.title} · {words.counted}", SMALL, inner.width, "bold")
        sheet.text(inner.x, inner.y + SMALL, head, SMALL, palette.quiet, weight="bold")
        sheet.rule(inner.x, inner.y + SMALL * 1.6, inner.width, palette.rule, 0.8)
        room = inner.width - text_width(page, NOTE) - TEXT * 2
        for line_number, line in enumerate(wrap(f"{words.version_line} · {words.link}", NOTE, room)[:2]):
            sheet.text(inner.x, baseline + line_number * NOTE * 1.25, line, NOTE, palette.quiet)
