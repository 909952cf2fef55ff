"""The typeface: where its files are, how wide a text runs in it, and how it breaks into lines.

Widths are sums of the glyphs' own advances, without kerning, so that a line measured here never runs longer when it
is drawn. Text comes from tables and readers: what can't be drawn is made drawable first, never refused.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path as Outline

from geo.maps.style import FONT_FAMILY, FONT_PACKAGE

Points = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
Weight = Literal["regular", "bold"]

CAP_HEIGHT: Final = 0.66  # of the size, for centring numbers; from the typeface's OS/2 table
FALLBACK: Final = "DejaVu Sans"  # comes with matplotlib; for letters that the typeface lacks
_FILES: Final = {"regular": "SourceSansPro-Regular.ttf", "bold": "SourceSansPro-Bold.ttf"}
_UNKNOWN: Final = "\ufffd"
_SPACES: Final = re.compile(r" {2,}")


@cache
def font_path(weight: Weight) -> Path:
    """The TrueType file of a weight, from the installed font package."""
    return Path(str(files(FONT_PACKAGE.replace("-", "_")) / "files" / _FILES[weight]))


def fallback_path() -> Path:
    """The TrueType file of FALLBACK, which comes with matplotlib."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@lru_cache(maxsize=256)
def properties(weight: Weight, points: float) -> FontProperties:
    """What matplotlib takes to draw in this typeface and size, with a fallback for rare letters."""
    fontManager.addfont(font_path(weight))
    return FontProperties(family=[FONT_FAMILY, FALLBACK], weight="bold" if weight == "bold" else "normal", size=points)


def _faces(weight: Weight) -> tuple[FT2Font, FT2Font]:
    return get_font(str(font_path(weight))), get_font(str(fallback_path()))


@lru_cache(maxsize=4096)
def _advance(character: str, weight: Weight) -> float | None:
    """Advance of one character for size 1; None when no face has it."""
    for face in _faces(weight):
        if face.get_char_index(ord(character)):
            glyph = face.load_char(ord(character), flags=LoadFlags.NO_SCALE)
            return float(glyph.horiAdvance) / float(face.units_per_EM)
    return None


@lru_cache(maxsize=2048)
def drawable(text: str) -> str:
    """The text with white space as single spaces, without control characters, unknown letters as "�"."""
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    kept = (c for c in plain if unicodedata.category(c) not in ("Cf", "Cs", "Co"))
    joined = _SPACES.sub(" ", "".join(kept)).strip(" ")
    return "".join(c if _advance(c, "regular") is not None else _UNKNOWN for c in joined)


class _Widths(dict[str, float]):
    """Character → advance for size 1, filled as characters are met."""

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, character: str) -> float:
        self[character] = _advance(character, self._weight) or 0.0
        return self[character]


@cache
def _widths(weight: Weight) -> _Widths:
    return _Widths(weight)


def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """Width of a drawable text in the unit of `size`."""
    return size * sum(map(_widths(weight).__getitem__, text))


@lru_cache(maxsize=4096)
def wrap(text: str, size: float, width: float, weight: Weight = "regular") -> tuple[str, ...]:
    """The text in lines none of which is wider than `width`; a word that is too long is broken, nothing is lost.

    Lines break at spaces, and inside long words after one of / & = - _ ; , or wherever the width ends.
    """
    lines: list[str] = []
    line, used, space = "", 0.0, text_width(" ", size, weight)
    for word in drawable(text).split(" "):
        if not word:
            continue
        wide = text_width(word, size, weight)
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        line, used = word, wide
        while used > width and len(line) > 1:
            end = _break(line, size, width, weight)
            lines.append(line[:end])
            line = line[end:]
            used = text_width(line, size, weight)
    return (*lines, line) if line else tuple(lines)


@lru_cache(maxsize=1024)
def _outline(character: str) -> tuple[Points, Codes]:
    """One letter's outline for size 1, y downwards, from its own origin; empty for a blank."""
    for face in _faces("regular"):
        if face.get_char_index(ord(character)):
            face.set_size(100, 72)
            face.load_char(ord(character), flags=LoadFlags.NO_HINTING)
            vertices, codes = face.get_path()
            return np.asarray(vertices).reshape(-1, 2) * (0.01, -0.01), np.asarray(codes)
    return np.empty((0, 2)), np.empty(0, Outline.code_type)


def outline(text: str, size: float, x: float, baseline: float) -> Outline:
    """The outline of a line of text in regular weight, its middle at x; matplotlib's own takes ten times as long."""
    at = x - text_width(text, size) / 2
    vertices, codes = [np.empty((0, 2))], [np.empty(0, Outline.code_type)]
    for character in text:
        corners, kinds = _outline(character)
        vertices.append(corners * size + (at, baseline))
        codes.append(kinds)
        at += text_width(character, size)
    return Outline(np.concatenate(vertices), np.concatenate(codes))


def _break(word: str, size: float, width: float, weight: Weight) -> int:
    """How many characters of a long word fit, at least 1; after a punctuation mark where one is near the end."""
    fits, used = 0, 0.0
    for character in word:
        used += text_width(character, size, weight)
        if used > width:
            break
        fits += 1
    fits = max(1, fits)
    for end in range(fits, max(1, fits // 2), -1):
        if word[end - 1] in "/&=-_;,":
            return end
    return fits
