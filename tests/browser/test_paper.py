"""A page sent to a printer: what was asked and found, without what is pressed, on few sheets, in the dark theme too."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import follow, wait_until_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def dark(chromium: "Browser") -> "Iterator[Page]":
    """A reader who likes it dark; paper stays white."""
    # The page's policy forbids the very polling by which the frames are waited for.
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("page", "most", "words"),
    [
        ("", 4, ["reported stations in", "China’s position", "Zambia", "Angola"]),
        ("sources", 10, ["sources,", "Safeguard Defenders"]),
        ("reconciliation", 12, ["published reports placed", "Where published sources disagree"]),
        ("corrections", 3, ["Corrections", "City: Dubai."]),
        ("timeline", 9, ["Every dated entry", "Prime minister told parliament he knew nothing", "Conviction"]),
    ],
)
def test_a_page_is_printed_whole_and_alone(
    dark: "Page", server: str, tmp_path: Path, page: str, most: int, words: list[str]
) -> None:
    """Few sheets of A4, no filter and no button on them, the whole table of reports, and light paper."""
    follow(dark, f"{server}{page}")
    wait_until_whole(dark)
    path = tmp_path / "page.pdf"
    dark.pdf(path=path, prefer_css_page_size=True)
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout

    assert "(A4)" in about
    assert int(about.partition("Pages:")[2].split()[0]) <= most
    for word in words:
        assert word in text
    for pressed in ("Reset filters", "Disclosed from", "Copy link", "Download"):
        assert pressed not in text
    dark.emulate_media(media="print")
    assert dark.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
    dark.emulate_media(media="null")
