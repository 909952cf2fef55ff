"""A dossier on paper and its map: what a reader of the file finds in it."""

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from geo.documents.country.dossier import dossier
from geo.documents.country.locator import locator
from geo.maps.style import DARK, LIGHT
from geo.render.picture.dossier import write_dossier
from geo.render.picture.locator import write_locator
from geo.select import select
from geo.view import View
from tests.real_atlas import real_atlas


def pdf_of(iso: str, **fields: object) -> bytes:
    """The dossier of a country as PDF."""
    selection = select(real_atlas(), View().change(**fields))
    day = {"exported_on": "2026-11-23", "base_url": "https://atlas.example/"}
    return write_dossier(dossier(selection, iso, **day), locator(selection, iso, **day))


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
        links = [str(note.A.URI) for page in pdf.pages for note in page.obj.get("/Annots", [])]
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


def test_the_locator_map_shows_one_country_and_its_marks_only() -> None:
    """Other hosts are plain ground, no class or filter is explained, and the country is named in the legend."""
    model = locator(select(real_atlas(), View()), "ESP")
    fills = {area.iso_a3: area.fill for area in model.areas}

    assert model.legend[0].label == "Spain: 9 reports"
    assert {entry.kind for entry in model.legend[1:]} == {"mark"}
    assert {mark.iso_a3 for mark in model.marks} == {"ESP"}
    assert fills["FRA"] == fills["DZA"] == LIGHT.no_report
    assert fills["ESP"] == LIGHT.classes[-1]


def test_the_locator_map_never_says_no_report_where_a_filter_hides_some() -> None:
    """The legend of a filtered map says what the title says."""
    hidden = locator(select(real_atlas(), View(waves=("sd-2022-12",))), "ESP")
    early = locator(select(real_atlas(), View(until=date(2022, 9, 1))), "ESP")

    assert hidden.legend[0].label == "Spain: no reported station in this view"
    assert early.legend[0].label == "Spain: no report known on 1 September 2022"


@pytest.mark.parametrize("iso", ["BRN", "FIN", "USA"])
def test_a_locator_map_is_drawn_for_small_long_and_wide_countries(iso: str) -> None:
    """It is as wide as asked, neither a strip nor a tower, and holds more than paper."""
    model = locator(select(real_atlas(), View()), iso, palette=DARK)
    picture, size = write_locator(model, 300, 1)
    image = Image.open(io.BytesIO(picture))

    assert image.size == size.pixels
    assert size.width == 300
    assert 0.6 < image.width / image.height < 1.6
    assert len(image.getcolors(1 << 20) or []) > 20
