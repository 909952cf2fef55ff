"""PNG, SVG and PDF: real files that say what they show, the same bytes each time, with hostile text inert."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from lxml import etree
from PIL import Image

from geo.errors import UsageError
from geo.maps.model import MapModel
from geo.maps.style import DARK, GREY, LIGHT, PALETTES
from geo.render.picture.figure import write_pdf, write_png, write_preview, write_svg, write_svg_text
from geo.render.picture.sheet import Sheet
from geo.render.presets import PRESETS, Size, parse_size
from tests.world import models as worlds

SMALL = Size("small", "small", 900, 600, 0.4, 11)
WRITERS = {"png": write_png, "svg": write_svg, "svg-text": write_svg_text, "pdf": write_pdf}


def pdf_text(pdf: bytes, tmp_path: Path) -> str:
    """What a reader of the PDF finds when searching, by Debian's pdftotext."""
    (tmp_path / "one.pdf").write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "one.pdf", "-"], capture_output=True, check=True, text=True
    )
    return re.sub(r"\s+", " ", done.stdout)


def pixels(png: bytes) -> np.ndarray:
    """Red, green and blue of each pixel."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"), int)


@pytest.mark.parametrize("name", ["slide", "square", "square-2160", "social", "thumbnail"])
def test_a_png_has_the_pixels_of_its_preset(name: str):
    """A 1920 × 1080 slide is not 1919 wide."""
    picture = Image.open(BytesIO(write_png(worlds.a_model(), PRESETS[name])))

    assert picture.size == PRESETS[name].pixels


def test_a_png_in_millimetres_has_its_dots_per_inch():
    """A printer finds the size in the file."""
    picture = Image.open(BytesIO(write_png(worlds.a_model(), parse_size("120x90mm", 300))))

    assert picture.size == (1417, 1063)
    assert round(picture.info["dpi"][0]) == 300


def test_a_png_says_what_it_shows_in_its_text_chunks():
    """Title, alt text, link and the stamp travel with the picture."""
    model = worlds.a_model()

    info = Image.open(BytesIO(write_png(model, PRESETS["social"]))).info

    assert info["Title"] == model.words.title
    assert info["Description"] == model.words.alt_text
    assert info["URL"] == model.words.link
    assert model.fingerprint in info["XML:com.adobe.xmp"]


def test_an_svg_has_title_description_and_no_reference_to_anywhere():
    """Screen readers get the words; no renderer is sent anywhere for a file."""
    model = worlds.a_model()

    svg = write_svg(model, PRESETS["slide"])
    root = etree.fromstring(svg)
    title, desc = (root.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))

    assert title.text == model.words.title
    assert desc.text == model.words.alt_text
    assert root.get("role") == "img"
    assert b"<!DOCTYPE" not in svg
    assert not [
        href for href in root.xpath("//@*[local-name()='href']") if not href.startswith(("#", "https://atlas."))
    ]


def test_a_pdf_has_language_title_embedded_typeface_and_searchable_text(tmp_path: Path):
    """The words of a PDF can be found, copied and read aloud."""
    model = worlds.a_model()

    content = write_pdf(model, PRESETS["slide"])
    with pikepdf.open(BytesIO(content)) as pdf:
        language, title, packet = str(pdf.Root.Lang), str(pdf.docinfo["/Title"]), pdf.Root.Metadata.read_bytes()
    text = pdf_text(content, tmp_path)
    fonts = subprocess.run(["pdffonts", tmp_path / "one.pdf"], capture_output=True, text=True, check=True)

    assert (language, title) == ("en", model.words.title)
    assert model.fingerprint.encode() in packet
    assert "SourceSansPro-Bold" in fonts.stdout
    assert "Type 3" not in fonts.stdout
    for sentence in (model.words.title, model.words.counted, model.words.china_line, model.words.reported_line):
        assert sentence in text


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_model_gives_the_same_bytes(kind: str):
    """No clock and no random number gets into a file."""
    assert WRITERS[kind](worlds.a_model(), PRESETS["social"]) == WRITERS[kind](worlds.a_model(), PRESETS["social"])


@pytest.mark.parametrize("kind", WRITERS)
def test_hostile_text_is_drawn_as_the_text_it_is(kind: str):
    """No mathematics between dollar signs, no markup, no control characters; the files stay well formed."""
    content = WRITERS[kind](worlds.hostile_model(), PRESETS["slide"])

    if kind == "png":
        assert Image.open(BytesIO(content)).size == (1920, 1080)
    elif kind.startswith("svg"):
        tags = {etree.QName(node).localname for node in etree.fromstring(content).iter(etree.Element)}
        assert not tags & {"script", "img", "foreignObject"}
    else:
        with pikepdf.open(BytesIO(content)) as pdf:
            assert len(pdf.pages) == 1
            assert "/OpenAction" not in pdf.Root


def test_hostile_dollars_are_searchable_as_dollars(tmp_path: Path):
    """Nothing between dollar signs is set as mathematics."""
    assert r"$\frac{1}{0}$ $x$" in pdf_text(write_pdf(worlds.hostile_model(), PRESETS["slide"]), tmp_path)


@pytest.mark.parametrize("palette", [LIGHT, DARK, GREY], ids=lambda palette: palette.name)
def test_a_picture_has_the_paper_and_the_ink_of_its_palette(palette):
    """Light, dark and grey differ where they should."""
    picture = pixels(write_png(worlds.a_model(palette), PRESETS["social"]))

    paper = tuple(int(palette.paper[at : at + 2], 16) for at in (1, 3, 5))

    assert tuple(picture[2, 2]) == paper
    assert (picture == [int(palette.classes[3][at : at + 2], 16) for at in (1, 3, 5)]).all(axis=2).sum() > 500


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_pictures_without_text_look_as_they_did(
    name: str, golden_picture: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch
):
    """Shapes, colours, patterns, marks and boxes; letters are left out, as libraries smooth them differently."""
    monkeypatch.setattr(Sheet, "text", lambda *args, **more: None)
    monkeypatch.setattr(Sheet, "halo", lambda *args, **more: None)

    golden_picture(f"picture-{name}.png", write_png(worlds.a_model(PALETTES[name]), SMALL))


@pytest.mark.parametrize(("which", "model"), [("local", worlds.local_model()), ("empty", worlds.empty_model())])
def test_other_views_without_text_look_as_they_did(
    which: str, model: MapModel, golden_picture: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch
):
    """A region on its own, and a view without reports."""
    monkeypatch.setattr(Sheet, "text", lambda *args, **more: None)
    monkeypatch.setattr(Sheet, "halo", lambda *args, **more: None)

    golden_picture(f"picture-{which}.png", write_png(model, SMALL))


def test_an_svg_to_correct_has_its_words_as_text_and_looks_the_same() -> None:
    """Each word of the other drawing, with the typeface inside; a halo goes with its text and keeps no old word."""
    model = worlds.a_model()
    outlined, written = (write(model, PRESETS["slide"]).decode() for write in (write_svg, write_svg_text))
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", written)

    assert "<text" not in outlined
    assert model.words.title in " ".join(texts)
    assert {f"{area.name} {area.count}" for area in model.areas} & set(texts)
    assert written.count("@font-face") == 2
    assert outlined.count('id="halo-') == written.count('id="on-halo-') > 0
    assert 'id="halo-' not in written
    assert "paint-order: stroke; stroke: #" in written
    assert re.findall(r"<metadata>.*?</metadata>", written, re.DOTALL) == re.findall(
        r"<metadata>.*?</metadata>", outlined, re.DOTALL
    )


@pytest.mark.parametrize("kind", WRITERS)
def test_a_picture_that_would_lack_a_letter_is_not_made(kind: str):
    """The refusal names the letters; a preview that stands beside all words leaves the name out instead."""
    model = worlds.a_model()
    areas = tuple(replace(area, name="ལྷ་ས") if area.name == "Bland" else area for area in model.areas)

    with pytest.raises(UsageError, match="Tibetan"):
        WRITERS[kind](replace(model, areas=areas), PRESETS["slide"])
    assert write_preview(replace(model, areas=areas), PRESETS["slide"]).startswith(b"\x89PNG")


def test_chinese_letters_are_drawn(tmp_path: Path):
    """By the fallback face that the package list brings; they can be found in the file."""
    model = worlds.a_model()
    words = replace(model.words, title="北京 1")

    assert "北京 1" in pdf_text(write_pdf(replace(model, words=words), PRESETS["slide"]), tmp_path)
