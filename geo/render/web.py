"""The web map: a folium base map that never changes, the ground it fetches once, and one small change per view.

Rendering a folium map with country shapes at each change costs a second and two megabytes and loses the reader's
zoom. So the base map is constant; shapes and every text of the plain view lie in one file with a name made from its
content (`Ground`), which the browser keeps; a change of the view is a script of a few kilobytes (`change`).

Text from the tables is hostile until proven otherwise, and folium runs every script through a template engine on the
server. No such text enters a folium or branca class: it goes as JSON with every character escaped that HTML, a
template or a script could take for its own (`script_json`), and map.js puts it on the page with textContent.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Final

import folium
import geopandas as gpd
import shapely
from branca.element import MacroElement
from folium.template import Template
from shapely.geometry.base import BaseGeometry

from geo.model import Bounds, MapModel
from geo.style import Palette

ASSETS: Final = Path(__file__).parent / "assets"
SCRIPTS: Final = ("frame.js", "marks.js", "furniture.js")
LEAFLET_PACKAGE: Final = "xstatic.pkg.leaflet"
UP: Final = "../../assets/"  # from the component's iframe to our routes, under any base path
DECIMALS: Final = 2  # of a map unit: 1 km, far below the tolerance of the simplified shapes

# What could end a script, open a template or be taken for one of folium's variable names.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&{}`$_'\u2028\u2029"}
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


def script_json(value: Any) -> str:
    """JSON that is inert inside a script, an HTML page and a Jinja template, and still parses to the same value."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return _STRING.sub(lambda string: string[0].translate(_ESCAPES), text)


@dataclass(frozen=True, eq=False)
class Ground:
    """What all views share, served once: shapes in map units, and the texts of the plain view.

    body: JSON bytes. name: file name with the content's hash. units: unit ids in the order of the shapes.
    texts: text → its place in the list that the browser holds.
    """

    body: bytes
    name: str
    units: tuple[str, ...]
    texts: Mapping[str, int]


def ground(shapes: gpd.GeoDataFrame, outline: BaseGeometry, graticule: BaseGeometry, model: MapModel) -> Ground:
    """The ground of the web map.

    shapes: columns unit_id, geometry, in map units of the world map. outline: the globe's edge; graticule: lines, in
    the same units. model: the plain view, whose texts a change then names by number.
    """
    areas = {area.unit_id: area for area in model.areas}
    rounded = shapely.set_precision(shapes.geometry.to_numpy(), 10.0**-DECIMALS, mode="pointwise")
    units = []
    for unit_id, geometry in zip(shapes["unit_id"], rounded, strict=True):
        area = areas[unit_id]
        rings = [shapely.geometry.mapping(part)["coordinates"] for part in shapely.get_parts(geometry)]
        place = {"x": round(area.x, DECIMALS), "y": round(area.y, DECIMALS)}
        units.append({"iso": area.iso_a3, "name": area.name, "small": area.small, "rings": rings} | place)
    texts = tuple(dict.fromkeys(text for text in _texts(model) if len(text) > 3))
    body = {
        "outline": _line_json(outline),
        "graticule": _line_json(graticule),
        "units": units,
        "texts": texts,
    }
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    name = f"ground.{hashlib.sha256(data).hexdigest()[:16]}.json"
    return Ground(data, name, tuple(shapes["unit_id"]), {text: place for place, text in enumerate(texts)})


def _line_json(geometry: BaseGeometry) -> dict[str, Any]:
    at = shapely.set_precision(geometry, 10.0**-DECIMALS, mode="pointwise")
    return {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(at)}


def _texts(model: MapModel) -> Iterable[str]:
    for area in model.areas:
        yield from (area.label, area.detail)
    for mark in model.marks:
        yield from (mark.key, mark.label)
        yield from (item.text for item in mark.items)
    yield from (entry.label for entry in model.legend)
    yield from (model.legend_heading, *_strip(model), model.words.alt_text)


def _strip(model: MapModel) -> tuple[str, ...]:
    words = model.words
    return (
        words.filters,
        words.counted,
        words.placed,
        words.reported_line,
        words.source_line,
        f"{words.version_line}.",
        words.border_note,
    )


@dataclass(frozen=True)
class Script:
    """The map's own script with its styles inside, as one file named by its content."""

    body: bytes
    name: str


@cache
def script() -> Script:
    """The scripts and styles of the map, Leaflet's styles included, joined."""
    leaflet = (files(LEAFLET_PACKAGE) / "data" / "leaflet.css").read_text(encoding="utf-8")
    css = leaflet + (ASSETS / "map.css").read_text(encoding="utf-8")
    parts = [(ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS]
    data = "\n".join([*parts, f"StationAtlas.css = {json.dumps(css)};\n"]).encode()
    return Script(data, f"map.{hashlib.sha256(data).hexdigest()[:16]}.js")


class _WorldMap(folium.Map):
    """A map that asks for Leaflet and our script, and for nothing else of what folium would load."""

    default_css: ClassVar[list[tuple[str, str]]] = []

    def __init__(self) -> None:
        self.default_js = [("leaflet", f"{UP}leaflet/leaflet.js"), ("map", f"{UP}{script().name}")]
        super().__init__(
            location=(0, 0),
            zoom_start=1,
            tiles=None,
            crs="Simple",
            zoom_control=False,
            attributionControl=False,
            minZoom=0,
            maxZoom=9,
            zoomSnap=0.25,
            zoomDelta=0.75,
            wheelPxPerZoomLevel=120,
            maxBounds=[[-100, -190], [100, 190]],
            maxBoundsViscosity=1,
        )


class _Start(MacroElement):
    """Hands the map over to map.js."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "StationAtlas.start({{ this._parent.get_name() }}, {{ this.config }});"
        "{% endmacro %}"
    )

    def __init__(self, config: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.config = config


class _Show(MacroElement):
    """Hands one scene over to map.js."""

    _template = Template("{% macro script(this, kwargs) %}StationAtlas.show({{ this.scene }});{% endmacro %}")

    def __init__(self, scene: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Show"
        self.scene = scene


def base_map(ground: Ground, regions: Iterable[tuple[str, str, Bounds]]) -> folium.Map:
    """A fresh base map, the same for every view; rendering uses it up, so it is never kept.

    regions: slug, label and bounds in map units of each place that a button zooms to.
    """
    places = [[slug, label, [round(edge, DECIMALS) for edge in bounds]] for slug, label, bounds in regions]
    world = _WorldMap()
    world.add_child(_Start(script_json({"ground": UP + ground.name, "regions": places})))
    return world


def change(model: MapModel, ground: Ground) -> folium.FeatureGroup:
    """What the browser needs to draw this view on the base map, as a feature group without features."""
    group = folium.FeatureGroup()
    group.add_child(_Show(script_json(scene(model, ground))))
    return group


def scene(model: MapModel, ground: Ground) -> dict[str, Any]:
    """The view as compact JSON: a text is its number in the ground's list, or itself when it is not there."""

    def text(value: str) -> str | int:
        return ground.texts.get(value, value)

    areas = {area.unit_id: area for area in model.areas}
    styles: dict[tuple[str, str, str, str], int] = {}
    look = []
    for unit_id in ground.units:
        area = areas[unit_id]
        style = (area.state, area.fill, area.pattern, area.pattern_colour)
        if not model.show_areas and area.state != "disputed":
            style = (area.state, model.palette.no_report, "", "")
        look.append(styles.setdefault(style, len(styles)))
    return {
        "colours": _colours(model.palette),
        "styles": list(styles),
        "look": look,
        "labels": [text(areas[unit_id].label) for unit_id in ground.units],
        "details": [text(areas[unit_id].detail) for unit_id in ground.units],
        "marks": [
            [
                text(mark.key),
                mark.shape,
                mark.ring,
                mark.iso_a3,
                round(mark.x, DECIMALS),
                round(mark.y, DECIMALS),
                mark.count,
                text(mark.label),
                [text(item.text) for item in mark.items],
            ]
            for mark in (model.marks if model.show_marks else ())
        ],
        "heading": text(model.legend_heading),
        "legend": [[e.kind, text(e.label), e.fill, e.pattern, e.pattern_colour, e.shape, e.ring] for e in model.legend],
        "strip": [text(line) for line in _strip(model)],
        "alt": text(model.words.alt_text),
        "open": model.focus,
        "show_areas": model.show_areas,
    }


def _colours(palette: Palette) -> dict[str, str]:
    """The colours that map.css knows by name."""
    return {
        "paper": palette.paper,
        "ocean": palette.ocean,
        "ink": palette.ink,
        "quiet": palette.quiet,
        "rule": palette.rule,
        "border": palette.border,
        "graticule": palette.graticule,
        "accent": palette.accent,
        "mark": palette.mark,
        "mark-text": palette.mark_text,
        "mark-ring": palette.mark_ring,
    }
