"""Context: what was said around the reports, kept apart from every count and from the map."""

from __future__ import annotations

from functools import partial

from pages.ui import show
from pages.ui.reading import draw_reading

show(partial(draw_reading, "context"))
