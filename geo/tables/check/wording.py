"""Claim lint over the tables' prose: words that no source allows, loaded words, and those of the curator's own list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.errors import Problem
from geo.tables.load import Raw, each_text
from geo.words.strength import HouseWord, check_prose

HOUSE: Final = "strong_words"
# Prose in somebody else's words, or about words: titles of documents, names of speakers, the list itself.
OTHERS: Final = frozenset(
    (
        *(("sources", column) for column in ("title", "publisher", "link_caution")),
        *(("disagreements", "said_by"), ("context", "said_by"), ("origins", "label"), ("waves", "label")),
        *((HOUSE, column) for column in ("word", "reason", "instead")),
        *(("response_kinds", "meaning"), ("curator_questions", "question"), ("curator_questions", "decision")),
    )
)


def wording_problems(raw: Raw) -> Iterator[Problem]:
    """A warning for each strong word, with a wording that would pass."""
    house = _house(raw)
    for name, frame in raw.tables.items():
        for column in raw.schema.tables[name].columns:
            if column.content != "prose" or (name, column.name) in OTHERS:
                continue
            for text, lines in each_text(frame[column.name]):
                for found in check_prose(text, house):
                    advice = f"{found.reason} Write {found.instead}."
                    for line in lines():
                        yield Problem(name, line, column.name, found.word, "strong-word", advice, "warning")


def _house(raw: Raw) -> tuple[HouseWord, ...]:
    """The curator's own list, where there is one."""
    frame = raw.tables.get(HOUSE)
    if frame is None:
        return ()
    rows = frame[frame["word"].str.strip("* ") != ""]
    return tuple(HouseWord(row["word"], row["reason"], row["instead"]) for row in rows.to_dict("records"))
