"""Every file that a page offers comes, whole, under its name: one that the browser cancels is told by nothing else."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

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
    links = desk.page.locator("a.file")
    names = set()
    for number in range(links.count()):
        with desk.page.expect_download(timeout=DRAWING_LIMIT) as waiting:
            links.nth(number).click()
        file = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(file)
        names.add(file.suffix)
        begins = file.read_bytes()[:200].lstrip()

        assert begins.lower().startswith(BEGINS[file.suffix].lower()), (file.name, begins)

    assert {".html", ".pdf"} <= names
    expect(desk.page.locator(".files .said").last).to_have_text(re.compile(r".+ \S"))
    assert desk.complaints == []
