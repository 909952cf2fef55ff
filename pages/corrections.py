"""Corrections: what this atlas had wrong, when it was mended, and why."""

from __future__ import annotations

from functools import partial

from geo.documents.corrections import compose_corrections
from pages.ui import Scene, show
from pages.ui.cached import per_view
from pages.ui.reading import Reading, draw_reading, map_of, read


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(corrections_reading(scene), partial(compose_corrections, scene.selection), map_of(scene))


@per_view
def corrections_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(partial(compose_corrections, scene.selection))


show(render)
