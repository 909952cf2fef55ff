"""Every file that a page offers comes, whole, under its name: one that the browser cancels is told by nothing else."""

from pathlib import Path

import pytest

from tests.browser.conftest import DRAWING_LIMIT, Reader

BEGINS = {
    ".png": b"\x89PNG",
    ".svg": b"<?xml",
    ".pdf": b"%PDF",
    ".pptx": b"PK",
    ".xlsx": b"PK",
    ".csv": b"\xef\xbb\xbf",
    ".geojson": b"{",
    ".gpkg": b"SQLite",
    ".html": b"<!doctype html>",
}


@pytest.mark.parametrize("path", ["briefing?country=ESP", "countries?country=ESP", "timeline?lang=fr", "sources"])
def test_every_file_that_a_page_offers_comes(desk: Reader, server: str, tmp_path: Path, path: str) -> None:
    """In each of its forms, the web page included, which the server must not take for one of its own pages."""
    desk.open(server + path)
    buttons = desk.page.locator("[data-testid=stDownloadButton] button")
    names = set()
    for number in range(buttons.count()):
        with desk.page.expect_download(timeout=DRAWING_LIMIT) as waiting:
            buttons.nth(number).click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        names.add(file.suffix)
        begins = file.read_bytes()[:200].lstrip()

        assert begins.lower().startswith(BEGINS[file.suffix].lower()), (file.name, begins)

    assert {".html", ".pdf"} <= names
    assert desk.complaints == []
