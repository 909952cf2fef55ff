"""The timeline: disclosures and responses on one axis, played with the map, and all of them as a table."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from geo.documents.timeline.axis import NOTE as AXIS_NOTE
from geo.documents.timeline.entries import Chronicle, chronicle
from geo.documents.timeline.news import NEW
from geo.words.messages import word
from pages.ui import Scene, address, draw_notices, show, tag
from pages.ui.cached import per_view
from pages.ui.components.player.embed import player
from pages.ui.documents import FIRST_DAY, LAST_DAY, day_of
from pages.ui.reading import draw_reading

SINCE: Final = "timeline-since"


def render(scene: Scene) -> None:
    """Draws the page: the whole timeline, or what is new since a day."""
    asked, since = address.own(NEW), day_of(address.own_keys())
    if asked and not since:
        told = word("“{asked}” is no day to begin after; write it as YYYY-MM-DD, such as 2022-10-31.", asked=asked[:80])
        draw_notices((told,))
    draw_reading("timeline", scene, partial(_choose, since) if since else partial(_play, scene))


def _choose(since: date | None) -> None:
    """The day after which the page begins."""
    st.session_state[SINCE] = since
    with st.container(key="timeline-new", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(tag("<span>{words}</span>", words=word("New since")), width="content")
        st.date_input(
            word("New since"),
            label_visibility="collapsed",
            key=SINCE,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
            width=180,
            on_change=_choose_day,
        )
        if since:
            st.button(word("Whole timeline"), on_click=address.change_own, kwargs={NEW: ""})


def _choose_day() -> None:
    chosen = st.session_state[SINCE]
    address.change_own(**{NEW: chosen.isoformat() if chosen else ""})


def _play(scene: Scene) -> None:
    """The day after which to begin, the player, and how its axis is to be read."""
    _choose(None)
    with st.container(key="player"):
        player(scene, timeline_chronicle(scene))
    st.html(tag('<p class="aside">{axis}</p>', axis=word(AXIS_NOTE)))


@per_view
def timeline_chronicle(scene: Scene) -> Chronicle:
    """The chronicle of the view, kept."""
    return chronicle(scene.selection)


show(render)
