"""The maps of a picture: each frame's ground, marks and names in its box; insets take their marks over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from geo.maps.model import MapModel, Mark
from geo.maps.spread import Land, leave_foreign_land, spread
from geo.render.picture.ground import Placement, draw_ground, place
from geo.render.picture.labels import draw_labels, place_labels
from geo.render.picture.layout import Plan, draw_plan, without_marks
from geo.render.picture.marks import RADIUS, REACH, draw_marks
from geo.render.picture.sheet import Box, Points, Sheet, symbols


def draw_planned(sheet: Sheet, plan: Plan, model: MapModel) -> None:
    """A picture as it is planned, all words and its maps.

    Headings may be a reader's own. Their lines have a sign in the place of each letter that no typeface has, so it is
    noted of the words themselves.
    """
    for name in ("title", "subtitle"):
        if name not in plan.left_out:
            sheet.lose(getattr(model.words, name))
    shown = without_marks(model) if "marks" in plan.left_out else model
    draw_plan(sheet, plan, model, draw_maps(sheet, plan.arranged.maps, shown, plan.text_size, brief=plan.brief))


def draw_maps(
    sheet: Sheet, boxes: Sequence[Box], model: MapModel, text: float, *, brief: bool = False
) -> frozenset[str]:
    """Each frame in its box. An inset takes its marks over from the main map, where a window shows what it covers.

    brief: no names and no numbers, as these would be too small or too many; marks become dots, where no area speaks
    for them.
    Returns which hints of the legend apply to what was drawn: "moved", "name".
    """
    applied: set[str] = set()
    placements = [place(frame, box) for frame, box in zip(model.frames, boxes, strict=True) if box.width > 0]
    shown: set[str] = set()
    for placement in reversed(placements):
        frame, palette = placement.frame, model.palette
        draw_ground(sheet, placement, model, text)
        windows = [_window(inset, placement) for inset in placements[1:]] if frame is model.frames[0] else []
        sheet.lines(windows, palette.ink, text * 0.07, clip=placement.box)
        tag = sheet.tag_box(placement.box, frame.label, text) if frame.to_main else None
        keys = placement.in_sight(frame.marks) - shown
        shown |= keys
        if brief:
            _draw_dots(sheet, placement, model, keys, text)
        else:
            applied |= _draw_marks(sheet, placement, model, keys, text, windows, tag)
        if tag:
            sheet.tag(tag, frame.label, text, palette.ink, palette.paper)
            sheet.box(placement.box, "none", palette.quiet, 0.8)
    return frozenset(applied)


def _window(inset: Placement, main: Placement) -> Points:
    """The outline, in px, of what an inset shows, on the main map."""
    if inset.frame.to_main is None:
        return np.empty((0, 2))
    edge = shapely.get_coordinates(shapely.segmentize(inset.visible, inset.visible.length / 160))
    outline = main.to_px(np.column_stack(inset.frame.to_main(edge[:, 0], edge[:, 1])))
    return outline[np.isfinite(outline).all(axis=1)]


def _draw_dots(sheet: Sheet, placement: Placement, model: MapModel, keys: set[str], text: float) -> None:
    if model.show_areas or not model.show_marks:
        return
    for shape in ("circle", "square"):
        own = [placement.frame.marks[m.key] for m in model.marks if m.key in keys and m.shape == shape]
        fill = model.palette.mark if shape == "circle" else model.palette.mark_ring
        sheet.shape(symbols(shape, placement.to_px(own), text * 0.25), fill, model.palette.mark, text * 0.07)


def _draw_marks(
    sheet: Sheet,
    placement: Placement,
    model: MapModel,
    keys: set[str],
    text: float,
    windows: Sequence[Points],
    tag: Box | None,
) -> set[str]:
    """Marks and names, and the hints that apply. Nothing is named inside the windows of insets, or under the tag."""
    marks = [mark for mark in model.marks if mark.key in keys] if model.show_marks else []
    places = placement.to_px([placement.frame.marks[mark.key] for mark in marks])
    radius = text * RADIUS
    at = _spots(placement, model, marks, places, radius * REACH) if len(marks) else places
    labels = place_labels(placement, model, marks, at, radius, text * 0.85, windows, [tag] if tag else [])
    draw_labels(sheet, labels, text * 0.85, model)
    moved = draw_marks(sheet, marks, places, at, radius, model.palette)
    counted = any(label.counted for label in labels)
    return {hint for hint, applies in (("moved", moved), ("name", counted)) if applies}


def _spots(placement: Placement, model: MapModel, marks: Sequence[Mark], places: Points, room: float) -> Points:
    """Where the marks go, in px: apart from each other, and off the land of countries that are not theirs."""
    box = placement.box
    apart = spread(places, room, (box.x, box.y, box.right, box.bottom))
    codes = {area.unit_id: area.iso_a3 for area in model.areas}
    shapes = placement.frame.shapes
    land = Land.of(shapes.geometry.to_numpy(), [codes.get(unit, "") for unit in shapes["unit_id"]])
    left, bottom, right, top = placement.bounds
    settled = leave_foreign_land(
        placement.to_units(apart),
        np.array([placement.frame.marks[mark.key] for mark in marks]),
        [mark.iso_a3 for mark in marks],
        room / placement.scale,
        (left, bottom, right, top),
        land,
    )
    return placement.to_px(settled)
