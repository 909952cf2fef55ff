"""The frames that are served from the start are those that the pages declare."""

from pathlib import Path

import streamlit_folium

from pages.ui.components.player import embed as player
from pages.ui.components.rows import embed as rows
from pages.ui.server.frames import frame_folders


def test_frames_have_the_names_and_folders_that_pages_declare():
    """Streamlit makes the name of the module: one that moved would be asked for in vain at a new copy."""
    declared = (streamlit_folium._component_func, rows._component, player._component)

    assert frame_folders() == {frame.name: Path(frame.path) for frame in declared}
    assert all((folder / "index.html").is_file() for folder in frame_folders().values())
