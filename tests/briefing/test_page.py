"""The A4 page: its front as one picture; the PDF with everything of the view on numbered pages, nothing cut."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from geo.briefing.drawing import write_file
from geo.maps.model import MapModel
from geo.render.picture.figure import write_png
from geo.render.picture.page import draw_front
from geo.render.picture.sheet import Sheet, _Writing
from geo.render.presets import PRESETS
from tests.world import models as worlds

A4 = PRESETS["a4"]
MODELS = {
    "ordinary": worlds.a_model,
    "long": worlds.long_model,
    "local": worlds.local_model,
    "empty": worlds.empty_model,
    "hostile": worlds.hostile_model,
}


def pdf_of(model: MapModel) -> bytes:
    """The page as a PDF."""
    return write_file(model, "pdf", A4)


def text_of(model: MapModel, tmp_path: Path) -> str:
    """The words of the PDF in reading order."""
    (tmp_path / "page.pdf").write_bytes(pdf_of(model))
    done = subprocess.run(["pdftotext", "-raw", tmp_path / "page.pdf", "-"], capture_output=True, check=True, text=True)
    return re.sub(r"\s+", " ", done.stdout)


def outside(sheet: Sheet) -> list[str]:
    """Lines of text that leave the sheet."""
    return [
        writing._words
        for writing in sheet.figure.findobj(_Writing)
        if not (0 <= writing._at[0] <= sheet.size.width and 0 <= writing._at[1] <= sheet.size.height)
    ]


def test_the_pages_are_a4_tagged_with_title_and_language():
    """A printer and a screen reader both know what they have."""
    with pikepdf.open(io.BytesIO(pdf_of(worlds.a_model()))) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}

        assert sizes == {(595, 842)}
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]) == worlds.WORDS.title
        assert "/StructTreeRoot" in pdf.Root
        assert b"pdfua" in bytes(pdf.Root.Metadata.read_bytes())


def test_all_of_the_view_is_in_the_pages(tmp_path: Path):
    """Figures, countries, responses with numbered sources, the reply, the paragraph and every source."""
    found = text_of(worlds.a_model(), tmp_path)

    for text in (
        *("8 of 10", "Placed of published", "Bland 7 2 Denied February 2001", "No official response found"),
        *("Bland denied it. [2]", "What China says", "Called it false. [2]"),
        *("[1] Invented Watch, 10 January 2001, “A list”, NGO report, English.", "Page 1 of "),
        "Eight stations are reported in Aland and Bland [1]. The ministry called this false [2].",
    ):
        assert text in found


def test_a_number_means_one_source_in_the_paragraph_and_in_the_list(tmp_path: Path):
    """The marks that stand in the paragraph are not said again behind it, and lead to the same sources below."""
    found = text_of(worlds.a_model(), tmp_path)

    assert "false [2]. [1]" not in found
    assert found.index("[1] Invented Watch") < found.index("[2] Invented Press")


def test_a_source_that_the_data_warns_of_is_named_but_not_linked():
    """The second source has a caution: no link leads there."""
    with pikepdf.open(io.BytesIO(pdf_of(worlds.a_model()))) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        links = {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}

    assert links == {"https://watch.example/list"}


@pytest.mark.parametrize("which", MODELS)
def test_any_view_has_its_pages(which: str, tmp_path: Path):
    """Long, empty and hostile texts are set as text; the title is whole and the last page says its number."""
    model = MODELS[which]()

    found = text_of(model, tmp_path)

    assert re.search(r"Page (\d+) of \1\b", found)
    assert re.sub(r"\W", "", model.words.counted)[:20] in re.sub(r"\W", "", found)


@pytest.mark.parametrize("which", MODELS)
def test_no_line_of_the_front_leaves_the_paper(which: str):
    """Long and hostile texts wrap."""
    assert outside(draw_front(MODELS[which](), A4)) == []


def test_a_long_table_goes_on_to_the_next_page_with_its_head(tmp_path: Path):
    """Ninety hosts take several pages; each has the column names."""
    found = text_of(worlds.many_countries_model(90), tmp_path)

    assert found.count("Newest response") >= 2
    assert "Land 89" in found


def test_the_same_view_gives_the_same_bytes():
    """A pack's hash list holds."""
    assert pdf_of(worlds.a_model()) == pdf_of(worlds.a_model())


def test_a_picture_of_the_page_is_its_front():
    """A PNG can't have pages: it shows the first, in print resolution."""
    front = draw_front(worlds.a_model(), A4)

    content = write_png(worlds.a_model(), A4)

    assert front.size.pixels == (1654, 2339)
    assert content.startswith(b"\x89PNG")
