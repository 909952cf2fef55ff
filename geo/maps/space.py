"""What of a box is free: where a name can stand without touching a mark, another name or an edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom; y grows downwards
CELL: Final = 64.0  # px: about the width of a name, so that few cells hold all that is near one
MOST: Final = 128  # cells along a side; of a larger box they are larger


def misread(boxes: npt.ArrayLike, own: npt.ArrayLike, others: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Which of the places for a name lie nearer to the mark of another place than to its own: there it would be read as
    the other's. boxes: (n, 4) rectangles; own, others: (m, 2) middles of marks; without any of others none is."""
    return away_from(boxes, others) < away_from(boxes, own)


def away_from(boxes: npt.ArrayLike, middles: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """From the edge of each rectangle to the nearest of some points; infinite where there is none."""
    edges, points = np.asarray(boxes, float).reshape(-1, 1, 4), np.asarray(middles, float).reshape(1, -1, 2)
    short = np.maximum(np.maximum(edges[..., :2] - points, points - edges[..., 2:]), 0)
    nearest: npt.NDArray[np.float64] = np.hypot(short[..., 0], short[..., 1]).min(axis=1, initial=np.inf)
    return nearest


class Space:
    """A box and what is taken of it, kept by the cells of a grid: of thousands of names few are near a new one."""

    def __init__(self, box: Rectangle) -> None:
        self._box = box
        self._cell = max(CELL, (box[2] - box[0]) / MOST, (box[3] - box[1]) / MOST)
        self._taken: dict[tuple[int, int], list[Rectangle]] = {}

    def take(self, *rectangles: Rectangle) -> None:
        """Marks rectangles as taken."""
        for rectangle in rectangles:
            for cell in self._cells(rectangle):
                self._taken.setdefault(cell, []).append(rectangle)

    def take_squares(self, middles: Sequence[Sequence[float]] | np.ndarray, half: float) -> None:
        """Marks squares around points as taken."""
        self.take(*((x - half, y - half, x + half, y + half) for x, y in np.asarray(middles, float).tolist()))

    def free(self, box: Rectangle) -> bool:
        """Whether a rectangle lies inside the box and touches nothing that is taken."""
        left, top, right, bottom = box
        west, north, east, south = self._box
        if not (west <= left and north <= top and right <= east and bottom <= south):
            return False
        cell, taken = self._cell, self._taken  # plain loops over cells that it surely has: asked half a million times
        columns = range(int((left - west) / cell), int((right - west) / cell) + 1)
        for row in range(int((top - north) / cell), int((bottom - north) / cell) + 1):
            for column in columns:
                for one in taken.get((column, row), ()):
                    if one[0] < right and left < one[2] and one[1] < bottom and top < one[3]:
                        return False
        return True

    def first_free(self, boxes: Sequence[Rectangle]) -> int | None:
        """The place of the first rectangle that is free, now taken; None when none is."""
        for place, box in enumerate(boxes):
            if self.free(box):
                self.take(box)
                return place
        return None

    def _cells(self, rectangle: Rectangle) -> Iterator[tuple[int, int]]:
        """The cells that a rectangle covers, those at the box's edge for what lies beyond it."""
        left, top = self._box[:2]
        across = _span((rectangle[0] - left) / self._cell, (rectangle[2] - left) / self._cell)
        for row in _span((rectangle[1] - top) / self._cell, (rectangle[3] - top) / self._cell):
            for column in across:
                yield column, row


def _span(first: float, last: float) -> range:
    return range(min(max(int(first), 0), MOST), min(max(int(last), 0), MOST) + 1)
