"""How to read and quote this: three worked examples, what to take along, the terms."""

from __future__ import annotations

from functools import partial

from pages.ui import show
from pages.ui.reading import draw_reading

show(partial(draw_reading, "quoting"))
