"""The front of the printed page as one picture: A4 with title, headline figures, map, claim and reply."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.maps.model import MapModel
from geo.maps.style import LIGHT
from geo.render.picture.fonts import text_width
from geo.render.picture.layout import TextColumn, draw_lines, footer_of, header_of, plan_maps
from geo.render.picture.maps import draw_planned
from geo.render.picture.sheet import Box, Sheet
from geo.render.presets import Size

WHITE: Final = "#ffffff"
MARGIN: Final = 52.0  # px, 14 mm
TEXT: Final = 11.4  # px, 8.6 pt
SMALL: Final = 10.0  # px, 7.5 pt: tables
NOTE: Final = 8.8  # px, 6.6 pt: sources


def draw_front(model: MapModel, size: Size) -> Sheet:
    """The first page: title, figures, map, statement and reply, notes."""
    model = on_white(model)
    sheet = Sheet(size, model.palette.paper)
    inner = _inner(size)
    header = header_of(model, inner, TEXT)
    top = _draw_figures(sheet, model, Box(inner.x, header.y + TEXT * 0.8, inner.width, 0))
    footer = footer_of(model, inner, TEXT)
    bottom = inner.bottom - footer.height
    room = Box(inner.x, top, inner.width, bottom - TEXT * 1.2 - top)
    lines = (*header.lines, *footer.placed(bottom))
    draw_planned(sheet, replace(plan_maps(model, size, room, TEXT), lines=lines, rules=footer.rules(bottom)), model)
    return sheet


def on_white(model: MapModel) -> MapModel:
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
