"""The address of this view, ready to be copied."""

from __future__ import annotations

import streamlit as st

from pages.ui import address
from pages.ui.frame import Scene


def copy_link(scene: Scene) -> None:
    """The link to exactly this view on this page, with a button that copies it."""
    with st.popover("Copy link"):
        st.code(address.link(scene.atlas, scene.view), language=None, wrap_lines=True)
