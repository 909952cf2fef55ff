"""The stand-alone page: one HTML file that opens from disk with the network off, with map, legend, tables and sources.

The map and its filters are those of the published site (`render/explore`); here everything is inside: script, style,
typeface, shapes and data. The policy in its head allows its own script and style by their hash and nothing else: no
text of a table can run or fetch anything, and texts are escaped as well.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

import jinja2

from geo.maps.model import MapModel
from geo.maps.style import DARK, LIGHT, Palette
from geo.render.explore import (
    FACES,
    cited_script,
    data_script,
    explore_script,
    explore_styles,
    explorer,
    face_rule,
    leaflet_script,
)
from geo.render.html.markup import Markup, tag
from geo.render.stamp import GENERATOR, query_text, stamp_json
from geo.render.typeface import small_woff
from geo.tables.dates import known_day, say_date
from geo.words.captions import COLUMNS, NOTES, PARAGRAPH, STILL, TABLES
from geo.words.messages import say, word

_ADDRESS: Final = re.compile(r"https?://[!-~]+")
_COLOURS: Final = ("paper", "ocean", "ink", "quiet", "rule", "accent")


def write_html(model: MapModel) -> bytes:
    """The page as UTF-8. A light model follows the reader's light or dark setting; others keep their palette.

    It holds all that was known on the view's day, so that a reader can set other filters, and opens with the view.
    Raises ValueError for a model that is not printed.
    """
    if model.filterable is None:
        raise ValueError("a page that filters by itself is made of a printed model")
    found = model.filterable()
    style = _style(model.palette)
    held = [write(model.data_version, found) for write in (data_script, cited_script)]
    parts = (leaflet_script(), *held, explore_script())
    script = "\n".join((*parts, _asset("page.js")))
    cited = {one.source_id: number for number, one in enumerate(model.citations, start=1)}
    link = model.words.link if _ADDRESS.fullmatch(model.words.link) else ""
    page = _template().render(
        language=model.language,
        scheme="" if model.palette.name == "light" else model.palette.name,
        policy=_policy(style, script),
        generator=GENERATOR,
        words=model.words,
        explorer=explorer(_settings(model, link), _still(model)),
        tables=TABLES,
        columns=COLUMNS,
        none_said=say("response.none"),
        notes_heading=word(NOTES),
        paragraph_heading=word(PARAGRAPH),
        countries=[_with_date(row) for row in model.tables["countries"].to_dict("records")],
        responses=[(name, _response_rows(model, name, cited)) for name in ("responses", "china")],
        sources=_sources(model),
        link=link,
        style=Markup(style),
        script=Markup(script),
        stamp=Markup(stamp_json(model)),
    )
    return page.encode()


def _still(model: MapModel) -> Markup:
    """What stands in the place of the map where no script runs."""
    return tag(
        "<noscript><p><strong>{filters}</strong> · {counted}</p><p>{heading}</p><p>{still}</p></noscript>",
        filters=model.words.filters,
        counted=model.words.counted,
        heading=model.legend_heading,
        still=word(STILL),
    )


def _settings(model: MapModel, link: str) -> dict[str, Any]:
    """What explore.js reads: the view to open with, and the day and version beyond which the page knows nothing."""
    limits = {key: model.query[key] for key in ("until", "asof") if key in model.query}
    return {
        "root": "",
        "base": link.partition("?")[0],
        "versions": {},
        "view": query_text(model),
        "theme": "" if model.palette == LIGHT else model.palette.name,
        "alone": True,
        "limits": limits,
    }


def _asset(name: str) -> str:
    return (files("geo.render.standalone") / name).read_text(encoding="utf-8")


def _sources(model: MapModel) -> list[dict[str, Any]]:
    """Each cited source and the day by which it was out, "" when that is not known."""
    published = dict(zip(model.tables["sources"]["source_id"], model.tables["sources"]["published_on"], strict=True))
    return [
        {"line": one.line, "url": one.url, "known": known_day(published.get(one.source_id, ""))}
        for one in model.citations
    ]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("page.html"))


def _policy(style: str, script: str) -> str:
    """A Content-Security-Policy that lets this style and this script run, and nothing be fetched."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; script-src 'sha256-{digest(script)}'; style-src 'sha256-{digest(style)}'; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _style(palette: Palette) -> str:
    def variables(one: Palette) -> str:
        named = [f"--{name.replace('_', '-')}:{getattr(one, name)}" for name in _COLOURS]
        return ";".join(named + [f"--c{level}:{colour}" for level, colour in enumerate(one.classes)])

    colours = f":root{{{variables(palette)}}}"
    if palette == LIGHT:
        colours += f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(DARK)}}}}}"
    else:
        colours += f":root{{color-scheme:{'dark' if palette == DARK else 'light'}!important}}"
    faces = "".join(
        face_rule(weight, f"data:font/woff;base64,{base64.b64encode(small_woff(face)).decode()}", "block")
        for face, weight in FACES.items()
    )
    return faces + colours + explore_styles() + _asset("page.css")


def _with_date(row: dict[Any, Any]) -> dict[Any, Any]:
    day = row["newest_response_date"]
    return {**row, "said_on": say_date(day) if row["newest_response"] else ""}


def _cited(text: str, cited: dict[str, int]) -> list[int]:
    return [cited[source] for source in text.split(";") if source in cited]


def _response_rows(model: MapModel, name: str, cited: dict[str, int]) -> list[dict[Any, Any]]:
    rows = model.tables[name].to_dict("records")
    return [
        {
            **row,
            "said_on": say_date(row["date"]),
            "cited": _cited(row["source_ids"], cited),
            "known": known_day(row["date"], row["public_from"]),
        }
        for row in rows
    ]
