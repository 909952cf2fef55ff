"""Figures in prose: names in braces that stand for numbers, so that a sentence of a table can't go stale.

"{reports} of {published}" is written in the tables and filled from the rows. This module knows the names alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

NAMES: Final = (
    "reports", "countries", "cities", "published", "published_countries", "missing", "missing_countries"
)  # fmt: skip
GROUPS: Final = ("bureau", "country", "city")  # "{city.Madrid}": the reports of one of them
_FIGURE: Final = re.compile(r"\{([^{}]*)\}")


def fill(text: str, number_of: Callable[[str, str], int]) -> str:
    """The text with its figures. number_of(name, member): the number for one of NAMES, or for a member of GROUPS."""

    def said(found: re.Match[str]) -> str:
        name, _, member = found[1].partition(".")
        return f"{number_of(name, member):,}"

    return _FIGURE.sub(said, text)


def members(text: str) -> tuple[tuple[str, str], ...]:
    """(group, member) of each figure of a text that counts one of GROUPS, as they come."""
    named = (found[1].partition(".") for found in _FIGURE.finditer(text))
    return tuple((name, member) for name, _, member in named if name in GROUPS)


def unknown_figures(text: str) -> tuple[str, ...]:
    """The figures of a text that have no meaning, as written."""
    bad = []
    for found in _FIGURE.finditer(text):
        name, _, member = found[1].partition(".")
        if not (name in NAMES and not member) and not (name in GROUPS and member):
            bad.append(found[0])
    stray = re.sub(_FIGURE, "", text)
    return (*bad, *(sign for sign in "{}" if sign in stray))
