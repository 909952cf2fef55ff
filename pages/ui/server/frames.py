"""The frames of the pages, served from the start.

Streamlit serves a component's frame once a page script of this process has imported it. Behind a balancer the copy that
sent a page need not be the one that is asked for its frames, and a copy that was just started has drawn none.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from streamlit.components.v1.custom_component import CustomComponent
from streamlit.runtime import get_instance

COMPONENTS: Final = Path(__file__).parents[1] / "components"


def frame_folders() -> dict[str, Path]:
    """Name of a frame, as Streamlit makes it of the module that declares it → the folder of its files.

    Raises RuntimeError without streamlit-folium.
    """
    # Not imported here: Streamlit warns in the log of whoever declares a frame outside a page.
    spec = find_spec("streamlit_folium")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("streamlit-folium is not installed")
    folium = Path(spec.submodule_search_locations[0]) / "frontend" / "build"
    own = {f"pages.ui.components.{name}.embed.{name}": COMPONENTS / name / "frame" for name in ("rows", "player")}
    return {"streamlit_folium.st_folium": folium, **own}


def serve_frames() -> None:
    """Registers the frames with the running server. Raises RuntimeError where none runs."""
    for name, folder in frame_folders().items():
        module, _, _ = name.rpartition(".")
        get_instance().component_registry.register_component(CustomComponent(name, str(folder), module_name=module))
