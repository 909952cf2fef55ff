"""A day in the forms that lists give it, read only where it can mean one day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from babel import Locale

from geo.tables.check.countries import plain

Order = Literal["", "dmy", "mdy"]
LANGUAGES: Final = ("en", "es", "fr", "de", "it", "pt", "nl", "cs", "pl", "sr_Latn", "hr", "hu", "sv", "da")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_EAST: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_SHORT: Final = re.compile(r"(\d{1,2})\s*[/\- ]\s*(\d{1,2})\s*[/\- ]\s*(\d{4})")
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\.?")  # nobody who writes dots puts the month first
_TIME: Final = re.compile(
    r"(?:[T, ]\s*)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|z|utc|gmt|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(\d{1,4})(?:st|nd|rd|th|er|o)?")
_DOUBT: Final = re.compile(r"[^\w\s.,()'’/-]|(?<!\w)[/-]|[/-](?!\w)")  # "?", "~", "<", a dash that leaves an end open
# Words beside a day that say nothing about it: "on", "of", "the", "year". None that is "until" or "not" somewhere.
_BESIDE: Final = frozenset({
    "on", "of", "the", "de", "del", "di", "du", "el", "le", "il", "am", "den", "der", "op", "dne", "dnia", "dana",
    "r", "roku", "g", "god", "godine"
})  # fmt: skip
_SERIAL: Final = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_EXCEL: Final = date(1899, 12, 30)  # day 0 of spreadsheets, which count a 29 February 1900 that never was


def read_day(text: str, order: Order = "") -> tuple[date, ...]:
    """The days that a text can mean: one where it is sure, two where day and month can change places, () for none.

    order: what 05/12/2022 means in this list. A number of a spreadsheet (44816) is its day. A text that says more than
    the day, its weekday and a time ("before", "about", a second day, a question mark) is none: it may take it back.
    """
    text = _without_weekday(_TIME.sub("", text.strip()))
    for pattern in (_ISO, _EAST):
        found = pattern.fullmatch(text)
        if found:
            return _day(int(found[1]), int(found[2]), int(found[3]))
    if _SERIAL.fullmatch(text):
        return (_EXCEL + timedelta(days=int(float(text))),)
    found = _DOTTED.fullmatch(text)
    if found:
        return _day(int(found[3]), int(found[2]), int(found[1]))
    found = _SHORT.fullmatch(text)
    if found:
        one, two, year = (int(part) for part in found.groups())
        dmy, mdy = _day(year, two, one), _day(year, one, two)
        if order:
            return dmy if order == "dmy" else mdy
        return tuple(dict.fromkeys((*dmy, *mdy)))
    return _in_words(text)


def _without_weekday(text: str) -> str:
    """Without the weekday before or behind the day: "Monday, 5.12.2022", "2022-12-05 (Mon)"."""
    for found in (re.match(r"([^\W\d]+)\.?,?\s+", text), re.search(r"[,\s]\s*\(?([^\W\d]+)\.?\)?$", text)):
        if found and plain(found[1]) in _weekdays():
            return text.replace(found[0], "", 1)
    return text


def _in_words(text: str) -> tuple[date, ...]:
    """ "12 September 2022", "Sept. 12, 2022", "12 de septiembre de 2022", "12. září 2022"."""
    if _DOUBT.search(text):
        return ()
    words = [word for word in plain(text).split() if word not in _BESIDE]
    months = [_months()[word] for word in words if word in _months()]
    numbers = [int(found[1]) for word in words if (found := _NUMBER.fullmatch(word))]
    years = [number for number in numbers if 1900 <= number <= 2100]
    days = [number for number in numbers if 1 <= number <= 31]
    if len(words) == 3 and len(months) == len(years) == len(days) == 1:
        return _day(years[0], months[0], days[0])
    return ()


def _day(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


@cache
def _months() -> dict[str, int]:
    """Plain name of a month → its number, whole and short names of LANGUAGES; names of two months left out."""
    found: dict[str, set[int]] = {"sept": {9}}
    for language in LANGUAGES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(language).months[form][width].items():
                    found.setdefault(plain(name), set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1 and not name.isdigit()}


@cache
def _weekdays() -> frozenset[str]:
    """Plain names of the days of the week in LANGUAGES, whole and short ones that are no month's as well.

    Of two letters none: "do" is Thursday in one language and "until" in another, "ne" Sunday and "not".
    """
    found = {"tues", "thur", "thurs"}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            found |= {plain(name) for name in Locale.parse(language).days["format"][width].values()}
    return frozenset(name for name in found if len(name) > 2 and name not in _months())
