"""A view as files: what a page and the command line ask for, and the printed model, preview and files that it gives.

Nothing is drawn before it is asked for. What is the same view, palette, headings, day and address gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from geo.atlas import Atlas
from geo.briefing.sign import sign_file
from geo.documents.briefing_page import compose_briefing_page
from geo.errors import UsageError
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.maps.style import PALETTES
from geo.render import FORMATS
from geo.render.presets import Size
from geo.view import View
from geo.view.select import select
from geo.words.language import speaking
from geo.words.strength import StrongWord, check_claim_strength

LONGEST: Final = {"title": 200, "subtitle": 300}  # characters of an own heading
PREVIEW_WIDTH: Final = 1100  # device pixels: sharp enough to read, small enough to send at each change


@dataclass(frozen=True)
class Drawing:
    """One view with everything that its files depend on; equal ones give the same files.

    palette: one of PALETTES. title, subtitle: own headings, "" for the composed ones. day: of export, YYYY-MM-DD.
    base: what the printed link begins with. Raises UsageError when a heading is longer than LONGEST.
    """

    atlas: Atlas
    view: View
    palette: str
    title: str
    subtitle: str
    day: str
    base: str

    def __post_init__(self) -> None:
        check_headings(self.title, self.subtitle)

    @cached_property
    def model(self) -> MapModel:
        """The printed model, with the own headings where there are any."""
        model = compose(
            select(self.atlas, self.view),
            palette=PALETTES[self.palette],
            printed=True,
            exported_on=self.day,
            base_url=self.base,
        )
        words = replace(
            model.words,
            title=self.title or model.words.title,
            subtitle=self.subtitle or model.words.subtitle,
        )
        return replace(model, words=words)

    def strong_words(self) -> tuple[tuple[str, StrongWord], ...]:
        """Words of the own headings that say more than the sources, each with "title" or "subtitle"."""
        own = {"title": self.title, "subtitle": self.subtitle}
        return tuple(
            (name, finding) for name, text in own.items() for finding in check_claim_strength(text, self.atlas.language)
        )

    def file(self, name: str, size: Size) -> bytes:
        """The file of one of FORMATS."""
        return write_file(self.model, name, size)

    def file_beside(self, name: str, file_name: str) -> tuple[str, bytes] | None:
        """(name, content) of what belongs beside a file called file_name; None for most formats."""
        return FORMATS[name].write_beside(self.model, file_name)

    def file_name(self, name: str, size: Size) -> str:
        """ "station-atlas-wave-sd-2022-09-slide.png": the view is in the name."""
        parts = [f"{key}-{value}" for key, value in self.view.to_query().items()]
        said = re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")[:80]
        kind = FORMATS[name]
        ends = (f"-{size.name}" if kind.sized else "") + name.removeprefix(kind.suffix[1:])
        return f"station-atlas{f'-{said}' if said else ''}{ends}{kind.suffix}"

    def preview(self, size: Size) -> bytes:
        """The picture of a size as PNG, at true proportions, with fewer dots."""
        smaller = replace(size, ratio=min(size.ratio, max(1.0, PREVIEW_WIDTH / size.width)))
        return FORMATS["png"].write(self.model, smaller)

    def left_out(self, name: str, size: Size) -> tuple[str, ...]:
        """What a file of one of FORMATS leaves out at this size, as it could not be read."""
        if not FORMATS[name].sized:
            return ()
        from geo.render.picture.figure import left_out  # its libraries are needed by no table

        return left_out(self.model, size)


def write_file(model: MapModel, name: str, size: Size) -> bytes:
    """The file of one of FORMATS, signed where a deployer's settings ask for it.

    A PDF of a page preset is the document of the view: tagged, with all its pages.
    """
    if name == "pdf" and size.arrangement == "page":
        from geo.render.paper import write_paper  # its libraries are needed by no picture

        with speaking(model.language):
            return sign_file(write_paper(compose_briefing_page(model), model), name, model)
    return sign_file(FORMATS[name].write(model, size), FORMATS[name].suffix[1:], model)


def check_headings(title: str, subtitle: str) -> None:
    """Raises UsageError that names each own heading that is too long to be printed."""
    own = {"title": title, "subtitle": subtitle}
    problems = [
        f"The {name} has {len(text)} characters; up to {LONGEST[name]} fit."
        for name, text in own.items()
        if len(text) > LONGEST[name]
    ]
    if problems:
        raise UsageError(" ".join(problems))
