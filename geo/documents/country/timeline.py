"""The timeline of a dossier: which entry lies in which lane, and where, as shares of the timeline's length.

A day is a point; a month or a year, of which no day is known, is a span. What has no date has no place on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from geo.documents.country.model import RecordEntry
from geo.documents.country.words import NOTHING_FOUND
from geo.documents.document import Lane, LaneMark, Lanes
from geo.tables.dates import earliest, known_from
from geo.words.language import say_short_month
from geo.words.messages import labelled, word

GAP: Final = 0.052  # share of the length that a mark needs for itself, so that a phone's width has room for it
LABEL: Final = 0.17  # share of the length that the label of the scale's begin needs on a phone
SHORTEST: Final = 6  # months
LONGEST_IN_QUARTERS: Final = 18  # months; a longer scale is divided into years


def timeline(entries: Iterable[RecordEntry], dates: dict[str, str], lanes: Sequence[tuple[str, str]]) -> Lanes:
    """The dated entries on one scale of whole quarters.

    dates: entry key → partial date. lanes: (key, label) from top to bottom; a lane without an entry stays and says so.
    """
    placed = [(entry, *_ends(dates[entry.key])) for entry in entries if dates[entry.key]]
    first, last = _scale([start for _, start, _ in placed], [end for _, _, end in placed])
    length = (last - first).days

    def share(day: date) -> float:
        return (day - first).days / length

    drawn = []
    for key, label in lanes:
        own = [(entry, share(start), share(end)) for entry, start, end in placed if entry.lane == key]
        marks = _marks(own)
        rows = max((mark.row for mark in marks), default=0) + 1
        drawn.append(Lane(key, label, marks, rows, "" if marks else word(NOTHING_FOUND)))
    return Lanes(tuple(drawn), tuple((share(day), label) for day, label in _ticks(first, last)))


def _ends(text: str) -> tuple[date, date]:
    """First and last day that a partial date can mean."""
    start, end = earliest(text), known_from(text)
    if start is None or end is None:
        raise ValueError("an undated entry has no place on a timeline")
    return start, end


def _scale(starts: list[date], ends: list[date]) -> tuple[date, date]:
    """First day of a quarter and of a later one, with every date between them; any half year when there is none."""
    first = min(starts, default=date(2022, 7, 1))
    last = max(ends, default=first)
    start = first.year * 12 + (first.month - 1) // 3 * 3
    end = last.year * 12 + (last.month - 1) // 3 * 3 + 3
    end = max(end, start + SHORTEST)
    return _month(start), _month(end)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Quarters of a short scale; of a long one its begin and its years. The last day of the scale has none."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 3 if months <= LONGEST_IN_QUARTERS else 12
    start = first.year * 12 + first.month - 1
    numbers = [number for number in range(start, start + months) if number % step == 0]
    if step == 3:
        return [(_month(number), say_month(_month(number))) for number in numbers]
    years = [(_month(number), str(number // 12)) for number in numbers]
    if start % 12 == 0:
        return years
    room = (years[0][0] - first).days / (last - first).days
    return [(first, say_month(first) if room >= LABEL else ""), *years]


def say_month(day: date) -> str:
    """ "Oct 2022", for a scale."""
    return say_short_month(day.year, day.month)


def _marks(own: list[tuple[RecordEntry, float, float]]) -> tuple[LaneMark, ...]:
    """Marks in order of their start, each in the first row where it doesn't touch another."""
    taken: list[float] = []  # where each row is free again
    marks = []
    for entry, start, end in sorted(own, key=lambda one: (one[1], one[2], one[0].number)):
        middle = (start + end) / 2
        left, right = min(start, middle - GAP / 2), max(end, middle + GAP / 2)
        row = next((row for row, free in enumerate(taken) if free <= left), len(taken))
        taken[row : row + 1] = [right]
        marks.append(
            LaneMark(
                entry.number,
                start,
                end,
                row,
                labelled(entry.day, entry.label),
                f"entry-{entry.number}",
            )
        )
    return tuple(marks)
