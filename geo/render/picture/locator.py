"""The locator map of a dossier: one country's ground, marks and names, its legend below; no other words."""

from __future__ import annotations

from typing import Final

from geo.maps.model import MapModel
from geo.render.picture.figure import png_of, svg_of
from geo.render.picture.ground import aspects_of
from geo.render.picture.legend import Legend, lay_out_legend
from geo.render.picture.maps import draw_maps
from geo.render.picture.sheet import Box, Sheet
from geo.render.presets import LEAST_SCREEN_PX, Size

SHARE: Final = 0.0365  # text size as a share of the width: names stay readable on a phone
LOWEST, WIDEST = 0.95, 1.4  # width / height of the room for the map
LEGEND: Final = 0.85  # of the text size


def write_locator(model: MapModel, width: float, ratio: float) -> tuple[bytes, Size]:
    """(PNG with the model's stamp, its size): so many px wide, as high as the country and the legend want it."""
    size = _size(model, width, ratio)
    return png_of(model, size, lambda: _draw(model, size), lenient=True), size


def write_locator_svg(model: MapModel, width: float) -> bytes:
    """The same as SVG, for paper."""
    size = _size(model, width, 1)
    return svg_of(model, lambda: _draw(model, size), lenient=True)


def _size(model: MapModel, width: float, ratio: float) -> Size:
    text = width * SHARE
    legend = _legend(model, text, width)
    left, bottom, right, top = model.frames[0].bounds
    aspect = max(LOWEST, min(WIDEST, (right - left) / (top - bottom)))
    return Size("locator", "Locator map", width, width / aspect + text * 0.5 + legend.height, ratio, LEAST_SCREEN_PX)


def _draw(model: MapModel, size: Size) -> Sheet:
    sheet = Sheet(size, model.palette.paper)
    draw_locator(sheet, Box(0, 0, size.width, size.height), model, size.width * SHARE)
    return sheet


def draw_locator(sheet: Sheet, box: Box, model: MapModel, text: float) -> None:
    """The map in the upper left of the box, as large as the legend lets it be. text: size of a mark's text in px."""
    legend = _legend(model, text, box.width)
    height = box.height - legend.height - text * 0.5
    low, high = aspects_of(model.frames[0])
    aspect = min(high, max(low, box.width / height))
    map_box = Box(box.x, box.y, min(box.width, height * aspect), min(height, box.width / aspect))
    applied = draw_maps(sheet, [map_box], model, text)
    legend.draw(sheet, box.x, map_box.bottom + text * 0.5, model.palette, applied)


def _legend(model: MapModel, text: float, width: float) -> Legend:
    """The legend tells the country's number itself, so its name needs no hint."""
    moved = [hint for hint in model.hints if hint.kind == "moved"]
    return lay_out_legend((*model.legend, *moved), "", text * LEGEND, width)
