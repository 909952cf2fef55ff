"""Colours, sizes and fonts. Constants only: nothing here looks at data.

The sequence is one blue-violet hue in four steps whose lightness falls evenly, so that it survives a grey
printer and colour-blind readers; red is kept for errors. "No report", "filtered out" and "disputed" differ by
pattern as well as by colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Palette:
    """Every colour a drawing needs, as #rrggbb."""

    name: str
    paper: str
    ocean: str
    ink: str
    quiet: str
    rule: str
    border: str
    graticule: str
    classes: tuple[str, ...]
    no_report: str
    filtered: str
    filtered_dots: str
    disputed: str
    disputed_lines: str
    mark: str
    mark_text: str
    mark_ring: str
    accent: str
    error: str


LIGHT: Final = Palette(
    name="light",
    paper="#fbf9f5",
    ocean="#f1f4f5",
    ink="#1d1f27",
    quiet="#5a5d69",
    rule="#d9d6cd",
    border="#ffffff",
    graticule="#e3e7e8",
    classes=("#c0c6e7", "#9199d1", "#6168b1", "#363b80"),
    no_report="#e7e5df",
    filtered="#f3f1ec",
    filtered_dots="#8d8fa0",
    disputed="#e7e5df",
    disputed_lines="#a9a79f",
    mark="#17181f",
    mark_text="#ffffff",
    mark_ring="#ffffff",
    accent="#4a50a0",
    error="#b3261e",
)

DARK: Final = Palette(
    name="dark",
    paper="#15171c",
    ocean="#1b1e25",
    ink="#f0eee8",
    quiet="#b0b2bb",
    rule="#363a45",
    border="#15171c",
    graticule="#262a33",
    classes=("#40487f", "#646eb4", "#949ddd", "#d3d9fa"),
    no_report="#31343c",
    filtered="#1f2229",
    filtered_dots="#6f7280",
    disputed="#31343c",
    disputed_lines="#62656f",
    mark="#fdfcf8",
    mark_text="#15171c",
    mark_ring="#15171c",
    accent="#aab2f0",
    error="#f2938c",
)

GREY: Final = Palette(
    name="grey",
    paper="#ffffff",
    ocean="#ffffff",
    ink="#111111",
    quiet="#4d4d4d",
    rule="#cccccc",
    border="#ffffff",
    graticule="#ececec",
    classes=("#c9c9c9", "#9a9a9a", "#696969", "#333333"),
    no_report="#efefef",
    filtered="#ffffff",
    filtered_dots="#8a8a8a",
    disputed="#efefef",
    disputed_lines="#a0a0a0",
    mark="#000000",
    mark_text="#ffffff",
    mark_ring="#ffffff",
    accent="#333333",
    error="#000000",
)

PALETTES: Final = {palette.name: palette for palette in (LIGHT, DARK, GREY)}


def named_colours(palette: Palette) -> dict[str, str]:
    """The colours of a palette that the styles of a page know by name: "mark-text" for mark_text."""
    names = (
        "paper", "ocean", "ink", "quiet", "rule", "border", "graticule", "accent", "mark", "mark_text", "mark_ring"
    )  # fmt: skip
    return {name.replace("_", "-"): getattr(palette, name) for name in names}


FONT_FAMILY: Final = "Source Sans Pro"
FONT_PACKAGE: Final = "font-source-sans-pro"  # the installed package that carries the files

SMALL_AREA_KM2: Final = 3_000  # below this a unit vanishes at world view and gets a circle that can be hit
CLASS_BREAKS: Final = (1, 2, 4, 7)  # lowest whole number of each class: 1, 2–3, 4–6, 7 or more
