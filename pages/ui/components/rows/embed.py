"""The reports in view as a table below the map. Choosing a row opens its country, and the open country is marked.

A component of its own rather than Streamlit's data frame: that draws on a canvas, which a screen reader sees only in
part, and its scripts and its drawing took longer than the map's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.components.v1 import declare_component

from geo.maps.style import named_colours
from geo.render.web import UP, script_json
from geo.words.language import spoken
from geo.words.messages import Worded
from pages.ui import address
from pages.ui.cached import Scene, get_atlas, per_view
from pages.ui.components.rows.listing import listing

KEY: Final = "overview-rows"
TALLEST: Final = 420  # px

WORDS: Final = Worded(
    {
        "caption": "The same reports as a table",
        "place": "Rows {first}–{last} of {rows}",
        "back": "Previous",
        "on": "Next",
    }
)

_component = declare_component("rows", path=str(Path(__file__).parent / "frame"))


def report_rows(scene: Scene) -> None:
    """Draws the table."""
    _component(told=_told(scene), key=KEY, default=None, on_change=_chosen)


@per_view
def _told(scene: Scene) -> str:
    """What the frame is told: where the rows are, which of them are shown, and how."""
    rows = listing(scene.atlas)
    return script_json(
        {
            "listing": f"{UP}{rows.name}",
            "shown": rows.shown(scene.selection.stations),
            "open": scene.view.focus,
            "words": {**WORDS, "lang": spoken()},
            "colours": named_colours(scene.model.palette),
            "height": TALLEST,
        }
    )


def _chosen() -> None:
    """A choice in the table: {"open": a country's code or "", …}, sent by rows.js; anything else is ignored."""
    value = st.session_state.get(KEY)
    iso = value.get("open") if isinstance(value, dict) else None
    if isinstance(iso, str) and (not iso or iso in get_atlas().countries.index):
        address.change(focus=iso)
