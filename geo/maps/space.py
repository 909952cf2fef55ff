"""What of a box is free: where a name can stand without touching a mark, another name or an edge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom; y grows downwards


class Space:
    """A box and what is taken of it, as rows of left, top, right, bottom."""

    def __init__(self, box: Rectangle) -> None:
        self._box = box
        self._taken = np.empty((0, 4))

    def take(self, *rectangles: Rectangle) -> None:
        """Marks rectangles as taken."""
        if rectangles:
            self._taken = np.vstack([self._taken, np.asarray(rectangles, float)])

    def take_squares(self, middles: Sequence[Sequence[float]] | np.ndarray, half: float) -> None:
        """Marks squares around points as taken."""
        if len(middles):
            points = np.asarray(middles, float)
            self._taken = np.vstack([self._taken, np.hstack([points - half, points + half])])

    def free(self, box: Rectangle) -> bool:
        """Whether a rectangle lies inside the box and touches nothing that is taken."""
        left, top, right, bottom = box
        inside = self._box[0] <= left and self._box[1] <= top and right <= self._box[2] and bottom <= self._box[3]
        lefts, tops, rights, bottoms = self._taken.T
        return inside and not ((lefts < right) & (left < rights) & (tops < bottom) & (top < bottoms)).any()

    def first_free(self, boxes: Sequence[Rectangle]) -> int | None:
        """The place of the first rectangle that is free, now taken; None when none is."""
        for place, box in enumerate(boxes):
            if self.free(box):
                self.take(box)
                return place
        return None
