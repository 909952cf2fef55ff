"""Text and tables that flow over pages: what does not fit goes on to the next one, and a row is never cut in two.

Knows sheets and boxes, no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.maps.style import Palette
from geo.render.picture.fonts import Weight, wrap
from geo.render.picture.sheet import Align, Box, Sheet
from geo.render.presets import Size

LEADING: Final = 1.28
PADDING: Final = 0.32  # of the text size, above and below the text of a row


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; url: where it leads, if anywhere."""

    text: str
    weight: Weight = "regular"
    quiet: bool = False
    url: str = ""


@dataclass(frozen=True)
class FlowHeading:
    """A column: its label, its share of the width, its side."""

    label: str
    share: float
    align: Align = "left"


class Flow:
    """Pages filled from top to bottom inside a margin; `y` is where the next thing goes on the last page."""

    def __init__(self, size: Size, palette: Palette, inner: Box, first: Sheet) -> None:
        self.size, self.palette, self.inner = size, palette, inner
        self.pages = [first]
        self._rules: list[list[float]] = [[]]
        self.y = inner.bottom  # the first page is full: what flows starts on the second

    def room(self, height: float) -> None:
        """Go to a new page unless so much height is left."""
        if self.y + height > self.inner.bottom:
            self.pages.append(Sheet(self.size, self.palette.paper))
            self._rules.append([])
            self.y = self.inner.y

    def heading(self, text: str, size: float, keep: float) -> None:
        """A bold heading that stays with at least `keep` px of what follows."""
        lines = wrap(text, size, self.inner.width, "bold")
        self.room(len(lines) * size * LEADING + keep)
        for line in lines:
            self.pages[-1].text(self.inner.x, self.y + size, line, size, self.palette.ink, weight="bold")
            self.y += size * LEADING
        self.y += size * 0.25

    def paragraph(self, text: str, size: float, *, quiet: bool = False) -> None:
        """Running text, line by line over pages."""
        colour = self.palette.quiet if quiet else self.palette.ink
        for line in wrap(text, size, self.inner.width):
            self.room(size * LEADING)
            self.pages[-1].text(self.inner.x, self.y + size * 0.95, line, size, colour)
            self.y += size * LEADING

    def table(self, headings: Sequence[FlowHeading], rows: Sequence[Sequence[Cell]], size: float) -> None:
        """A table with hairlines between its rows; its head is repeated on each page."""
        gap = size * 1.1
        whole = sum(heading.share for heading in headings)
        widths = [self.inner.width * heading.share / whole - gap for heading in headings]
        lefts = [self.inner.x + sum(widths[:n]) + gap * n for n in range(len(widths))]
        head = [Cell(heading.label, "bold") for heading in headings]
        if any(heading.label for heading in headings):
            self.room(size * LEADING * 4)
            self._row(head, headings, lefts, widths, size)
        for row in rows:
            lines = max(len(wrap(c.text, size, width, c.weight)) for c, width in zip(row, widths, strict=True))
            height = max(1, lines) * size * LEADING + 2 * PADDING * size
            pages = len(self.pages)
            self.room(height)
            if len(self.pages) > pages and any(heading.label for heading in headings):
                self._row(head, headings, lefts, widths, size)
            self._row(row, headings, lefts, widths, size)

    def _row(
        self,
        row: Sequence[Cell],
        headings: Sequence[FlowHeading],
        lefts: Sequence[float],
        widths: Sequence[float],
        size: float,
    ) -> None:
        sheet, top, most = self.pages[-1], self.y + PADDING * size, 1
        for cell, heading, left, width in zip(row, headings, lefts, widths, strict=True):
            lines = wrap(cell.text, size, width, cell.weight)
            most = max(most, len(lines))
            x = left + width if heading.align == "right" else left
            colour = self.palette.quiet if cell.quiet else self.palette.ink
            for number, line in enumerate(lines):
                baseline = top + size * 0.95 + number * size * LEADING
                sheet.text(x, baseline, line, size, colour, weight=cell.weight, align=heading.align, url=cell.url)
        self.y = top + most * size * LEADING + PADDING * size
        self._rules[-1].append(self.y)

    def finish(self) -> list[Sheet]:
        """The pages, with the hairlines of their tables."""
        for sheet, heights in zip(self.pages, self._rules, strict=True):
            lines = [np.array([(self.inner.x, y), (self.inner.right, y)]) for y in heights]
            sheet.lines(lines, self.palette.rule, 0.7)
        return self.pages
