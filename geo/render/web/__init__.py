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
from typing import Any, Final

import folium
import geopandas as gpd
import shapely
from branca.element import MacroElement
from folium.template import Template
from shapely.geometry.base import BaseGeometry

from geo.maps.model import Area, Bounds, MapModel, Mark
from geo.maps.style import Palette

ASSETS: Final = Path(__file__).parent
SCRIPTS: Final = ("frame.js", "marks.js", "furniture.js")
LEAFLET_PACKAGE: Final = "xstatic.pkg.leaflet"
UP: Final = "../../assets/"  # from the component's iframe to our routes, under any base path
DECIMALS: Final = 2  # of a map unit: 1 km, far below the tolerance of the simplified shapes

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"  # one for each style; a view has a dozen

# What could end a script, open a template or be taken for one of folium's variable names.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&{}`$_'\u2028\u2029"}
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


def script_json(value: Any) -> str:
    """JSON that is inert inside a script, an HTML page and a Jinja template, and still parses to the same value."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return _STRING.sub(lambda string: string[0].translate(_ESCAPES), text)


Coded = str | int
"""A text, or its place in the list of texts that came with the ground."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What all views share, served once: shapes in map units, and the plain view to which a change is the difference.

    body: JSON bytes. name: file name with the content's hash. units: unit ids in the order of the shapes.
    texts: text → its place in the list that the browser holds; marks: row of a mark → its place likewise.
    said: label and detail of each unit in the plain view.
    """

    body: bytes
    name: str
    units: tuple[str, ...]
    texts: Mapping[str, int]
    marks: Mapping[tuple[Any, ...], int]
    said: tuple[tuple[str, str], ...]

    def code(self, text: str) -> Coded:
        """The text's number, or the text itself when the browser does not hold it."""
        return self.texts.get(text, text)


def ground(shapes: gpd.GeoDataFrame, outline: BaseGeometry, graticule: BaseGeometry, model: MapModel) -> Ground:
    """The ground of the web map.

    shapes: columns unit_id, geometry, in map units of the world map. outline: the globe's edge; graticule: lines, in
    the same units. model: the plain view.
    """
    areas = {area.unit_id: area for area in model.areas}
    texts = {text: place for place, text in enumerate(dict.fromkeys(_texts(model)))}
    rounded = shapely.set_precision(shapes.geometry.to_numpy(), 10.0**-DECIMALS, mode="pointwise")
    units = []
    for unit_id, geometry in zip(shapes["unit_id"], rounded, strict=True):
        area = areas[unit_id]
        units.append(
            {
                "iso": area.iso_a3,
                "name": area.name,
                "small": area.small,
                "x": round(area.x, DECIMALS),
                "y": round(area.y, DECIMALS),
                "label": texts[area.label],
                "detail": texts[area.detail],
                "rings": [shapely.geometry.mapping(part)["coordinates"] for part in shapely.get_parts(geometry)],
            }
        )
    marks = [_mark_row(mark, texts) for mark in model.marks]
    body = {
        "outline": _line_json(outline),
        "graticule": _line_json(graticule),
        "units": units,
        "marks": marks,
        "texts": list(texts),
    }
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Ground(
        body=data,
        name=f"ground.{hashlib.sha256(data).hexdigest()[:16]}.json",
        units=tuple(shapes["unit_id"]),
        texts=texts,
        marks={row: place for place, row in enumerate(marks)},
        said=tuple((areas[unit_id].label, areas[unit_id].detail) for unit_id in shapes["unit_id"]),
    )


def _mark_row(mark: Mark, texts: Mapping[str, int]) -> tuple[Any, ...]:
    """What marks.js reads of a mark, in its order."""

    def code(text: str) -> Coded:
        return texts.get(text, text)

    place = (round(mark.x, DECIMALS), round(mark.y, DECIMALS))
    items = tuple(code(item.text) for item in mark.items)
    return (code(mark.key), mark.shape, mark.ring, mark.iso_a3, *place, mark.count, code(mark.label), items)


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
    """A map that asks for Leaflet and our script, and for nothing else of what folium would load.

    Its template is folium's without the styles in the page's head, which map.css has and each change would carry.
    """

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id={{ this.get_name()|tojson }} ></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, "
        "{center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }}});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        self.default_css: list[tuple[str, str]] = []
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
            zoomSnap=0,  # the whole world and a region as large as they fit
            zoomDelta=0.75,
            wheelPxPerZoomLevel=120,
            maxBounds=[[-100, -190], [100, 190]],
            maxBoundsViscosity=1,
            trackResize=False,  # frame.js does, and needs to know which size the map was last fitted to
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
    """The view as compact JSON: what differs from the plain view that the ground holds."""
    areas = {area.unit_id: area for area in model.areas}
    drawn = [areas[unit_id] for unit_id in ground.units]
    styles: dict[tuple[str, ...], int] = {}
    look = [styles.setdefault(_style(area, model), len(styles)) for area in drawn]
    return {
        "theme": model.palette.name,
        "colours": colours(model.palette),
        "styles": list(styles),
        "look": "".join(DIGITS[place] for place in look),
        "said": [
            (place, ground.code(area.label), ground.code(area.detail))
            for place, area in enumerate(drawn)
            if (area.label, area.detail) != ground.said[place]
        ],
        "marks": [
            ground.marks.get(row, row)
            for row in (_mark_row(mark, ground.texts) for mark in (model.marks if model.show_marks else ()))
        ],
        "heading": ground.code(model.legend_heading),
        "legend": [
            (
                entry.kind,
                ground.code(entry.label),
                entry.fill,
                entry.pattern,
                entry.pattern_colour,
                entry.shape,
                entry.ring,
            )
            for entry in model.legend
        ],
        "strip": [ground.code(line) for line in _strip(model)],
        "alt": ground.code(model.words.alt_text),
        "open": model.focus,
        "areas": model.show_areas,
    }


def _style(area: Area, model: MapModel) -> tuple[str, ...]:
    """State, fill, pattern and its colour; plain land when the areas are switched off."""
    if model.show_areas or area.state == "disputed":
        return (area.state, area.fill, area.pattern, area.pattern_colour)
    return (area.state, model.palette.no_report, "", "")


def colours(palette: Palette) -> dict[str, str]:
    """The colours that the styles in the frames know by name."""
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
