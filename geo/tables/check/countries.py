"""A country by any name: codes, the names of Unicode CLDR in the languages of the lists, former and everyday names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale

from geo.tables.codes import alpha_3_of

LANGUAGES: Final = (
    "en", "es", "fr", "de", "it", "pt", "nl", "cs", "sk", "pl", "sr_Latn", "hr", "sl", "hu", "ro", "sv", "nb", "da",
    "fi", "el", "ru", "uk", "tr", "zh", "zh_Hant", "ja", "ko", "vi", "id", "ar",
)  # fmt: skip
# Names that CLDR has not or has otherwise: former ones, everyday ones, parts that lists name for the whole.
OTHERS: Final = {
    "turkey": "TUR", "turkiye": "TUR", "czech republic": "CZE", "burma": "MMR", "myanmar": "MMR",
    "south korea": "KOR", "republic of korea": "KOR", "north korea": "PRK", "dprk": "PRK", "holland": "NLD",
    "democratic people s republic of korea": "PRK",
    "the netherlands": "NLD", "ivory coast": "CIV", "uk": "GBR", "u k": "GBR", "great britain": "GBR", "britain": "GBR",
    "england": "GBR", "scotland": "GBR", "wales": "GBR", "northern ireland": "GBR", "usa": "USA", "u s a": "USA",
    "us": "USA", "u s": "USA", "united states of america": "USA", "the united states": "USA",
    "uae": "ARE", "emirates": "ARE", "russian federation": "RUS", "viet nam": "VNM", "swaziland": "SWZ",
    "macedonia": "MKD", "fyrom": "MKD", "cape verde": "CPV", "east timor": "TLS", "kosovo": "XKX", "taiwan": "TWN",
    "republic of china": "TWN", "hong kong": "HKG", "macau": "MAC", "macao": "MAC", "palestine": "PSE",
    "zaire": "COD", "dr congo": "COD", "drc": "COD", "democratic republic of the congo": "COD", "congo kinshasa": "COD",
    "republic of the congo": "COG", "congo brazzaville": "COG", "persia": "IRN", "siam": "THA", "ceylon": "LKA",
    "the gambia": "GMB", "the bahamas": "BHS", "the philippines": "PHL", "holy see": "VAT",
    "republic of ireland": "IRL", "eire": "IRL",
    "hong kong sar": "HKG", "macao sar": "MAC", "macau sar": "MAC",
    "slovak republic": "SVK", "moldavia": "MDA", "byelorussia": "BLR", "belorussia": "BLR",
}  # fmt: skip
MOST: Final = 3  # countries that are proposed for a name
# Names of more than one country, or of a part of the world too: asked, never guessed; the likeliest first.
SEVERAL: Final = {
    "congo": ("COD", "COG"), "yugoslavia": ("SRB", "HRV", "BIH", "SVN"),
    "czechoslovakia": ("CZE", "SVK"), "soviet union": ("RUS", "UKR", "KAZ"), "ussr": ("RUS", "UKR", "KAZ"),
    "serbia and montenegro": ("SRB", "MNE"), "virgin islands": ("VIR", "VGB"), "saint martin": ("MAF", "SXM"),
    "st martin": ("MAF", "SXM"), "korea": ("KOR", "PRK"), "guiana": ("GUY", "GUF"), "america": ("USA",),
}  # fmt: skip

# "And" in these languages: behind it a name goes on, and lists often leave that off.
_AND: Final = frozenset(
    {"and", "y", "et", "und", "e", "ed", "en", "a", "i", "in", "es", "si", "och", "og", "ja", "ve", "va", "dan"}
    | {"и", "і", "й", "та", "και"}
)
# What a state calls itself before its name.
_STYLES: Final = re.compile(
    r"^(?:(?:the|islamic|federal|democratic|socialist|bolivarian|plurinational|people|s|kingdom|state|republic|"
    r"commonwealth|union|principality|grand|duchy|of|and) )+"
)


def plain(text: str) -> str:
    """Small letters without accents, signs and doubled spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in decomposed if not unicodedata.combining(sign))
    return re.sub(r"\s+", " ", letters).strip()


def find_country(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 codes of the countries that a name can mean: one where it is sure, () where none is near.

    known: code → name, of the table of countries; only these are answered. A name that is only
    begun or misspelt gives those that it is near to, which the caller asks about: see `is_sure`.
    """
    exact = _exact(text, known)
    if exact or is_part_of_the_world(text):
        return exact
    names = _names(tuple(sorted(known.items())))
    begun = dict.fromkeys(code for name, code in names.items() if name.startswith(f"{plain(text)} "))
    if len(plain(text)) > 3 and 0 < len(begun) <= MOST:
        return tuple(begun)
    near = difflib.get_close_matches(plain(text), names, n=MOST, cutoff=0.8) if len(plain(text)) > 3 else []
    return tuple(dict.fromkeys(names[name] for name in near))


def is_sure(text: str, known: Mapping[str, str]) -> bool:
    """Whether a name is a country's own alone, not only near to one."""
    return len(_exact(text, known)) == 1 and plain(text) not in SEVERAL


def _exact(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    key = plain(text)
    if text.count(",") == 1:  # "Korea, Republic of"
        head, _, tail = text.partition(",")
        turned = _exact(f"{tail} {head}", known)
        if turned:
            return turned
    if text.strip().upper() in known and len(text.strip()) == 3:
        return (text.strip().upper(),)
    if key in SEVERAL:
        return tuple(code for code in SEVERAL[key] if code in known)
    if key in OTHERS and OTHERS[key] in known:
        return (OTHERS[key],)
    names = _names(tuple(sorted(known.items())))
    found = names.get(key) or names.get(_STYLES.sub("", key))
    if found:
        return (found,)
    begun = {
        name.removeprefix(f"{key} ").split()[0]: code for name, code in names.items() if name.startswith(f"{key} ")
    }
    if len(key) > 3 and _AND & begun.keys() and len(set(begun.values())) == 1:  # "Bosnia", "Sao Tome"
        return tuple(set(begun.values()))
    if len(key) == 2 and (code := alpha_3_of().get(key)) in known:
        return (str(code),)
    return ()


def is_part_of_the_world(text: str) -> bool:
    """Whether a text names a continent or a part of one: "Africa" is not short for a country in its south."""
    return plain(text) in _parts_of_the_world()


@cache
def _parts_of_the_world() -> frozenset[str]:
    named = [Locale.parse(language).territories.items() for language in LANGUAGES]
    return frozenset(plain(name) for names in named for code, name in names if code.isdigit())


@cache
def _names(known: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Plain name → code, in all LANGUAGES; a name that two countries share in one language is neither's."""
    names = {plain(name): code for code, name in known}
    twice: set[str] = set()
    codes = {code for code, _ in known}
    for language in LANGUAGES:
        for alpha2, name in Locale.parse(language).territories.items():
            code = alpha_3_of().get(alpha2.casefold())
            if code in codes and names.setdefault(plain(name), str(code)) != code:
                twice.add(plain(name))
    return {name: code for name, code in names.items() if name not in twice | set(SEVERAL)}
