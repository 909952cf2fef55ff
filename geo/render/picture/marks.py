"""Marks of reported stations, drawn where they were pushed to, with a line to their place.

Circle = city, hollow square = country only; the ring says the wave. Knows positions and counts, no geography.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.maps.model import Mark
from geo.maps.style import Palette
from geo.render.picture.sheet import Points, Sheet, symbols

RADIUS: Final = 0.62  # of the text size: of a mark
OUTER: Final = 1.34  # of the radius: where the second ring runs
REACH: Final = 1.62  # of the radius: half the room that one mark needs, rings and air included


def draw_marks(
    sheet: Sheet, marks: Sequence[Mark], places: Points, at: Points, radius: float, palette: Palette
) -> bool:
    """Marks at `at`, with a thin line and a dot at their place where the two differ by nearly a radius.

    Returns whether any do.
    """
    moved = np.hypot(*(at - places).T) > radius * 0.9 if len(marks) else np.zeros(0, bool)
    sheet.lines(list(np.stack([places[moved], at[moved]], axis=1)), palette.mark, radius * 0.1)
    sheet.shape(symbols("circle", places[moved], radius * 0.2), palette.mark)
    for shape in ("circle", "square"):
        own = np.array([mark.shape == shape for mark in marks], bool)
        if not own.any():
            continue
        rings = np.array([mark.ring for mark in marks])[own]
        draw_symbols(sheet, shape, at[own], rings, radius, palette)
    for mark, (x, y) in zip(marks, at, strict=True):
        size = radius * (1.25 if mark.count < 10 else 1.05)
        sheet.number(x, y, str(mark.count), size, number_colour(mark.shape, palette))
    return bool(moved.any())


def number_colour(shape: str, palette: Palette) -> str:
    """The colour of a number inside a mark."""
    return palette.mark_text if shape == "circle" else palette.mark


def draw_symbols(
    sheet: Sheet, shape: str, at: Points, rings: npt.NDArray[np.str_], radius: float, palette: Palette
) -> None:
    """Circles or hollow squares with their rings, as Mark.ring names them: none, whole, dashed, or half of one."""
    thin = radius * 0.16
    side = radius if shape == "circle" else radius * 0.88
    outer = side * OUTER + thin / 2
    ringed, mixed = at[(rings != "single") & (rings != "mixed")], at[rings == "mixed"]
    sheet.shape(symbols(shape, ringed, outer + thin * 1.2), palette.mark_ring)
    for ring in sorted(set(rings) - {"single", "mixed"}):
        kind = shape if ring == "double" else f"{ring} {shape}"
        sheet.shape(symbols(kind, at[rings == ring], outer), "none", palette.mark, thin)
    sheet.shape(symbols(f"half {shape}", mixed, outer - thin / 2), "none", palette.mark_ring, thin * 3.4)
    sheet.shape(symbols(f"half {shape}", mixed, outer), "none", palette.mark, thin)
    sheet.shape(symbols(shape, at, side + thin), palette.mark_ring)
    if shape == "circle":
        sheet.shape(symbols(shape, at, side), palette.mark)
    else:
        sheet.shape(symbols(shape, at, side - thin / 2), palette.mark_ring, palette.mark, thin)
