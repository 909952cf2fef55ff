"""A time axis on which busy months are wide: a few months hold most of what happened, and years of quiet hold little.

Months keep their order and their names; within a month, days are evenly spaced. The picture says that it does so.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Final

QUIET: Final = 1.0  # width of a month without any day to show
PER_DAY: Final = 2.4  # added for each day to show
NOTE: Final = "Months in which more was said or done are drawn wider."


@dataclass(frozen=True)
class Month:
    """One month of the axis: its first day, and its edges as shares of the axis, 0 left, 1 right."""

    first: date
    left: float
    right: float


@dataclass(frozen=True)
class Axis:
    """Months from that of the earliest day to that of the latest, without a gap; empty for no days."""

    months: tuple[Month, ...]

    @cached_property
    def _by_first(self) -> dict[date, Month]:
        return {month.first: month for month in self.months}

    def place(self, day: date) -> float:
        """Where the end of a day lies, as a share of the axis; 0 before it and 1 after it."""
        month = self._by_first.get(day.replace(day=1))
        if month is None:
            return 0.0 if not self.months or day < self.months[0].first else 1.0
        share = day.day / calendar.monthrange(day.year, day.month)[1]
        return month.left + (month.right - month.left) * share


def axis(days: Iterable[date]) -> Axis:
    """The axis that shows some days, each counted once."""
    busy = Counter(day.replace(day=1) for day in set(days))
    if not busy:
        return Axis(())
    firsts = [min(busy)]
    while firsts[-1] < max(busy):
        last = firsts[-1]
        firsts.append(date(last.year + last.month // 12, last.month % 12 + 1, 1))
    widths = [QUIET + PER_DAY * busy[first] for first in firsts]
    edges = [0.0, *accumulate(width / sum(widths) for width in widths)]
    edges[-1] = 1.0
    return Axis(tuple(map(Month, firsts, edges, edges[1:])))
