"""Where each page of the site lies, and how one leads to another: the app's own addresses, one folder a page."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import quote, urlencode

from geo.documents.country.report import NAME as REPORT
from geo.documents.document import Target
from geo.errors import UsageError
from geo.words.language import ENGLISH

COUNTRIES: Final = "countries"
SOURCES: Final = "sources"
LANGUAGE: Final = "lang"
ANCHOR: Final = "at"  # in the app a fold's address; here the browser's own
_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def folder(page: str, key: str = "") -> str:
    """The folder of a page, "" for the front page: "timeline/", "countries/ESP/", "report/es-madrid-1/".

    Raises UsageError for a key that could not be the name of a folder, wherever the data have it from.
    """
    parts = [part for part in (page, key) if part]
    for part in parts:
        if not _SAFE.fullmatch(part):
            raise UsageError(f"{part[:80]!r} can't be part of an address: use letters, digits, - and _.")
    return "".join(f"{part}/" for part in parts)


def home_of(language: str) -> str:
    """The folder of the pages in a language: that of the site for English, else one of its code."""
    return "" if language == ENGLISH else f"{language}/"


def up(path: str) -> str:
    """What leads from a page's folder to the site's root: "./", "../", "../../"."""
    return "../" * path.count("/") or "./"


def address_of(to: Target, own: str, root: str, plain: Collection[str] = ()) -> str:
    """The address of a place in the atlas, for a page from which `own` leads to the pages of its language and `root` to
    the site's root and what is in English only (`plain`, see is_plain).

    One country and one source have pages of their own; what else an address asks for is left to the page's script. A
    page has its language from the folder that `own` leads to; only the English map says it, since who comes there
    without a word is led to the language of the browser.
    """
    asked = dict(to.query)
    anchor = asked.pop(ANCHOR, "")
    asked.pop(LANGUAGE, None)
    if not to.page and own == root:
        asked[LANGUAGE] = ENGLISH
    key = ""
    if to.page == COUNTRIES and "," not in asked.get("country", ","):
        key = asked.pop("country")
    elif to.page == SOURCES:
        key = asked.pop("source", "")
    elif to.page == REPORT:
        key = asked.pop(REPORT, "")
    query = f"?{urlencode(asked, safe=',')}" if asked else ""
    where = folder(to.page, key)
    way = root if is_plain(where, plain) else own
    return f"{way}{where}{query}{f'#{quote(anchor)}' if anchor else ''}"


def is_plain(path: str, plain: Collection[str]) -> bool:
    """Whether a page is made in English only. plain: such folders, "countries/ABW/", or "report/" for all below it."""
    return path in plain or f"{path.split('/')[0]}/" in plain
