"""Where the maps, the legend and the short list of one picture go in the room between header and footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.maps.model import LegendEntry, MapModel
from geo.maps.spread import HUNDREDS, crowded
from geo.render.picture.ground import aspect_of, aspects_of, place
from geo.render.picture.legend import Legend, lay_out_legend
from geo.render.picture.marks import RADIUS, REACH
from geo.render.picture.sheet import Box
from geo.render.picture.sidelist import SideList, lay_out_list

WIDE: Final = 1.2  # width / height of the room from which the legend of a single map stands beside it
MAIN_WEIGHT: Final = 0.62  # how much the size of the main map counts against that of its insets
NARROWEST: Final = 17.5  # of the text size: width of a legend
WIDEST: Final = 26
# Of the text size: width of a globe and of other ground from which their marks can be told apart, and without marks.
LEAST_GLOBE: Final = 45
LEAST_LOCAL: Final = 17
LEAST_PLAIN: Final = 12


@dataclass(frozen=True)
class Arranged:
    """One box a frame, in the model's order; an empty box for a frame without room. legend_at: upper left corner."""

    maps: tuple[Box, ...]
    legend: Legend
    legend_at: tuple[float, float]
    side_list: SideList | None

    @property
    def legend_box(self) -> Box:
        """What the legend covers."""
        return Box(*self.legend_at, self.legend.width, self.legend.height)

    def fits(self, model: MapModel, room: Box, text: float, *, marked: bool = True) -> bool:
        """Whether all of it lies in the room and each map is large enough, with its marks or (not marked) without."""
        for frame, box in zip(model.frames, self.maps, strict=True):
            if box.width > 0:
                shown = min(box.width, box.height * aspects_of(frame)[1])
                least = (LEAST_GLOBE if frame.outline is not None else LEAST_LOCAL) if marked else LEAST_PLAIN
                if shown < least * text or box.height < LEAST_PLAIN / 2 * text:
                    return False
        lowest = max(self.legend_box.bottom, *(box.bottom for box in self.maps))
        return lowest <= room.bottom + 0.5

    def tells_marks_apart(self, model: MapModel, text: float) -> bool:
        """Whether the marks of each map can stand beside each other near their places, rather than be heaped up."""
        if not model.show_marks:
            return True
        for frame, box in zip(model.frames, self.maps, strict=True):
            if box.width > 0 and len(frame.marks) > HUNDREDS:
                placement = place(frame, box)
                places = placement.to_px([frame.marks[key] for key in placement.in_sight(frame.marks)])
                ground = placement.box
                if crowded(places, text * RADIUS * REACH, (ground.x, ground.y, ground.right, ground.bottom)):
                    return False
        return True


@dataclass(frozen=True)
class _Room:
    """What is arranged, where, and in what size of text."""

    model: MapModel
    entries: Sequence[LegendEntry]
    box: Box
    text: float

    @property
    def gap(self) -> float:
        return self.text * 1.1

    def legend(self, width: float) -> Legend:
        return lay_out_legend(self.entries, self.model.legend_heading, self.text, width)

    def listed(self, legend: Legend, corner: tuple[float, float], right: float) -> SideList | None:
        """The short list in what is left below a legend."""
        top = corner[1] + legend.height + self.text * 1.4
        width = min(right - corner[0], self.text * WIDEST)
        return lay_out_list(self.model, self.text, Box(corner[0], top, width, self.box.bottom - top))


def arrange(model: MapModel, entries: Sequence[LegendEntry], box: Box, text: float) -> Arranged:
    """The main map and its insets as large as the room lets them be. entries: the legend's."""
    room = _Room(model, entries, box, text)
    best: tuple[float, Arranged] | None = None
    if len(model.frames) > 1:
        aspects = [aspect_of(frame) for frame in model.frames]
        for percent in range(20, 76, 2):
            for way in (_beside, _below, _stacked):
                arranged = way(room, percent / 100)
                if not arranged.fits(model, box, text):
                    continue
                main, inset = arranged.maps[:2]
                score = _fitted(aspects[0], main) ** MAIN_WEIGHT * _fitted(aspects[1], inset) ** (1 - MAIN_WEIGHT)
                if best is None or score > best[0]:
                    best = (score, arranged)
    return best[1] if best else _one(room)


def _beside(room: _Room, share: float) -> Arranged:
    """Insets right of the main map, with that share of the width; the legend below the main map."""
    box, gap = room.box, room.gap
    side = box.width * share
    legend = room.legend(box.width - side - gap)
    main = Box(box.x, box.y, legend.width, box.height - legend.height - gap * 0.8)
    insets = _split(Box(main.right + gap, box.y, side, box.height), len(room.model.frames) - 1, gap)
    return Arranged((main, *insets), legend, (box.x, box.bottom - legend.height), None)


def _below(room: _Room, share: float) -> Arranged:
    """Insets below the main map, with that share of the height; the legend and the short list right of them."""
    box, gap = room.box, room.gap
    main = Box(box.x, box.y, box.width, box.height * (1 - share))
    height = box.bottom - main.bottom - gap * 0.6
    width = min(height * aspects_of(room.model.frames[1])[1], box.width - room.text * NARROWEST - gap)
    inset = Box(box.x, main.bottom + gap * 0.6, width, height)
    corner = (inset.right + gap, inset.y)
    legend = room.legend(min(box.right - corner[0], room.text * WIDEST * 1.4))
    insets = _split(inset, len(room.model.frames) - 1, gap)
    return Arranged((main, *insets), legend, corner, room.listed(legend, corner, box.right))


def _stacked(room: _Room, share: float) -> Arranged:
    """Main map, insets and legend below each other, each as wide as the room: for tall pictures."""
    box, gap = room.box, room.gap
    legend = room.legend(box.width)
    height = box.height - legend.height - gap * 0.8
    main = Box(box.x, box.y, box.width, height * (1 - share))
    inset = Box(box.x, main.bottom + gap * 0.6, box.width, height * share - gap * 0.6)
    insets = _split(inset, len(room.model.frames) - 1, gap)
    return Arranged((main, *insets), legend, (box.x, box.bottom - legend.height), None)


def _one(room: _Room) -> Arranged:
    """One map with the legend beside or below it; further frames have no room."""
    box, gap, frame = room.box, room.gap, room.model.frames[0]
    nothing = tuple(Box(box.x, box.y, 0, 0) for _ in room.model.frames[1:])
    if box.width / box.height >= WIDE and frame.outline is None:
        widest = box.height * aspects_of(frame)[1]
        width = min(widest, box.width * 0.78, box.width - room.text * NARROWEST - gap * 1.5)
        main = Box(box.x, box.y, width, box.height)
        corner = (main.right + gap * 1.5, box.y)
        legend = room.legend(min(room.text * WIDEST, box.right - corner[0]))
        return Arranged((main, *nothing), legend, corner, room.listed(legend, corner, box.right))
    legend = room.legend(box.width)
    main = Box(box.x, box.y, box.width, max(room.text, box.height - legend.height - gap * 0.8))
    return Arranged((main, *nothing), legend, (box.x, box.bottom - legend.height), None)


def _split(box: Box, parts: int, gap: float) -> tuple[Box, ...]:
    height = (box.height - gap * (parts - 1)) / parts
    return tuple(Box(box.x, box.y + number * (height + gap), box.width, height) for number in range(parts))


def _fitted(aspect: float, box: Box) -> float:
    """Area that something of this width / height has when it is made to fit the box."""
    width = min(box.width, box.height * aspect)
    return width * width / aspect
