"""The typeface with few letters as a small file, for pages that carry their own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from geo.maps.style import FONT_PACKAGE

EUROPEAN: Final = frozenset(subset.parse_unicodes("20-7E,A0-17F,218-21B,1E9E,2010-2027,2030-203A,20AC,2190-2193,2212"))
"""Code points of the letters that a page may need whoever writes in it."""


@cache
def small_woff(face: str, letters: frozenset[int] = EUROPEAN) -> bytes:
    """One face of the installed typeface ("Regular", "Semibold", "Bold") as WOFF, with these letters where it has them;
    others fall back to the reader's own typeface. The same bytes each time."""
    path = Path(str(files(FONT_PACKAGE.replace("-", "_")) / "files" / f"SourceSansPro-{face}.ttf"))
    options = subset.Options(flavor="woff", layout_features=["kern", "liga"], hinting=False, notdef_outline=True)
    options.name_IDs = ["*"]  # few and short, and to look for the unused ones takes a third of the time
    font = TTFont(path, recalcTimestamp=False)
    picker = subset.Subsetter(options)
    picker.populate(unicodes=sorted(letters))
    picker.subset(font)
    font.flavor = "woff"
    out = BytesIO()
    font.save(out)
    return out.getvalue()
