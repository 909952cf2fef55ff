"""ISO 3166-1 alpha-2 codes and their alpha-3 ones, from Unicode CLDR by `babel`."""

from __future__ import annotations

from functools import cache
from typing import Final

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
