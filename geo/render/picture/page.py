"""The front of the printed page as one picture: A4 with title, headline figures, map, claim and reply."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.maps.model import MapModel
from geo.maps.style import LIGHT
from geo.render.picture.fonts import text_width
from geo.render.picture.layout import Plan, TextColumn, draw_lines, footer_of, header_of, plan_maps
from geo.render.picture.maps import draw_planned
from geo.render.picture.sheet import Box, Sheet
from geo.render.presets import Size

WHITE: Final = "#ffffff"
MARGIN: Final = 52.0  # px, 14 mm
TEXT: Final = 11.4  # px, 8.6 pt
LARGE: Final = TEXT * 2.2  # the value of a headline figure
SMALL: Final = 10.0  # px, 7.5 pt: tables


def draw_front(model: MapModel, size: Size) -> Sheet:
    """The first page: title, figures, map, statement and reply, notes."""
    model = on_white(model)
    sheet = Sheet(size, model.palette.paper)
    _draw_figures(sheet, model, _figures_box(model, size))
    draw_planned(sheet, plan_front(model, size), model)
    return sheet


def plan_front(model: MapModel, size: Size) -> Plan:
    """The first page without its figures, which stand above the map."""
    inner, header = _inner(size), _header(model, size)
    footer = footer_of(model, inner, TEXT)
    bottom = inner.bottom - footer.height
    top = _lowest(model, _figures_box(model, size)) + TEXT * 1.3
    room = Box(inner.x, top, inner.width, bottom - TEXT * 1.2 - top)
    lines = (*header.lines, *footer.placed(bottom))
    return replace(plan_maps(model, size, room, TEXT), lines=lines, rules=footer.rules(bottom))


def on_white(model: MapModel) -> MapModel:
    """A tint to the edge is a grey veil on paper, and home printers leave a white rim around it."""
    if model.palette.name != LIGHT.name:
        return model
    return replace(model, palette=replace(model.palette, paper=WHITE))


def _inner(size: Size) -> Box:
    return Box(MARGIN, MARGIN * 0.85, size.width - 2 * MARGIN, size.height - MARGIN * 1.6)


def _header(model: MapModel, size: Size) -> TextColumn:
    return header_of(model, _inner(size), TEXT)


def _figures_box(model: MapModel, size: Size) -> Box:
    inner = _inner(size)
    return Box(inner.x, _header(model, size).y + TEXT * 0.8, inner.width, 0)


def _draw_figures(sheet: Sheet, model: MapModel, box: Box) -> None:
    """The headline figures in a row, between two rules."""
    sheet.rule(box.x, box.y, box.width, model.palette.rule, 0.8)
    for column in _columns(model, box):
        draw_lines(sheet, column.lines, model.palette)
    sheet.rule(box.x, _lowest(model, box) + TEXT * 0.4, box.width, model.palette.rule, 0.8)


def _columns(model: MapModel, box: Box) -> list[TextColumn]:
    """One for each headline figure: its value, what it counts, and a note."""
    columns, width = [], box.width / max(1, len(model.figures))
    for number, figure in enumerate(model.figures):
        column = TextColumn(box.x + number * width, box.y + TEXT * 0.5, width - TEXT)
        value = LARGE * min(1.0, (width - TEXT) / max(1.0, text_width(figure.value, LARGE, "bold")))
        column.add(figure.value, value, weight="bold")
        column.add(figure.label, TEXT, weight="bold")
        column.add(figure.note, SMALL, quiet=True)
        columns.append(column)
    return columns


def _lowest(model: MapModel, box: Box) -> float:
    return max((column.y for column in _columns(model, box)), default=box.y)
