"""How numbers and lists are put into words, and the sentences of the map as named messages.

Sentences that the browser says too stand in en.json, each once: Python fills them here, say.js fills them there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_SINGULAR: Final = {
    "host countries": "host country",
    "published countries": "published country",
    "countries": "country",
    "other countries": "other country",
    "cities": "city",
    "entries": "entry",
}


# Names that take "the" after "in": unions, groups of islands, and the few that kept it.
_ARTICLE: Final = re.compile(
    r"United .+|.+ Republic|.+ Islands|.+ Territor(y|ies)|Netherlands|Americas|Bahamas|Comoros|Gambia|Maldives|"
    r"Philippines|Seychelles|Isle of Man|(Democratic )?Republic .+"
)


@cache
def messages() -> Mapping[str, str]:
    """Name → the message, with {parts} to be filled."""
    found: dict[str, str] = json.loads(Path(__file__).with_name("en.json").read_text(encoding="utf-8"))
    return found


def say(message: str, **parts: object) -> str:
    """The message of this name with its parts filled in, numbers as "1,204".

    Raises KeyError for a name or a part that is not there.
    """
    filled = {name: f"{part:,}" if isinstance(part, int) else part for name, part in parts.items()}
    return messages()[message].format(**filled)


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
