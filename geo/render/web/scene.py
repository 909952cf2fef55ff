"""The scene: one view as the browser needs it, in named fields, as the difference to the plain view of the ground.

SCENE.md describes every field; the scripts in this folder read nothing else.
"""

from __future__ import annotations

import json
from typing import Any, Final

from geo.maps.model import Area, LegendEntry, MapModel
from geo.maps.style import named_colours
from geo.render.web.ground import Ground, mark_fields, strip

DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"  # one for each style; a view has a dozen


def scene(model: MapModel, ground: Ground) -> dict[str, Any]:
    """The view as compact JSON. Raises ValueError when it has more styles than DIGITS."""
    areas = {area.unit_id: area for area in model.areas}
    drawn = [areas[unit_id] for unit_id in ground.units]
    styles: dict[str, int] = {}
    look = [styles.setdefault(json.dumps(_style(area, model)), len(styles)) for area in drawn]
    if len(styles) > len(DIGITS):
        raise ValueError(f"{len(styles)} styles in one view; a scene has signs for {len(DIGITS)}")
    marks = model.marks if model.show_marks else ()
    return {
        "theme": model.palette.name,
        "colours": named_colours(model.palette),
        "styles": [json.loads(style) for style in styles],
        "look": "".join(DIGITS[place] for place in look),
        "said": _said(drawn, ground),
        "marks": [ground.code_mark(mark_fields(mark, model.waves, ground.texts)) for mark in marks],
        "heading": ground.code(model.legend_heading),
        "legend": [_legend_entry(entry, ground) for entry in (*model.legend, *model.hints)],
        "strip": {name: ground.code(text) for name, text in strip(model).items()},
        "title": ground.code(model.words.title),
        "alt": ground.code(model.words.alt_text),
        "query": dict(model.query),
        "version": model.data_version,
        "window": _window(model),
        "open": model.focus,
        "areas": model.show_areas,
    }


def _said(drawn: list[Area], ground: Ground) -> dict[str, list[Any]]:
    """Units that say something else than in the plain view: their places, and label, detail and count of each."""
    other = [(place, area) for place, area in enumerate(drawn) if (area.label, area.detail) != ground.said[place]]
    return {
        "unit": [place for place, _ in other],
        "label": [ground.code(area.label) for _, area in other],
        "detail": [ground.code(area.detail) for _, area in other],
        "count": [area.count for _, area in other],
    }


def _legend_entry(entry: LegendEntry, ground: Ground) -> dict[str, Any]:
    """Its fields by name, the empty ones left out."""
    fields: dict[str, Any] = {
        "kind": entry.kind,
        "label": ground.code(entry.label),
        "fill": entry.fill,
        "pattern": entry.pattern,
        "lines": entry.pattern_colour,
        "shape": entry.shape,
        "ring": entry.ring,
    }
    return {name: value for name, value in fields.items() if value != ""}


def _window(model: MapModel) -> dict[str, Any] | None:
    """What the map is to show when the question asks for a part of the world; None for the whole."""
    asked = ",".join(f"{key}={model.query[key]}" for key in ("country", "region", "open") if key in model.query)
    return {"asked": asked, "bounds": [round(edge, 2) for edge in model.bounds]} if asked and model.bounds else None


def _style(area: Area, model: MapModel) -> dict[str, Any]:
    """State, fill, class, pattern and its colour; plain land when the areas are switched off."""
    if model.show_areas or area.state == "disputed":
        look = {"state": area.state, "fill": area.fill, "pattern": area.pattern, "lines": area.pattern_colour}
        return {name: value for name, value in look.items() if value} | (
            {} if area.level is None else {"level": area.level}
        )
    return {"state": area.state, "fill": model.palette.no_report}
