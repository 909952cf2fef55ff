"""The map with its filters as a part of any page, without a server: its scripts, its styles, and the data of a view.

Used by the stand-alone page, which has all of it inside, and by the published site, which fetches it once.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import rjsmin  # type: ignore[import-untyped]

from geo.maps.model import Filterable
from geo.render.html.markup import Markup, tag
from geo.render.typeface import EUROPEAN
from geo.render.web import ASSETS, LEAFLET_PACKAGE, MAP_OPTIONS, MAP_SCRIPTS, PURE_SCRIPTS, ground, script_words, styles
from geo.words.language import ENGLISH, speaking
from geo.words.messages import word

OWN: Final = files("geo.render.explore")
_PARTS: Final = ("explore.js", "filters.js", "play.js", "panel.js")
FACES: Final = {"Regular": 400, "Semibold": 600}
"""Faces of the typeface that the page needs, with their weights."""


def explore_script() -> str:
    """All scripts but Leaflet's, in their order, without comments."""
    scripts = [(ASSETS / name).read_text(encoding="utf-8") for name in (*PURE_SCRIPTS, *MAP_SCRIPTS)]
    scripts += [(OWN / name).read_text(encoding="utf-8") for name in _PARTS]
    minified: str = rjsmin.jsmin("\n".join(scripts))
    return minified


def leaflet_script() -> str:
    """Leaflet, from the installed package."""
    return (files(LEAFLET_PACKAGE) / "data" / "leaflet.js").read_text(encoding="utf-8")


def explore_styles() -> str:
    """The styles of map, filters and days; the page's own colours and type stand elsewhere."""
    return styles() + (OWN / "explore.css").read_text(encoding="utf-8")


def face_rule(weight: int, source: str, display: str) -> str:
    """The rule of one face. source: its address, as CSS writes it; display: "optional" for one that may come late, so
    that it moves nothing, "block" for one that is there."""
    return (
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; src: url("{source}") format("woff"); '
        f"font-display: {display}; }}\n"
    )


@cache
def explore_words() -> tuple[str, ...]:
    """The English words that the page's own scripts say, as `word("…")`."""
    text = "".join((OWN / name).read_text(encoding="utf-8") for name in _PARTS)
    return tuple(dict.fromkeys(re.findall(r'\b(?:word|fill)\("([^"]+)"', text)))


def data_script(version: str, found: Filterable, *, keys: bool = True, rows: Sequence[Sequence[str]] = ()) -> str:
    """Ground and record of one data version in one language, under the version's name; a script, since a page opened
    from a disk may fetch no JSON.

    keys: with those of the reports, by which a page finds its rows. rows: those of a version that the page was not
    written for, each with its key first.
    """
    language = found.base.language
    columns = found.record["reports"]
    record = {
        **found.record,
        "reports": columns if keys else {field: column for field, column in columns.items() if field != "key"},
        "map": {"zoomControl": False, **MAP_OPTIONS},
        **({"rows": rows} if rows else {}),
    }
    with speaking(language):
        ground_json = inert(ground(found.base).body.decode())
        if language != ENGLISH:
            record["said"] = {english: word(english) for english in (*script_words(), *explore_words())}
    return (
        f"(window.StationData=window.StationData||{{}})[{json.dumps(version)}]="
        f'{{"ground":{ground_json},"record":{as_json(record)}}};\n'
    )


def cited_script(version: str, found: Filterable) -> str:
    """What stands by for the panels of all countries: of the same version and language as its data."""
    return "".join(cited_tile(version, iso, found) for iso in found.cited)


def cited_tile(version: str, iso_a3: str, found: Filterable) -> str:
    """What is fetched for the panel of one country."""
    held = f"(window.StationCited=window.StationCited||{{}})[{json.dumps(version)}]"
    return f"({held}={held}||{{}})[{json.dumps(iso_a3)}]={as_json(found.cited[iso_a3])};\n"


def explorer(settings: Mapping[str, Any], still: Markup) -> Markup:
    """Filters, map and days. settings: what explore.js reads; still: what stands there without scripts."""
    return tag(
        '<div class="explore"><div id="filters"></div><div class="map-column"><div id="map" class="map-host" '
        'data-settings="{settings}">{still}</div><div id="play" class="play"></div></div></div>',
        settings=json.dumps(settings),
        still=still,
    )


def letters_of(texts: Iterable[str]) -> frozenset[int]:
    """The letters of Europe that some texts and the English of the pages have."""
    plain = string.printable + "–—‘’“”…·×−é→←"
    return frozenset(ord(sign) for sign in set().union(plain, *texts)) & EUROPEAN


def as_json(value: Any) -> str:
    """JSON that is JavaScript as well, and ends no element that it stands in."""
    return inert(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def inert(text: str) -> str:
    """JSON with the signs escaped that HTML or an old JavaScript would take for its own."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
