"""How numbers and lists are put into words. Knows English and nothing of the atlas."""

from __future__ import annotations

from typing import Final

_SINGULAR: Final = {
    "host countries": "host country",
    "published countries": "published country",
    "countries": "country",
    "cities": "city",
}


def say_number(number: int, plural: str) -> str:
    """ "1 report", "54 reports", "1 country", "1,204 cities"."""
    word = plural if number != 1 else _SINGULAR.get(plural, plural.removesuffix("s"))
    return f"{number:,} {word}"


def join_words(words: list[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
