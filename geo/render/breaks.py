"""Where a line of text may break, and lines of a terminal, in which a Chinese or Korean letter is as wide as two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

_OPENING: Final = "（「『《〈【"
_CLOSING: Final = "，。；：、！？）」』》〉】％"
_HAN: Final = "\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_DATE: Final = "[0-9]+年(?:[0-9]+月(?:[0-9]+日)?)?"
_UNIT: Final = re.compile(
    f"[{_OPENING}“‘]*{_DATE}[{_CLOSING}”’]*|"
    f"[{_OPENING}“‘]*[{_HAN}][{_CLOSING}”’]*|[{_OPENING}]*[^{_HAN}{_OPENING}{_CLOSING}]+[{_CLOSING}]*|"
    f"[{_OPENING}]+|[{_CLOSING}]+"
)


def units(text: str) -> Iterator[tuple[str, str]]:
    """What must stay on one line: (what stands before it on a line, the letters): a word, a Han character, a date.

    A closing sign of Chinese stays with what it closes, an opening one with what it opens.
    """
    for part in text.split(" "):
        for place, unit in enumerate(_UNIT.findall(part)):
            yield ("" if place else " "), unit


def columns(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode Standard Annex 11): two for a wide letter, none for a mark
    that is set on the letter before it."""
    return sum(map(_columns_of, text))


def lay(
    text: str, width: float, measure: Callable[[str], float], cut: Callable[[str], int] | None, indent: str = ""
) -> list[str]:
    """The text in lines of at most `width`; nothing is lost but blanks at the ends of lines.

    measure: how wide letters are, in the unit of `width`; cut: after how many letters, at least 1, a line that is one
    too long word is broken, None to keep it in one piece; indent: before each line but the first.
    """
    lines: list[str] = []
    line, used = "", 0.0
    for before, unit in units(text):
        wide = measure(before) + measure(unit)
        if line and used + wide <= width:
            line, used = f"{line}{before}{unit}", used + wide
            continue
        if line:
            lines.append(line)
        line = f"{indent if lines else ''}{unit}"
        used = measure(line)
        while cut and used > width and len(line) > 1:
            end = cut(line)
            lines.append(line[:end])
            line = line[end:]
            used = measure(line)
    return [*lines, line] if line else lines


def fold(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, [""] for none; a word that is wider is broken."""
    return lay(text.replace("\n", " "), width, columns, lambda line: _fitting(line, width)) or [""]


def fill(text: str, width: int, *, indent: str = "") -> str:
    """The text in lines of at most `width` columns, each but the first with the indent. A word that is wider stays in
    one piece: an address is of use only so."""
    return "\n".join(lay(text.replace("\n", " "), width, columns, None, indent))


def pad(text: str, width: int) -> str:
    """The text with blanks after it, up to `width` columns."""
    return text + " " * (width - columns(text))


def _columns_of(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _fitting(line: str, width: int) -> int:
    """How many letters fit, at least one."""
    used = 0
    for place, letter in enumerate(line):
        used += _columns_of(letter)
        if used > width:
            return max(place, 1)
    return len(line)
