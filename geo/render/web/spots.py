"""Where marks and names of the web map stand at each scale: composed once for all reports, so no filter moves them.

Between two rungs of the ladder positions grow with the map, so what is apart on a rung is apart until the next. All is
given in map units of the panel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.maps.model import Area, Bounds, Mark
from geo.maps.space import Rectangle, Space, away_from
from geo.maps.spread import Land, crowded, leave_foreign_land, spread
from geo.render.picture.fonts import Weight, drawable, text_width

Points = npt.NDArray[np.float64]

ROOM: Final = 12.0  # px: half of what one mark needs, so that each can be hit by a finger's 24 px
MOVED: Final = 0.6  # px: what is moved by less stands at its place; marks.js draws a line from 4.5 px on
RUNG: Final = 0.25  # of a zoom level: two rungs differ by a fifth in scale
NAME: Final = 12.0  # px, size of a country's name with its total
CITY: Final = 11.5  # px
MARK: Final = 10.0  # px: half of what a mark covers, its ring included
LINE: Final = 14.0  # px that a line of names needs
AIR: Final = 2.0  # px beside a country's name
TOUCH: Final = 1e-6  # px: two marks as near as each other are no reason to move a name
BESIDE: Final = 120.0  # px around a host's point in which marks are asked for that its name could be taken for
MANY: Final = 3  # a host with so many reports is named farther from its point, if need be
DECIMALS: Final = 2


@dataclass(frozen=True, eq=False)
class Host:
    """A country with reports as it is named in a panel: its point and outline in the panel's map units."""

    unit: int
    area: Area
    x: float
    y: float
    outline: Any


@dataclass(frozen=True, eq=False)
class PanelGround:
    """What stands in one panel: marks by place in the list of all marks, hosts to be named, land, and its window.

    closed: polygons in map units in which nothing is named, for an inset shows it.
    """

    bounds: Bounds
    marks: Mapping[int, tuple[float, float]]
    hosts: Sequence[Host]
    land: Land
    closed: Sequence[Any] = ()


def rungs(
    panel: PanelGround, marks: Sequence[Mark], lowest: float, highest: float, *, cities: bool = False
) -> list[Any]:
    """The ladder of a panel, from zoom `lowest` up: one dict a rung.

    zoom: the rung's; a map unit has 2 ** zoom px. dots: true where marks can't be pushed apart. marks: place of a
    mark → [x, y], for those that leave theirs. names: [unit, x, y, inside]; inside: 1 when the whole name lies on its
    own country. cities: place of a mark → [right, down, align, inside], the city's name in px from its mark. Rungs end
    where nothing is moved any more and every name has found its room.
    """
    ladder = []
    zoom = lowest
    while zoom <= highest:
        one = _rung(panel, marks, zoom, cities=cities)
        ladder.append(one)
        if cities and not one["marks"] and len(one["names"]) == len(panel.hosts):
            break
        zoom += RUNG if zoom < 4 else 2 * RUNG
    return ladder


def _rung(panel: PanelGround, marks: Sequence[Mark], zoom: float, *, cities: bool) -> dict[str, Any]:
    scale = 2.0**zoom
    edges = _edges(panel.bounds, scale)
    order = list(panel.marks)
    points = tuple(panel.marks.values())
    places = np.array(points, float).reshape(-1, 2)
    full = crowded(places * np.array([scale, -scale]), ROOM, edges)
    at = places if full else _settle(points, tuple(marks[n].iso_a3 for n in order), panel.bounds, panel.land, scale)
    space = Space(edges)
    for window in panel.closed:
        space.take(*_along(window, scale))
    px = at * scale * np.array([1, -1])
    space.take_squares(px, 4.0 if full else MARK)
    moved = np.hypot(*((at - places) * scale).T) > MOVED if len(order) else np.zeros(0, bool)
    space.take_squares((places * scale * np.array([1, -1]))[moved], 2.5)
    one: dict[str, Any] = {
        "zoom": zoom,
        "marks": {str(order[n]): [round(float(v), DECIMALS) for v in at[n]] for n in np.flatnonzero(moved)},
        "names": _names(panel, space, scale, np.array([marks[n].iso_a3 for n in order], object), px),
    }
    if full:
        one["dots"] = True
    if cities:
        one["cities"] = _cities(panel, marks, order, px, space, scale)
    return one


@lru_cache(maxsize=256)  # where marks stand is the same in every language; only names are not
def _settle(
    points: tuple[tuple[float, float], ...], own: tuple[str, ...], bounds: Bounds, land: Land, scale: float
) -> Points:
    flip = np.array([scale, -scale])
    places = np.array(points, float).reshape(-1, 2)
    apart = spread(places * flip, ROOM, _edges(bounds, scale)) / flip
    at = leave_foreign_land(apart, places, own, ROOM / scale, bounds, land)
    at.flags.writeable = False  # it is kept
    return at


def _edges(bounds: Bounds, scale: float) -> Rectangle:
    """The edges of a panel in px; y grows downwards."""
    left, bottom, right, top = bounds
    return left * scale, -top * scale, right * scale, -bottom * scale


def _along(window: Any, scale: float) -> list[Rectangle]:
    """Small squares along an outline: a name across it would hide where it runs."""
    line = shapely.segmentize(window.exterior, 6 / scale)
    return [(x * scale - 3, -y * scale - 3, x * scale + 3, -y * scale + 3) for x, y in shapely.get_coordinates(line)]


def _names(panel: PanelGround, space: Space, scale: float, isos: Any, px: Points) -> list[list[Any]]:
    """Most reports first; of equals the first by name, so that the order says something to a reader. isos, px: of the
    marks, their country and where they stand."""
    named = []
    hosts = sorted(panel.hosts, key=lambda host: (-host.area.count, host.area.name))
    halves = [_width(f"{host.area.name} {host.area.count}", NAME, "bold") / 2 + AIR for host in hosts]
    for host, half, spots in zip(hosts, halves, _clear(panel, hosts, halves, isos, px, space, scale), strict=True):
        found = space.first_free([(x - half, y - LINE / 2, x + half, y + LINE / 2) for x, y, _ in spots])
        if found is not None:
            x, y, inside = spots[found]
            named.append([host.unit, round(x / scale, DECIMALS), round(-y / scale, DECIMALS), int(inside)])
    return named


def _clear(
    panel: PanelGround,
    hosts: Sequence[Host],
    halves: Sequence[float],
    isos: Any,
    px: Points,
    space: Space,
    scale: float,
) -> Iterator[list[tuple[float, float, bool]]]:
    """Spots in px for each host's name, and whether all of it lies on its own land there.

    Those on its own land come first, where it is read best, those on another country's last. Left out are those at
    which it would be read as another's: mostly on the other's land, or nearer to a mark of the other than to one of its
    own, or to its point where it has none near; and those that a mark covers. The rest are asked about all at once: a
    question at a time costs more than its answer.
    """
    if not hosts:
        return
    points = np.array([(host.x * scale, -host.y * scale) for host in hosts])
    offsets = [np.array(_spots(half, host.area.count >= MANY)) for host, half in zip(hosts, halves, strict=True)]
    of = np.repeat(np.arange(len(hosts)), [len(one) for one in offsets])
    at = points[of] + np.vstack(offsets)
    beside = np.column_stack([np.array(halves)[of], np.full(len(at), LINE / 2)])
    free = np.array([space.free(box) for box in np.hstack([at - beside, at + beside]).tolist()], bool)
    of, at = of[free], at[free]
    half = np.array(halves)[of]
    codes, outlines = (
        np.array(one, object)[of] for one in zip(*((h.area.iso_a3, h.outline) for h in hosts), strict=True)
    )
    shapely.prepare(outlines)
    inside = shapely.contains(outlines, _letters(at, half, scale))
    foreign, astray = np.zeros(len(at), bool), np.zeros(len(at), bool)
    out = np.flatnonzero(~inside)
    foreign[out] = panel.land.foreign(at[out] / scale * np.array([1, -1]), codes[out])
    across = np.flatnonzero(foreign)
    letters = shapely.bounds(_letters(at[across], half[across] - AIR, scale))
    astray[across] = panel.land.holds(letters, codes[across])
    astray[out] |= _misread(points, np.array(halves), of[out], at[out], codes[out], isos, px)
    for host in range(len(hosts)):
        own = np.flatnonzero((of == host) & ~astray)
        own = own[np.argsort(np.where(inside[own], -1, foreign[own]), kind="stable")]
        yield [(float(at[n, 0]), float(at[n, 1]), bool(inside[n])) for n in own]


def _misread(
    points: Points, halves: Points, of: npt.NDArray[np.int_], at: Points, codes: Any, isos: Any, px: Points
) -> npt.NDArray[np.bool_]:
    """Which spots for a name are nearer to another country's mark; points, halves: of the hosts; of: each spot's."""
    if not len(px):
        return np.zeros(len(at), bool)
    beside = np.column_stack([halves[of], np.full(len(at), LINE / 2)])
    boxes = np.hstack([at - beside, at + beside])
    wrong = np.zeros(len(at), bool)
    for host in np.unique(of):
        spots = np.flatnonzero(of == host)
        tried, own = boxes[spots], isos == codes[spots[0]]
        near = own & (np.abs(px - points[host]) < halves[host] + BESIDE).all(axis=1)
        reach = away_from(tried, px[near] if near.any() else points[host])
        low, high = tried[:, :2].min(axis=0) - reach.max(), tried[:, 2:].max(axis=0) + reach.max()
        around = ((px > low) & (px < high)).all(axis=1)  # no other mark can be nearer
        reach = np.minimum(reach, away_from(tried, px[around & own]))
        wrong[spots] = away_from(tried, px[around & ~own]) < reach - TOUCH
    return wrong


def _letters(at: Points, half: npt.ArrayLike, scale: float) -> Any:
    """What the letters of a name cover whose middles are these px, in map units."""
    (x, y), wide = (at * np.array([1, -1])).T, np.asarray(half, float)
    return shapely.box((x - wide) / scale, (y - 5) / scale, (x + wide) / scale, (y + 5) / scale)


@lru_cache(maxsize=8192)  # each name is asked about at each scale
def _width(text: str, size: float, weight: Weight = "regular") -> float:
    """How wide a name runs, in px."""
    return text_width(drawable(text), size, weight)


def _spots(half: float, far: bool) -> list[tuple[float, float]]:
    """Offsets in px from a host's point at which its name is tried, in order."""
    beside = half + MARK + 2
    near: list[tuple[float, float]] = [
        (0, 0),
        (0, 20),
        (0, -20),
        (beside, 0),
        (-beside, 0),
        (beside, 12),
        (-beside, 12),
        (beside, -12),
    ]
    near += [(-beside, -12), (half / 2, 19), (-half / 2, 19), (half / 2, -19), (-half / 2, -19), (0, 30), (0, -30)]
    near += [(side * half, down) for down in (17, -17, 28, -28) for side in (0.9, -0.9, 0.3, -0.3)]
    near += [(side, down) for down in (18, -18) for side in (beside, -beside)]
    return (
        near + [(side, down) for down in (0, 24, -24, 44, -44) for side in (0, beside + 22, -beside - 22)]
        if far
        else near
    )


def _cities(
    panel: PanelGround, marks: Sequence[Mark], order: Sequence[int], px: Points, space: Space, scale: float
) -> dict[str, list[Any]]:
    """Names of cities beside their marks, where there is room; most reports first."""
    found: dict[str, tuple[float, float, str]] = {}
    letters: list[Rectangle] = []
    outlines = {host.area.iso_a3: host.outline for host in panel.hosts}
    for n in sorted(range(len(order)), key=lambda n: (-marks[order[n]].count, marks[order[n]].place)):
        mark = marks[order[n]]
        if mark.shape != "circle":
            continue
        x, y = px[n]
        wide = _width(mark.place, CITY) + 2
        spots = [(ROOM + 1, 0, "left"), (-ROOM - 1, 0, "right"), (0, ROOM + 8, "centre"), (0, -ROOM - 8, "centre")]
        starts = {"left": 0.0, "right": -wide, "centre": -wide / 2}
        boxes = []
        for right, down, align in spots:
            left = x + right + starts[align]
            boxes.append((left, y + down - LINE / 2, left + wide, y + down + LINE / 2))
        place = space.first_free(boxes)
        if place is not None:
            left, upper, right, lower = boxes[place]
            letters.append((left / scale, -(lower - 3) / scale, right / scale, -(upper + 3) / scale))
            found[str(order[n])] = spots[place]
    own = np.array([outlines.get(marks[int(number)].iso_a3) for number in found], object)  # None holds no name
    inside = shapely.contains(own, shapely.box(*np.array(letters).reshape(-1, 4).T))
    return {number: [*spot, int(within)] for (number, spot), within in zip(found.items(), inside, strict=True)}
