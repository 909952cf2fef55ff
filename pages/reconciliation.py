"""What doesn’t add up: published against placed, versions that disagree, what was inferred and what is missing."""

from __future__ import annotations

from functools import partial

from pages.ui import show
from pages.ui.reading import draw_reading

show(partial(draw_reading, "reconciliation"))
