"""The world map on a page: the constant base, this view's change, and the country that a reader clicks."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit_folium import st_folium

from geo.atlas import Atlas
from geo.render.web import base_config, base_map, change, script_value
from geo.render.web import scene as scene_of
from geo.render.web.ahead import ahead_config
from pages.ui import address
from pages.ui.cached import Scene, get_atlas, get_ground, get_regions, per_atlas, per_view
from pages.ui.components.ahead import get_record

KEY: Final = "world"
HEIGHT: Final = 580  # until page.css has it follow the width, so that every view has the same map


def world_map(scene: Scene) -> None:
    """Draws the map. A click opens a country's panel; zoom and place stay with the reader."""
    with st.container(key="map"):
        st_folium(
            base_map(_config(scene.atlas)),
            key=KEY,
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
            render=False,  # the map is rendered once inside; a first rendering of its page would be thrown away
            feature_group_to_add=change(_shown(scene)),
            on_change=_chosen,
        )


@per_atlas
def _config(atlas: Atlas) -> str:
    record = get_record(atlas)
    ahead = ahead_config(record) if record else None
    return base_config(get_ground(atlas), get_regions(atlas), files=True, ahead=ahead)


@per_view
def _shown(scene: Scene) -> str:
    return script_value(scene_of(scene.model, get_ground(scene.atlas)))


def _chosen() -> None:
    """A click on the map: {"open": a country's code, …}, sent by frame.js; anything else is ignored."""
    value = st.session_state.get(KEY)
    iso = value.get("open") if isinstance(value, dict) else None
    if isinstance(iso, str) and iso in get_atlas().countries.index:
        address.change(focus=iso)
