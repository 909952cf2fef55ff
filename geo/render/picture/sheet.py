"""A sheet to draw on: matplotlib's Figure with px of 1/96 inch from the top left corner, painted in order.

Knows no model. Every text is drawn as it is: no mathematics between dollar signs, no markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geo.render.picture.fonts import (
    CAP_HEIGHT,
    Weight,
    drawable,
    faces_for,
    missing_letters,
    outline,
    properties,
    text_width,
)
from geo.render.presets import PX_PER_INCH, Size

Points = npt.NDArray[np.float64]  # (n, 2)
Align = Literal["left", "center", "right"]

_ADDRESS: Final = re.compile(r"https?://[!-~]+")
DASH: Final = 0.7  # of a dash and its gap
POINTS_PER_PX: Final = 72 / PX_PER_INCH
_SHAPES: Final = {
    "circle": Path.unit_circle(),
    "square": Path([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], closed=True),
    "half circle": Path.arc(-90, 90),
    "half square": Path([(0, -1), (1, -1), (1, 1), (0, 1)], [Path.MOVETO] + [Path.LINETO] * 3),
}
HALO: Final = "halo-"  # how names of halos begin in an SVG
ON_HALO: Final = "on-halo-"  # and those of the texts that have one


@dataclass(frozen=True)
class Box:
    """A rectangle of the sheet in px; y is its upper edge."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside, edges included."""
        return self.x <= other.x and other.right <= self.right and self.y <= other.y and other.bottom <= self.bottom


class _Writing(Artist):
    """One line of text on its baseline. Matplotlib's own Text measures and lays out each line twice."""

    def __init__(
        self, x: float, baseline: float, text: str, size: float, colour: str, weight: Weight, align: Align
    ) -> None:
        super().__init__()
        self._at, self._words, self._align, self._colour = (x, baseline), text, align, colour
        self._font = properties(weight, size * POINTS_PER_PX, faces_for(text))

    def draw(self, renderer: Any) -> None:
        x, y = self.get_transform().transform(self._at)
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        if self._align != "left":
            width, _, _ = renderer.get_text_width_height_descent(self._words, self._font, False)
            x -= width if self._align == "right" else width / 2
        context = renderer.new_gc()
        context.set_foreground(self._colour)
        if self.get_gid():
            renderer.open_group("text", self.get_gid())
        renderer.draw_text(context, x, y, self._words, self._font, 0.0)
        if self.get_gid():
            renderer.close_group("text")
        context.restore()


class Sheet:
    """One page. What is drawn later lies on top."""

    def __init__(self, size: Size, paper: str) -> None:
        self.size = size
        self.figure = Figure(
            figsize=(size.width / PX_PER_INCH, size.height / PX_PER_INCH), dpi=size.dpi, facecolor=paper
        )
        down = Affine2D().scale(1 / PX_PER_INCH, -1 / PX_PER_INCH).translate(0, size.height / PX_PER_INCH)
        self._transform = down + self.figure.dpi_scale_trans
        self._order = 0.0
        self.lost: dict[str, None] = {}  # letters that were to be drawn and could not be
        self.links: list[tuple[Box, str]] = []  # of left-aligned text, for formats that can lead somewhere

    def _add(self, artist: Artist, clip: Box | Path | None = None, name: str = "") -> None:
        self._order += 1
        artist.set_zorder(self._order)
        artist.set_transform(self._transform)
        if name:
            artist.set_gid(name)
        self.figure.add_artist(artist)
        if isinstance(clip, Box):
            artist.set_clip_path(Rectangle((clip.x, clip.y), clip.width, clip.height, transform=self._transform))
        elif clip is not None:
            artist.set_clip_path(clip, self._transform)
        else:
            artist.set_clip_on(False)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        colour: str,
        *,
        weight: Weight = "regular",
        align: Align = "left",
        url: str = "",
        on_halo: bool = False,
    ) -> None:
        """One line of text; `align` says which end of it is at x. url: where a PDF reader is led, if a web address.

        on_halo: whether a halo was drawn for it; an SVG tells which texts have one.
        """
        if text:
            self.lose(text)
            name = f"{ON_HALO}{self._order:.0f}" if on_halo else ""
            self._add(_Writing(x, baseline, drawable(text), size, colour, weight, align), name=name)
        if _ADDRESS.fullmatch(url):
            width = text_width(drawable(text), size, weight)
            self.links.append((Box(x, baseline - size * 0.8, width, size), url))

    def lose(self, text: str) -> bool:
        """Notes the letters of a text that can't be drawn; whether there are any."""
        lost = missing_letters(text)
        self.lost |= dict.fromkeys(lost)
        return bool(lost)

    def halo(self, x: float, baseline: float, text: str, size: float, colour: str, width: float) -> None:
        """A soft edge under a centred line of text, so that it stays readable on any ground."""
        path = outline(drawable(text), size, x, baseline)
        self._add(
            PathPatch(path, facecolor=colour, edgecolor=colour, linewidth=width * POINTS_PER_PX, joinstyle="round"),
            name=f"{HALO}{self._order:.0f}",
        )

    def number(self, x: float, y: float, text: str, size: float, colour: str) -> None:
        """A short bold number with its middle at (x, y)."""
        self.text(x, y + CAP_HEIGHT * size / 2, text, size, colour, weight="bold", align="center")

    def box(self, box: Box, fill: str = "none", edge: str = "none", width: float = 0.0) -> None:
        """A rectangle."""
        shape = Rectangle((box.x, box.y), box.width, box.height)
        shape.set(facecolor=fill, edgecolor=edge, linewidth=width * POINTS_PER_PX)
        self._add(shape)

    def tag_box(self, box: Box, text: str, size: float) -> Box:
        """The plate for a bold name in the upper left corner of a box."""
        return Box(box.x, box.y, text_width(drawable(text), size, "bold") + size * 0.9, size * 1.5)

    def tag(self, plate: Box, text: str, size: float, colour: str, paper: str) -> None:
        """A bold name on its plate."""
        self.box(plate, paper)
        self.text(plate.x + size * 0.45, plate.y + size * 1.08, text, size, colour, weight="bold")

    def shape(
        self,
        path: Path,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.0,
        *,
        clip: Box | None = None,
        name: str = "",
    ) -> None:
        """One path, of any number of parts, filled by the even-odd or winding rule alike (rings must be oriented)."""
        patch = PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=width * POINTS_PER_PX, joinstyle="round")
        self._add(patch, clip, name)

    def lines(
        self,
        lines: Sequence[Points],
        colour: str,
        width: float,
        *,
        clip: Box | Path | None = None,
        dots: float = 0.0,
    ) -> None:
        """Polylines; with `dots`, rows of round dots that far apart instead."""
        if not len(lines):
            return
        stroke = width * POINTS_PER_PX
        style = (0, (0.001, dots / width)) if dots else "solid"
        artist = LineCollection(
            lines, colors=colour, linewidths=stroke, linestyles=[style], capstyle="round" if dots else "butt"
        )
        self._add(artist, clip)

    def rule(self, x: float, y: float, width: float, colour: str, thick: float) -> None:
        """A horizontal line from (x, y)."""
        self.lines([np.array([(x, y), (x + width, y)])], colour, thick)


def symbols(kind: str, centres: Points, radius: float) -> Path:
    """One path with a circle or square of that radius (half the side) round each centre: whole, "half circle" (its
    right half), or "dashed-3 circle" (so many dashes)."""
    if not len(centres):
        return Path(np.empty((0, 2)))
    shape = _SHAPES[kind] if kind in _SHAPES else _dashed(kind)
    vertices = np.asarray(shape.vertices)[None, :, :] * radius + centres[:, None, :]
    return Path(vertices.reshape(-1, 2), np.tile(np.asarray(shape.codes), len(centres)))


@cache
def _dashed(kind: str) -> Path:
    """The unit outline of "dashed-N circle" or "dashed-N square" in N dashes, each longer than its gap."""
    ring, form = kind.split(" ")
    number = int(ring.removeprefix("dashed-"))
    vertices, codes = [], []
    for dash in range(number):
        along = (dash + np.linspace(0, DASH, 9)) / number
        turn = np.pi / 2 - 2 * np.pi * along
        points = np.column_stack([np.cos(turn), np.sin(turn)])
        if form == "square":
            points /= np.abs(points).max(axis=1, keepdims=True)
        vertices.append(points)
        codes += [Path.MOVETO, *[Path.LINETO] * (len(points) - 1)]
    return Path(np.vstack(vertices), codes)


def rectangle(box: Box) -> Path:
    """A box as a closed path."""
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y)]
    return Path(corners, closed=True)
