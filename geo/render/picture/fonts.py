"""The typeface: where its files are, how wide a text runs in it, and how it breaks into lines.

Widths are sums of the glyphs' own advances, without kerning, so that a line measured here never runs longer when it
is drawn. Text comes from tables and readers: what can't be drawn is made drawable first, and told (`missing_letters`).
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from matplotlib.textpath import TextPath

from geo.errors import UsageError
from geo.maps.style import FONT_FAMILY, FONT_PACKAGE
from geo.render.breaks import lay
from geo.words.messages import gap_after, join_words, word

Points = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
Weight = Literal["regular", "bold"]

CAP_HEIGHT: Final = 0.66  # of the size, for centring numbers; from the typeface's OS/2 table
FALLBACK: Final = "DejaVu Sans"  # comes with matplotlib; for letters that the typeface lacks
_FILES: Final = {"regular": "SourceSansPro-Regular.ttf", "bold": "SourceSansPro-Bold.ttf"}
MOST_NAMED: Final = 12  # letters that a message lists
_JOINERS: Final = "\u200c\u200d"
_UNKNOWN: Final = "\ufffd"
_SPACES: Final = re.compile(r" {2,}")

# The faces of other scripts have one weight, which is meant; the library would tell so at each picture.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


@dataclass(frozen=True)
class ScriptFace:
    """A face for scripts that the typeface lacks. package: Debian's, which brings the file where it is installed."""

    family: str
    path: Path
    package: str
    scripts: frozenset[str]


_DEBIAN: Final = Path("/usr/share/fonts/truetype")
_NOTO: Final = (
    "Bengali", "Devanagari", "Ethiopic", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar",
    "Oriya", "Sinhala", "Syriac", "Tamil", "Telugu", "Thaana", "Thai"
)  # fmt: skip
SCRIPT_FACES: Final = (
    ScriptFace(
        "Droid Sans Fallback",
        _DEBIAN / "droid" / "DroidSansFallbackFull.ttf",
        "fonts-droid-fallback",
        frozenset({"Cjk", "Hiragana", "Katakana"}),
    ),
    ScriptFace("NanumGothic", _DEBIAN / "nanum" / "NanumGothic.ttf", "fonts-nanum", frozenset({"Hangul"})),
    *(
        ScriptFace(
            f"Noto Sans {script}",
            _DEBIAN / "noto" / f"NotoSans{script}-Regular.ttf",
            "fonts-noto-core",
            frozenset({script}),
        )
        for script in _NOTO
    ),
)
"""By script. Arabic and Hebrew stand in FALLBACK; matplotlib joins, stacks and turns letters as their script asks."""


@cache
def script_faces() -> tuple[ScriptFace, ...]:
    """Those of SCRIPT_FACES that are installed."""
    return tuple(face for face in SCRIPT_FACES if face.path.exists())


def typefaces() -> str:
    """What tells this machine's faces from another's: the width of a text, and what can be drawn, follow from them."""
    paths = (font_path("regular"), font_path("bold"), fallback_path(), *(face.path for face in script_faces()))
    return " ".join(f"{path.name} {path.stat().st_size}" for path in paths)


@cache
def font_path(weight: Weight) -> Path:
    """The TrueType file of a weight, from the installed font package."""
    return Path(str(files(FONT_PACKAGE.replace("-", "_")) / "files" / _FILES[weight]))


def fallback_path() -> Path:
    """The TrueType file of FALLBACK, which comes with matplotlib."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


@lru_cache(maxsize=256)
def properties(weight: Weight, points: float, scripts: tuple[ScriptFace, ...] = ()) -> FontProperties:
    """What matplotlib takes to draw in this typeface and size, with fallbacks for rare letters and those of scripts."""
    families = [FONT_FAMILY, FALLBACK]
    fontManager.addfont(font_path(weight))
    for face in scripts:
        fontManager.addfont(face.path)
        families.append(face.family)
    return FontProperties(family=families, weight="bold" if weight == "bold" else "normal", size=points)


@lru_cache(maxsize=2048)
def faces_for(text: str) -> tuple[ScriptFace, ...]:
    """The installed faces of other scripts that have letters of a text which the typeface and its fallback lack."""
    known = [get_font(str(path)) for path in (font_path("regular"), fallback_path())]
    other = [sign for sign in text if not sign.isascii() and not any(face.get_char_index(ord(sign)) for face in known)]
    if not other:
        return ()
    return tuple(
        face for face in script_faces() if any(get_font(str(face.path)).get_char_index(ord(sign)) for sign in other)
    )


def _faces(weight: Weight) -> Iterator[FT2Font]:
    for path in (font_path(weight), fallback_path(), *(face.path for face in script_faces())):
        yield get_font(str(path))


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
    """The text with white space as single spaces, without control characters, unknown letters as "�".

    Joiners stay: Persian and the scripts of India are spelled with them.
    """
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    kept = (c for c in plain if c in _JOINERS or unicodedata.category(c) not in ("Cf", "Cs", "Co"))
    joined = _SPACES.sub(" ", "".join(kept)).strip(" ")
    return "".join(c if c in _JOINERS or _advance(c, "regular") is not None else _UNKNOWN for c in joined)


@lru_cache(maxsize=2048)
def missing_letters(text: str) -> str:
    """Letters of a text that no installed face has, each once. Spaces and signs that nobody sees are none."""
    return "".join(
        sign
        for sign in dict.fromkeys(text)
        if unicodedata.category(sign)[0] not in "CZ" and _advance(sign, "regular") is None
    )


def refuse_lost(letters: Iterable[str], *, paper: bool = False) -> None:
    """Raises UsageError that names letters which the file would lack, with their scripts and what to do; none, nothing.

    paper: it is a page, and no picture.
    """
    lost = "".join(dict.fromkeys("".join(letters)))
    if not lost:
        return
    scripts = sorted({_script(sign) for sign in lost})
    shown = " ".join(lost[:MOST_NAMED]) + (" …" if len(lost) > MOST_NAMED else "")
    lacking = [face.package for face in SCRIPT_FACES if face not in script_faces() and face.scripts & set(scripts)]
    named = {"letters": shown, "scripts": ", ".join(scripts)}
    if paper:
        refused = word("No file was made, because a page can’t show these letters: {letters} ({scripts}).", **named)
    else:
        refused = word("No file was made, because a picture can’t show these letters: {letters} ({scripts}).", **named)
    remedy = word("Write the names in Latin letters.")
    if lacking:
        remedy = word("Write the names in Latin letters, or install {packages}.", packages=join_words(lacking))
    raise UsageError(f"{refused}{gap_after(refused)}{remedy}")


def _script(sign: str) -> str:
    """ "Thai", "Hebrew", "Cjk", by the sign's name in Unicode; "sign" for what is no letter."""
    if unicodedata.category(sign)[0] not in "LM":
        return "sign"
    return unicodedata.name(sign, "sign").split()[0].capitalize()


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

    Lines break at spaces, between Han characters, and inside long words after one of / & = - _ ; , or wherever the
    width ends. A closing sign of Chinese never begins a line, an opening one never ends it.
    """
    return tuple(
        lay(
            drawable(text),
            width,
            lambda letters: text_width(letters, size, weight),
            lambda line: _break(line, size, width, weight),
        )
    )


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
    """The outline of a line of text in regular weight, its middle at x; matplotlib's own takes ten times as long.

    It is taken where letters have to be joined, stacked or turned.
    """
    scripts = faces_for(text)
    if scripts or any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text):
        drawn = TextPath((0, 0), text, prop=properties("regular", size, scripts))
        middle = drawn.get_extents().x0 / 2 + drawn.get_extents().x1 / 2
        return Outline(drawn.vertices * (1, -1) + (x - middle, baseline), drawn.codes)
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
