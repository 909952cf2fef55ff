"""Classes are whole numbers, and none of them is "no report"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.classes import class_label, level_of
from geo.maps.style import CLASS_BREAKS, PALETTES


def test_the_breaks_a_person_would_choose() -> None:
    """1, 2–3, 4–6 and 7 or more."""
    assert [class_label(level) for level in range(4)] == ["1", "2–3", "4–6", "7 or more"]
    assert [level_of(count) for count in (1, 2, 3, 4, 6, 7, 11)] == [0, 1, 1, 2, 2, 3, 3]


def test_no_report_is_no_class() -> None:
    """A country without a report must not get the colour of a small number."""
    assert level_of(0) is None


def test_a_count_below_nothing_is_a_mistake() -> None:
    """A negative count is a defect and is not coloured over."""
    with pytest.raises(ValueError, match="below 0"):
        level_of(-1)


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_reports_never_get_a_lighter_class(one: int, other: int) -> None:
    """Order of counts is order of classes."""
    low, high = sorted((level_of(one) or 0, level_of(other) or 0))

    assert [level_of(min(one, other)), level_of(max(one, other))] == [low, high]


def test_every_palette_has_a_colour_for_every_class() -> None:
    """No class falls back to a neighbour's colour."""
    assert {len(palette.classes) for palette in PALETTES.values()} == {len(CLASS_BREAKS)}
