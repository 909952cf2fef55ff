"""About: what this is and is not, how it counts, what does not add up, where it comes from."""

from __future__ import annotations

import streamlit as st

from pages.ui import Scene, show, tag


def render(scene: Scene) -> None:
    """Draws the page."""
    st.html(tag("<h1>About</h1><p>{note}</p>", note=scene.model.words.counting_note))


show(render)
