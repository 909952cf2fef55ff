"""The timeline's player: the map of each day, fetched once, and the day at which a reader pauses, handed back.

It is a component of its own (version 1 of Streamlit's protocol) because the page's Content-Security-Policy rightly
refuses the inline scripts of version 2. Inside its frame it starts the same map script as the front page's map.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v1 import declare_component

from geo.documents.timeline.entries import Chronicle
from geo.documents.timeline.steps import WHOLE, answered
from geo.render.web import UP, base_map, scene, script, script_json
from geo.tables.dates import say_date
from geo.words.language import spoken
from geo.words.messages import Worded, word
from pages.ui import address
from pages.ui.cached import Scene, get_ground, get_regions
from pages.ui.components.player.programme import programme_name

KEY: Final = "timeline-player"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", flags=re.ASCII)

WORDS: Final = Worded(
    {
        "playing": "Playing",
        "play": "Play",
        "pause": "Pause",
        "back": "One step back",
        "on": "One step on",
        "day": "As known on",
        "feed": "Entries by then",
        "by_then": "Said and done by then",
        "this_country": "This country",
        "all": "All countries",
        "nothing": "No entry by then.",
        "coming": "Drawing …",
        "title": "Timeline with map",
        "end": "all",
    }
)
"""What the frame's own controls say, by name."""

_component = declare_component("player", path=str(Path(__file__).parent / "frame"))


def player(drawn: Scene, story: Chronicle) -> None:
    """Draws the player. Pausing on a day writes that day into the address; the last step has no day.

    story: the chronicle of the view, as known on its day.
    """
    _component(told=script_json(_told(drawn, story)), key=KEY, default=None, on_change=_paused)


def _paused() -> None:
    """The reader's day: {"until": "2022-10-26" or "", …}, sent by player.js; anything else is ignored."""
    value = st.session_state.get(KEY)
    until = value.get("until") if isinstance(value, dict) else None
    if until == "":
        address.change(until=None)
    elif isinstance(until, str) and _DAY.fullmatch(until):
        address.change(until=date.fromisoformat(until))


def _heard() -> float:
    """When the last message that reached this page was sent, by the browser's clock in ms; 0 before the first."""
    value = st.session_state.get(KEY)
    at = value.get("at") if isinstance(value, dict) else None
    return at if isinstance(at, int | float) else 0


def _told(drawn: Scene, story: Chronicle) -> dict[str, Any]:
    """Where the frame finds its files, and what differs from one day to another: the day and the map of the view."""
    ground = get_ground(drawn.atlas)
    until = drawn.view.until.isoformat() if drawn.view.until else ""
    return {
        "leaflet": f"{UP}leaflet/leaflet.js",
        "script": f"{UP}{script().name}",
        "ground": f"{UP}{ground.name}",
        "programme": f"{UP}{programme_name(drawn)}",
        "options": {key: value for key, value in base_map("{}").options.items() if "_" not in key},
        "regions": get_regions(drawn.atlas),
        "until": until,
        "heard": _heard(),
        "said": say_date(until) if until else word(WHOLE),
        "counted": drawn.model.words.title,
        "answered": answered((*story.entries, *story.undated)),
        "scene": scene(drawn.model, ground),
        "words": {**WORDS, "lang": spoken()},
    }
