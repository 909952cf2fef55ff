"""The ground: what all views of one atlas share, as one file that a browser fetches once and keeps.

Shapes of the world and of the inset, where marks and names stand at each scale, and the plain view, to which every
scene is the difference.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.maps.model import Frame, MapModel, Mark
from geo.maps.spread import Land
from geo.render.web.spots import Host, PanelGround, rungs
from geo.words.language import ENGLISH
from geo.words.messages import join_words

DECIMALS: Final = 2  # of a map unit, of points: 1 km
SURFACE: Final = 8  # numbers of the least ring that has a surface: three corners and the way back
STEP: Final = 0.05  # of a map unit, of outlines: nothing moves by more than 2.5 km, below the tolerance of the shapes
WORLD_ZOOMS: Final = (-0.25, 1.75)  # of the world beside the inset, on a phone and on the widest page
INSET_ZOOMS: Final = (2.25, 4.0)
NEAR_ZOOMS: Final = (0.25, 6.5)  # of the world alone and of any part of it; beyond, nothing is moved any more

Coded = str | int
"""A text, or its place in the list of texts that came with the ground."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What all views share, served once.

    body: JSON bytes. name: file name with the content's hash. units: unit ids in the order of the shapes.
    texts: text → its place in the list that the browser holds; marks: key of a mark → its place likewise, and what
    the browser holds of it.
    said: label and detail of each unit in the plain view.
    """

    body: bytes
    name: str
    units: tuple[str, ...]
    texts: Mapping[str, int]
    marks: Mapping[str, tuple[int, Mapping[str, Any]]]
    said: tuple[tuple[str, str], ...]

    def code(self, text: str) -> Coded:
        """The text's number, or the text itself when the browser does not hold it."""
        return self.texts.get(text, text)

    def code_mark(self, fields: Mapping[str, Any]) -> int | Mapping[str, Any]:
        """The mark's number where the browser holds the same; else what differs, and `of`, the number of what it holds;
        a mark that it does not hold in full."""
        if fields["key"] not in self.marks:
            return fields
        place, held = self.marks[fields["key"]]
        other = {name: value for name, value in fields.items() if held[name] != value}
        return {"of": place, **other} if other else place


def ground(model: MapModel) -> Ground:
    """The ground of the web map. model: the plain view with its frames, the world first, then the inset if any."""
    main = model.frames[0]
    insets = [frame for frame in model.frames[1:] if frame.to_main]
    areas = {area.unit_id: area for area in model.areas}
    texts = {text: place for place, text in enumerate(dict.fromkeys(_texts(model)))}
    rounded = shapely.set_precision(main.shapes.geometry.to_numpy(), 10.0**-DECIMALS, mode="pointwise")
    units = []
    for unit_id, geometry in zip(main.shapes["unit_id"], rounded, strict=True):
        area = areas[unit_id]
        units.append(
            {
                "iso": area.iso_a3,
                "name": area.name,
                "small": area.small,
                "count": area.count,
                "x": round(area.x, DECIMALS),
                "y": round(area.y, DECIMALS),
                "label": texts[area.label],
                "detail": texts[area.detail],
                "rings": _rings(shapely.get_parts(geometry)),
            }
        )
    marks = [mark_fields(mark, model.waves, texts) for mark in model.marks]
    order = tuple(main.shapes["unit_id"])
    body = {
        "bounds": _rounded(main.bounds),
        "step": STEP,
        "outline": _lines(main.outline),
        "graticule": _lines(main.graticule),
        "units": units,
        "marks": marks,
        "texts": list(texts),
        "near": {"rungs": rungs(_whole(model, order), model.marks, *NEAR_ZOOMS, cities=True)},
        **(_inset(model, insets[0], order) if insets else {"world": None, "inset": None}),
    }
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Ground(
        body=data,
        name=content_name("ground", model.language, data),
        units=order,
        texts=texts,
        marks={mark["key"]: (place, mark) for place, mark in enumerate(marks)},
        said=tuple((areas[unit_id].label, areas[unit_id].detail) for unit_id in order),
    )


def content_name(kind: str, language: str, body: bytes) -> str:
    """ "ground.1a2b….json", "ground.fr.1a2b….json": what a file is, its language, and the hash of its content."""
    spoken = "" if language == ENGLISH else f".{language}"
    return f"{kind}{spoken}.{hashlib.sha256(body).hexdigest()[:16]}.json"


def mark_fields(mark: Mark, waves: Mapping[str, str], texts: Mapping[str, int]) -> dict[str, Any]:
    """What the browser reads of a mark, by name."""

    def code(text: str) -> Coded:
        return texts.get(text, text)

    return {
        "key": mark.key,
        "shape": mark.shape,
        "ring": mark.ring,
        "iso": mark.iso_a3,
        "place": mark.place,
        "x": round(mark.x, DECIMALS),
        "y": round(mark.y, DECIMALS),
        "count": mark.count,
        "label": code(mark.label),
        "waves": code(say_waves(mark, waves)),
        "items": [code(item.text) for item in mark.items],
    }


def say_waves(mark: Mark, waves: Mapping[str, str]) -> str:
    """ "Wave 1 and Wave 2": what a sighted reader sees as the mark's ring."""
    return join_words([waves[wave] for wave in mark.waves])


def strip(model: MapModel) -> dict[str, str]:
    """The words below the map, by name; all that a screenshot must carry."""
    words = model.words
    return {
        "filters": words.filters,
        "counted": words.counted,
        "claim": f"{words.reported_line} {words.placed}",
        "reply": words.china_line,
        "source": words.source_line,
        "borders": f"{words.version_line}. {words.border_note}",
    }


def _texts(model: MapModel) -> Iterable[str]:
    for area in model.areas:
        yield from (area.label, area.detail)
    for mark in model.marks:
        yield from (mark.label, say_waves(mark, model.waves))
        yield from (item.text for item in mark.items)
    yield from (entry.label for entry in (*model.legend, *model.hints))
    yield from (model.legend_heading, *strip(model).values(), model.words.alt_text, model.words.title)


def _rings(polygons: Iterable[BaseGeometry]) -> list[list[list[int]]]:
    """For each polygon its rings, packed; of polygons too small for a STEP only the first is kept."""
    packed = [[_packed(ring) for ring in shapely.get_rings(polygon)] for polygon in polygons]
    seen = [[ring for ring in rings if len(ring) >= SURFACE] for rings in packed]
    return [rings for rings in seen if rings] or packed[:1]


def _lines(geometry: BaseGeometry | None) -> list[list[int]]:
    """The lines of a geometry, or the rings of a surface, packed."""
    if geometry is None:
        return []
    parts = shapely.get_parts(geometry.boundary if geometry.geom_type.endswith("Polygon") else geometry)
    return [_packed(part) for part in shapely.simplify(parts, STEP / 2)]


def _packed(line: BaseGeometry) -> list[int]:
    """Where a line begins, then its moves, in whole STEPs: a fifth of the size of coordinates. Points that neighbours
    share stay shared; what does not move is left out."""
    points = np.rint(shapely.get_coordinates(line) / STEP).astype(int)
    moves = np.diff(points, axis=0)
    return [*points[0].tolist(), *moves[moves.any(axis=1)].ravel().tolist()]


def _rounded(numbers: Iterable[float]) -> list[float]:
    return [round(float(number), DECIMALS) for number in numbers]


def _land(model: MapModel, frame: Frame) -> Land:
    codes = {area.unit_id: area.iso_a3 for area in model.areas}
    return Land.of(frame.shapes.geometry.to_numpy(), [codes.get(unit, "") for unit in frame.shapes["unit_id"]])


def _hosts(model: MapModel, order: tuple[str, ...]) -> list[Host]:
    """Each country with reports, once, at its largest unit."""
    areas = {area.unit_id: area for area in model.areas}
    shapes = model.frames[0].shapes
    found: dict[str, Host] = {}
    for place, (unit_id, outline) in enumerate(zip(order, shapes.geometry, strict=True)):
        area = areas[unit_id]
        known = found.get(area.iso_a3)
        if area.state == "counted" and (known is None or outline.area > known.outline.area):
            found[area.iso_a3] = Host(place, area, area.x, area.y, outline)
    return list(found.values())


def _whole(model: MapModel, order: tuple[str, ...]) -> PanelGround:
    frame = model.frames[0]
    places = {place: (mark.x, mark.y) for place, mark in enumerate(model.marks)}
    return PanelGround(frame.bounds, places, _hosts(model, order), _land(model, frame))


def _inset(model: MapModel, frame: Frame, order: tuple[str, ...]) -> dict[str, Any]:
    """The inset and the world beside it: which marks and names are whose, and the inset's edge on the world map."""
    left, bottom, right, top = frame.bounds
    edge = shapely.segmentize(shapely.box(*frame.bounds), (right - left) / 40).exterior
    to_main = frame.to_main or (lambda x, y: (x, y))
    window = shapely.Polygon(np.column_stack(to_main(*shapely.get_coordinates(edge).T)))
    keys = {mark.key: place for place, mark in enumerate(model.marks)}
    inside = {keys[key]: (x, y) for key, (x, y) in frame.marks.items() if left <= x <= right and bottom <= y <= top}
    whole = _whole(model, order)
    outside = {place: at for place, at in whole.marks.items() if place not in inside}
    abroad = [host for host in whole.hosts if not window.contains(shapely.Point(host.x, host.y))]
    places = {unit_id: place for place, unit_id in enumerate(order)}
    shapes = frame.shapes[frame.shapes["unit_id"].isin(places)]
    clipped = shapely.set_precision(
        shapely.clip_by_rect(shapes.geometry.to_numpy(), left - 0.2, bottom - 0.2, right + 0.2, top + 0.2),
        10.0**-DECIMALS,
        mode="pointwise",
    )
    drawn = {
        unit_id: polygons
        for unit_id, shape in zip(shapes["unit_id"], clipped, strict=True)
        if (polygons := [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0])
    }
    named = {host.unit: host for host in whole.hosts if window.contains(shapely.Point(host.x, host.y))}
    hosts = []
    for unit_id, polygons in drawn.items():
        host = named.get(places[unit_id])
        if host:
            point = shapely.point_on_surface(max(polygons, key=lambda part: part.area))
            hosts.append(Host(host.unit, host.area, point.x, point.y, shapely.MultiPolygon(polygons)))
    panel = PanelGround(frame.bounds, inside, hosts, _land(model, frame))
    beside = PanelGround(model.frames[0].bounds, outside, abroad, whole.land, (window,))
    return {
        "world": {"rungs": rungs(beside, model.marks, *WORLD_ZOOMS)},
        "inset": {
            "label": frame.label,
            "bounds": _rounded(frame.bounds),
            "edge": [_rounded(point) for point in shapely.get_coordinates(window)],
            "marks": {str(place): _rounded(at) for place, at in inside.items()},
            "shapes": [{"unit": places[unit_id], "rings": _rings(polygons)} for unit_id, polygons in drawn.items()],
            "rungs": rungs(panel, model.marks, *INSET_ZOOMS),
        },
    }
