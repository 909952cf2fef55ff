"""The stamp read back from a file made here: PNG, SVG, PDF, PPTX, HTML, or a briefing pack.

The file may come from anywhere. Nothing in it is executed, followed or expanded: sizes are limited before reading,
entities are left alone, and what is damaged or missing is said in one sentence (StampError).
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

from geo.errors import AtlasError
from geo.render.stamp import GENERATOR, NAMESPACE, PNG_XMP, SCHEME
from geo.tables.package import DAMAGE
from geo.words.messages import word

LARGEST_FILE: Final = 60_000_000
LARGEST_PART: Final = 20_000_000  # of a zip, unpacked
LARGEST_STAMP: Final = 300_000
MOST_PARTS: Final = 2_000
MOST_PAIRS: Final = 400
LONGEST_TEXT: Final = 4_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PICTURE_IN_PPTX: Final = re.compile(r"ppt/media/[A-Za-z0-9_.-]+\.png")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class StampError(AtlasError):
    """Why no stamp could be read, as a sentence for whoever brought the file."""


@dataclass(frozen=True)
class Stamped:
    """What a file says about itself. kind: of the file. counts: reports, cities, countries as shown then."""

    kind: str
    query: dict[str, str]
    data_version: str
    data_sha256: str
    exported_on: str
    pack_id: str
    title: str
    counts: dict[str, int]
    by_country: dict[str, int]


def read_stamp(content: bytes) -> Stamped:
    """The stamp of a file's bytes. Raises StampError when there is none, or it is damaged, too large or hostile."""
    if len(content) > LARGEST_FILE:
        size, most = round(len(content) / 1e6), LARGEST_FILE // 1_000_000
        raise StampError(word("The file has {size} MB; files up to {most} MB are read.", size=size, most=most))
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(_PNG):
        return _read("PNG", _in_xmp(_png_packet(content)))
    if content.startswith(b"%PDF-"):
        return _read("PDF", _in_xmp(_pdf_packet(content)))
    if content.startswith(b"PK\x03\x04"):
        return _from_zip(content)
    if b"<html" in start.lower():
        return _read("HTML", _in_html(content))
    if start.startswith(b"<"):
        return _read("SVG", _in_xmp(content))
    raise StampError(
        word("This is no PNG, SVG, PDF, PPTX, HTML file or briefing pack, so there is nothing to trace in it.")
    )


def _missing(kind: str) -> StampError:
    return StampError(
        word(
            "This file ({kind}) carries no stamp of Station Atlas. It was not made here, or its metadata was removed "
            "on the way, as many message services and picture editors do.",
            kind=say_kind(kind),
        )
    )


def _damaged(kind: str) -> StampError:
    return StampError(
        word(
            "The stamp in this file ({kind}) is damaged and can’t be read; nothing about its view can be said.",
            kind=say_kind(kind),
        )
    )


def say_kind(kind: str) -> str:
    """A kind of file as a reader knows it: PNG, or what a pack is called on the page."""
    return word("Briefing pack") if kind == "pack" else kind


def _png_packet(content: bytes) -> bytes:
    """The XMP packet in an iTXt chunk. Pixels are not decoded."""
    at = len(_PNG)
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(PNG_XMP.encode() + b"\0"):
            if length > LARGEST_STAMP or zlib.crc32(kind + body) != int.from_bytes(content[at + 8 + length :][:4]):
                raise _damaged("PNG")
            # after the keyword: compressed?, method, language, 0, translated keyword, 0, text
            compressed, fields = body[len(PNG_XMP) + 1 :][:1], body[len(PNG_XMP) + 3 :].split(b"\0", 2)
            if len(fields) != 3:
                raise _damaged("PNG")
            return _inflate(fields[2]) if compressed == b"\1" else fields[2]
        at += 12 + length
    raise _missing("PNG")


def _inflate(packed: bytes) -> bytes:
    """Compressed text, as a picture optimiser may leave it, up to the limit."""
    packet = zlib.decompressobj()
    try:
        text = packet.decompress(packed, LARGEST_STAMP)
    except zlib.error as error:
        raise _damaged("PNG") from error
    if packet.unconsumed_tail:
        raise _damaged("PNG")
    return text


def _pdf_packet(content: bytes) -> bytes:
    """The newest XMP packet that names our stamp, found by its markers as the XMP standard provides for.

    The PDF itself is not interpreted.
    """
    end = len(content)
    while (start := content.rfind(b"<?xpacket begin", 0, end)) >= 0:
        stop = content.find(b"<?xpacket end", start)
        packet = content[start : stop if stop >= 0 else start + LARGEST_STAMP]
        if NAMESPACE.encode() in packet[:LARGEST_STAMP]:
            return packet
        end = start
    raise _missing("PDF")


def _in_xmp(markup: bytes) -> str:
    """The text of the stamp element in an XMP packet or an SVG."""
    kind = "SVG" if b"<svg" in markup[:4096] else "XMP"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise (_damaged(kind) if NAMESPACE.encode() in markup else _missing(kind)) from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None and any(document.internalDTD.iterentities()):
        raise StampError(word("This file declares entities of its own, which no file made here does; it is not read."))
    for found in root.iter(f"{{{NAMESPACE}}}stamp"):
        return "".join(found.itertext())
    raise _missing(kind)


class _StampFinder(HTMLParser):
    """Collects the text of the element with the stamp's id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("id", "station-atlas-stamp") in attrs

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def _in_html(content: bytes) -> str:
    finder = _StampFinder()
    try:
        finder.feed(content.decode("utf-8", "replace"))
    except AssertionError as error:  # Python's reader gives up so on a section that no page has
        raise _missing("HTML") from error
    if not finder.found:
        raise _missing("HTML")
    return "".join(finder.found)


def _from_zip(content: bytes) -> Stamped:
    """A deck or a pack: the stamp of the first picture in it that has one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise StampError(
                    word("This file holds {number} parts; up to {most} are read.", number=len(parts), most=MOST_PARTS)
                )
            kind = "PPTX" if any(part.filename == "ppt/presentation.xml" for part in parts) else "pack"
            pictures = (part for part in parts if _may_be_stamped(part.filename, kind))
            stamp = next(filter(None, (_try_picture(archive, part) for part in pictures)), None)
            if stamp:
                return _read(kind, stamp)
    except DAMAGE as error:
        raise StampError(word("This zip container is damaged or locked and can’t be read.")) from error
    raise _missing(kind)


def _may_be_stamped(name: str, kind: str) -> bool:
    """Whether a part of a deck, or of a pack, is a picture that carries its stamp."""
    return _PICTURE_IN_PPTX.fullmatch(name) is not None or (kind == "pack" and name == "slide.png")


def _try_picture(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    """The stamp of a picture in a zip, None when it has none. The size is checked while unpacking, not believed."""
    with archive.open(part) as unpacked:
        picture = unpacked.read(LARGEST_PART + 1)
    if len(picture) > LARGEST_PART:
        most = LARGEST_PART // 1_000_000
        raise StampError(word("A part of this file unpacks to more than {most} MB; it is not read.", most=most))
    if b"iTXt" not in picture or not picture.startswith(_PNG) or NAMESPACE.encode() not in picture:
        return None
    return _in_xmp(_png_packet(picture))


def _read(kind: str, text: str) -> Stamped:
    """The stamp's JSON, each field checked."""
    if len(text) > LARGEST_STAMP:
        raise _damaged(kind)
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(kind) from error
    if not isinstance(said, dict) or said.get("generator") != GENERATOR:
        raise _damaged(kind)
    if said.get("scheme") != SCHEME:
        other = str(said.get("scheme"))[:10]
        raise StampError(
            word(
                "The stamp in this file ({kind}) is of version {other}; this program reads version {own}.",
                kind=say_kind(kind),
                other=other,
                own=str(SCHEME),
            )
        )
    stamped = Stamped(
        kind=kind,
        query=dict(_pairs(kind, said.get("query"), str)),
        data_version=_text(kind, said.get("data_version")),
        data_sha256=_text(kind, said.get("data_sha256")),
        exported_on=_text(kind, said.get("exported_on")),
        pack_id=_text(kind, said.get("pack_id")),
        title=_text(kind, said.get("title")),
        counts=dict(_pairs(kind, said.get("counts"), int)),
        by_country=dict(_pairs(kind, said.get("by_country"), int)),
    )
    if not _SHA256.fullmatch(stamped.data_sha256):
        raise _damaged(kind)
    return stamped


def _text(kind: str, value: object) -> str:
    """A short text; the characters that move a terminal's cursor are left out."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise _damaged(kind)
    return "".join(character for character in value if character.isprintable())


def _pairs(kind: str, value: object, of: type[Any]) -> Iterator[tuple[str, Any]]:
    """The items of a small flat object whose values are of one type."""
    if not isinstance(value, dict) or len(value) > MOST_PAIRS:
        raise _damaged(kind)
    for key, one in value.items():
        if not isinstance(one, of) or isinstance(one, bool):
            raise _damaged(kind)
        yield _text(kind, key), _text(kind, one) if of is str else one
