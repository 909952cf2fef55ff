"""ISO 3166-1 codes of two and of three letters, and names of countries and regions, from Unicode CLDR by `babel`."""

from __future__ import annotations

from functools import cache
from typing import Final

from geo.words.language import ENGLISH, locale_of

# Codes of states that are no more, which CLDR still leads to their successors.
_WITHDRAWN: Final = frozenset(
    ("ROM", "ZAR", "TMP", "BUR", "SUN", "YUG", "SCG", "FXX", "NTZ", "ANT", "DDR", "YMD", "QUU")
)
_AS_WRITTEN: Final = {"uk": "GBR", "el": "GRC"}  # as the European Union writes them


@cache
def alpha_3_of() -> dict[str, str]:
    """ "es" → "ESP", for every country and territory of CLDR; also "uk" and "el", and "xk" for Kosovo."""
    from babel.core import get_global

    # A code of a state that became several leads to all of them, and stands for none.
    found = {
        codes[0].casefold(): code
        for code, codes in get_global("territory_aliases").items()
        if len(codes) == 1 and len(codes[0]) == 2 and len(code) == 3 and code.isalpha() and code not in _WITHDRAWN
    }
    return {**found, "xk": "XKX", **_AS_WRITTEN}


@cache
def alpha_2_of() -> dict[str, str]:
    """ "ESP" → "es": the two small letters with which keys begin."""
    return {three: two for two, three in alpha_3_of().items() if two not in _AS_WRITTEN}


_REGIONS: Final = {
    "africa": "002",
    "americas": "019",
    "antarctica": "AQ",
    "asia": "142",
    "europe": "150",
    "oceania": "009",
    "world": "001",
    "southern europe": "039",
    "western europe": "155",
    "northern europe": "154",
    "eastern europe": "151",
    "northern africa": "015",
    "western africa": "011",
    "middle africa": "017",
    "eastern africa": "014",
    "southern africa": "018",
    "northern america": "021",
    "central america": "013",
    "caribbean": "029",
    "south america": "005",
    "central asia": "143",
    "eastern asia": "030",
    "south-eastern asia": "035",
    "southern asia": "034",
    "western asia": "145",
    "australia and new zealand": "053",
    "melanesia": "054",
    "micronesia": "057",
    "polynesia": "061",
}


@cache
def country_names(language: str) -> dict[str, str]:
    """Alpha-3 code → the country's name in a language, for every country that CLDR names."""
    names = locale_of(language).territories
    return {three: names[two.upper()] for three, two in alpha_2_of().items() if two.upper() in names}


def region_name(region: str, language: str) -> str:
    """The name of a UN region in a language; one that is not known here stays as it is."""
    code = _REGIONS.get(region.casefold(), "")
    name = region if language == ENGLISH else str(locale_of(language).territories.get(code, region))
    return name[:1].upper() + name[1:]
