"""What to type instead: the value itself where one can be computed, else the form in words.

Nothing is guessed that two readers could take differently: a date such as 05/12/2022 gets no proposal.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from babel import Locale

from geo.errors import UsageError
from geo.tables.check.countries import find_country
from geo.tables.dates import known_from
from geo.tables.schema import Field

# Codes that are typed for others: withdrawn ones (ISO 3166-3), other lists' ones, and those of no list.
_FORMER: Final = {
    "ROM": "ROU", "KOS": "XKX", "UNK": "XKX", "ZAR": "COD", "BUR": "MMR", "TMP": "TLS", "YUG": "SRB", "SCG": "SRB",
    "GER": "DEU", "SUI": "CHE", "HOL": "NLD", "NED": "NLD", "ENG": "GBR", "SCO": "GBR", "UAE": "ARE", "KSA": "SAU",
    "RSA": "ZAF", "POR": "PRT", "GRE": "GRC", "CRO": "HRV", "SLO": "SVN", "BUL": "BGR", "DEN": "DNK", "VIE": "VNM",
    "PHI": "PHL", "MAS": "MYS", "INA": "IDN", "NGR": "NGA", "CHI": "CHL", "URU": "URY", "PAR": "PRY", "ANG": "AGO",
}  # fmt: skip
_CODE: Final = r"^[A-Z]{3}$"
# Form of a pattern of the descriptor, in words.
_WORDS: Final = (
    ("own|disputed", "own, disputed, or the code of a country, such as ESP"),
    ("[A-Z0-9]+(-", "the unit_id of the shapes, such as XKX or X-GOLAN"),
    (_CODE, "three capital letters, the ISO 3166-1 code of a country, such as ESP"),
    ("\\d{2}", "a date as YYYY-MM-DD, or YYYY-MM or YYYY where the source gives no more"),
    (";", "keys of lower-case letters, digits and hyphens, parted by ; without spaces"),
    ("https?", "a full web address that begins with https:// or http://"),
    ("[a-z]{2}$", "two lower-case letters, the ISO 639-1 code of a language, such as en"),
    ("existence|city", "the station’s key, a dot and the fact, such as es-madrid-1.city"),
    ("[a-z]+=", "a view as in a page’s address, such as wave=sd-2022-09&region=europe"),
    ("_[a-z]+", "the name of a table, such as stations or country_counts"),
    ("[a-z0-9]+", "lower-case letters, digits and hyphens, such as es-madrid-1"),
)


def propose(column: Field, value: str, known: Mapping[str, str]) -> str:
    """What to type for a value that the column does not allow; "" where nothing can be said for sure.

    known: country name in lower case → its code, from the table of countries.
    """
    text = value.strip()
    if column.enum:
        return nearest(text, column.enum)
    if column.pattern == _CODE:
        return country_code(text, known)
    if column.content == "date" or column.type == "date":
        return _in_calendar(_date(text), column, value)
    if column.type in ("number", "integer", "year"):
        plain = text.replace(" ", "").replace("\u00a0", "").replace(",", "." if column.type == "number" else "")
        return plain if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", plain) and plain != value else ""
    if column.content == "link" and re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", text):
        return f"https://{text}"
    if column.pattern and ";" in column.pattern:
        keys = [_key(part) for part in re.split(r"[;,\s]+", text) if part]
        return _fitting(";".join(keys), column, value)
    if column.pattern:
        return _fitting(_key(text), column, value)
    return ""


def say_form(pattern: str) -> str:
    """The form that a pattern of the descriptor asks for, in words."""
    return next((words for sign, words in _WORDS if sign in pattern), f"text that matches {pattern}")


def nearest(text: str, values: Iterable[str]) -> str:
    """The allowed value that was most likely meant: by its letters alone, then by likeness; "" for none."""
    return _nearest(_letters(text), tuple(values))


@lru_cache(maxsize=4096)
def _nearest(asked: str, values: tuple[str, ...]) -> str:
    """As nearest, for letters alone; kept, because one mistake stands in many rows."""
    allowed = _by_letters(values)
    if asked in allowed:
        return allowed[asked]
    # A slip of the pen leaves the first or the last letter and most of the length; comparing all takes seconds.
    near = [one for one in allowed if abs(len(one) - len(asked)) <= len(asked) / 2 and _shares_an_end(one, asked)]
    found = difflib.get_close_matches(asked, near, n=1, cutoff=0.75)
    return allowed[found[0]] if found else ""


@lru_cache(maxsize=64)
def _by_letters(values: tuple[str, ...]) -> Mapping[str, str]:
    return {_letters(value): value for value in values}


def _shares_an_end(one: str, other: str) -> bool:
    return bool(one and other) and (one[0] == other[0] or one[-1] == other[-1])


def country_code(text: str, known: Mapping[str, str]) -> str:
    """The alpha-3 code for a name, an alpha-2 code, or a code that is often typed for it; "" for none or several."""
    if text.upper() in _FORMER:
        return _FORMER[text.upper()]
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return text.upper() if text.upper() in known.values() and text != text.upper() else ""
    found = find_country(text, {code: name for name, code in known.items()})
    return found[0] if len(found) == 1 else ""


@cache
def _months() -> Mapping[str, int]:
    english = Locale("en").months["format"]
    return {str(name).casefold(): number for kind in ("wide", "abbreviated") for number, name in english[kind].items()}


def _in_calendar(proposal: str, column: Field, value: str) -> str:
    """The proposal if such a day, month or year exists, the column takes it, and it is not what stands there."""
    whole = len(proposal) == len("2022-09-12")
    if not proposal or proposal == value or (column.type == "date" and not whole):
        return ""
    try:
        known_from(proposal)
    except UsageError:
        return ""
    return proposal


def _date(text: str) -> str:
    """A date whose order is plain, as YYYY-MM-DD: year first, a day above 12, or the month as a word."""
    if found := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?", text):
        year, month, day = found[1], int(found[2]), found[3]
        return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text):
        one, two = int(found[1]), int(found[2])
        if one > 12 >= two:
            return f"{found[3]}-{two:02d}-{one:02d}"
        if two > 12 >= one:
            return f"{found[3]}-{one:02d}-{two:02d}"
        return ""
    if found := re.fullmatch(r"(?:(\d{1,2})\.? )?([^\W\d]+)\.?(?: (\d{1,2}),?)? (\d{4})", text):
        named, day = _months().get(found[2].casefold(), 0), found[1] or found[3]
        return f"{found[4]}-{named:02d}" + (f"-{int(day):02d}" if day else "") if named else ""
    return ""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", text.casefold()).strip("-.")


def _fitting(proposal: str, column: Field, value: str) -> str:
    return proposal if proposal != value and re.fullmatch(column.pattern, proposal) else ""
