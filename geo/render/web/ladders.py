"""The ladders of the web map: where marks and names stand at each scale: in the world, beside the inset, and in it.

What takes long about a ground is laid out here, as plain values that can be kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from geo.maps.model import Frame, MapModel
from geo.maps.spread import Land
from geo.render.web.spots import Host, PanelGround, rungs

WORLD_ZOOMS: Final = (-0.25, 1.75)  # of the world beside the inset, on a phone and on the widest page
INSET_ZOOMS: Final = (2.25, 4.0)
NEAR_ZOOMS: Final = (0.25, 6.5)  # of the world alone and of any part of it; beyond, nothing is moved any more
DECIMALS: Final = 2  # of a map unit, of outlines that are cut at the inset's edge

Laid = Mapping[str, list[Any]]
"""near, world, inset: the rungs of a panel, as `rungs` makes them, in JSON's own types; without an inset near alone."""


@dataclass(frozen=True, eq=False)
class Inset:
    """What the inset shows.

    window: its outline on the world map. marks: place of a mark → where it stands in the frame. drawn: number of a unit
    → its polygons in the frame.
    """

    frame: Frame
    window: shapely.Polygon
    marks: Mapping[int, tuple[float, float]]
    drawn: Mapping[int, list[Any]]


def lay_out(model: MapModel) -> Laid:
    """The ladders of a plain view with its frames, in the language of its names."""
    whole, inset = _whole(model), inset_of(model)
    laid = {"near": rungs(whole, model.marks, *NEAR_ZOOMS, cities=True)}
    if inset:
        outside = {place: at for place, at in whole.marks.items() if place not in inset.marks}
        abroad = [host for host in whole.hosts if not inset.window.contains(shapely.Point(host.x, host.y))]
        beside = PanelGround(whole.bounds, outside, abroad, whole.land, (inset.window,))
        panel = PanelGround(inset.frame.bounds, inset.marks, _within(inset, whole), _land(model, inset.frame))
        laid["world"] = rungs(beside, model.marks, *WORLD_ZOOMS)
        laid["inset"] = rungs(panel, model.marks, *INSET_ZOOMS)
    return laid


def inset_of(model: MapModel) -> Inset | None:
    """The inset of a model that has one."""
    frame = next((frame for frame in model.frames[1:] if frame.to_main), None)
    if frame is None or frame.to_main is None:
        return None
    left, bottom, right, top = frame.bounds
    edge = shapely.segmentize(shapely.box(*frame.bounds), (right - left) / 40).exterior
    window = shapely.Polygon(np.column_stack(frame.to_main(*shapely.get_coordinates(edge).T)))
    keys = {mark.key: place for place, mark in enumerate(model.marks)}
    inside = {keys[key]: (x, y) for key, (x, y) in frame.marks.items() if left <= x <= right and bottom <= y <= top}
    places = {unit_id: place for place, unit_id in enumerate(model.frames[0].shapes["unit_id"])}
    shapes = frame.shapes[frame.shapes["unit_id"].isin(places)]
    clipped = shapely.set_precision(
        shapely.clip_by_rect(shapes.geometry.to_numpy(), left - 0.2, bottom - 0.2, right + 0.2, top + 0.2),
        10.0**-DECIMALS,
        mode="pointwise",
    )
    drawn = {
        places[unit_id]: polygons
        for unit_id, shape in zip(shapes["unit_id"], clipped, strict=True)
        if (polygons := [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0])
    }
    return Inset(frame, window, inside, drawn)


def _whole(model: MapModel) -> PanelGround:
    frame = model.frames[0]
    places = {place: (mark.x, mark.y) for place, mark in enumerate(model.marks)}
    return PanelGround(frame.bounds, places, _hosts(model), _land(model, frame))


def _hosts(model: MapModel) -> list[Host]:
    """Each country with reports, once, at its largest unit."""
    areas = {area.unit_id: area for area in model.areas}
    shapes = model.frames[0].shapes
    found: dict[str, Host] = {}
    for place, (unit_id, outline) in enumerate(zip(shapes["unit_id"], shapes.geometry, strict=True)):
        area = areas[unit_id]
        known = found.get(area.iso_a3)
        if area.state == "counted" and (known is None or outline.area > known.outline.area):
            found[area.iso_a3] = Host(place, area, area.x, area.y, outline)
    return list(found.values())


def _within(inset: Inset, whole: PanelGround) -> list[Host]:
    """The hosts whose point the inset shows, each at its largest part there."""
    named = {host.unit: host for host in whole.hosts if inset.window.contains(shapely.Point(host.x, host.y))}
    hosts = []
    for unit, polygons in inset.drawn.items():
        host = named.get(unit)
        if host:
            point = shapely.point_on_surface(max(polygons, key=lambda part: part.area))
            hosts.append(Host(host.unit, host.area, point.x, point.y, shapely.MultiPolygon(polygons)))
    return hosts


def _land(model: MapModel, frame: Frame) -> Land:
    codes = {area.unit_id: area.iso_a3 for area in model.areas}
    return Land.of(frame.shapes.geometry.to_numpy(), [codes.get(unit, "") for unit in frame.shapes["unit_id"]])
