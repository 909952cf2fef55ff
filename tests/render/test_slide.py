"""The deck: a picture with alt text, words and table as text that can be edited, properties, the same bytes."""

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from geo.briefing.stamp_reader import read_stamp
from geo.maps.style import PALETTES
from geo.render import FORMATS
from tests.world import models as worlds


def deck(model):
    """The deck of a model, opened again."""
    return Presentation(io.BytesIO(FORMATS["pptx"].write(model)))


def texts(slide) -> list[str]:
    """Every paragraph of a slide's shapes."""
    return [p.text for shape in slide.shapes if shape.has_text_frame for p in shape.text_frame.paragraphs if p.text]


def test_the_first_slide_has_every_sentence_as_text():
    """Title, caption, claim and reply can be edited; nothing of it is only in the picture."""
    words = worlds.WORDS

    slide = deck(worlds.a_model()).slides[0]
    written = " ".join(texts(slide))

    assert slide.shapes.title.text == words.title
    for sentence in (
        *(words.subtitle, words.counted, words.placed, words.counting_note, words.absence_note),
        *(words.reported_line, words.china_line, words.source_line, words.border_note, words.version_line, words.link),
    ):
        assert sentence in written


def test_claim_and_reply_stand_side_by_side_in_one_size():
    """The reply is not smaller, nor below the claim."""
    slide = deck(worlds.a_model()).slides[0]

    claim, reply = (
        next(s for s in slide.shapes if s.has_text_frame and s.text_frame.text.startswith(start))
        for start in ("Reported by", "China’s position")
    )
    sizes = {shape.text_frame.paragraphs[0].runs[0].font.size for shape in (claim, reply)}

    assert (claim.top, claim.width) == (reply.top, reply.width)
    assert len(sizes) == 1


def test_the_picture_has_alt_text_and_the_stamp():
    """A picture dragged out of the deck keeps both."""
    model = worlds.a_model()

    (picture,) = [s for s in deck(model).slides[0].shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]

    assert picture._element.nvPicPr.cNvPr.get("descr") == model.words.alt_text
    assert read_stamp(picture.image.blob).data_sha256 == model.fingerprint


def test_the_countries_are_a_native_table():
    """Number cells hold the counts; a host without a response says so."""
    slides = deck(worlds.a_model()).slides

    (table,) = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]

    assert rows[0][:3] == ["Country", "Reports", "Cities named"]
    assert rows[1] == ["Bland", "7", "2", "Denied", "February 2001"]
    assert rows[2] == ["Aland", "1", "1", "No official response found", "–"]


def test_many_hosts_with_one_report_take_one_line():
    """Nobody is left out, and no slide is a list of ones; where all have one report the table stays."""
    model = worlds.a_model()
    frame = model.tables["countries"]
    many = pd.concat(
        [
            frame.iloc[:1],
            *(frame.iloc[1:2].assign(country_name=f"Host {n:02}", reports=1) for n in range(30)),
        ],
        ignore_index=True,
    )
    told = deck(replace(model, tables={**model.tables, "countries": many})).slides
    ones = deck(replace(model, tables={**model.tables, "countries": many.iloc[1:]})).slides
    tables = [len(shape.table.rows) - 1 for slide in told for shape in slide.shapes if shape.has_table]
    texts = [shape.text_frame.text for slide in told for shape in slide.shapes if shape.has_text_frame]

    assert tables == [1]
    (line,) = [text for text in texts if text.startswith("One report each: Host 00, Host 01")]
    assert line.endswith("and Host 29.")
    assert sum(len(shape.table.rows) - 1 for slide in ones for shape in slide.shapes if shape.has_table) == 30


def test_nothing_on_a_slide_lies_on_anything_else():
    """Boxes of text, picture and table keep apart and inside the slide, with the longest sentences too."""
    for model in (worlds.a_model(), worlds.long_model(), worlds.empty_model()):
        shown = deck(model)
        for slide in shown.slides:
            shapes = [[side // Pt(1) for side in (s.left, s.top, s.width, s.height)] for s in slide.shapes]
            boxes = [(left, top, left + width, top + height) for left, top, width, height in shapes]
            clashes = [
                (one, other)
                for number, one in enumerate(boxes)
                for other in boxes[number + 1 :]
                if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
            ]

            assert clashes == []
            assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= shown.slide_width // Pt(1) for box in boxes)
            assert all(box[3] <= shown.slide_height // Pt(1) for box in boxes)


def test_the_properties_name_query_version_and_hash():
    """File managers and libraries find them without opening the deck."""
    model = worlds.a_model()

    properties = deck(model).core_properties

    assert (properties.title, properties.version) == (model.words.title, model.data_version)
    assert properties.keywords == "wave=w1&country=AAA,BBB"
    assert properties.identifier == f"sha256:{model.fingerprint}"
    assert properties.language == "en"


@pytest.mark.parametrize("palette", sorted(PALETTES))
def test_the_same_model_gives_the_same_bytes(palette: str):
    """No time of day, in no part of the container."""
    model = worlds.a_model(PALETTES[palette])

    first, second = FORMATS["pptx"].write(model), FORMATS["pptx"].write(model)
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        times = {part.date_time for part in parts.infolist()}

    assert first == second
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_text_is_text(tmp_path: Path):
    """Markup and control characters neither break the deck nor become part of it."""
    slide = deck(worlds.hostile_model()).slides[0]

    assert "<script>alert(1)</script>" in slide.shapes.title.text


def test_libreoffice_opens_the_deck(tmp_path: Path):
    """A real office program turns it into pages whose words can be found."""
    (tmp_path / "view.pptx").write_bytes(FORMATS["pptx"].write(worlds.a_model()))

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "view.pptx"],
        check=True,
        capture_output=True,
    )
    found = subprocess.run(["pdftotext", tmp_path / "view.pdf", "-"], capture_output=True, text=True, check=True).stdout

    assert worlds.WORDS.title in found
    assert "No official response found" in " ".join(found.split())
