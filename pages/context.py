"""Context: what was said around the reports, kept apart from every count and from the map."""

from __future__ import annotations

from geo.documents.context import compose_context
from pages.ui import Scene, show
from pages.ui.cached import per_view
from pages.ui.reading import Reading, draw_reading, read


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(context_reading(scene), scene, compose_context)


@per_view
def context_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(scene, compose_context)


show(render)
