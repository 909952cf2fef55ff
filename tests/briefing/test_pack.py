"""The briefing pack: all files of one view under one id, the same bytes for the same view, data and day."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from pptx import Presentation

from geo.briefing.pack import pack_id, write_pack
from geo.briefing.stamp_reader import read_stamp
from geo.words.captions import PACK_FILES
from tests.world import models as worlds


@pytest.fixture(scope="module")
def packed() -> bytes:
    """The pack of the invented view."""
    return write_pack(worlds.a_model())


def parts(content: bytes) -> dict[str, bytes]:
    """Name → content."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_holds_exactly_the_files_that_its_readme_lists(packed: bytes):
    """No file is missing and none is unexplained."""
    files = parts(packed)

    readme = files["README.txt"].decode()
    labels = [line.split(":")[0] for line in readme.splitlines()]
    assert not any(
        line.startswith(f"{label}: {label}:") for line, label in zip(readme.splitlines(), labels, strict=True)
    )

    assert list(files) == list(PACK_FILES)
    assert all(f"{name}: {what}" in readme for name, what in PACK_FILES.items())


def test_the_readme_has_the_counting_rule_the_reply_and_the_licence(packed: bytes):
    """Whoever opens the pack first reads how it was counted."""
    readme = parts(packed)["README.txt"].decode()

    assert worlds.WORDS.counting_note in readme
    assert worlds.WORDS.china_line in readme
    assert "CC BY 4.0" in readme


def test_every_file_carries_the_pack_id(packed: bytes):
    """Printed in the pictures' last line, in properties, metadata and rows."""
    own, files = pack_id(worlds.a_model()), parts(packed)

    assert own in files["README.txt"].decode()
    assert own.encode() in files["slide.png"]
    assert own.encode() in files["square.png"]
    assert own.encode() in files["picture.svg"]
    assert own.encode() in files["page.pdf"]
    assert Presentation(io.BytesIO(files["slides.pptx"])).core_properties.category == own
    assert f"· pack {own}" in files["page.html"].decode()
    assert files["reports.csv"].decode().count(own) == 8
    assert own in files["reports.csv-metadata.json"].decode()


def test_the_pictures_have_the_sizes_of_their_names(packed: bytes):
    """A slide and a square."""
    files = parts(packed)

    sizes = [Image.open(io.BytesIO(files[name])).size for name in ("slide.png", "square.png")]

    assert sizes == [(1920, 1080), (1080, 1080)]


def test_the_sources_are_listed_for_readers_and_for_bibtex(packed: bytes):
    """Both lists have every source of the view once."""
    files = parts(packed)

    assert files["sources.txt"].decode().splitlines()[0] == "Invented Press. “No.” February 2001."
    assert re.findall(r"@misc{(.+),", files["sources.bib"].decode()) == ["s1", "s2"]


def test_the_same_view_data_and_day_give_the_same_bytes(packed: bytes):
    """Another run, another hour: the same zip."""
    assert write_pack(worlds.a_model()) == packed


@pytest.mark.parametrize(
    "change",
    [{"query": {"wave": "w2"}}, {"fingerprint": "f" * 64}, {"exported_on": "2001-03-03"}],
    ids=["view", "data", "day"],
)
def test_another_view_other_data_or_another_day_have_another_id(change: dict[str, object]):
    """The id names exactly one content."""
    model = worlds.a_model()

    assert pack_id(replace(model, **change)) != pack_id(model)
    assert re.fullmatch(r"SA-200103\d\d-[0-9a-f]{10}", pack_id(replace(model, **change)))


def test_progress_is_told_before_each_file():
    """A page can show how far it is."""
    told: list[tuple[str, int, int]] = []

    write_pack(worlds.a_model(), lambda name, number, total: told.append((name, number, total)))

    assert [(number, total) for _, number, total in told] == [
        (n, len(PACK_FILES)) for n in range(1, len(PACK_FILES) + 1)
    ]
    assert sorted(name for name, _, _ in told) == sorted(PACK_FILES)


def test_a_pack_can_be_traced(packed: bytes):
    """By the stamp of its slide."""
    stamped = read_stamp(packed)

    assert (stamped.kind, stamped.pack_id) == ("pack", pack_id(worlds.a_model()))
