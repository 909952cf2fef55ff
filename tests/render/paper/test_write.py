"""Any document on paper: every text is in it, it can be read aloud, it says what it shows, hostile text is inert."""

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from geo.documents.context import compose_context
from geo.documents.country.locator import locator
from geo.documents.country.reading import compose_country
from geo.documents.document import (
    Bar,
    Bars,
    Beside,
    Column,
    Document,
    Figure,
    Folded,
    Lane,
    LaneMark,
    Lanes,
    Paragraph,
    Row,
    Statement,
    texts,
)
from geo.documents.document import Table as DocumentTable
from geo.documents.reconciliation import compose_reconciliation
from geo.documents.sources import compose_sources
from geo.documents.timeline.reading import compose_timeline
from geo.errors import UsageError
from geo.render.html import draw_body
from geo.render.paper import write_paper
from geo.view import View
from geo.view.select import select
from tests.documents.test_document import document
from tests.real_atlas import real_atlas
from tests.world import models as worlds
from tests.world.record import tiny_record

HOSTILE = '#eval("1") $x$ *b* _i_ <a> @b [c] \\ `d` // e /* f */ "g" \x00 \ud7ff مرحبا ‮ https://a.example'


def pdf_of(iso: str, **fields: object) -> bytes:
    """The dossier of a country as PDF."""
    selection = select(real_atlas(), View().change(**fields))
    day = {"exported_on": "2026-11-23", "base_url": "https://atlas.example/"}
    return write_paper(compose_country(selection, iso, **day), locator(selection, iso, **day))


def text_of(pdf: bytes, folder: Path) -> str:
    """What pdftotext finds, on one line."""
    assert shutil.which("pdftotext"), "install poppler-utils"
    path = folder / "dossier.pdf"
    path.write_bytes(pdf)
    found = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True)
    return " ".join(found.stdout.split())


@pytest.fixture(scope="module")
def britain() -> bytes:
    """The British dossier as known in the middle of 2023."""
    return pdf_of("GBR", until=date(2023, 6, 30))


def test_the_pdf_can_be_read_and_searched(britain: bytes, tmp_path: Path) -> None:
    """Title, day, outcome, source and link are text in it; what came later is not."""
    text = text_of(britain, tmp_path)

    for wanted in (
        "United Kingdom: 3 reported stations in 2 cities",
        "As known on 30 June 2023",
        "no unlawful activity",
        "Daily Mail, 6 June 2023",
        "What is not known",
        "not independently confirmed",
        "https://atlas.example/countries?until=2023-06-30&country=GBR&v=",
        "exported 23 November 2026",
        "Page 1 of",
    ):
        assert wanted in text
    assert "December 2024" not in text


def test_the_pdf_says_which_view_of_which_data_it_is(britain: bytes) -> None:
    """Language, title and stamp stand in the file; every page is A4; links lead to http(s) only."""
    with pikepdf.open(io.BytesIO(britain)) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        links = [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
        metadata = bytes(pdf.Root.Metadata.read_bytes()).decode()
        sizes = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}

        assert str(pdf.Root.Lang) == "en"
        assert "United Kingdom" in str(pdf.docinfo["/Title"])
    assert '"country":"GBR"' in metadata
    assert sizes == {(0, 0, 595, 842)}
    assert links
    assert all(link.startswith(("https://", "http://")) for link in links)


def test_a_source_with_a_caution_is_no_link_on_paper(tmp_path: Path) -> None:
    """The page that prints a street name is cited, its address is nowhere in the file."""
    pdf = pdf_of("GRC")
    text = text_of(pdf, tmp_path)

    assert "Not linked: The page prints a street name." in text
    assert "sackanken.fr" not in text
    assert b"sackanken.fr" not in pdf


def test_no_dossier_is_without_a_page(tmp_path: Path) -> None:
    """A country of which nothing is recorded has its page too, and it says so."""
    text = text_of(pdf_of("TWN"), tmp_path)

    assert "Taiwan: no report in this dataset" in text
    assert "That is absence in what was read, not a finding." in text


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """One of each kind, of the invented world."""
    selection = select(tiny_record(tmp_path_factory.mktemp("tiny")), View())
    return [
        compose(selection) for compose in (compose_context, compose_reconciliation, compose_sources, compose_timeline)
    ]


def letters(text: str) -> str:
    """The text without what a line's end can change: spaces and hyphens."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def test_every_text_of_a_document_is_on_paper(documents: list[Document], tmp_path: Path) -> None:
    """Folds are open, cells are whole, and every source is in the list; of drawings, the labels."""
    for one in documents:
        plain = tuple(block for block in one.blocks if not isinstance(block, Figure))
        told = letters(text_of(write_paper(one, worlds.a_model()), tmp_path))
        bare = document(*plain) if not plain else one
        wanted = [
            text for text in texts(bare) if letters(text) and not _of_a_figure(text, one) and not _heard(text, one)
        ]
        assert [text for text in wanted if letters(text) not in told] == [], one.name


def _of_a_figure(text: str, one: Document) -> bool:
    """Words for those who can't see a drawing: its alternative text, and the labels of its parts."""
    beside = [part for block in one.blocks if isinstance(block, Beside) for column in block.columns for part in column]
    return any(
        isinstance(block, Figure)
        and (text == block.alt or (isinstance(block.drawing, Bars) and text in _parts(block.drawing)))
        for block in (*one.blocks, *beside)
    )


def _parts(drawing: Bars) -> set[str]:
    return {label for bar in drawing.bars for _, label, _ in bar.parts}


def _heard(text: str, one: Document) -> bool:
    """Captions that are only read aloud: a heading above says the same."""

    def captions(blocks: tuple[object, ...]) -> set[str]:
        found: set[str] = set()
        for block in blocks:
            if isinstance(block, DocumentTable) and not block.show_caption:
                found.add(block.caption)
            if isinstance(block, Folded):
                found |= captions(block.blocks)
        return found

    return text in captions(one.blocks)


def test_a_page_is_tagged_and_says_what_it_is(documents: list[Document]) -> None:
    """A screen reader finds structure, language and title, and the file claims PDF/UA-1."""
    for one in documents:
        with pikepdf.open(io.BytesIO(write_paper(one, worlds.a_model()))) as pdf:
            assert "/StructTreeRoot" in pdf.Root
            assert bool(pdf.Root.MarkInfo.Marked)
            assert str(pdf.Root.Lang) == "en"
            assert str(pdf.docinfo["/Title"]) == one.title
            assert b"pdfua" in bytes(pdf.Root.Metadata.read_bytes())


def test_the_same_document_gives_the_same_bytes(documents: list[Document]) -> None:
    """A pack's hash list holds."""
    for one in documents:
        assert write_paper(one, worlds.a_model()) == write_paper(one, worlds.a_model())


def test_hostile_text_is_set_as_text(tmp_path: Path) -> None:
    """Typst's own signs in every place where a table's text can come to stand; no link but http(s)."""
    said = Statement(HOSTILE, lead=HOSTILE, note=HOSTILE, missing=HOSTILE, url="javascript:go()")
    hostile = document(
        DocumentTable(HOSTILE, (Column(HOSTILE),), (Row((said,), HOSTILE, HOSTILE, (said,)),), show_caption=True),
        Figure(Bars((Bar(HOSTILE, ((1, HOSTILE, "placed"),), HOSTILE),)), HOSTILE, HOSTILE),
        Figure(
            Lanes((Lane("claim", HOSTILE, (LaneMark(1, 0.1, 0.1, 0, HOSTILE, "x"),), 1, HOSTILE),), ((0.5, HOSTILE),)),
            HOSTILE,
            HOSTILE,
        ),
    )
    pdf = write_paper(hostile, worlds.a_model())

    assert letters('#eval("1") $x$ *b* _i_ <a> @b [c]') in letters(text_of(pdf, tmp_path))
    assert b"javascript" not in pdf


def test_a_page_that_would_lack_a_letter_is_not_made() -> None:
    """Right-to-left text is set well on paper; what no typeface has is named."""
    with pytest.raises(UsageError, match=r"a page can’t show these letters: ཀ \(Tibetan\)"):
        write_paper(document(Statement("ཀ")), worlds.a_model())
    assert write_paper(document(Statement("مرحبا 北京 서울 กรุงเทพ हिन्दी")), worlds.a_model()).startswith(b"%PDF")


def test_parts_of_a_statement_stand_apart_on_paper_as_on_the_page(tmp_path: Path) -> None:
    """A blank between them, and none behind a Chinese sign."""
    said = [
        Statement("Words.", lead="Lead", note="Note."),
        Statement("说明。", lead="首：", note="附注。"),
    ]
    made = document(*(Paragraph(one) for one in said))
    wanted = ["Lead Words. Note.", "首：说明。附注。"]
    page = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<p class.*?</p>", draw_body(made, lambda to: ""))]
    paper = text_of(write_paper(made, worlds.a_model()), tmp_path)

    assert [line for line in page if line in wanted] == wanted
    assert [line for line in wanted if line in paper] == wanted
