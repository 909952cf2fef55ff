"""The stand-alone page: one HTML file that opens from disk with the network off, with map, legend, tables and sources.

Everything is inside: script, style, typeface, shapes and data. The policy in its head allows its own script and style
by their hash and nothing else, so that no text of a table can run or fetch anything; texts are escaped as well.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

import jinja2
import numpy as np
import numpy.typing as npt
import shapely
from markupsafe import Markup

from geo.maps.model import Frame, LegendEntry, MapModel
from geo.maps.style import CLASS_BREAKS, DARK, FONT_FAMILY, LIGHT, Palette
from geo.render.html.typeface import small_woff
from geo.render.stamp import GENERATOR, LANGUAGE, stamp_json
from geo.tables.dates import known_from, say_date
from geo.words.captions import COLUMNS, NO_RESPONSE, NOTES, NOTHING, PAGE_WORDS, PARAGRAPH, TABLES

ACROSS: Final = 3450  # whole units of the page's map from side to side: ten a map unit for the world
_ADDRESS: Final = re.compile(r"https?://[!-~]+")
_COLOURS: Final = (
    *("paper", "ocean", "ink", "quiet", "rule", "border", "no_report", "filtered", "filtered_dots"),
    *("disputed", "disputed_lines", "mark", "mark_text", "mark_ring", "accent"),
)


def write_html(model: MapModel) -> bytes:
    """The page as UTF-8. A light model follows the reader's light or dark setting; others keep their palette."""
    style, script = _style(model.palette), _select() + _asset("page.js")
    frame = model.frames[0]
    cited = {one.source_id: number for number, one in enumerate(model.citations, start=1)}
    steps = _steps(model)
    page = _template().render(
        language=LANGUAGE,
        scheme="" if model.palette.name == "light" else model.palette.name,
        policy=_policy(style, script),
        generator=GENERATOR,
        words=model.words,
        page=PAGE_WORDS,
        tables=TABLES,
        columns=COLUMNS,
        none_said=NO_RESPONSE,
        notes_heading=NOTES,
        paragraph_heading=PARAGRAPH,
        heading=model.legend_heading,
        legend=_legend(model, steps),
        waves=[(wave, label) for wave, label in model.waves.items() if wave in set(model.tables["reports"]["wave"])],
        steps=len(steps),
        viewbox=" ".join(str(number) for number in _view(frame)),
        globe=_path(frame.outline, _scale(frame)) if frame.outline is not None else "",
        countries=[_with_date(row, "newest_response_date") for row in model.tables["countries"].to_dict("records")],
        responses=[(name, _response_rows(model, name, cited)) for name in ("responses", "china")],
        sources=_sources(model, steps),
        link=model.words.link if _ADDRESS.fullmatch(model.words.link) else "",
        style=Markup(style),  # noqa: S704 - our own file and constants
        script=Markup(script),  # noqa: S704 - our own file
        stamp=Markup(stamp_json(model)),  # noqa: S704 - JSON without < > &
        data=Markup(_json(_data(model, frame, cited, steps))),  # noqa: S704 - JSON without < > &
    )
    return page.encode()


def _asset(name: str) -> str:
    return (files("geo.render.standalone") / name).read_text(encoding="utf-8")


def _select() -> str:
    """The script that decides what a view keeps, shared with all that filters without Python."""
    return (files("geo.render.web") / "select.js").read_text(encoding="utf-8")


def _sources(model: MapModel, steps: list[Any]) -> list[dict[str, Any]]:
    """Each cited source and the day by which it was out, "" when that is not known."""
    published = dict(zip(model.tables["sources"]["source_id"], model.tables["sources"]["published_on"], strict=True))
    return [
        {"line": one.line, "url": one.url, "known": _known(published.get(one.source_id, ""))} for one in model.citations
    ]


def _known(text: str) -> str:
    """The first day on which a partial date was surely known, as YYYY-MM-DD; "" for none."""
    day = known_from(text)
    return day.isoformat() if day else ""


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
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{number};'
        f'src:url(data:font/woff;base64,{base64.b64encode(small_woff(face)).decode()}) format("woff")}}'
        for face, number in (("Regular", 400), ("Bold", 700))
    )
    return faces + colours + _asset("page.css")


def _json(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _legend(model: MapModel, steps: list[Any]) -> list[dict[str, str]]:
    """The model's legend, and what its switches can bring about: a country whose reports are filtered out."""
    entries = list(model.legend)
    if model.show_areas and len(steps) > 1 and not any(entry.kind == "filtered" for entry in entries):
        classes = sum(entry.kind == "class" for entry in entries)
        entries.insert(classes, LegendEntry("filtered", PAGE_WORDS["filtered"].rstrip(".")))
    return [
        {
            "kind": entry.kind,
            "label": entry.label,
            "shape": entry.shape,
            "ring": entry.ring,
            "look": f"c{number}" if entry.kind == "class" else f"s-{entry.kind}",
        }
        for number, entry in enumerate(entries)
    ]


def _steps(model: MapModel) -> list[Any]:
    """Days on which something became known: disclosures and dated responses, in order."""
    days = [known_from(text) for text in model.tables["reports"]["disclosed_on"]]
    days += [known_from(text) for name in ("responses", "china") for text in model.tables[name]["date"]]
    return sorted({day for day in days if day is not None})


def _with_date(row: dict[Any, Any], column: str) -> dict[Any, Any]:
    return {**row, "said_on": say_date(row[column]) if row[column] else NOTHING}


def _cited(text: str, cited: dict[str, int]) -> list[int]:
    return [cited[source] for source in text.split(";") if source in cited]


def _response_rows(model: MapModel, name: str, cited: dict[str, int]) -> list[dict[Any, Any]]:
    rows = model.tables[name].to_dict("records")
    return [
        {
            **row,
            "said_on": say_date(row["date"]),
            "cited": _cited(row["source_ids"], cited),
            "known": _known(row["date"]),
        }
        for row in rows
    ]


def _data(model: MapModel, frame: Frame, cited: dict[str, int], steps: list[Any]) -> dict[str, object]:
    """What the script needs, with coordinates in units of the page's map, y downwards."""
    areas, scale = {area.unit_id: area for area in model.areas}, _scale(frame)
    shapes = zip(frame.shapes["unit_id"], frame.shapes.geometry.values, strict=True)
    drawn = [mark for mark in model.marks if mark.key in frame.marks]
    of_report = {item.station_id: (n, item.text) for n, mark in enumerate(drawn) for item in mark.items}
    reports = []
    for row in model.tables["reports"].to_dict("records"):
        if row["station_id"] in of_report:
            number, text = of_report[row["station_id"]]
            reports.append(
                {
                    "country": row["country_iso3"],
                    "city": row["city"],
                    "mark": number,
                    "wave": row["wave"],
                    "disclosed": row["disclosed_on"],
                    "text": text,
                    "cited": _cited(row["source_ids"], cited),
                }
            )

    def said(name: str) -> list[dict[str, object]]:
        return [
            {
                "country": row["country_iso3"],
                "said": row["said_on"],
                "label": row["kind_label"],
                "kind": row["kind"],
                "axis": row["axis"],
                "summary": row["summary"],
                "cited": row["cited"],
                "known": row["known"],
            }
            for row in _response_rows(model, name, cited)
        ]

    return {
        "words": PAGE_WORDS,
        "breaks": list(CLASS_BREAKS),
        "measure": model.query.get("measure", "reports"),
        "alt": model.words.alt_text,
        "show_areas": model.show_areas,
        "show_marks": model.show_marks,
        "view": _view(frame),
        "local": frame.outline is None,
        "steps": [{"day": day.isoformat(), "said": say_date(day.isoformat())} for day in steps],
        "waves": list(model.waves),
        "areas": [
            {
                "iso": areas[unit].iso_a3,
                "name": areas[unit].name,
                "state": areas[unit].state,
                "detail": areas[unit].detail,
                "d": _path(shape, scale),
            }
            for unit, shape in shapes
        ],
        "marks": [
            {
                "key": mark.key,
                "shape": mark.shape,
                "iso": mark.iso_a3,
                "place": mark.place,
                "x": round(frame.marks[mark.key][0] * scale, 1),
                "y": round(-frame.marks[mark.key][1] * scale, 1),
            }
            for mark in drawn
        ],
        "reports": reports,
        "responses": said("responses"),
        "china": said("china"),
    }


def _scale(frame: Frame) -> float:
    """Units of the page's map per map unit."""
    return ACROSS / (frame.bounds[2] - frame.bounds[0])


def _view(frame: Frame) -> list[int]:
    """What the map shows at first: x, y of the upper left corner, width, height."""
    left, bottom, right, top = (round(number * _scale(frame)) for number in frame.bounds)
    return [left, -top, right - left, top - bottom]


def _path(shape: Any, scale: float) -> str:
    """SVG path data in whole units: absolute start, then steps; rings of fewer than three corners are left out."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(_ring(shapely.get_coordinates(ring) * (scale, -scale)) for ring in rings)


def _ring(points: npt.NDArray[np.float64]) -> str:
    corners = np.round(points).astype(int)
    kept = corners[np.append(True, (np.diff(corners, axis=0) != 0).any(axis=1))]
    if len(kept) < 4:
        return ""
    return f"M{kept[0][0]} {kept[0][1]}l{_steps_text(np.diff(kept[:-1], axis=0))}z"


def _steps_text(steps: Iterable[npt.NDArray[np.int_]]) -> str:
    """Pairs of numbers; a minus sign parts two numbers as well as a space does."""
    return re.sub(r" (?=-)", "", " ".join(f"{x} {y}" for x, y in steps))
