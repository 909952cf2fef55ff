"""Dates as the sources give them: a day, a month, a year, or none.

Text in, text or `datetime.date` out. Knows no clock: "today" is always somebody else's argument.
"""

import calendar
import re
from datetime import date

from geo.errors import UsageError
from geo.words.language import say_day
from geo.words.messages import say

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _parts(text: str) -> tuple[int, int | None, int | None]:
    """Year, month or None, day or None; UsageError if the text is no calendar date of the three forms."""
    match = _PARTIAL.fullmatch(text) if text.isascii() else None
    if match is None:
        raise UsageError(f"{text[:40]!r} is no date: write YYYY-MM-DD, YYYY-MM or YYYY.")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise UsageError(f"{text!r} is not in the calendar: {error}.") from error
    return year or 0, month, day


def known_from(text: str) -> date | None:
    """The first day on which something dated `text` was surely public; None if it is undated.

    text: 'YYYY-MM-DD', 'YYYY-MM', 'YYYY' or ''. A month counts from its last day and a year from 31 December,
    so that "as known on" never shows something too early. Raises UsageError for any other text.
    """
    if text == "":
        return None
    year, month, day = _parts(text)
    if month is None:
        return date(year, 12, 31)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def known_day(text: str, public_from: str = "") -> str:
    """The day of `known_from` as YYYY-MM-DD, "" for what is undated: days as text sort and compare as they should.

    public_from: the date from which it counts instead, where it became public only later.
    """
    day = known_from(public_from or text) if text else None
    return day.isoformat() if day else ""


def earliest(text: str) -> date | None:
    """The first day that `text` can mean; None if it is undated.

    Tells whether a date lies in the future without blaming a month that has begun. Raises UsageError as
    known_from does.
    """
    if text == "":
        return None
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def say_date(text: str) -> str:
    """The date in words, as precise as the source: '12 September 2022', 'October 2022', '2024'.

    text: as for known_from; '' gives 'date not known'. Raises UsageError as known_from.
    """
    return say_day(*_parts(text)) if text else say("undated")
