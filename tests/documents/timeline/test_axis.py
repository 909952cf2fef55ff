"""The time axis: in order, whole, and wide where much happened."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.documents.timeline.axis import axis

DAYS = st.lists(st.dates(date(2021, 1, 1), date(2025, 12, 31)), min_size=1, max_size=20)


def test_a_busy_month_is_wider_than_a_quiet_one() -> None:
    """October with two days, November with none, December with one."""
    widths = [
        month.right - month.left for month in axis([date(2022, 10, 5), date(2022, 10, 9), date(2022, 12, 1)]).months
    ]

    assert len(widths) == 3
    assert widths[0] > widths[2] > widths[1] > 0


def test_a_day_counts_once_however_much_happened_on_it() -> None:
    """Ten entries on one day don't widen its month tenfold."""
    day, other = date(2022, 10, 5), date(2022, 11, 5)

    assert axis([day] * 10 + [other]) == axis([day, other])


def test_no_days_make_no_axis() -> None:
    """An empty view has nothing to draw, and says so elsewhere."""
    assert axis([]).months == ()
    assert axis([]).place(date(2022, 1, 1)) == 0


@given(DAYS, st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_later_is_never_further_left(days: list[date], one: date, other: date) -> None:
    """Order in time is order on the axis, also before its start and after its end."""
    made = axis(days)
    first, second = sorted([one, other])

    assert 0 <= made.place(first) <= made.place(second) <= 1


@given(DAYS)
def test_months_touch_and_fill_the_axis(days: list[date]) -> None:
    """No month is left out, however quiet: the axis has no silent break."""
    months = axis(days).months
    edges = [month.left for month in months] + [months[-1].right]

    assert (edges[0], edges[-1]) == (0, 1)
    assert edges == sorted(edges)
    assert [month.right for month in months[:-1]] == pytest.approx(edges[1:-1])
    assert (months[0].first, months[-1].first) == (min(days).replace(day=1), max(days).replace(day=1))
