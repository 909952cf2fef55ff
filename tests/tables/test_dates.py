"""Partial dates count from the day they are surely known, and are said as precisely as the source."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.tables.dates import earliest, known_from, say_date


@pytest.mark.parametrize(
    ("text", "first", "known", "words"),
    [
        ("2022-09-12", date(2022, 9, 12), date(2022, 9, 12), "12 September 2022"),
        ("2022-10-01", date(2022, 10, 1), date(2022, 10, 1), "1 October 2022"),
        ("2022-10", date(2022, 10, 1), date(2022, 10, 31), "October 2022"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("", None, None, "date not known"),
    ],
)
def test_a_partial_date_is_read_and_said(text: str, first: date | None, known: date | None, words: str) -> None:
    """Months count from their last day, years from 31 December, and neither is printed as a day."""
    assert earliest(text) == first
    assert known_from(text) == known
    assert say_date(text) == words


@pytest.mark.parametrize(
    "text",
    ["2022-02-30", "2022-13", "0000", "22-10-01", "2022/10/01", "2022-1", " 2022", "2022-10-01\n", "٢٠٢٢"],
)
def test_other_text_is_refused(text: str) -> None:
    """A date outside the calendar or in another form is an error that says what is accepted."""
    for read in (known_from, earliest, say_date):
        with pytest.raises(UsageError, match=r"is no date|not in the calendar"):
            read(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_coarser_date_is_never_known_earlier(day: date) -> None:
    """Leaving out the day or the month only ever makes something known later."""
    full = day.isoformat()

    assert known_from(full) == day
    assert day <= known_from(full[:7]) <= known_from(full[:4])
    assert known_from(full[:7]).day == calendar.monthrange(day.year, day.month)[1]
    assert earliest(full[:4]) <= earliest(full[:7]) <= day
