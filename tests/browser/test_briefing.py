"""The briefing page in a real browser: what is downloaded opens, and finds its way back to its view."""

import io
import zipfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from geo.briefing.stamp_reader import read_stamp
from tests.browser.conftest import Reader


def test_a_picture_and_a_pack_are_downloaded_and_traced(reader: Reader, server: str, tmp_path: Path):
    """Preview, picture, pack with its progress, and the trace of both, without a complaint of the browser."""
    reader.open(f"{server}briefing?country=ESP")
    page = reader.page
    expect(page.get_by_alt_text("9 reported stations in Spain")).to_be_visible()

    with page.expect_download() as picture:
        page.get_by_role("link", name="Download PNG picture").click()
    picture.value.save_as(tmp_path / "spain.png")
    page.get_by_role("button", name="Make the pack").click()
    with page.expect_download(timeout=120_000) as packed:
        page.get_by_role("link", name="Download the pack").click(timeout=120_000)
    packed.value.save_as(tmp_path / "pack.zip")
    page.locator("input[type=file]").set_input_files(tmp_path / "pack.zip")

    expect(page.get_by_text("The data has not changed since.")).to_be_visible()
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        slide = archive.read("slide.png")
    assert picture.value.suggested_filename == "station-atlas-country-esp-slide.png"
    assert Image.open(tmp_path / "spain.png").size == (1920, 1080)
    assert packed.value.suggested_filename == f"{read_stamp(slide).pack_id}.zip"
    assert Image.open(io.BytesIO(slide)).size == (1920, 1080)
    assert reader.complaints == []


def test_a_file_from_elsewhere_is_answered_and_another_view_opens(reader: Reader, server: str, tmp_path: Path):
    """A foreign picture is no error; a traced one has a button that shows its view."""
    Image.new("RGB", (8, 8)).save(tmp_path / "mine.png")
    reader.open(f"{server}briefing?country=ESP")
    page = reader.page
    with page.expect_download() as drawn:
        page.get_by_role("link", name="Download SVG drawing").click()
    drawn.value.save_as(tmp_path / "spain.svg")

    page.locator("input[type=file]").set_input_files(tmp_path / "mine.png")
    expect(page.get_by_text("carries no stamp of Station Atlas")).to_be_visible()
    reader.open(f"{server}briefing")
    page.locator("input[type=file]").set_input_files(tmp_path / "spain.svg")
    page.get_by_role("button", name="Open this view").click()

    page.wait_for_url("**/briefing?country=ESP")
    expect(page.get_by_alt_text("9 reported stations in Spain")).to_be_visible()
    assert reader.complaints == []
