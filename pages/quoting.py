"""How to read and quote this: three worked examples, what to take along, the terms."""

from __future__ import annotations

from functools import partial

from geo.documents.quoting import compose_quoting
from pages.ui import Scene, show
from pages.ui.cached import per_view
from pages.ui.reading import Reading, draw_reading, map_of, read


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(quoting_reading(scene), partial(compose_quoting, scene.selection), map_of(scene))


@per_view
def quoting_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(partial(compose_quoting, scene.selection))


show(render)
