"""The map with its filters as a part of a page: where its scripts stand, and the files from which they work."""

from __future__ import annotations

import json
import string
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import rjsmin  # type: ignore[import-untyped]

from geo.atlas import Atlas
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.render.html.markup import Markup, tag
from geo.render.html.typeface import EUROPEAN, small_woff
from geo.render.web import ASSETS, LEAFLET_PACKAGE, MAP_SCRIPTS, ground, styles
from geo.select import select
from geo.site.record import cited_of, record_of
from geo.site.shell import Picture, SitePage
from geo.view import View

OWN: Final = files("geo.site") / "assets"
LEAFLET: Final = "leaflet.js"
DATA: Final = "data.js"  # of the present version
CITED: Final = "cited.js"
SCRIPT: Final = "explore.js"
STYLE: Final = "explore.css"
SCRIPTS: Final = (LEAFLET, DATA, SCRIPT)
EMBED: Final = "embed/"
_DECISIONS: Final = ("select.js", "say.js", "tell.js", "compose.js")  # pure: what a view keeps, and what is said of it
_PARTS: Final = ("view.js", "explore.js", "filters.js", "play.js", "panel.js")
_FACES: Final = {"Regular": 400, "Semibold": 600}


def map_assets(atlas: Atlas) -> dict[str, bytes]:
    """Name → content of what every page with the map fetches, and of what is fetched when it is asked for."""
    css = [
        styles(),
        *(_face(face, weight) for face, weight in _FACES.items()),
        (OWN / "explore.css").read_text("utf-8"),
    ]
    scripts = [(ASSETS / name).read_text(encoding="utf-8") for name in (*_DECISIONS, *MAP_SCRIPTS)]
    scripts += [(OWN / name).read_text(encoding="utf-8") for name in _PARTS]
    return {
        LEAFLET: (files(LEAFLET_PACKAGE) / "data" / "leaflet.js").read_bytes(),
        DATA: data_script(atlas),
        CITED: f"window.StationCited={_json(cited_of(atlas))};\n".encode(),
        SCRIPT: rjsmin.jsmin("\n".join(scripts)).encode(),
        STYLE: "".join(css).encode(),
        **{_face_name(face): small_woff(face, letters_of(atlas)) for face in _FACES},
    }


def letters_of(atlas: Atlas) -> frozenset[int]:
    """The letters of Europe that the tables and the English of the pages have."""
    told = (str(cell) for table in atlas.tables.values() for column in table for cell in table[column])
    plain = string.printable + "–—‘’“”…·×−é→←"
    return frozenset(ord(sign) for sign in set().union(plain, *told)) & EUROPEAN


def data_script(atlas: Atlas) -> bytes:
    """Ground and record of one data version, as a script: a page opened from a disk may fetch no JSON."""
    base = ground(compose(select(atlas, View()), printed=True))
    record = _json(record_of(atlas))
    return (
        f"(window.StationData=window.StationData||{{}})[{json.dumps(atlas.release)}]="
        f'{{"ground":{_inert(base.body.decode())},"record":{record}}};\n'
    ).encode()


@dataclass(frozen=True)
class MapFiles:
    """Where the map's files lie below the site's root. versions: data version → its data, released ones."""

    cited: str
    versions: Mapping[str, str]


def explorer(found: MapFiles, root: str, base: str, still: Markup) -> Markup:
    """Filters and map. root: the way to the site's root; still: what stands there without scripts."""
    settings = {
        "root": root,
        "base": base,
        "cited": f"{root}assets/{found.cited}",
        "versions": {version: f"{root}assets/{name}" for version, name in found.versions.items()},
    }
    return tag(
        '<div class="explore"><div id="filters"></div><div class="map-column"><div id="map" class="map-host" '
        'data-settings="{settings}">{still}</div><div id="play" class="play"></div></div></div>',
        settings=json.dumps(settings),
        still=still,
    )


def still_map(model: MapModel, picture: Picture, root: str) -> Markup:
    """The map of the plain view as a picture, with the words that belong to it: what stands there without scripts."""
    words = model.words
    return tag(
        '<noscript><img src="{root}{path}" alt="{alt}" width="{width}" height="{height}"><p>{claim} {placed}</p>'
        "<p>{reply}</p><p>{source} {borders}</p></noscript>",
        root=root,
        path=picture.path,
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
        claim=words.reported_line,
        placed=words.placed,
        reply=words.china_line,
        source=words.source_line,
        borders=words.border_note,
    )


def embed_page(model: MapModel, picture: Picture, found: MapFiles, base: str) -> SitePage:
    """The map alone, for a frame in somebody else's page. Its address takes the keys of a view, and `controls=1`."""
    words = model.words
    return SitePage(
        path=EMBED,
        title=words.title,
        description=f"{words.title}. {words.subtitle}. {words.reported_line}",
        body=tag(
            '<main><h1 id="title">{title}</h1>{map}</main>',
            title=words.title,
            map=explorer(found, "../", base, still_map(model, picture, "../")),
        ),
        picture=picture,
        scripts=SCRIPTS,
        styles=(STYLE,),
        bare=True,
    )


def _face(face: str, weight: int) -> str:
    return (
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; src: url("{{{_face_name(face)}}}") '
        'format("woff"); font-display: optional; }\n'  # a typeface that comes late moves nothing
    )


def _face_name(face: str) -> str:
    return f"source-sans-pro-{face.lower()}.woff"


def _json(value: Any) -> str:
    return _inert(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _inert(text: str) -> str:
    """JSON that is JavaScript as well, and ends no script element."""
    for sign in "<>\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
