"""Sizes of pictures: named presets, and free width × height in pixels, millimetres or inches.

Knows only numbers. Everything is laid out in *points of the sheet* called px here: 1/96 inch, y downwards. A picture
has `ratio` device pixels for each of them, so that a square of 2160 is the square of 1080 with finer dots.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final, Literal

from geo.errors import UsageError
from geo.words.language import say_decimal
from geo.words.messages import join_clauses, word

PX_PER_INCH: Final = 96.0
MM_PER_INCH: Final = 25.4
MOST_PIXELS: Final = 12_000_000
LEAST_DPI: Final = 72
MOST_DPI: Final = 300
LEAST_SCREEN_PX: Final = 11.0  # smallest text on a screen
LEAST_PRINT_PX: Final = 8.0  # smallest text on paper: 6 pt
LEAST_SIDE_PX: Final = 200.0  # below this no sentence fits in a readable size
MOST_SIDES: Final = 6  # of the shorter side, for the longer one
UNDRAWN: Final = "The size “{text}” can’t be drawn: {problems}."
OUTSIDE: Final = "{dpi} dpi is outside {least} to {most}"
BASE_SHARE: Final = 80  # text of a picture is the root of its area divided by this

Arrangement = Literal["picture", "page", "thumbnail"]


@dataclass(frozen=True)
class Size:
    """How large a picture is and how small its text may get.

    width, height: of the sheet, in px of 1/96 inch. ratio: device pixels per px. least: smallest text, in px.
    arrangement: "picture" has everything on one sheet, "page" adds figures and tables, "thumbnail" leaves text out.
    """

    name: str
    label: str
    width: float
    height: float
    ratio: float
    least: float
    arrangement: Arrangement = "picture"

    @property
    def base(self) -> float:
        """Size of running text in px: in proportion to the picture, never below `least`."""
        return max(self.least, math.sqrt(self.width * self.height) / BASE_SHARE)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a PNG in device pixels."""
        return round(self.width * self.ratio), round(self.height * self.ratio)

    @property
    def dpi(self) -> float:
        """Device pixels per inch of the sheet."""
        return PX_PER_INCH * self.ratio


PRESETS: Final = {
    size.name: size
    for size in (
        Size("slide", "Slide, 1920 × 1080 px", 1920, 1080, 1, LEAST_SCREEN_PX),
        Size("a4", "A4 page, portrait", 210 / 25.4 * 96, 297 / 25.4 * 96, 200 / 96, LEAST_PRINT_PX, "page"),
        Size("square", "Square, 1080 × 1080 px", 1080, 1080, 1, LEAST_SCREEN_PX),
        Size("square-2160", "Square, 2160 × 2160 px", 1080, 1080, 2, LEAST_SCREEN_PX),
        Size("social", "Social card, 1200 × 628 px", 1200, 628, 1, LEAST_SCREEN_PX),
        Size("thumbnail", "Thumbnail, 480 × 270 px", 480, 270, 1, LEAST_SCREEN_PX, "thumbnail"),
    )
}
SLIDE: Final = PRESETS["slide"]

_FREE = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*[x×]\s*(\d{1,5}(?:\.\d{1,3})?)\s*(px|mm|in)?", re.IGNORECASE)


def parse_size(text: str, dpi: float | None = None) -> Size:
    """A preset's name, or "1600x900", "1600x900px", "180x120mm", "7x5in" → Size.

    dpi: dots per inch of a PNG, for mm and in (150 unless given) and for the A4 page; at most 300. Pixels are pixels:
    with them dpi is refused. Raises UsageError with every problem at once.
    """
    preset = PRESETS.get(text.strip().lower())
    if preset:
        return _with_dpi(preset, dpi)
    match = _FREE.fullmatch(text.strip())
    if not match:
        names = ", ".join(PRESETS)
        advice = "“{text}” is no size. Name a preset ({names}) or give e.g. 1600x900px, 180x120mm, 7x5in."
        raise UsageError(word(advice, text=text, names=names))
    width, height, unit = float(match[1]), float(match[2]), (match[3] or "px").lower()
    if unit == "px":
        if dpi is not None:
            raise UsageError("A size in pixels has its dots already: leave the dpi out, or give mm or in.")
        return _checked(Size("free", f"{width:g} × {height:g} px", width, height, 1, LEAST_SCREEN_PX), text)
    per_inch = MM_PER_INCH if unit == "mm" else 1.0
    size = Size(
        "free",
        f"{width:g} × {height:g} {unit}",
        width / per_inch * PX_PER_INCH,
        height / per_inch * PX_PER_INCH,
        (150 if dpi is None else dpi) / PX_PER_INCH,
        LEAST_PRINT_PX,
    )
    return _checked(size, text)


def _with_dpi(preset: Size, dpi: float | None) -> Size:
    if dpi is None:
        return preset
    if preset.arrangement != "page":
        raise UsageError(f"The preset {preset.name} is measured in pixels: leave the dpi out.")
    page = Size(
        preset.name,
        preset.label,
        preset.width,
        preset.height,
        dpi / PX_PER_INCH,
        preset.least,
        preset.arrangement,
    )
    return _checked(page, preset.name)


def _checked(size: Size, text: str) -> Size:
    if not math.isfinite(size.dpi):
        raise UsageError(word(UNDRAWN, text=text, problems=word(OUTSIDE, dpi=size.dpi, least=LEAST_DPI, most=MOST_DPI)))
    across, down = size.pixels
    problems = []
    if across * down > MOST_PIXELS:
        problems.append(
            word(
                "{across} × {down} are {millions} million pixels, at most {most} are drawn",
                across=across,
                down=down,
                millions=say_decimal(across * down / 1e6),
                most=MOST_PIXELS // 1_000_000,
            )
        )
    if not LEAST_DPI - 0.01 <= size.dpi <= MOST_DPI + 0.01:
        problems.append(word(OUTSIDE, dpi=round(size.dpi), least=LEAST_DPI, most=MOST_DPI))
    if min(size.width, size.height) < LEAST_SIDE_PX:
        least_mm = LEAST_SIDE_PX / PX_PER_INCH * MM_PER_INCH
        problems.append(
            word(
                "a side is shorter than {px} px ({mm} mm), too small to be read",
                px=round(LEAST_SIDE_PX),
                mm=round(least_mm),
            )
        )
    if max(size.width, size.height) > MOST_SIDES * min(size.width, size.height):
        problems.append(word("one side is more than {most} times the other", most=MOST_SIDES))
    if problems:
        raise UsageError(word(UNDRAWN, text=text, problems=join_clauses(problems)))
    return size
