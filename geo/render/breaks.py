"""Where a line of text may break, and lines of a terminal, in which a Chinese or Korean letter is as wide as two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
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


def fold(text: str, width: int, *, indent: str = "", whole: bool = False) -> list[str]:
    """The text in lines of at most `width` columns, [""] for none; indent: before each line but the first.

    A word that is wider is broken, or with `whole` kept in one piece: an address is of use only so.
    """
    lines: list[str] = []
    line, used = "", 0
    for before, unit in units(text.replace("\n", " ")):
        wide = columns(unit)
        if line and used + len(before) + wide <= width:
            line, used = f"{line}{before}{unit}", used + len(before) + wide
            continue
        if line:
            lines.append(line)
        line = f"{indent if lines else ''}{unit}"
        used = columns(line)
        while used > width and not whole:
            end = _fitting(line, width)
            lines.append(line[:end])
            line = f"{indent}{line[end:]}"
            used = columns(line)
    return [*lines, line] if line or not lines else lines


def pad(text: str, width: int) -> str:
    """The text with blanks after it, up to `width` columns."""
    return text + " " * (width - columns(text))


def _columns_of(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _fitting(line: str, width: int) -> int:
    """How many letters fit, at least one more than the line's indent."""
    used, start = 0, len(line) - len(line.lstrip(" "))
    for place, letter in enumerate(line):
        used += _columns_of(letter)
        if used > width:
            return max(place, start + 1)
    return len(line)
