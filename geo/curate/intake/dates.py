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
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_EAST: Final = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_SHORT: Final = re.compile(r"(\d{1,2})\s*[/\- ]\s*(\d{1,2})\s*[/\- ]\s*(\d{4})")
_DOTTED: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\.?")  # nobody who writes dots puts the month first
_SERIAL: Final = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_EXCEL: Final = date(1899, 12, 30)  # day 0 of spreadsheets, which count a 29 February 1900 that never was


def read_day(text: str, order: Order = "") -> tuple[date, ...]:
    """The days that a text can mean: one where it is sure, two where day and month can change places, () for none.

    order: what 05/12/2022 means in this list. A number of a spreadsheet (44816) is its day.
    """
    text = text.strip()
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


def _in_words(text: str) -> tuple[date, ...]:
    """ "12 September 2022", "Sept. 12, 2022", "12 de septiembre de 2022", "12. září 2022"."""
    words = plain(text).split()
    months = [_months()[word] for word in words if word in _months()]
    numbers = [int(found[1]) for word in words if (found := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)?", word))]
    years = [number for number in numbers if 1900 <= number <= 2100]
    days = [number for number in numbers if 1 <= number <= 31]
    if len(months) == len(years) == len(days) == 1:
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
