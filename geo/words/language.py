"""The languages that the atlas speaks, and the one in which words are said now.

A thread that composes or draws says first in which language (`speaking`); without that it is English. Figures, days,
plurals and names of countries are those of Unicode CLDR, by `babel`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final
from unicodedata import combining, normalize

from babel import Locale
from babel.numbers import format_decimal

ENGLISH: Final = "en"
LANGUAGES: Final = {
    ENGLISH: "English",
    "es": "Español",
    "it": "Italiano",
    "fr": "Français",
    "de": "Deutsch",
    "sr-Latn": "Srpski",
    "zh-Hans": "简体中文",
}
"""Code, as in an address and in HTML, → what the language calls itself; in the order in which it is offered."""

_LOCALES: Final = {ENGLISH: "en_GB", "sr-Latn": "sr_Latn", "zh-Hans": "zh_Hans"}
_GROUPED_FROM: Final = {"es": 10_000}  # by the rule of its academy, and CLDR's: 1204, but 12.040
_NARROW: Final = "\u202f"
_WIDE: Final = "\u00a0"  # in its place: many typefaces have no narrow one
_HAN: Final = "一-鿿"
_LATIN: Final = "A-Za-zÀ-ɏ"
_FIELDS: Final = {"d": "{day}", "MMMM": "{month}", "LLLL": "{month}", "M": "{number}", "y": "{year}"}

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """The code of the language in which words are said now."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Says words in a language until the block ends; what is none of LANGUAGES is English."""
    token = _spoken.set(language if language in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(language: str) -> None:
    """Says words in a language for the rest of this thread: for the run of a page."""
    _spoken.set(language if language in LANGUAGES else ENGLISH)


@cache
def locale_of(language: str) -> Locale:
    """What CLDR knows of a language."""
    return Locale.parse(_LOCALES.get(language, language))


def plural_of(number: int) -> str:
    """Which form of a word stands with a number, by CLDR's names: "one", "few", "other" …"""
    return str(locale_of(spoken()).plural_form(number))


@cache
def grouping(language: str) -> tuple[str, int]:
    """The sign between thousands, and the smallest number that has one."""
    sign = str(locale_of(language).number_symbols["latn"]["group"]).replace(_NARROW, _WIDE)
    return sign, _GROUPED_FROM.get(language, 1000)


def say_figure(number: int) -> str:
    """ "1,204", "1.204" or "1204", as the language writes it."""
    sign, least = grouping(spoken())
    return f"{number:,}".replace(",", sign) if abs(number) >= least else str(number)


def say_decimal(number: float) -> str:
    """ "1.4" or "1,4": one digit behind the sign that the language writes."""
    return str(format_decimal(number, "#,##0.0", locale=locale_of(spoken())))


@cache
def day_forms(language: str) -> Mapping[str, str]:
    """How a day and a month are written, "{day} {month} {year}": the parts day, month (in words), number, year."""
    locale = locale_of(language)
    long, month = locale.date_formats["long"].pattern, locale.datetime_skeletons["yMMMM"].pattern
    return {"day": _form(long), "month": _form(month)}


def _form(pattern: str) -> str:
    """A pattern of CLDR, such as "d 'de' MMMM 'de' y", with named parts."""
    parts = re.findall(r"'([^']*)'|([A-Za-z])(\2*)|([^A-Za-z']+)", pattern)
    return "".join(quoted or (_FIELDS[first + more] if first else plain) for quoted, first, more, plain in parts)


@cache
def months(language: str) -> Mapping[str, tuple[str, ...]]:
    """Names of the months, January first: in full ("wide"), as they stand with a day ("dated"), and "short".

    Only of the kind "format", which each of LANGUAGES has of its own. Where CLDR has one kind stand for another, Babel
    writes what it found for the first language into data that all languages share.
    """
    found = locale_of(language).months["format"]
    wide = tuple(found["wide"][number] for number in range(1, 13))
    short = tuple(found["abbreviated"][number].rstrip(".") for number in range(1, 13))
    # Serbian has "oktobar" of a year, but "12. oktobra"; CLDR gives the first alone.
    dated = tuple(f"{re.sub('bar$', 'br', name)}a" for name in wide) if language == "sr-Latn" else wide
    return {"wide": wide, "dated": dated, "short": tuple(name[:3] for name in wide) if language == ENGLISH else short}


def say_day(year: int, month: int | None = None, day: int | None = None) -> str:
    """ "12 September 2022", "October 2022" or "2022"; in Chinese a year has its sign too."""
    language = spoken()
    if month is None:
        return f"{year}年" if language == "zh-Hans" else str(year)
    kind = "day" if day else "month"
    name = months(language)["dated" if day else "wide"][month - 1]
    number = first_day(language) if day == 1 else day
    return day_forms(language)[kind].format(day=number, month=name, number=month, year=year)


def first_day(language: str) -> str:
    """How the first of a month is written in a date."""
    return {"fr": "1er", "it": "1º"}.get(language, "1")


@cache
def joints(language: str) -> tuple[tuple[str, str], ...]:
    """Where parts of a sentence meet otherwise than they stand alone: (pattern, what stands there instead).

    Italian: "l’8 marzo", "dall’11 marzo", as one says them. Serbian: no full stop of a date before another sign,
    "12. septembra 2022, Nantong". Chinese: a blank between a character and a Latin word or key, or a number that
    has one behind it: "由 Safeguard Defenders 于", "和 3 条", but none in a date. Patterns read alike in Python and
    JavaScript, and replacements hold no groups.
    """
    if language == "zh-Hans":
        return (
            (rf"(?<=[{_HAN}])(?=[{_LATIN}]|\d[\d,]* )", " "),
            *((rf"(?<={end})(?=[{_HAN}])", " ") for end in (rf"[{_LATIN}]", r"[-A-Za-z]\d", r"[-A-Za-z]\d\d")),
        )
    if language == "sr-Latn":
        return ((r"(?<=\d)\.(?=[,;:)]| –)", ""),)
    if language != "it":
        return ()
    articles = {"il": "l’", "al": "all’", "dal": "dall’", "del": "dell’", "nel": "nell’", "sul": "sull’"}
    both = articles | {one.capitalize(): joined.capitalize() for one, joined in articles.items()}
    return tuple((rf"\b{one} (?=(?:8|11)\b)", joined) for one, joined in both.items())


def say_month_alone(month: int) -> str:
    """ "Oct", for a scale whose years are named beside it."""
    return months(spoken())["short"][month - 1]


def say_short_month(year: int, month: int) -> str:
    """ "Oct 2022", for a scale."""
    language = spoken()
    if language == "zh-Hans":
        return say_day(year, month)
    return f"{months(language)['short'][month - 1]} {year}"


_SERBIAN: Final = str.maketrans({"č": "c\uffff1", "ć": "c\uffff2", "đ": "d\uffff", "š": "s\uffff", "ž": "z\uffff"})


def sort_key(name: str) -> str | bytes:
    """By what names are put in order, as a reader of the language that is spoken looks for them.

    Accents count for nothing, but in Serbian, where č, ć, đ, š and ž are letters of their own behind c, d, s and z.
    Chinese characters are in the order of GB 18030, of which the common ones stand by their sound.
    """
    if spoken() == "zh-Hans":
        return name.encode("gb18030")
    told = name.casefold()
    if spoken() == "sr-Latn":
        told = told.translate(_SERBIAN)
    return "".join(sign for sign in normalize("NFD", told) if not combining(sign))


def best_of(wanted: str) -> str:
    """The language to speak to a reader whose browser prefers these, "fr-CH,fr;q=0.9,en;q=0.8"; English for others."""
    ranked = []
    for place, part in enumerate(wanted.split(",")):
        code, _, weight = "".join(part.split()).casefold().partition(";q=")
        try:
            liking = float(weight or 1)
        except ValueError:
            continue
        if liking > 0:  # 0 is "not this one"
            ranked.append((-liking, place, code))
    for _, _, code in sorted(ranked):
        for language in LANGUAGES:
            if code.partition("-")[0] == language.partition("-")[0].casefold():
                return language
    return ENGLISH
