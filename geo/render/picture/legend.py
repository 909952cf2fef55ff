"""The legend: every class, pattern and mark that is on the map, in rows that fit a width."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.maps.model import LegendEntry
from geo.maps.style import Palette
from geo.render.picture.fonts import CAP_HEIGHT, drawable, text_width, wrap
from geo.render.picture.ground import draw_pattern
from geo.render.picture.marks import draw_symbols, number_colour
from geo.render.picture.sheet import Align, Box, Sheet, rectangle, symbols

HINTS: Final = ("name", "moved")
SAMPLE_COUNT: Final = "3"  # the number in the legend's sample of a mark
LEADING: Final = 1.25
SAMPLE: Final = 2.4  # of the text size: room for a sample and the air right of it


@dataclass(frozen=True)
class _Item:
    """One entry with the place of its sample and its lines of text, from the legend's upper left corner."""

    entry: LegendEntry
    sample: Box
    text_x: float
    baseline: float
    lines: tuple[str, ...]
    align: Align


@dataclass(frozen=True)
class Legend:
    """A legend laid out: `height` for the width it was asked to fit."""

    heading: tuple[str, ...]
    items: tuple[_Item, ...]
    size: float
    width: float
    height: float

    @property
    def leading(self) -> float:
        """From one baseline to the next, in px."""
        return self.size * LEADING

    def draw(self, sheet: Sheet, x: float, y: float, palette: Palette, applied: Collection[str]) -> None:
        """The legend with its upper left corner at (x, y). applied: the hints that say how to read what is drawn."""
        for number, line in enumerate(self.heading):
            sheet.text(x, y + self.size + number * self.leading, line, self.size, palette.ink, weight="bold")
        for item in self.items:
            if item.entry.kind in HINTS and item.entry.kind not in applied:
                continue
            box = Box(x + item.sample.x, y + item.sample.y, item.sample.width, item.sample.height)
            _draw_sample(sheet, item.entry, box, self.size, palette)
            for number, line in enumerate(item.lines):
                sheet.text(
                    x + item.text_x,
                    y + item.baseline + number * self.leading,
                    line,
                    self.size,
                    palette.ink,
                    align=item.align,
                )


def lay_out_legend(
    entries: Sequence[LegendEntry], heading: str, size: float, width: float, *, short: bool = False
) -> Legend:
    """The entries in text of `size` px, wrapped into `width` px: class bar, patterns beside or below it, then marks.

    short: the class bar only, for a thumbnail.
    """
    shaded = any(entry.kind != "mark" for entry in entries)  # the heading says what the areas' shading counts
    lines = wrap(heading, size, width, "bold") if shaded and not short else ()
    y = len(lines) * size * LEADING + size * (0.35 if lines else 0)
    classes = [entry for entry in entries if entry.kind == "class"]
    patterns, shapes, rings = (
        [entry for entry in entries if _group(entry) == group and not short] for group in ("pattern", "shape", "ring")
    )
    # Last of all: one that does not apply and is not drawn leaves no hole.
    hints = [entry for entry in entries if entry.kind in HINTS and not short]
    rings += sorted(hints, key=lambda entry: HINTS.index(entry.kind))
    items, bar = _class_bar(classes, size, y, width)
    beside = width - bar.right - size * 1.6
    if classes and patterns and beside >= max(_needed(entry, size, width) for entry in patterns):
        flowed, height = _flow(patterns, size, bar.right + size * 1.6, y, beside)
        y += max(height, bar.height)
    else:
        y += bar.height + size * (0.25 if classes else 0)
        flowed, height = _flow(patterns, size, 0.0, y, width)
        y += height
    items += flowed
    one_row = sum(_needed(entry, size, width) + size * 1.6 for entry in (*shapes, *rings)) <= width
    for group in ([*shapes, *rings],) if one_row else (shapes, rings):
        y += size * 0.35 if group else 0
        flowed, height = _flow(group, size, 0.0, y, width)
        items += flowed
        y += height
    return Legend(lines, tuple(items), size, width, y)


def _class_bar(classes: Sequence[LegendEntry], size: float, y: float, width: float) -> tuple[list[_Item], Box]:
    """The classes as one stepped bar with their labels below, and the room they take."""
    if not classes:
        return [], Box(0, y, 0, 0)
    swatch = max(size * 2.6, max(text_width(drawable(entry.label), size) for entry in classes) + size * 0.7)
    swatch = min(swatch, width / len(classes))
    items, most = [], 0
    for number, entry in enumerate(classes):
        lines = tuple(wrap(entry.label, size, swatch))
        most = max(most, len(lines))
        sample = Box(number * swatch, y, swatch, size * 0.8)
        items.append(_Item(entry, sample, number * swatch + swatch / 2, y + size * 1.75, lines, "center"))
    return items, Box(0, y, len(classes) * swatch, size * (0.85 + most * LEADING))


def _flow(entries: Sequence[LegendEntry], size: float, x: float, y: float, width: float) -> tuple[list[_Item], float]:
    """The entries one after the other in rows from (x, y), and the height they take."""
    items: list[_Item] = []
    at, top, row = 0.0, y, 0.0
    for entry in entries:
        needed = _needed(entry, size, width)
        if at > 0 and at + needed > width:
            at, top, row = 0.0, top + row, 0.0
        lines = tuple(wrap(entry.label, size, width - _room_of(entry, size)))
        if entry.kind in ("mark", *HINTS):
            sample = Box(x + at, top, size * 1.75, size * 1.75)
            height = max(size * 1.8, len(lines) * size * LEADING)
        else:
            sample = Box(x + at, top + size * 0.1, size * 1.9, size * 0.8)
            height = max(1, len(lines)) * size * LEADING
        baseline = sample.y + sample.height / 2 + CAP_HEIGHT * size / 2
        items.append(_Item(entry, sample, x + at + _room_of(entry, size), baseline, lines, "left"))
        row = max(row, height)
        at += needed + size * 1.6
    return items, top + row - y


def _group(entry: LegendEntry) -> str:
    """What belongs together: classes, patterns, shapes of marks, rings of marks, hints."""
    if entry.kind in HINTS:
        return "hint"
    if entry.kind == "mark":
        return "shape" if entry.shape else "ring"
    return "class" if entry.kind == "class" else "pattern"


def _needed(entry: LegendEntry, size: float, width: float) -> float:
    """Width of an entry, its sample included."""
    lines = wrap(entry.label, size, width - _room_of(entry, size))
    return _room_of(entry, size) + max((text_width(line, size) for line in lines), default=0.0)


def _room_of(entry: LegendEntry, size: float) -> float:
    """Room for an entry's sample and the air right of it; a name is its own sample."""
    return 0.0 if entry.kind == "name" else size * SAMPLE


def _draw_sample(sheet: Sheet, entry: LegendEntry, box: Box, size: float, palette: Palette) -> None:
    if entry.kind == "name":
        return
    if entry.kind == "moved":
        middle = box.y + box.height / 2
        foot, mark = (np.array([[box.x + box.width * share, middle]]) for share in (0.1, 0.78))
        sheet.lines([np.concatenate([foot, mark])], palette.mark, size * 0.07)
        sheet.shape(symbols("circle", foot, size * 0.13), palette.mark)
        sheet.shape(symbols("circle", mark, size * 0.36), palette.mark)
        return
    if entry.kind != "mark":
        sheet.box(box, entry.fill, palette.rule if entry.kind != "class" else "none", 0.6)
        if entry.pattern:
            draw_pattern(sheet, rectangle(box), entry.pattern, entry.pattern_colour, size)
        return
    shape, ring = entry.shape or "circle", entry.ring or "single"
    centre = np.array([[box.x + box.width / 2, box.y + box.height / 2]])
    radius = size * (0.72 if ring == "single" else 0.6)
    draw_symbols(sheet, shape, centre, np.array([ring]), radius, palette)
    if entry.shape:
        sheet.number(centre[0, 0], centre[0, 1], SAMPLE_COUNT, radius * 1.25, number_colour(shape, palette))
