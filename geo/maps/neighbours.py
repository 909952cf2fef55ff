"""Which mark an arrow key leads to: the nearest in its direction, one graph for all who can't use a pointer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int_]

DIRECTIONS: Final = ("left", "right", "up", "down")
_ALONG: Final = {"left": (-1, 0), "right": (1, 0), "up": (0, 1), "down": (0, -1)}  # y grows northwards
ASIDE: Final = 2.0  # a step to the side counts as so many ahead: "right" prefers what lies right


def neighbours(places: Sequence[tuple[float, float]]) -> tuple[tuple[int, int, int, int], ...]:
    """For each place the index of the next one left, right, up and down; its own index where there is none.

    places: (x, y), y northwards. The next is the nearest within 45° of the direction, with what lies aside counted
    double; where none is, the nearest of all that lie on that side. A place to which no other would lead is put
    between two that it lies between, so that arrow keys reach every place from every other. Of equals the first wins;
    places at one spot follow each other left and right in their order. Holding a key never leads back.
    """
    points = np.asarray(places, float).reshape(-1, 2)
    if not len(points):
        return ()
    # A shade of their order tells places at one spot apart, left from right.
    points = points + np.arange(len(points))[:, None] * np.array([1e-7, 0])
    graph = np.column_stack([_next_in(points, *_ALONG[direction]) for direction in DIRECTIONS])
    start = int(np.argmin(points[:, 0]))  # holding "left" ends here from everywhere
    while lost := sorted(set(range(len(points))) - _reached(graph, start)):
        if not _insert(graph, points, start, lost):
            raise ArithmeticError("no place lies between two others")
    return tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in graph)


def _next_in(points: Points, x: int, y: int) -> Indices:
    gap = points[None, :, :] - points[:, None, :]
    ahead = gap[:, :, 0] * x + gap[:, :, 1] * y
    aside = np.abs(gap[:, :, 0] * y) + np.abs(gap[:, :, 1] * x)
    cost = np.where(ahead > 0, ahead + ASIDE * aside, np.inf)
    narrow = np.where(aside <= ahead, cost, np.inf)
    chosen = np.where(np.isinf(narrow).all(axis=1, keepdims=True), cost, narrow)
    none = np.isinf(chosen).all(axis=1)
    return np.where(none, np.arange(len(points)), np.argmin(chosen, axis=1))


def _reached(graph: Indices, start: int) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for following in graph[waiting.pop()].tolist():
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def _insert(graph: Indices, points: Points, start: int, lost: list[int]) -> bool:
    """Puts the lost place that lies nearest to a reached one, and between it and its next, into that step."""
    found = np.array(sorted(_reached(graph, start)))
    best: tuple[float, int, int, int] | None = None
    for number in lost:
        for column, direction in enumerate(DIRECTIONS):
            along = points @ np.array(_ALONG[direction])
            following = graph[found, column]
            end = following == found
            between = (along[found] < along[number]) & (end | (along[number] < along[following]))
            for one in found[between].tolist():
                cost = float(np.abs(points[one] - points[number]).sum())
                if best is None or (cost, number, one, column) < best:
                    best = (cost, number, one, column)
    if best is None:
        return False
    _, number, one, column = best
    if graph[one, column] != one:
        graph[number, column] = graph[one, column]
    graph[one, column] = number
    return True
