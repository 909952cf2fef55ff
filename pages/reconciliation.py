"""What doesn’t add up: published against placed, versions that disagree, what was inferred and what is missing."""

from __future__ import annotations

from functools import partial

from geo.documents.reconciliation import compose_reconciliation
from pages.ui import Scene, show
from pages.ui.cached import per_view
from pages.ui.reading import Reading, draw_reading, map_of, read


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(reconciliation_reading(scene), partial(compose_reconciliation, scene.selection), map_of(scene))


@per_view
def reconciliation_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(partial(compose_reconciliation, scene.selection))


show(render)
