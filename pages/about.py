"""About: what this is and is not, how it counts, where the record stands, and what it asks of a network: nothing."""

from __future__ import annotations

from functools import partial

from geo.documents.about import compose_about
from pages.ui import Scene, show
from pages.ui.cached import per_view
from pages.ui.reading import Reading, draw_reading, map_of, read
from pages.ui.server.routes import SERVED


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(about_reading(scene), partial(compose_about, scene.selection, SERVED), map_of(scene))


@per_view
def about_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(partial(compose_about, scene.selection, SERVED))


show(render)
