"""The A4 page: everything of the view on numbered pages, sources footnoted, nothing cut."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from geo.maps.model import MapModel
from geo.render.picture.figure import write_pdf, write_png
from geo.render.picture.page import draw_front, draw_pages
from geo.render.picture.sheet import Sheet, _Writing
from geo.render.presets import PRESETS
from tests import worlds

A4 = PRESETS["a4"]
MODELS = {
    "ordinary": worlds.a_model,
    "long": worlds.long_model,
    "local": worlds.local_model,
    "empty": worlds.empty_model,
    "hostile": worlds.hostile_model,
}


def text_of(model: MapModel, tmp_path: Path) -> str:
    """The words of the PDF in reading order."""
    (tmp_path / "page.pdf").write_bytes(write_pdf(model, A4))
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True, text=True
    )
    return re.sub(r"\s+", " ", done.stdout)


def outside(sheet: Sheet) -> list[str]:
    """Lines of text that leave the sheet."""
    return [
        writing._words
        for writing in sheet.figure.findobj(_Writing)
        if not (0 <= writing._at[0] <= sheet.size.width and 0 <= writing._at[1] <= sheet.size.height)
    ]


def test_the_pages_are_a4_with_title_and_language():
    """A printer and a screen reader both know what they have."""
    with pikepdf.open(io.BytesIO(write_pdf(worlds.a_model(), A4))) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}

        assert sizes == {(595, 842)}
        assert str(pdf.Root.Lang) == "en"


def test_all_of_the_view_is_in_the_pages(tmp_path: Path):
    """Figures, countries, responses with numbered sources, the reply, the paragraph and every source."""
    found = text_of(worlds.a_model(), tmp_path)

    for text in (
        *("8 of 10", "Placed of published", "Bland 7 2 Denied February 2001", "No official response found"),
        *("Bland denied it. [2]", "What China says", "Called it false. [2]"),
        *("[1] Invented Watch, “A list”, 10 January 2001. https://watch.example/list", "Page 1 of 2"),
        "Eight stations are reported in Aland and Bland [1]. The ministry called this false [2].",
    ):
        assert text in found


def test_a_source_that_the_data_warns_of_is_named_but_not_linked():
    """The second source has a caution: no link leads there."""
    with pikepdf.open(io.BytesIO(write_pdf(worlds.a_model(), A4))) as pdf:
        links = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])}

    assert links == {"https://watch.example/list", worlds.WORDS.link}


@pytest.mark.parametrize("which", MODELS)
def test_no_line_of_any_page_leaves_the_paper(which: str):
    """Long and hostile texts wrap or go on to another page."""
    pages = draw_pages(MODELS[which](), A4)

    assert [line for page in pages for line in outside(page)] == []


def test_a_long_table_goes_on_to_the_next_page_with_its_head():
    """Sixty hosts take several pages; each has the column names."""
    model = worlds.many_countries_model(90)

    pages = draw_pages(model, A4)
    heads = [
        sum(writing._words == "Newest official response" for writing in page.figure.findobj(_Writing)) for page in pages
    ]

    assert heads.count(1) >= 2


def test_a_picture_of_the_page_is_its_front():
    """A PNG can't have pages: it shows the first, in print resolution."""
    front = draw_front(worlds.a_model(), A4)

    content = write_png(worlds.a_model(), A4)

    assert front.size.pixels == (1654, 2339)
    assert content.startswith(b"\x89PNG")
