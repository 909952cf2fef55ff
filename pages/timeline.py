"""The timeline: disclosures and responses on one axis, played with the map, and all of them as a table."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from geo.documents.timeline.axis import NOTE as AXIS_NOTE
from geo.documents.timeline.entries import Chronicle, chronicle
from geo.documents.timeline.news import NEW, compose_news
from geo.documents.timeline.reading import compose_timeline
from geo.view import read_date
from geo.words.messages import word
from pages.ui import Scene, address, draw_notices, show, tag
from pages.ui.cached import per_view
from pages.ui.components.player.embed import player
from pages.ui.reading import Reading, draw_reading, map_of, read

SINCE: Final = "timeline-since"
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)  # what the field can show


def render(scene: Scene) -> None:
    """Draws the page: the whole timeline, or what is new since a day."""
    asked = address.own(NEW)
    since, _ = read_date(asked, {})
    usable = isinstance(since, date) and FIRST <= since <= LAST
    if asked and not usable:
        told = word("“{asked}” is no day to begin after; write it as YYYY-MM-DD, such as 2022-10-31.", asked=asked[:80])
        draw_notices((told,))
    if isinstance(since, date) and usable:
        news = partial(compose_news, scene.selection, since)
        draw_reading(read(news), news, map_of(scene), partial(_choose, since))
        return
    draw_reading(
        timeline_reading(scene), partial(compose_timeline, scene.selection), map_of(scene), partial(_play, scene)
    )


def _choose(since: date | None) -> None:
    """The day after which the page begins."""
    st.session_state[SINCE] = since
    with st.container(key="timeline-new", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(tag("<span>{words}</span>", words=word("New since")), width="content")
        st.date_input(
            word("New since"),
            label_visibility="collapsed",
            key=SINCE,
            min_value=FIRST,
            max_value=LAST,
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


@per_view
def timeline_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(partial(compose_timeline, scene.selection))


show(render)
