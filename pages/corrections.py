"""Corrections: what this atlas had wrong, when it was mended, and why."""

from __future__ import annotations

from functools import partial

from pages.ui import show
from pages.ui.reading import draw_reading

show(partial(draw_reading, "corrections"))
