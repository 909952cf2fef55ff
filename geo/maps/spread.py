"""Where marks go so that each number can be read: pushed apart, near their place, off the land of others.

Knows positions in px and outlines, no drawing. Print and screen use it, so that they agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

Points = npt.NDArray[np.float64]  # (n, 2)
Edges = tuple[float, float, float, float]  # left, top, right, bottom in px; y grows downwards

ROUNDS: Final = 240  # of pushing apart; some 60 marks settle in a third of it
LONGER: Final = 720  # more rounds, for many marks of one spot in a corner: they can part in one quarter only
HUNDREDS: Final = 500  # of more marks a few that still touch are no loss, and rounds take long
SETTLED: Final = 0.95  # share of their distance from which on two numbers can be read
PULL: Final = 0.06  # how strongly a mark is drawn back to its place
FEW: Final = 24  # up to so many marks every pair is looked at; of more, only those that are near each other
RENEW: Final = 8  # rounds after which the near ones of many are looked up again
CROWDED: Final = 0.55  # share of a box that marks may need before they can't be pushed apart
SQUARE: Final = 16  # rooms: side of the squares in which many marks are counted, and
MOST_CROWDED: Final = 0.4  # share of them that may stand in squares that are too full
REACH: Final = 4.0  # rooms: how far a mark may be moved to leave another country's land
STEP: Final = 0.25  # rooms between the rings on which such a mark looks for room
ANGLES: Final = 24
ALONG, MOST_FOREIGN = 5, 4  # points along a name; with so many on one other country it is read as that country's


def spread(places: Points, room: float, edges: Edges) -> Points:
    """Where marks go so that no two are closer than 2 × room, each as near to its place as that allows.

    places: (n, 2) in px, in the order that decides ties. Marks stay inside the edges by their room; when the box is
    too full they may still touch. The same input gives the same output.
    """
    now = places.astype(float).copy()
    if not len(now):
        return now
    low = np.array([edges[0] + room, edges[1] + room])
    high = np.maximum(low, np.array([edges[2] - room, edges[3] - room]))
    # Marks at one spot have no direction to part in: give each its own, by the golden angle.
    turn = np.arange(len(now)) * 2.399963
    aside = np.column_stack([np.cos(turn), np.sin(turn)])
    now = np.clip(now + aside * room * 0.02, low, high)
    pairs = np.triu_indices(len(now), 1)
    for round_ in range(ROUNDS + (LONGER if len(now) <= HUNDREDS else 0)):
        now += (places - now) * (PULL if 0 < round_ < ROUNDS * 0.7 else 0.0)
        if len(now) > FEW and round_ % RENEW == 0:
            pairs = _near_pairs(now, 4 * room)
        one, other, gap, distance = _close_pairs(now, *pairs, 2 * room)
        together = distance < room * 1e-3  # in a corner of the box they meet again
        gap[together], distance[together] = aside[one[together]], 1.0
        if not len(one) and (round_ >= ROUNDS * 0.7 or round_ == 0):
            break
        if round_ >= ROUNDS and distance.min(initial=np.inf) >= 2 * room * SETTLED:
            break
        push = gap / distance[:, None] * ((2 * room - distance) / 2)[:, None]
        np.add.at(now, one, push)
        np.add.at(now, other, -push)
        now = np.clip(now, low, high)
    return now


def _close_pairs(
    points: Points, one: Any, other: Any, reach: float
) -> tuple[Any, Any, Points, npt.NDArray[np.float64]]:
    """Of the pairs those closer than reach, with the way between the two and its length. Squares sort out most of them,
    for roots take long."""
    gap = points[one] - points[other]
    likely = np.einsum("ij,ij->i", gap, gap) < (reach * 1.001) ** 2
    one, other, gap = one[likely], other[likely], gap[likely]
    distance = np.hypot(gap[:, 0], gap[:, 1])
    close = distance < reach
    return one[close], other[close], gap[close], distance[close]


def _near_pairs(points: Points, reach: float) -> tuple[Any, Any]:
    """Pairs of points closer than reach, each once, in a fixed order."""
    places = shapely.points(points)
    one, other = shapely.STRtree(places).query(places, predicate="dwithin", distance=reach)
    once = one < other
    order = np.lexsort((other[once], one[once]))
    return one[once][order], other[once][order]


def crowded(places: Points, room: float, edges: Edges) -> bool:
    """Whether so many marks can't be pushed apart and stay near their places: then they are drawn as dots.

    places: (n, 2) in px. The whole box may be too full, or, of many, the squares in which most of them stand: people
    live close together, and the sea beside them is no room.
    """
    needed = (2 * room) ** 2
    if len(places) * needed > CROWDED * (edges[2] - edges[0]) * (edges[3] - edges[1]):
        return True
    if len(places) <= HUNDREDS:
        return False
    side = SQUARE * room
    _, square, number = np.unique((places // side).astype(int), axis=0, return_inverse=True, return_counts=True)
    return bool((number[square.ravel()] * needed > CROWDED * side**2).mean() > MOST_CROWDED)


@dataclass(frozen=True, eq=False)
class Land:
    """Outlines of countries in the marks' px, each with its country's code ("" for a disputed area).

    Land of the same outlines and codes is equal, so what was found on it once need not be looked for again.
    """

    tree: shapely.STRtree
    codes: npt.NDArray[Any]

    @cached_property
    def _content(self) -> str:
        outlines = b"".join(shapely.to_wkb(self.tree.geometries))
        return hashlib.sha256(outlines + " ".join(self.codes).encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Land) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)

    @classmethod
    def of(cls, shapes: Sequence[Any] | npt.NDArray[Any], codes: Sequence[str] | npt.NDArray[Any]) -> Land:
        """Land from polygons and their codes, in one order."""
        return cls(shapely.STRtree(shapes), np.asarray(codes, object))

    def foreign(self, points: Points, own: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        """Which points lie on land of another country than their own; sea and a shared shore are nobody's."""
        point, shape = self._under(shapely.points(points))
        is_own = self.codes[shape] == own[point]
        on_other = np.zeros(len(points), bool)
        on_other[point[~is_own]] = True
        on_other[point[is_own]] = False
        return on_other

    def _under(self, points: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
        """Each point with each outline that it lies on, as numbers. Outlines have thousands of corners: prepared, which
        the tree does for what is asked about and not for what it holds, they answer in a fraction of the time."""
        shapely.prepare(self.tree.geometries)
        point, shape = self.tree.query(points)
        on = shapely.intersects(self.tree.geometries[shape], points[point])
        return point[on], shape[on]

    def holds(self, boxes: npt.ArrayLike, own: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        """Which boxes, such as the letters of a name, lie for the most part on one other country than their own, and
        nowhere on their own. boxes: (n, 4) rectangles; asked about are ALONG points of each, from one end to the other.
        """
        edges = np.asarray(boxes, float).reshape(-1, 4)
        shares = np.linspace(0, 1, ALONG)[None, :]
        x = edges[:, :1] * (1 - shares) + edges[:, 2:3] * shares
        y = np.broadcast_to((edges[:, 1:2] + edges[:, 3:4]) / 2, x.shape)
        point, shape = self._under(shapely.points(x.ravel(), y.ravel()))
        box = point // ALONG
        is_own = self.codes[shape] == own[box]
        pairs, number = np.unique(np.column_stack([box, shape])[~is_own], axis=0, return_counts=True)
        on_other = np.zeros(len(edges), bool)
        on_other[pairs[number >= MOST_FOREIGN, 0]] = True
        on_other[box[is_own]] = False
        return on_other


def leave_foreign_land(at: Points, places: Points, own: Sequence[str], room: float, edges: Edges, land: Land) -> Points:
    """Spread marks, those on another country's land moved to the nearest free spot at sea or on their own.

    own: each mark's country. A mark that stands at its place stays there, and so does one that finds no free spot
    within REACH rooms.
    """
    now = at.copy()
    if not len(now):
        return now
    codes = np.asarray(own, object)
    moved = np.hypot(*(at - places).T) > room * 0.35
    rings = _rings(room)
    for number in np.flatnonzero(land.foreign(now, codes) & moved):
        spots = places[number] + rings
        inside = (
            (spots[:, 0] >= edges[0] + room)
            & (spots[:, 0] <= edges[2] - room)
            & (spots[:, 1] >= edges[1] + room)
            & (spots[:, 1] <= edges[3] - room)
        )
        near = np.abs(now - places[number]).max(axis=1) < (REACH + 2) * room  # no other mark is in the way of a spot
        near[number] = False
        spots = spots[inside]
        across, down = (np.subtract.outer(spots[:, axis], now[near, axis]) for axis in (0, 1))
        free = spots[(across * across + down * down).min(axis=1, initial=np.inf) >= (2 * room) ** 2]
        home = free[~land.foreign(free, np.full(len(free), codes[number], object))] if len(free) else free
        if len(home):
            now[number] = home[0]
    return now


def _rings(room: float) -> Points:
    """The ways from a place to the spots around it, nearest first."""
    radii = np.repeat(np.arange(STEP, REACH + STEP / 2, STEP) * room, ANGLES)
    turns = np.tile(np.arange(ANGLES) * 2 * np.pi / ANGLES, len(radii) // ANGLES)
    return np.column_stack([np.cos(turns), np.sin(turns)]) * radii[:, None]
