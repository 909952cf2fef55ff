"""About: what this is and is not, how it counts, where the record stands, and what it asks of a network: nothing."""

from __future__ import annotations

from functools import partial

from pages.ui import show
from pages.ui.reading import draw_reading

show(partial(draw_reading, "about"))
