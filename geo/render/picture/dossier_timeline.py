"""The timeline of a dossier on paper: lanes below each other on one scale, a number for each entry."""

from __future__ import annotations

from typing import Final

import numpy as np

from geo.documents.country.model import Mark, Timeline
from geo.maps.style import Palette
from geo.render.picture.sheet import Box, Sheet, symbols

NAMES: Final = 0.17  # of the width: the lanes' names
ROW: Final = 1.75  # of the text size: one row of marks
AIR: Final = 0.5  # of the text size, in a lane besides its rows


def timeline_height(timeline: Timeline, text: float) -> float:
    """Height in px with text of that size: its lanes and its scale."""
    return sum(lane.rows * ROW + AIR for lane in timeline.lanes) * text + text * 1.6


def draw_timeline(sheet: Sheet, box: Box, timeline: Timeline, text: float, palette: Palette) -> None:
    """All lanes in the box, which is as high as timeline_height says."""
    left = box.x + box.width * NAMES
    width = box.right - left - text
    y = box.y
    bottom = box.bottom - text * 1.6
    grid = [np.array([(left + at * width, box.y), (left + at * width, bottom)]) for at, _ in timeline.ticks]
    sheet.lines(grid, palette.rule, 0.7)
    for lane in timeline.lanes:
        height = (lane.rows * ROW + AIR) * text
        middle = y + (AIR + ROW) * text / 2
        sheet.text(box.x, middle + text * 0.33, lane.label, text, palette.ink, weight="bold")
        if lane.empty:
            sheet.text(left + text * 0.4, middle + text * 0.33, lane.empty, text, palette.quiet)
        for mark in lane.marks:
            _draw_mark(sheet, mark, left, width, middle + mark.row * ROW * text, text, palette)
        y += height
        sheet.rule(box.x, y, box.width, palette.rule, 0.7)
    for at, label in timeline.ticks:
        sheet.text(left + at * width, y + text * 1.15, label, text * 0.92, palette.quiet)


def _draw_mark(sheet: Sheet, mark: Mark, left: float, width: float, y: float, text: float, palette: Palette) -> None:
    """A disc with its number in the middle; behind it a bar over the month or year that is meant."""
    start, end = left + mark.start * width, left + mark.end * width
    if end > start:
        sheet.box(Box(start, y - text * 0.4, end - start, text * 0.8), palette.classes[1])
    centre = np.array([((start + end) / 2, y)])
    sheet.shape(symbols("circle", centre, text * 0.78), palette.mark)
    sheet.number(float(centre[0, 0]), y, str(mark.number), text * 0.9, palette.mark_text)
