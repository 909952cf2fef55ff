"""Names on the map: for the countries and cities that matter at a zoom, where there is room and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.maps.model import Area, MapModel, Mark
from geo.maps.space import Rectangle, Space, misread
from geo.maps.spread import Land
from geo.render.picture.fonts import drawable, text_width
from geo.render.picture.ground import Placement
from geo.render.picture.sheet import Box, Points, Sheet

MOST_LABELS: Final = 40
LEAST_SHARE: Final = 0.012  # of the box: a country without reports is named only if it is at least this large in it
MANY: Final = 4  # a host with so many reports is named farther from its middle, if need be
STRONG: Final = 2  # from this class on
FEW_MARKS: Final = 14  # up to so many marks, cities are named too
LINE: Final = 1.15  # of the text size: height that a label needs


@dataclass(frozen=True)
class Label:
    """A name with its middle x and baseline; `strong` for places with reports, `light` on a dark class, `counted` with
    the number of its reports behind it."""

    text: str
    x: float
    baseline: float
    box: Box
    strong: bool
    light: bool = False
    counted: bool = False


def place_labels(
    placement: Placement,
    model: MapModel,
    marks: Sequence[Mark],
    at: Points,
    radius: float,
    size: float,
    windows: Sequence[Points],
    covered: Sequence[Box],
) -> list[Label]:
    """Names that touch neither a mark nor another name nor the edge, and are nearer to their own marks than to others'.

    Cities of a map with few marks first, then countries with reports, most first, and those asked for in vain, then
    large countries without. Nothing lies on `covered` boxes or inside `windows`, outlines in px of what an inset shows.
    """
    elsewhere = [shapely.Polygon(window) for window in windows if len(window) > 3]
    room = Space(_edges(placement.box))
    room.take(*map(_edges, covered))
    # A name across the outline of a window would hide where it runs.
    room.take_squares([point for window in windows for point in window], size / 4)
    room.take_squares(list(at), radius * 1.4)
    labels: list[Label] = []
    dark, land = _DarkLand(placement, model), _OwnLand(placement)
    local = placement.frame.outline is None
    if local and len(marks) <= FEW_MARKS:
        for number in sorted(range(len(marks)), key=lambda number: (-marks[number].count, marks[number].key)):
            if marks[number].shape == "circle":
                place, own, others = marks[number].place, at[number], np.delete(at, number, axis=0)
                boxes = _boxes(place, _round_mark(own, radius, size), size)
                wrong = misread([_edges(box) for box in boxes], own, others)
                _try(labels, room, place, compress(boxes, ~wrong), dark, strong=True)
    for area, x, y, share in _countries(placement, model):
        in_vain = _asked_in_vain(model, area)
        strong = area.state == "counted" or in_vain
        if len(labels) >= MOST_LABELS or not (strong or (local and share >= LEAST_SHARE)):
            continue
        if any(window.intersects(shapely.Point(x, y)) for window in elsewhere):
            continue
        counted = strong and model.show_areas and not in_vain
        text = f"{area.name} {area.count}" if counted else area.name
        spots = _round_point(x, y, size)
        if in_vain:  # a small island would lie under its name
            spots.insert(0, (x, land.top_of(area.unit_id) - LINE * size, "centre"))
        is_own = np.array([mark.iso_a3 == area.iso_a3 for mark in marks], bool)
        own, others = (at[is_own], at[~is_own]) if len(marks) else (at, at)
        if strong:  # where its middle is taken, a name beside one of its marks is as clear
            spots += [spot for middle in own for spot in _round_mark(middle, radius, size)]
        if strong and area.count >= MANY:
            spots += _far_from(x, y, size)
        boxes = _boxes(text, spots, size)
        wrong = misread([_edges(box) for box in boxes], own if len(own) else (x, y), others)
        _try(labels, room, text, land.own_first(area.unit_id, boxes, wrong), dark, strong=strong, counted=counted)
    return labels


def draw_labels(sheet: Sheet, labels: Sequence[Label], size: float, model: MapModel) -> None:
    """Labels with a soft edge in the colour of the paper; on a dark class light ones without it, which would smudge.

    A name with a letter that can't be drawn is left out, and noted on the sheet.
    """
    palette = model.palette
    labels = [label for label in labels if not sheet.lose(label.text)]
    for label in labels:
        if not label.light:
            sheet.halo(label.x, label.baseline, label.text, size, palette.paper, size * 0.32)
    for label in labels:
        colour = palette.mark_ring if label.light else palette.ink if label.strong else palette.quiet
        sheet.text(label.x, label.baseline, label.text, size, colour, align="center", on_halo=not label.light)


class _DarkLand:
    """Areas of the strongest classes, on which ink can't be read."""

    def __init__(self, placement: Placement, model: MapModel) -> None:
        strong = {area.unit_id for area in model.areas if area.level is not None and area.level >= STRONG}
        shapes = placement.frame.shapes
        chosen = shapes["unit_id"].isin(strong).to_numpy() if model.show_areas else [False] * len(shapes)
        self._placement = placement
        self._shapes = shapely.STRtree(shapes.geometry.to_numpy()[chosen])

    def holds(self, box: Box) -> bool:
        """Whether the letters of a label, without the air above and below, lie on one such area."""
        return len(self._shapes.query(_letters(self._placement, box), predicate="covered_by")) > 0


class _OwnLand:
    """The outlines of the countries: on its own a name is read best, on another's it is taken for the other's."""

    def __init__(self, placement: Placement) -> None:
        self._placement = placement
        shapes = placement.frame.shapes
        self._outlines = dict(zip(shapes["unit_id"], shapes.geometry.to_numpy(), strict=True))
        self._land = Land.of(shapes.geometry.to_numpy(), shapes["unit_id"].to_numpy())

    def top_of(self, unit_id: str) -> float:
        """The y of its northern end, in px."""
        left, _, _, north = self._outlines[unit_id].bounds
        return float(self._placement.to_px([(left, north)])[0][1])

    def own_first(self, unit_id: str, boxes: Sequence[Box], misread: npt.NDArray[np.bool_]) -> list[Box]:
        """Boxes that lie wholly on the country's own land, then the others, those with their middle on foreign land
        last; without those that would be misread, or that lie for the most part on one other country."""
        letters = np.array([_letters(self._placement, box) for box in boxes], object)
        own = np.full(len(boxes), unit_id, object)
        inside = shapely.contains(self._outlines[unit_id], letters)
        astray = self._land.holds(shapely.bounds(letters), own)
        foreign = self._land.foreign(shapely.get_coordinates(shapely.centroid(letters)), own)
        order = np.argsort(np.where(inside, -1, foreign), kind="stable")
        return [boxes[place] for place in order if inside[place] or not (misread[place] or astray[place])]


def _letters(placement: Placement, box: Box) -> shapely.Polygon:
    """What the letters of a label cover, without the air above and below, in map units."""
    air = box.height * 0.25
    (left, top), (right, bottom) = placement.to_units([(box.x, box.y + air), (box.right, box.bottom - air)])
    return shapely.box(left, bottom, right, top)


def _edges(box: Box) -> Rectangle:
    return box.x, box.y, box.right, box.bottom


def _boxes(text: str, spots: Sequence[tuple[float, float, str]], size: float) -> list[Box]:
    """What a name covers at each spot, with a little air around it."""
    width, boxes = text_width(drawable(text), size), []
    for x, middle, align in spots:
        left = x if align == "left" else x - width if align == "right" else x - width / 2
        boxes.append(Box(left - size * 0.15, middle - size * LINE / 2, width + size * 0.3, size * LINE))
    return boxes


def _try(
    labels: list[Label],
    room: Space,
    text: str,
    boxes: Iterable[Box],
    dark: _DarkLand,
    *,
    strong: bool,
    counted: bool = False,
) -> None:
    """Put the name into the first of the boxes that is free, or nowhere."""
    for box in boxes:
        if room.first_free([_edges(box)]) is not None:
            baseline = box.y + box.height / 2 + box.height / LINE * 0.33
            labels.append(Label(text, box.x + box.width / 2, baseline, box, strong, dark.holds(box), counted))
            return


def _round_mark(middle: Points, radius: float, size: float) -> list[tuple[float, float, str]]:
    x, y = float(middle[0]), float(middle[1])
    aside, above = radius * 1.45 + size * 0.2, radius * 1.45 + size * 0.6
    return [
        (x + aside, y, "left"),
        (x - aside, y, "right"),
        (x, y + above, "centre"),
        (x, y - above, "centre"),
        (x + aside * 0.8, y + above * 0.7, "left"),
        (x + aside * 0.8, y - above * 0.7, "left"),
        (x - aside * 0.8, y + above * 0.7, "right"),
        (x - aside * 0.8, y - above * 0.7, "right"),
    ]


def _round_point(x: float, y: float, size: float) -> list[tuple[float, float, str]]:
    steps = [
        (0, 0),
        (0, -1),
        (0, 1),
        (0, -1.8),
        (0, 1.8),
        (-1.5, 0),
        (1.5, 0),
        (-1.5, -1.2),
        (1.5, 1.2),
        (0, 2.6),
        (0, -2.6),
    ]
    return [(x + right * size, y + down * size, "centre") for right, down in steps]


def _far_from(x: float, y: float, size: float) -> list[tuple[float, float, str]]:
    steps = [(aside, down) for down in (0, 2, -2, 3.8, -3.8) for aside in (5, -5, 7, -7)]
    return [(x + right * size, y + down * size, "centre") for right, down in steps]


def _countries(placement: Placement, model: MapModel) -> list[tuple[Area, float, float, float]]:
    """(area, x, y in px, share of the box) of countries in sight: most reports first, those asked for in vain, then the
    largest."""
    areas = {area.unit_id: area for area in model.areas if area.iso_a3}
    shapes = placement.frame.shapes
    known = shapes["unit_id"].isin(areas).to_numpy()
    geometries = np.asarray(shapes.geometry.values)[known]
    names = shapes["unit_id"].to_numpy()[known]
    near = shapely.intersects(shapely.envelope(geometries), placement.visible)
    seen = shapely.clip_by_rect(geometries[near], *placement.bounds)
    parts, owner = shapely.get_parts(seen, return_index=True)
    sizes = shapely.area(parts)
    whole = placement.visible.area
    found = []
    for number, unit_id in enumerate(names[near]):
        own = np.flatnonzero((owner == number) & (sizes > 0))
        if not len(own):
            continue
        largest = own[np.argmax(sizes[own])]
        share = sizes[own].sum() / whole
        area = areas[unit_id]
        if area.state != "counted" and share < LEAST_SHARE and not _asked_in_vain(model, area):
            continue
        ((x, y),) = placement.to_px(shapely.get_coordinates(shapely.point_on_surface(parts[largest])))
        found.append((area, float(x), float(y), float(share)))

    def order(one: tuple[Area, float, float, float]) -> tuple[int, bool, float, str]:
        area, _, _, share = one
        return -area.count if area.state == "counted" else 0, not _asked_in_vain(model, area), -share, area.unit_id

    return sorted(found, key=order)


def _asked_in_vain(model: MapModel, area: Area) -> bool:
    """Whether the view asks for a country of which nothing in it is reported: its reader looks for it all the same."""
    return area.state != "counted" and area.iso_a3 in model.query.get("country", "").split(",")
