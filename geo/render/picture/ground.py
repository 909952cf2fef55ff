"""The ground of one frame: countries in the model's colours, one path per colour and pattern.

Knows how map units become px of a box. Whatever lies outside the box is cut away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path

from geo.maps.model import Area, Bounds, Frame, MapModel
from geo.maps.style import Palette
from geo.render.picture.sheet import Box, Points, Sheet

WIDEST, TALLEST = 2.6, 0.5  # width / height that a frame has ground for around its bounds
MAIN_GROWTH, INSET_GROWTH = 1.7, 1.3  # how much wider or taller than its bounds a frame may be drawn
BORDER_PX = 0.45  # thinner than half a pixel, or islands vanish under their own coast


def within(bounds: Bounds, points: Mapping[str, tuple[float, float]]) -> set[str]:
    """Keys of the points that lie within bounds, edges included."""
    left, bottom, right, top = bounds
    return {key for key, (x, y) in points.items() if left <= x <= right and bottom <= y <= top}


@dataclass(frozen=True)
class Placement:
    """A frame put into a box: `bounds` of the frame fill the box exactly."""

    frame: Frame
    box: Box
    bounds: Bounds

    @property
    def scale(self) -> float:
        """px per map unit."""
        return self.box.width / (self.bounds[2] - self.bounds[0])

    def to_px(self, xy: npt.ArrayLike) -> Points:
        """(n, 2) map units → (n, 2) px of the sheet."""
        points = np.asarray(xy, float).reshape(-1, 2)
        left, _, _, top = self.bounds
        return np.column_stack(
            [self.box.x + (points[:, 0] - left) * self.scale, self.box.y + (top - points[:, 1]) * self.scale]
        )

    def to_units(self, px: npt.ArrayLike) -> Points:
        """(n, 2) px of the sheet → (n, 2) map units."""
        points = np.asarray(px, float).reshape(-1, 2)
        left, _, _, top = self.bounds
        return np.column_stack(
            [left + (points[:, 0] - self.box.x) / self.scale, top - (points[:, 1] - self.box.y) / self.scale]
        )

    def in_sight(self, points: Mapping[str, tuple[float, float]]) -> set[str]:
        """Keys of the points that lie within the bounds."""
        return within(self.bounds, points)

    @property
    def visible(self) -> shapely.Polygon:
        """The bounds as a polygon, in map units."""
        return shapely.box(*self.bounds)


def aspect_of(frame: Frame) -> float:
    """Width / height of what the frame must show."""
    left, bottom, right, top = frame.bounds
    return (right - left) / (top - bottom)


def aspects_of(frame: Frame) -> tuple[float, float]:
    """The narrowest and the widest a frame may be drawn: a globe only as it is, other ground grows a little."""
    own = aspect_of(frame)
    if frame.outline is not None:
        return own, own
    grow = INSET_GROWTH if frame.to_main else MAIN_GROWTH
    return min(own, max(TALLEST, own / grow)), max(own, min(WIDEST, own * grow))


def place(frame: Frame, box: Box) -> Placement:
    """The frame in the middle of the box, with more ground round its bounds where that fills the box."""
    left, bottom, right, top = frame.bounds
    width, height = right - left, top - bottom
    low, high = aspects_of(frame)
    aspect = min(high, max(low, box.width / box.height))
    width, height = max(width, height * aspect), max(height, width / aspect)
    scale = min(box.width / width, box.height / height)
    across, down = width * scale, height * scale
    drawn = Box(box.x + (box.width - across) / 2, box.y + (box.height - down) / 2, across, down)
    x, y = (left + right) / 2, (bottom + top) / 2
    return Placement(frame, drawn, (x - width / 2, y - height / 2, x + width / 2, y + height / 2))


def states_in_sight(model: MapModel, least: float) -> set[str]:
    """States of areas of which some frame may show at least that share of itself."""
    states = {area.unit_id: area.state for area in model.areas}
    seen: set[str] = set()
    for frame in model.frames:
        left, bottom, right, top = frame.bounds
        width, height = right - left, top - bottom
        low, high = aspects_of(frame)
        wider, taller = (max(width, height * high) - width) / 2, (max(height, width / low) - height) / 2
        window = (left - wider, bottom - taller, right + wider, top + taller)
        areas = shapely.area(shapely.clip_by_rect(np.asarray(frame.shapes.geometry.values), *window))
        large = areas >= least * width * height
        seen |= {states[unit_id] for unit_id in frame.shapes["unit_id"].to_numpy()[large]}
    return seen


def to_path(geometries: npt.NDArray[np.object_], placement: Placement) -> Path:
    """Polygons in map units as one path in px."""
    rings = shapely.get_rings(shapely.get_parts(geometries))
    if not len(rings):
        return Path(np.empty((0, 2)))
    coordinates, owner = shapely.get_coordinates(rings, return_index=True)
    codes = np.full(len(coordinates), Path.LINETO, Path.code_type)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    codes[first] = Path.MOVETO
    codes[np.append(first[1:] - 1, len(coordinates) - 1)] = Path.CLOSEPOLY
    return Path(placement.to_px(coordinates), codes)


def draw_ground(sheet: Sheet, placement: Placement, model: MapModel, text_size: float) -> None:
    """Sea, graticule and land of a frame. text_size scales the patterns."""
    frame, palette, box = placement.frame, model.palette, placement.box
    if frame.outline is not None:
        sheet.shape(to_path(np.array([frame.outline]), placement), palette.ocean, palette.graticule, 0.8, clip=box)
    else:
        sheet.box(box, palette.ocean)
    if frame.graticule is not None:
        lines = [placement.to_px(shapely.get_coordinates(line)) for line in shapely.get_parts(frame.graticule)]
        sheet.lines(lines, palette.graticule, 0.7, clip=box)
    areas = {area.unit_id: area for area in model.areas}
    for (fill, pattern, colour), geometries in _groups(placement, areas, palette, model.show_areas).items():
        path = to_path(geometries, placement)
        # A pattern needs an edge that can be seen: its fill is nearly the sea's.
        edge, width = (palette.rule, 2 * BORDER_PX) if pattern else (palette.border, BORDER_PX)
        sheet.shape(path, fill, edge, width, clip=box, name=f"land-{frame.slug}-{fill[1:]}{pattern}")
        if pattern:
            inside = shapely.clip_by_rect(geometries, *placement.bounds)
            draw_pattern(sheet, to_path(inside, placement), pattern, colour, text_size)


def _groups(
    placement: Placement, areas: Mapping[str, Area], palette: Palette, show_areas: bool
) -> dict[tuple[str, str, str], npt.NDArray[np.object_]]:
    """(fill, pattern, pattern colour) → geometries in sight, plain land first, the fullest class last."""
    shapes = placement.frame.shapes
    geometries = np.asarray(shapes.geometry.values)
    seen = shapely.intersects(shapely.envelope(geometries), placement.visible)
    groups: dict[tuple[int, str, str, str], list[object]] = {}
    for unit_id, geometry in zip(shapes["unit_id"].to_numpy()[seen], geometries[seen], strict=True):
        area = areas[unit_id]
        if show_areas:
            key = (-1 if area.level is None else area.level, area.fill, area.pattern, area.pattern_colour)
        else:
            key = (-1, palette.no_report, "", "")
        groups.setdefault(key, []).append(geometry)
    return {key[1:]: np.array(groups[key], object) for key in sorted(groups)}


def draw_pattern(sheet: Sheet, path: Path, pattern: str, colour: str, text_size: float) -> None:
    """Diagonal lines or rows of dots on the inside of a path."""
    vertices = np.asarray(path.vertices)
    if not len(vertices):
        return
    (left, top), (right, bottom) = vertices.min(axis=0), vertices.max(axis=0)
    # Multiples of the step from the sheet's corner: neighbours and the legend share one raster.
    if pattern == "lines":
        step = text_size * 0.36
        sums = np.arange(np.floor((left + top) / step), (right + bottom) / step + 1) * step
        lines = [np.array([(total - bottom, bottom), (total - top, top)]) for total in sums]
        sheet.lines(lines, colour, text_size * 0.075, clip=path)
    else:
        step = text_size * 0.42
        rows = np.arange(np.floor(top / step), bottom / step + 1)
        start = np.floor(left / step) * step
        lines = [np.array([(start + step / 2 * (row % 2), row * step), (right, row * step)]) for row in rows]
        sheet.lines(lines, colour, text_size * 0.13, clip=path, dots=step)
