"""A view as files: named after the view, with own headings where there are any, and limits that are told."""

import io

import pytest
from PIL import Image

from geo.briefing.drawing import LONGEST, Drawing
from geo.errors import UsageError
from geo.render.presets import PRESETS, parse_size
from geo.view import View
from tests.real_atlas import real_atlas


def drawing(**fields: str) -> Drawing:
    """Spain as a drawing."""
    given = {"palette": "light", "title": "", "subtitle": "", "day": "2026-11-23", "base": "https://atlas.example/"}
    return Drawing(real_atlas(), View().change(countries=("ESP",)), **(given | fields))


def test_a_file_is_named_after_its_view_and_size() -> None:
    """A folder of pictures explains itself."""
    assert drawing().file_name("png", PRESETS["slide"]) == "station-atlas-country-esp-slide.png"
    assert drawing().file_name("csv", PRESETS["slide"]) == "station-atlas-country-esp.csv"


def test_own_headings_are_drawn_and_empty_ones_are_not() -> None:
    """An emptied field is no title."""
    assert drawing(title="Nine reports").model.words.title == "Nine reports"
    assert drawing(title="").model.words.title == "9 reported stations in Spain"


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_a_heading_that_is_too_long_is_refused(name: str, most: int) -> None:
    """Wherever it was typed: nothing of it would be readable."""
    assert drawing(**{name: "x" * most})
    with pytest.raises(UsageError, match=f"The {name} has {most + 1} characters; up to {most} fit"):
        drawing(**{name: "x" * (most + 1)})


def test_strong_words_of_own_headings_are_named_with_their_place() -> None:
    """Named, not refused; the composed headings are ours."""
    found = drawing(title="China runs nine stations", subtitle="Nine reports").strong_words()

    assert [(name, finding.word) for name, finding in found] == [("title", "runs")]
    assert drawing().strong_words() == ()


def test_a_preview_has_the_proportions_of_the_picture_and_fewer_dots() -> None:
    """Small enough to send at each change."""
    size = parse_size("240x120mm", 300)

    assert Image.open(io.BytesIO(drawing().preview(size))).size == (1100, 550)


def test_what_is_left_out_is_told_for_pictures_only() -> None:
    """A table has room for everything."""
    assert "subtitle" in drawing().left_out("png", PRESETS["thumbnail"])
    assert drawing().left_out("csv", PRESETS["thumbnail"]) == ()
