"""guess_letters(content) → the one code page that bytes without a mark can be read in, or all that are possible.

Nothing in such bytes says which letters they are. A reading counts where its words could be words of a language; of
several the one that alone gives names of countries. Where that leaves more than one, whoever asks must refuse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Final

from babel import Locale

from geo.tables.check.countries import LANGUAGES

# Code page → how it is told.
PAGES: Final[Mapping[str, str]] = {
    "gb18030": "GB18030", "big5": "Big5", "cp932": "Shift-JIS", "euc_jp": "EUC-JP", "cp949": "EUC-KR",
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "koi8_r": "KOI8-R",
    "cp1253": "Windows-1253", "cp1254": "Windows-1254", "cp1257": "Windows-1257",
}  # fmt: skip
# Letters beyond ASCII that stand together in one word, language by language.
_LATIN: Final[Mapping[str, tuple[str, ...]]] = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ",
        "áéíñóúüïçàèò",
        "áâãàçéêíóôõúü",
        "äöüßé",
        "àèéìíîòóùú",
        "åäöæøéü",
        "áðéíóúýþæö",
        "šž",
    ),
    "cp1250": ("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű", "čćđšž", "ăâîşţ", "äöüß"),
    "cp1254": ("çğıi̇öşüâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}
_SIGNS: Final = re.compile("[‘’‚“”„–—…«»°·•€§¿¡ºª\N{NO-BREAK SPACE}，。、（）：；《》「」　]")
_AMID: Final = re.compile(r"[^\W\d_][‚“”„…«»°•€§¿¡ºª][^\W\d_]")  # other code pages have letters in these places
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_SCRIPTS: Final[Mapping[str, re.Pattern[str]]] = {
    "cp932": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]+"),
    "euc_jp": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]+"),
    "cp949": re.compile(r"[\uac00-\ud7a3]+"),
    "cp1251": re.compile(r"[А-ЯЁЄІЇҐЂЈЉЊЋЏ]*[а-яёєіїґђјљњћџ]+|[А-ЯЁЄІЇҐЂЈЉЊЋЏ]+"),
    "koi8_r": re.compile(r"[А-ЯЁ]*[а-яё]+|[А-ЯЁ]+"),
    "cp1253": re.compile(r"[Α-ΩΆΈΉΊΌΎΏ]*[α-ωάέήίόύώϊϋΐΰ]+|[Α-ΩΆΈΉΊΌΎΏ]+"),
}
ENOUGH: Final = 500_000  # letters that are judged, of the lines beyond ASCII


def guess_letters(content: bytes) -> tuple[tuple[str, str], ...]:
    """(text, how its letters are told) of each reading that is possible: one where it is sure, () where none is."""
    readings: dict[str, str] = {}
    for page, told in PAGES.items():
        try:
            text = content.decode(page)
        except UnicodeDecodeError:
            continue
        if _is_likely(_beyond_ascii(text), page):
            readings.setdefault(text, told)
    named = {text: _countries_in(_beyond_ascii(text)) for text in readings}
    alone = [
        text
        for text, names in named.items()
        if names - {name for other, others in named.items() if other != text for name in others}
    ]
    kept = alone if len(alone) == 1 else list(readings)
    return tuple((text, readings[text]) for text in kept)


def _beyond_ascii(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.isascii())[:ENOUGH]


def _is_likely(text: str, page: str) -> bool:
    """Whether each word beyond ASCII could be one of a language that is written in this code page."""
    words = [
        word for word in re.findall(r"[^\x00-\x40\x5b-\x60\x7b-\x7f]+", _SIGNS.sub(" ", text)) if not word.isascii()
    ]
    if page in ("gb18030", "big5"):
        return _is_chinese(text)
    if page in _SCRIPTS:
        return any(len(word) > 1 for word in words) and all(_SCRIPTS[page].fullmatch(word) for word in words)
    if _AMID.search(text) or any(one.islower() and two.isupper() for word in words for one, two in pairwise(word)):
        return False
    alphabets = [set(letters) for letters in _LATIN[page]]
    beyond = [{sign for sign in word.casefold() if not sign.isascii()} for word in set(words)]
    return all(any(letters <= alphabet for alphabet in alphabets) for letters in beyond)


def _is_chinese(text: str) -> bool:
    """Whether text read as Chinese is Chinese: two letters with accents read so are one rare sign among Latin ones."""
    others = [sign for sign in text if ord(sign) > 127]
    common = [sign for sign in others if _HAN.match(sign) or sign in "，。、（）：；《》　"]
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", text)
    return bool(others) and len(common) >= 0.9 * len(others) and sum(map(len, runs)) >= 0.6 * len(others)


def _countries_in(text: str) -> set[str]:
    """Cells that name a country by letters beyond ASCII."""
    cells = {cell.strip(' "').casefold() for cell in re.split(r"[,;\t|\r\n]", text) if not cell.isascii()}
    return cells & _country_names()


@cache
def _country_names() -> frozenset[str]:
    named = [Locale.parse(language).territories for language in LANGUAGES]
    return frozenset(name.casefold() for names in named for name in names.values())
