"""Context: what was said around the reports, kept apart from every count and from the map."""

from __future__ import annotations

from functools import partial

from geo.documents.context import compose_context
from pages.ui import Scene, show
from pages.ui.cached import per_view
from pages.ui.reading import Reading, draw_reading, map_of, read


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(context_reading(scene), partial(compose_context, scene.selection), map_of(scene))


@per_view
def context_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(partial(compose_context, scene.selection))


show(render)
