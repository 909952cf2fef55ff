"""Sizes of pictures: presets and free sizes in px, mm and in, with limits that say what is wrong."""

import pytest

from geo.errors import UsageError
from geo.render.presets import PRESETS, parse_size


@pytest.mark.parametrize(
    ("name", "pixels"),
    [
        ("slide", (1920, 1080)),
        ("square", (1080, 1080)),
        ("square-2160", (2160, 2160)),
        ("social", (1200, 628)),
        ("thumbnail", (480, 270)),
    ],
)
def test_a_preset_has_exactly_the_pixels_of_its_name(name: str, pixels: tuple[int, int]):
    """The names are promises."""
    assert parse_size(name).pixels == pixels


def test_the_page_is_a4_and_may_be_asked_for_at_300_dpi():
    """A4 at 300 dpi is what a print shop asks for."""
    assert parse_size("a4", 300).pixels == (2480, 3508)


@pytest.mark.parametrize(
    ("text", "dpi", "pixels"),
    [
        ("1600x900", None, (1600, 900)),
        ("1600 × 900 px", None, (1600, 900)),
        ("180x120mm", 254, (1800, 1200)),
        ("7x5in", 300, (2100, 1500)),
        ("7.5X5IN", 100, (750, 500)),
    ],
)
def test_free_sizes_are_read_in_px_mm_and_inch(text: str, dpi: float | None, pixels: tuple[int, int]):
    """Width and height in the unit that the reader has at hand."""
    assert parse_size(text, dpi).pixels == pixels


@pytest.mark.parametrize(
    ("text", "dpi", "said"),
    [
        ("poster", None, "is no size"),
        ("-100x100", None, "is no size"),
        ("nanxinf", None, "is no size"),
        ("5000x3000", None, "15.0 million pixels"),
        ("100x900", None, "too small to be read"),
        ("200x2000", None, "more than 6 times"),
        ("100x80mm", 600, "600 dpi is outside"),
        ("100x80mm", 0, "0 dpi is outside"),
        ("100x80mm", float("nan"), "nan dpi is outside"),
        ("100x80mm", float("inf"), "inf dpi is outside"),
        ("1600x900", 300, "leave the dpi out"),
        ("slide", 300, "leave the dpi out"),
    ],
)
def test_a_size_that_cant_be_drawn_is_refused_with_its_reason(text: str, dpi: float | None, said: str):
    """The message says what is accepted."""
    with pytest.raises(UsageError, match=said):
        parse_size(text, dpi)


def test_all_that_is_wrong_with_a_size_is_said_at_once():
    """One message with every problem."""
    with pytest.raises(UsageError) as refused:
        parse_size("2000x20in", 999)

    assert all(said in str(refused.value) for said in ("million pixels", "dpi is outside", "more than 6 times"))


def test_text_never_starts_below_the_readable_size():
    """11 px on a screen, 6 pt (8 px) on paper."""
    assert all(size.base >= size.least for size in PRESETS.values())
    assert parse_size("400x300").base == 11
    assert parse_size("60x60mm").base == 8
