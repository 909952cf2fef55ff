"""The web map: a folium base map that never changes, the ground it fetches once, and one small change per view.

Rendering a folium map with country shapes at each change costs a second and two megabytes and loses the reader's
zoom. So the base map is constant; shapes and every text of the plain view lie in one file with a name made from its
content (`Ground`), which the browser keeps; a change of the view is a script of a few kilobytes (`change`).

Text from the tables is hostile until proven otherwise, and folium runs every script through a template engine on the
server. No such text enters a folium or branca class: it goes as JSON with every character escaped that HTML, a
template or a script could take for its own (`script_json`), and the scripts put it on the page with textContent.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from geo.maps.model import Bounds
from geo.render.web.ground import DECIMALS
from geo.render.web.ground import Ground as Ground
from geo.render.web.ground import ground as ground
from geo.render.web.scene import scene as scene
from geo.words.language import ENGLISH, spoken
from geo.words.messages import word

ASSETS: Final = Path(__file__).parent
MAP_SCRIPTS: Final = (
    "neighbours.js",
    "frame.js",
    "panels.js",
    "outlines.js",
    "areas.js",
    "marks.js",
    "names.js",
    "legend.js",
    "files.js",
    "bar.js",
    "list.js",
    "keys.js",
)
PURE_SCRIPTS: Final = ("select.js", "say.js", "tell.js", "compose.js", "view.js")
"""What decides without Python what a view keeps and what is said of it; they read no page."""
LEAFLET_PACKAGE: Final = "xstatic.pkg.leaflet"
FILES: Final = "view"  # under assets/: files of a view, by the name of their format
UP: Final = "../../assets/"  # from the component's iframe to our routes, under any base path
# What could end a script, open a template or be taken for one of folium's variable names.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&{}`$_'\u2028\u2029"}
_NAME: Final = re.compile(r"(?!__proto__$)[a-z][a-z0-9]*")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


def script_json(value: Any) -> str:
    """JSON that is inert inside a script, an HTML page and a Jinja template, and still parses to the same value."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return _STRING.sub(lambda string: string[0].translate(_ESCAPES), text)


def script_value(value: Any) -> str:
    """The same as an expression of a script, whose keys need no quotes: a change is sent inside a string, where each
    quote costs two signs."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_key(key)}:{script_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(script_value, value)) + "]"
    return script_json(value)


def _key(key: str) -> str:
    return key if _NAME.fullmatch(key) else script_json(key)


@dataclass(frozen=True)
class Script:
    """The map's own script with its styles inside, as one file named by its content."""

    body: bytes
    name: str


MAP_OPTIONS: Final[dict[str, Any]] = {
    "attributionControl": False,
    "minZoom": -2,
    "keyboard": False,  # keys.js has the keys
    "maxZoom": 9,
    "zoomSnap": 0,  # the whole world and a region as large as they fit
    "zoomDelta": 0.75,
    "wheelPxPerZoomLevel": 120,
    "maxBounds": [[-100, -190], [100, 190]],
    "maxBoundsViscosity": 1,
    "trackResize": False,  # frame.js does, and needs to know which size the map was last fitted to
}
"""How Leaflet's map is made, wherever the scripts are."""


def styles() -> str:
    """The styles of the map, Leaflet's included, for any page that it stands in."""
    leaflet = (files(LEAFLET_PACKAGE) / "data" / "leaflet.css").read_text(encoding="utf-8")
    return leaflet + (ASSETS / "map.css").read_text(encoding="utf-8")


@cache
def script_words() -> tuple[str, ...]:
    """The English words that the map's own scripts say, as `word("…")`, and the labels of its files."""
    text = "".join((ASSETS / name).read_text(encoding="utf-8") for name in MAP_SCRIPTS)
    found = re.findall(r'\bword\("([^"]+)"\)|\["(?:png|svg|pdf|pptx|html|csv)", "([^"]+)"\]', text)
    return tuple(dict.fromkeys(said or label for said, label in found))


@cache
def script() -> Script:
    """The scripts and styles of the map, Leaflet's styles included, joined."""
    css = styles() + (ASSETS / "alone.css").read_text(encoding="utf-8")
    parts = [(ASSETS / name).read_text(encoding="utf-8") for name in MAP_SCRIPTS]
    data = "\n".join([*parts, f"StationAtlas.css = {json.dumps(css)};\n"]).encode()
    return Script(data, f"map.{hashlib.sha256(data).hexdigest()[:16]}.js")


class _Written:
    """An element that streamlit-folium writes by its template alone.

    A rendering of the page around it would be thrown away, and folium compiles each text of it as a template of its
    own: a tenth of what a change costs the server.
    """

    def render(self, **kwargs: Any) -> str:
        """Nothing: no page is made."""
        return ""


class _WorldMap(_Written, folium.Map):
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
        super().__init__(location=(0, 0), zoom_start=1, tiles=None, crs="Simple", zoom_control=False, **MAP_OPTIONS)


class _Start(MacroElement):
    """Hands the map over to frame.js."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "StationAtlas.start({{ this._parent.get_name() }}, {{ this.config }});"
        "{% endmacro %}"
    )

    def __init__(self, config: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.config = config


class _Change(_Written, folium.FeatureGroup):
    """What is added to the map by a change of the view."""


class _Show(MacroElement):
    """Hands one scene over to frame.js."""

    _template = Template("{% macro script(this, kwargs) %}StationAtlas.show({{ this.scene }});{% endmacro %}")

    def __init__(self, scene: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Show"
        self.scene = scene


def base_config(
    ground: Ground,
    regions: Iterable[tuple[str, str, Bounds]],
    *,
    files: bool = False,
    ahead: Mapping[str, Any] | None = None,
) -> str:
    """What the base map is told, the same for every view, so a server keeps it. In the language that is spoken.

    regions: slug, label and bounds in map units of each place that a button zooms to. files: whether the server makes
    pictures and files of a view, so that the bar offers them. ahead: what ahead.js needs to paint a click on a filter
    before the server's answer, if it may (`ahead.ahead_config`).
    """
    places = [[slug, label, [round(edge, DECIMALS) for edge in bounds]] for slug, label, bounds in regions]
    config: dict[str, Any] = {"ground": UP + ground.name, "regions": places} | (
        {"files": f"{UP}{FILES}/"} if files else {}
    )
    if spoken() != ENGLISH:
        config["words"] = {english: word(english) for english in script_words()}
    if ahead is not None:
        config["ahead"] = ahead
    return script_json(config)


def base_map(config: str) -> folium.Map:
    """A fresh base map by `base_config`; a change becomes its child, so it is never kept."""
    world = _copy(_new_map())
    start = _copy(_new_start())
    start.config = config
    world.add_child(start)
    return world


def change(shown: str) -> folium.FeatureGroup:
    """What the browser needs to draw a view on the base map, as a feature group without features.

    shown: the view's scene by script_value; it is the larger part of the work, so a server keeps it by the view.
    """
    group = _copy(_new_change())
    show = _copy(_new_show())
    show.scene = shown
    group.add_child(show)
    return group


# folium gives each element an identifier from the system's source of random numbers, and builds a figure around each
# map: a tenth of what a change costs the server. streamlit-folium names what it writes itself, so copies will do.
_new_map, _new_change = cache(_WorldMap), cache(_Change)
_new_start, _new_show = cache(lambda: _Start("")), cache(lambda: _Show(""))
Written = TypeVar("Written", bound=Element)


def _copy(element: Written) -> Written:
    """The element as it was when it was new: without children, with its identifier, a map with the page around it."""
    copied = element.__class__.__new__(element.__class__)
    copied.__dict__.update(element.__dict__, _children=OrderedDict())
    return copied
