"""Lines of a terminal: nothing is lost, none is too wide, and what is of use only in one piece stays in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.render.breaks import columns, fill, fold, pad, units

WORDS = st.text(alphabet="ab-9 é\u0301中文、。（）「」한글ア /@.\n", max_size=80)


@given(WORDS, st.integers(2, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    """Also of words longer than a line, and of letters that take two columns or none."""
    lines = fold(text, width)

    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS, st.integers(4, 40))
def test_what_is_kept_whole_is_never_parted(text: str, width: int) -> None:
    """A line may be too wide then."""
    lines = fill(text, width, indent="  ").split("\n")

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("  ") for line in lines[1:])
    for _, unit in units(text.replace("\n", " ")):
        assert any(unit in line for line in lines)


@pytest.mark.parametrize("width", range(20, 60))
def test_an_address_in_a_chinese_sentence_stays_in_one_piece(width: int) -> None:
    """Chinese has no blanks between words, so that a line could end anywhere, in a mail address too."""
    lines = fill("如有更正，请写信至corrections@atlas.example，并附上公开的来源。", width).split("\n")

    assert sum("corrections@atlas.example" in line for line in lines) == 1
    assert not any(line.startswith(("，", "。")) for line in lines)


@pytest.mark.parametrize(
    ("text", "wide"),
    [("", 0), ("Madrid", 6), ("馬德里", 6), ("마드리드", 8), ("cafe\u0301", 4), ("ＡＢ", 4), ("\u200bx", 1)],
)
def test_a_wide_letter_takes_two_columns_and_an_accent_none(text: str, wide: int) -> None:
    """So says Unicode Standard Annex 11."""
    assert columns(text) == wide
    assert columns(pad(text, 10)) == 10


def test_nothing_is_one_empty_line() -> None:
    """A table's empty cell takes a line, as the others of its row do."""
    assert fold("", 10) == [""]
