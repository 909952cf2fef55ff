"""What doesn’t add up: published against placed, versions that disagree, what was inferred and what is missing."""

from __future__ import annotations

from geo.documents.reconciliation import compose_reconciliation
from pages.ui import Scene, show
from pages.ui.cached import per_view
from pages.ui.reading import Reading, draw_reading, read


def render(scene: Scene) -> None:
    """Draws the page."""
    draw_reading(reconciliation_reading(scene), scene, compose_reconciliation)


@per_view
def reconciliation_reading(scene: Scene) -> Reading:
    """The page, kept: it depends on the view alone."""
    return read(scene, compose_reconciliation)


show(render)
