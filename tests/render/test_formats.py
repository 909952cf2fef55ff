"""The registry: every kind of file can be written, opened again and told by its name."""

import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from pptx import Presentation

from geo.briefing.drawing import write_file
from geo.maps.model import MapModel
from geo.render import FORMATS, USES
from geo.render.presets import PRESETS
from tests.world import models as worlds

STARTS = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "svg-text": b"<?xml",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "html": b"<!doctype html>",
    "csv": b"\xef\xbb\xbfstation_id",
    "xlsx": b"PK",
    "geojson": b'{"type":"FeatureCollection"',
    "gpkg": b"SQLite format 3",
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_writes_what_its_name_says(name: str):
    """Label, type and suffix belong to the bytes that come out."""
    one = FORMATS[name]

    content = one.write(worlds.a_model())

    assert content.startswith(STARTS[name])
    assert one.suffix == f".{name.partition('-')[0]}"
    assert one.use in USES
    assert one.label
    assert "/" in one.mime


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_says_which_view_of_which_data_it_is(name: str):
    """The data's hash is in the bytes, plain or zipped; a CSV has it beside itself."""
    one, model = FORMATS[name], worlds.a_model()

    content = one.write(model)
    beside = one.write_beside(model, "view.csv")
    if beside:
        content += beside[1]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(part) for part in archive.namelist())

    assert model.fingerprint.encode() in content


def said_by(model: MapModel, folder: Path) -> dict[str, str]:
    """What each kind of file says in words, as its own readers see it."""
    paths = {name: folder / f"view{FORMATS[name].suffix}" for name in ("pdf", "pptx", "html", "csv", "xlsx")}
    for name, path in paths.items():
        path.write_bytes(write_file(model, name, PRESETS["a4"]))
    deck = Presentation(str(paths["pptx"]))
    frames = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    cells = [
        " ".join(cell.text for cell in row.cells)
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    book = openpyxl.load_workbook(paths["xlsx"])
    values = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    info = Image.open(io.BytesIO(FORMATS["png"].write(model))).info
    pdf = subprocess.run(["pdftotext", "-raw", paths["pdf"], "-"], capture_output=True, text=True, check=True)
    html = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", paths["html"].read_text(), flags=re.S)
    said = {
        "png": " ".join([info["Title"], info["Description"], info["Source"], info["XML:com.adobe.xmp"]]),
        "pdf": pdf.stdout,
        "pptx": " ".join(frames + cells),
        "html": html,
        "csv": paths["csv"].read_text(),
        "xlsx": " ".join(values),
    }
    return {name: re.sub(r"\s+", " ", text) for name, text in said.items()}


def test_all_files_of_a_view_say_the_same(tmp_path: Path):
    """Title, n, credit and data version in words; each host's count in each table."""
    model = worlds.a_model()
    words = model.words

    said = said_by(model, tmp_path)

    for name in ("png", "pdf", "pptx", "html", "xlsx"):
        assert words.title in said[name], name
        assert words.source_line in said[name] or name == "pdf", name
        assert model.data_version in said[name], name
    for name in ("pdf", "pptx", "html", "xlsx"):
        assert words.counted in said[name], name
    for name in ("pdf", "pptx", "html"):
        assert re.search(r"Bland 7 2 Denied", said[name]), name
    assert json.loads(re.findall(r"<atlas:stamp>(.+?)</atlas:stamp>", said["png"])[0])["counts"] == dict(model.counts)
    assert said["csv"].count(model.data_version) >= model.counts["reports"]


def test_a_changed_title_changes_the_file_and_not_the_counts():
    """A title of one's own is drawn like any other."""
    model = worlds.a_model()
    own = replace(model, words=replace(model.words, title="What was reported in Bland"))

    assert FORMATS["svg"].write(own) != FORMATS["svg"].write(model)
    assert b"What was reported in Bland" in FORMATS["svg"].write(own)
