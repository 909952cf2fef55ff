"""A view as files: the printed model with the reader's own headings, its preview, what a download hands over.

Nothing is drawn before it is asked for: a preview when the page shows it, a file when its button is pressed. The few
latest are kept, by data, view, palette, headings, day and size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from geo.atlas import Atlas
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.maps.style import PALETTES
from geo.render import FORMATS
from geo.render.picture.figure import left_out, write_png
from geo.render.presets import Size
from geo.select import select
from geo.settings import read_settings
from geo.view import View

PREVIEW_WIDTH: Final = 1100  # device pixels: sharp enough to read, small enough to send at each change


@dataclass(frozen=True)
class Drawing:
    """One view with everything that its files depend on. day: of export, YYYY-MM-DD. base: what links begin with."""

    atlas: Atlas
    view: View
    palette: str
    title: str
    subtitle: str
    day: str
    base: str

    @property
    def model(self) -> MapModel:
        """The printed model, with the reader's headings where there are any."""
        return _model(self)

    def preview(self, size: Size) -> bytes:
        """The picture of a size as PNG, at true proportions, with fewer dots."""
        return _preview(self, size)

    def file(self, name: str, size: Size) -> bytes:
        """The file of one of FORMATS."""
        return FORMATS[name].write(self.model, size)

    def file_name(self, name: str, size: Size) -> str:
        """ "station-atlas-wave-sd-2022-09-slide.png": the view is in the name."""
        parts = [f"{key}-{value}" for key, value in self.view.to_query().items()]
        said = re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")[:80]
        kind = FORMATS[name]
        ends = f"-{size.name}" if kind.sized else ""
        return f"station-atlas{f'-{said}' if said else ''}{ends}{kind.suffix}"


@lru_cache(maxsize=8)
def _model(drawing: Drawing) -> MapModel:
    model = compose(
        select(drawing.atlas, drawing.view),
        palette=PALETTES[drawing.palette],
        printed=True,
        exported_on=drawing.day,
        base_url=drawing.base,
    )
    words = replace(
        model.words,
        title=drawing.title or model.words.title,
        subtitle=drawing.subtitle or model.words.subtitle,
    )
    return replace(model, words=words)


@lru_cache(maxsize=8)
def _preview(drawing: Drawing, size: Size) -> bytes:
    return write_png(drawing.model, replace(size, ratio=min(size.ratio, max(1.0, PREVIEW_WIDTH / size.width))))


@lru_cache(maxsize=32)
def missing(drawing: Drawing, size: Size) -> tuple[str, ...]:
    """What a picture of this size leaves out as it could not be read."""
    return left_out(drawing.model, size)


def base_url(home: str) -> str:
    """What printed links begin with: the deployer's setting, or else the reader's address of the front page."""
    return read_settings().url or home
