"""Stamps read back from files made here, and calm answers to files that are damaged, foreign or hostile."""

import io
import json
import re
import zipfile
import zlib
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.briefing.stamp_reader import LARGEST_FILE, StampError, read_stamp
from geo.render import FORMATS
from geo.render.archive import zip_bytes
from geo.render.stamp import NAMESPACE, stamp
from tests.world import models as worlds

KINDS = {"png": "PNG", "svg": "SVG", "pdf": "PDF", "pptx": "PPTX", "html": "HTML"}
BOMB = (
    b"<!DOCTYPE svg ["
    + b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10 if n else b"ha" * 50) for n in range(9))
    + b"]>"
)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """One file of each kind that can be traced."""
    return {name: FORMATS[name].write(worlds.a_model()) for name in KINDS}


@pytest.mark.parametrize("name", KINDS)
def test_what_a_file_was_made_from_is_read_back(made: dict[str, bytes], name: str):
    """Query, version, hash, day and numbers."""
    model = worlds.a_model()

    read = read_stamp(made[name])

    assert read.kind == KINDS[name]
    assert read.query == dict(model.query)
    assert (read.data_version, read.data_sha256) == (model.data_version, model.fingerprint)
    assert (read.exported_on, read.title) == (model.exported_on, model.words.title)
    assert read.counts == dict(model.counts)
    assert read.by_country == {"BBB": 7, "AAA": 1}


def png_with(**texts: str) -> bytes:
    """A small picture with these text chunks."""
    info, out = PngInfo(), io.BytesIO()
    for key, text in texts.items():
        info.add_itxt(key, text, zip=len(text) > 1000)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def xmp(said: object) -> str:
    """An XMP packet with something as its stamp."""
    text = escape(said if isinstance(said, str) else json.dumps(said))
    return f'<x xmlns:atlas="{NAMESPACE}"><atlas:stamp>{text}</atlas:stamp></x>'


def picture_saying(said: object) -> bytes:
    """A picture with something as its stamp."""
    return png_with(**{"XML:com.adobe.xmp": xmp(said)})


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"", "no PNG, SVG, PDF"),
        (b"just words", "no PNG, SVG, PDF"),
        (png_with(), "carries no stamp"),
        (png_with(Title="Mine"), "carries no stamp"),
        (b"%PDF-1.4\n%%EOF", "carries no stamp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "carries no stamp"),
        (b"<!doctype html><html><p>x</p></html>", "carries no stamp"),
        (zip_bytes({"ppt/presentation.xml": b"<p/>"}), "carries no stamp"),
        (zip_bytes({"a.txt": b"x"}), "carries no stamp"),
        (b"<html><![x[ y ]]>", "carries no stamp"),
        (b"<html><!x y>", "carries no stamp"),
        (zip_bytes({"\u00e9.txt": b"x"}).replace("\u00e9".encode(), b"\xff\xff"), "damaged"),
    ],
)
def test_a_file_without_a_stamp_gets_a_clear_answer(content: bytes, answer: str):
    """Foreign files, and files whose metadata was removed on the way."""
    with pytest.raises(StampError, match=answer):
        read_stamp(content)


@pytest.mark.parametrize(
    "said",
    [
        "no json",
        "[" * 100_000,
        [],
        {"generator": "Another"},
        stamp(worlds.a_model()) | {"query": ["wave"]},
        stamp(worlds.a_model()) | {"query": {"wave": 7}},
        stamp(worlds.a_model()) | {"data_sha256": "not a hash"},
        stamp(worlds.a_model()) | {"counts": {"reports": "many"}},
        stamp(worlds.a_model()) | {"counts": {"reports": True}},
        stamp(worlds.a_model()) | {"by_country": {f"C{n}": n for n in range(1000)}},
        stamp(worlds.a_model()) | {"title": "x" * 9_000},
    ],
)
def test_a_damaged_stamp_is_said_to_be_damaged(said: object):
    """Each field is checked; nothing half-read is shown."""
    with pytest.raises(StampError, match=r"damaged"):
        read_stamp(picture_saying(said))


def test_a_stamp_of_another_version_is_not_guessed_at():
    """A later program may mean something else by the same field."""
    with pytest.raises(StampError, match=r"version 99"):
        read_stamp(picture_saying(stamp(worlds.a_model()) | {"scheme": 99}))


def test_control_characters_of_a_stamp_never_reach_a_terminal():
    """A title may hold anything that JSON can."""
    read = read_stamp(picture_saying(stamp(worlds.a_model()) | {"title": "one\u001b[2Jtwo\u202e"}))

    assert read.title == "one[2Jtwo"


def test_a_picture_whose_text_was_compressed_by_an_optimiser_is_still_read():
    """The stamp survives what such programs do to text chunks."""
    content = png_with(**{"XML:com.adobe.xmp": xmp(stamp(worlds.a_model()) | {"title": "t " * 900})})

    assert read_stamp(content).data_sha256 == worlds.a_model().fingerprint


def chunk(kind: bytes, body: bytes) -> bytes:
    """A PNG chunk."""
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def test_compressed_text_that_unpacks_to_gigabytes_is_refused():
    """A thousandfold bomb in a text chunk is stopped at the limit."""
    packed = zlib.compress(b"x" * 50_000_000, 9)
    body = b"XML:com.adobe.xmp\0\1\0\0\0" + packed

    with pytest.raises(StampError, match=r"damaged"):
        read_stamp(b"\x89PNG\r\n\x1a\n" + chunk(b"iTXt", body))


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    """The size is checked while unpacking: what the zip says of itself is not believed."""
    deck = zip_bytes({"ppt/presentation.xml": b"", "ppt/media/image1.png": b"\0" * 40_000_000})

    with pytest.raises(StampError, match=r"unpacks to more than"):
        read_stamp(deck)


def test_a_zip_with_very_many_parts_is_refused():
    """The list alone can be an attack."""
    with pytest.raises(StampError, match=r"3,000 parts"):
        read_stamp(zip_bytes({f"{n}": b"" for n in range(3000)}))


@pytest.mark.parametrize("tail", [b"<svg>&e9;</svg>", b"<svg/>"])
def test_entities_are_neither_expanded_nor_read(tail: bytes):
    """The billion laughs stay a refusal of a few kilobytes."""
    with pytest.raises(StampError, match=r"entities|stamp"):
        read_stamp(b'<?xml version="1.0"?>' + BOMB + tail)


def test_an_entity_that_names_a_file_of_this_machine_reads_nothing(made: dict[str, bytes]):
    """External entities are refused whatever they name."""
    outside = b'<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    hostile = made["svg"].replace(b"<svg ", outside + b"<svg ", 1)

    with pytest.raises(StampError, match=r"entities"):
        read_stamp(hostile)


def test_a_huge_file_is_refused_by_its_size():
    """Before anything in it is looked at."""
    with pytest.raises(StampError, match=r"up to 60 MB"):
        read_stamp(b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_FILE))


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_cut_or_bent_file_is_read_or_refused_but_never_crashes(
    made: dict[str, bytes], name: str, data: st.DataObject
):
    """Any byte anywhere may be wrong, any end missing."""
    content = bytearray(made[name])
    for _ in range(data.draw(st.integers(0, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(0, len(content)))])

    try:
        answer = read_stamp(cut).kind
    except StampError as refused:
        answer = str(refused)

    assert answer in KINDS.values() or re.match(r"^[A-Z].+\.$", answer)


def test_a_locked_zip_is_said_to_be_locked(made: dict[str, bytes]):
    """A container with a password is answered like a damaged one."""
    content = bytearray(made["pptx"])
    with zipfile.ZipFile(io.BytesIO(made["pptx"])) as archive:
        places = [part.header_offset for part in archive.infolist()]
    for place in places:
        content[place + 6] |= 1
    at = bytes(content).find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = bytes(content).find(b"PK\x01\x02", at + 1)

    with pytest.raises(StampError, match=r"damaged or locked"):
        read_stamp(bytes(content))
