"""How numbers and lists are put into words. Knows English and nothing of the atlas."""

from __future__ import annotations

import re
from typing import Final

_SINGULAR: Final = {
    "host countries": "host country",
    "published countries": "published country",
    "countries": "country",
    "cities": "city",
}


# Names that take "the" after "in": unions, groups of islands, and the few that kept it.
_ARTICLE: Final = re.compile(
    r"United .+|.+ Republic|.+ Islands|.+ Territor(y|ies)|Netherlands|Americas|Bahamas|Comoros|Gambia|Maldives|"
    r"Philippines|Seychelles|Isle of Man|(Democratic )?Republic .+"
)


def with_article(name: str) -> str:
    """A country's name as it stands after "in": "the United States", "Spain"."""
    return f"the {name}" if _ARTICLE.fullmatch(name) else name


def say_number(number: int, plural: str) -> str:
    """ "1 report", "54 reports", "1 country", "1,204 cities"."""
    word = plural if number != 1 else _SINGULAR.get(plural, plural.removesuffix("s"))
    return f"{number:,} {word}"


def join_words(words: list[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
