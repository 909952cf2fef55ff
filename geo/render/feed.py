"""write_feed(entries) → bytes: an Atom feed (RFC 4287), the same bytes for the same entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from geo.render.stamp import GENERATOR, xml_characters
from geo.words.language import ENGLISH

ATOM: Final = "http://www.w3.org/2005/Atom"
TYPE: Final = "application/atom+xml"


@dataclass(frozen=True)
class FeedEntry:
    """One entry. key: never used for anything else; day: YYYY-MM-DD on which it was made; link: its address, or ""."""

    key: str
    day: str
    title: str
    text: str
    link: str


def write_feed(
    name: str, title: str, entries: Iterable[FeedEntry], *, page: str, own: str, made: str, language: str = ENGLISH
) -> bytes:
    """The feed as UTF-8. name: what it is a feed of, part of every id, as is a language other than English. page, own:
    addresses of the page that it follows and of the feed itself, "" where none is known. made: YYYY-MM-DD for a feed
    without an entry."""
    found = list(entries)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    urn = f"urn:station-atlas:{name}" + ("" if language == ENGLISH else f":{language}")
    _add(feed, "id", urn)
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((one.day for one in found), default=made)))
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", GENERATOR)
    for address, rel in ((page, "alternate"), (own, "self")):
        if address:
            etree.SubElement(feed, f"{{{ATOM}}}link", rel=rel, href=xml_characters(address))
    for one in found:
        entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", f"{urn}:{one.key}")
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        if one.link:
            etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=xml_characters(one.link))
        _add(entry, "content", one.text)
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = xml_characters(text)


def _moment(day: str) -> str:
    """The day's beginning in UTC: the register knows no hour."""
    return f"{day}T00:00:00Z"
