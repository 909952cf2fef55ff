"""The timeline: disclosures and responses on one axis, played with the map, and all of them as a table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo.documents.timeline.axis import NOTE as AXIS_NOTE
from geo.documents.timeline.entries import Chronicle, chronicle
from geo.documents.timeline.reading import compose_timeline
from pages.ui import Scene, show, tag
from pages.ui.cached import per_view
from pages.ui.components.player.embed import player
from pages.ui.reading import Reading, draw_reading, map_of, read


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(
        timeline_reading(scene), partial(compose_timeline, scene.selection), map_of(scene), partial(_play, scene)
    )


def _play(scene: Scene) -> None:
    """The player, and how its axis is to be read."""
    with st.container(key="player"):
        player(scene, timeline_chronicle(scene))
    st.html(tag('<p class="aside">{axis}</p>', axis=AXIS_NOTE))


@per_view
def timeline_chronicle(scene: Scene) -> Chronicle:
    """The chronicle of the view, kept."""
    return chronicle(scene.selection)


@per_view
def timeline_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(partial(compose_timeline, scene.selection))


show(render)
