"""What changed for one view since a released version: the line that an old link opens with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geo.curate.telling import FACTS
from geo.view.select import Selection
from geo.words.messages import join_words, say_number

FEW: Final = 4  # rows that are named; of more, only the number is told
SAME: Final = "nothing of this view changed since"


def say_since(then: Selection, now: Selection) -> str:
    """ "since then, in this view: cities 49 → 50; corrected: ae-unlocated-1"; that nothing changed where that is so."""
    parts = [*_counts(then, now), *_rows(then, now)]
    return f"since then, in this view: {'; '.join(parts)}" if parts else SAME


def _counts(then: Selection, now: Selection) -> Iterator[str]:
    for name in ("reports", "cities", "countries"):
        before, after = getattr(then.count, name), getattr(now.count, name)
        if before != after:
            yield f"{name} {before} → {after}"
    if then.published.reports != now.published.reports:
        yield f"published reports {then.published.reports:,} → {now.published.reports:,}"
    answers = len(now.host_responses) - len(then.host_responses)
    if answers:
        yield f"{answers:+d} official responses" if abs(answers) > 1 else f"{answers:+d} official response"


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
            yield f"{verb}: {join_words(keys) if len(keys) <= FEW else say_number(len(keys), 'reports')}"
