"""What changed for one view since a released version: the line that an old link opens with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.curate.telling import FACTS
from geo.view.select import Selection
from geo.words.language import say_figure
from geo.words.messages import join_clauses, join_words, labelled, say_number, word

FEW: Final = 4  # rows that are named; of more, only the number is told
COUNTED: Final = ("reports", "cities", "countries")
SAME: Final = "nothing of this view changed since"


def say_since(then: Selection, now: Selection) -> str:
    """ "since then, in this view: cities 49 → 50; corrected: ae-unlocated-1"; that nothing changed where that is so."""
    parts = [*_counts(then, now), *_rows(then, now)]
    return word("since then, in this view: {parts}", parts=join_clauses(parts)) if parts else word(SAME)


def _counts(then: Selection, now: Selection) -> Iterator[str]:
    for name in COUNTED:
        before, after = getattr(then.count, name), getattr(now.count, name)
        if before != after:
            yield f"{word(name)} {before} → {after}"
    if then.published.reports != now.published.reports:
        figures = say_figure(then.published.reports), say_figure(now.published.reports)
        yield f"{word('published reports')} {figures[0]} → {figures[1]}"
    answers = len(now.host_responses) - len(then.host_responses)
    if answers:
        yield f"{'+' if answers > 0 else '−'}{say_number(abs(answers), 'responses')}"


def _rows(then: Selection, now: Selection) -> Iterator[str]:
    before, after = (one.stations.set_index("station_id")[list(FACTS)] for one in (then, now))
    both = [key for key in after.index if key in before.index]
    changed = [key for key in both if list(before.loc[key]) != list(after.loc[key])]
    for verb, keys in (
        ("corrected", changed),
        ("added", [key for key in after.index if key not in before.index]),
        ("no longer here", [key for key in before.index if key not in after.index]),
    ):
        if keys:
            named = join_words(keys) if len(keys) <= FEW else say_number(len(keys), "reports")
            yield labelled(word(verb), named)
