"""The timeline's player: the map of each day, handed over once, and the day at which a reader pauses, handed back.

It is a component of its own (version 1 of Streamlit's protocol) because the page's Content-Security-Policy rightly
refuses the inline scripts of version 2. Inside its frame it starts the same map script as the front page's map.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any, Final

import streamlit as st
from streamlit.components.v1 import declare_component

from geo.chronicle import LANES, Chronicle, Entry
from geo.dates import say_date
from geo.moments import Moment
from geo.render.axis import axis
from geo.render.reel import reel
from geo.render.web import ASSETS, UP, base_map, scene, script
from geo.window import REGIONS
from pages.ui import address
from pages.ui.cached import get_ground, get_moments
from pages.ui.frame import Scene

KEY: Final = "timeline-player"
TOTALS_HEADING: Final = ("Reports in all,", "placed of published")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", flags=re.ASCII)

_component = declare_component("player", path=str(ASSETS / "player"))


def player(scene_: Scene) -> None:
    """Draws the player. Pausing on a day writes that day into the address; the last step has no day."""
    story, steps = get_moments(scene_.atlas, scene_.view, scene_.theme)
    _component(**_programme(scene_, story, steps), **_now(scene_, steps), key=KEY, default=None, on_change=_paused)


def _paused() -> None:
    """The reader's day: {"until": "2022-10-26" or "", …}, sent by player.js; anything else is ignored."""
    value = st.session_state.get(KEY)
    until = value.get("until") if isinstance(value, dict) else None
    if until == "":
        address.change(until=None)
    elif isinstance(until, str) and _DAY.fullmatch(until):
        address.change(until=date.fromisoformat(until))


def _now(scene_: Scene, steps: tuple[Moment, ...]) -> dict[str, Any]:
    """What differs from one date of the same view to another."""
    until = scene_.view.until
    reached = [place for place, one in enumerate(steps) if until and one.day and one.day <= until]
    return {
        "until": until.isoformat() if until else "",
        "step": (reached[-1] if reached else 0) if until else len(steps) - 1,
        "scene": scene(scene_.model, get_ground(scene_.atlas)),
    }


def _programme(scene_: Scene, story: Chronicle, steps: tuple[Moment, ...]) -> dict[str, Any]:
    """All that plays without asking again."""
    ground = get_ground(scene_.atlas)
    hosts = {region.casefold() for region in scene_.atlas.stations["region"]} | {"world"}
    view = scene_.view.change(until=None, focus="")
    named = "&".join([scene_.atlas.fingerprint, scene_.theme, *(f"{k}={v}" for k, v in view.to_query().items())])
    entries = (*story.entries, *story.undated)
    return {
        "id": hashlib.sha256(named.encode()).hexdigest()[:16],
        "leaflet": f"{UP}leaflet/leaflet.js",
        "script": f"{UP}{script().name}",
        "ground": f"{UP}{ground.name}",
        "options": {key: value for key, value in base_map(ground, ()).options.items() if "_" not in key},
        "regions": [[one.slug, one.label, one.zoom] for one in REGIONS.values() if one.slug in hosts],
        "reel": reel((one.model for one in steps), ground),
        "moments": [_moment(one) for one in steps],
        "entries": [_entry(entry, story) for entry in entries],
        "names": {entry.iso_a3: entry.place for entry in entries if entry.iso_a3},
        "chart": _chart(story, steps),
    }


def _moment(one: Moment) -> dict[str, Any]:
    day = one.day.isoformat() if one.day else ""
    return {"day": day, "said": one.said, "counted": one.counted, "answered": one.answered, "keys": one.keys}


def _entry(entry: Entry, story: Chronicle) -> dict[str, Any]:
    return {
        "key": entry.key,
        "day": entry.day.isoformat() if entry.day else "",
        "iso": entry.iso_a3,
        "date": entry.date_text,
        "head": f"{entry.place}: {entry.label}" if entry.place else entry.label,
        "text": entry.text,
        "aside": f"Said by {entry.said_by}. {entry.note}".strip(),
        "sources": [
            {
                "words": one.short if one.url else f"{one.short}. {one.no_link}",
                "url": one.url,
                "why": one.no_link,
                "out": day.isoformat() if (day := story.out[one.source_id]) else "",
            }
            for one in entry.backing.cited
        ],
    }


def _chart(story: Chronicle, steps: tuple[Moment, ...]) -> dict[str, Any]:
    """Lanes, marks, months and totals with their places on the axis, as shares of its width."""
    made = axis(story.days)
    step_of = {one.day: place for place, one in enumerate(steps)}
    return {
        "lanes": list(LANES.items()),
        "marks": [
            {
                "lane": mark.lane,
                "step": step_of[mark.day],
                "exact": mark.exact,
                "keys": mark.keys,
                "label": mark.label,
            }
            for mark in story.marks
        ],
        "months": [
            [
                month.left,
                month.right,
                say_date(f"{month.first:%Y-%m}")[:3],
                str(month.first.year),
                "start" if place == 0 else "year" if month.first.month == 1 else "",
            ]
            for place, month in enumerate(made.months)
        ],
        "totals": [
            {"x": made.place(total.day), "placed": total.placed, "published": total.published, "words": total.words}
            for total in story.totals
        ],
        "totals_heading": TOTALS_HEADING,
        "moments": [_moment(one) | {"x": made.place(one.day) if one.day else 1.0} for one in steps],
    }
