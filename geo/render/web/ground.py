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
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.maps.model import MapModel, Mark
from geo.render.web.ladders import Inset, Laid, inset_of, lay_out
from geo.render.web.polyline import encode_polyline
from geo.words.language import ENGLISH, speaking
from geo.words.messages import close, join_sentences, join_words

DECIMALS: Final = 2  # of a map unit, of points: 1 km
SURFACE: Final = 4  # points of the least ring that has a surface: three corners and the way back
STEP: Final = 0.05  # of a map unit, of outlines: nothing moves by more than 2.5 km, below the tolerance of the shapes
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


def ground(model: MapModel, laid: Laid | None = None) -> Ground:
    """The ground of the web map. model: the plain view with its frames, the world first, then the inset if any; laid:
    what `lay_out` made of this model before."""
    main, inset = model.frames[0], inset_of(model)
    laid = lay_out(model) if laid is None else laid
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
        "near": {"rungs": laid["near"]},
        **(_inset(inset, laid) if inset else {"world": None, "inset": None}),
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
    with speaking(model.language):
        borders = join_sentences(close(words.version_line), words.border_note)
    return {
        "filters": words.filters,
        "counted": words.counted,
        "claim": join_sentences(words.reported_line, words.placed),
        "reply": words.china_line,
        "source": words.source_line,
        "borders": borders,
    }


def _texts(model: MapModel) -> Iterable[str]:
    for area in model.areas:
        yield from (area.label, area.detail)
    for mark in model.marks:
        yield from (mark.label, say_waves(mark, model.waves))
        yield from (item.text for item in mark.items)
    yield from (entry.label for entry in (*model.legend, *model.hints))
    yield from (model.legend_heading, *strip(model).values(), model.words.alt_text, model.words.title)


def _rings(polygons: Iterable[BaseGeometry]) -> list[list[str]]:
    """For each polygon its rings, packed; of polygons too small for a STEP only the first is kept."""
    found = [[_points(ring) for ring in shapely.get_rings(polygon)] for polygon in polygons]
    seen = [[ring for ring in rings if len(ring) >= SURFACE] for rings in found]
    return [[encode_polyline(ring) for ring in rings] for rings in [rings for rings in seen if rings] or found[:1]]


def _lines(geometry: BaseGeometry | None) -> list[str]:
    """The lines of a geometry, or the rings of a surface, packed."""
    if geometry is None:
        return []
    parts = shapely.get_parts(geometry.boundary if geometry.geom_type.endswith("Polygon") else geometry)
    return [encode_polyline(_points(part)) for part in shapely.simplify(parts, STEP / 2)]


def _points(line: BaseGeometry) -> NDArray[np.int_]:
    """The points of a line in whole STEPs, none twice in a row. Points that neighbours share stay shared."""
    points: NDArray[np.int_] = np.rint(shapely.get_coordinates(line) / STEP).astype(int)
    moved = np.diff(points, axis=0, prepend=points[:1] - 1).any(axis=1)
    return np.compress(moved, points, axis=0)


def _rounded(numbers: Iterable[float]) -> list[float]:
    return [round(float(number), DECIMALS) for number in numbers]


def _inset(inset: Inset, laid: Laid) -> dict[str, Any]:
    """The inset and the world beside it: which marks and names are whose, and the inset's edge on the world map."""
    drawn = [{"unit": place, "rings": _rings(polygons)} for place, polygons in inset.drawn.items()]
    return {
        "world": {"rungs": laid["world"]},
        "inset": {
            "label": inset.frame.label,
            "bounds": _rounded(inset.frame.bounds),
            "edge": [_rounded(point) for point in shapely.get_coordinates(inset.window)],
            "marks": {str(place): _rounded(at) for place, at in inset.marks.items()},
            "shapes": drawn,
            "rungs": laid["inset"],
        },
    }
