"""Lines of text: measured not too short, broken without loss, drawable whatever is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.textpath import TextToPath

from geo.errors import UsageError
from geo.render.picture.fonts import drawable, font_path, lost_letters, properties, refuse_lost, text_width, wrap


def test_the_typeface_comes_from_its_installed_package():
    """Nothing is fetched and no system font is asked for."""
    assert font_path("regular").exists()
    assert font_path("bold").name == "SourceSansPro-Bold.ttf"


@given(st.text(max_size=120), st.integers(30, 400))
def test_wrapping_loses_nothing_and_never_exceeds_the_width(text: str, width: int):
    """All letters in their order; one letter a line at worst."""
    lines = wrap(text, 12, width)

    assert "".join(lines).replace(" ", "") == drawable(text).replace(" ", "")
    assert all(text_width(line, 12) <= width + 1e-6 or len(line) == 1 for line in lines)


def test_a_long_address_breaks_after_a_mark_that_parts_it():
    """A link stays readable: it ends a line at / or & rather than inside a word."""
    lines = wrap("https://atlas.example/?wave=sd-2022-09&region=europe&response=closure-ordered", 12, 200)

    assert all(line[-1] in "/&=-," for line in lines[:-1])


def test_no_line_is_drawn_wider_than_it_was_measured():
    """Against matplotlib's own measure, kerning included."""
    text = "AVATAR Tomato “Wave 1” 12 September 2022, fifty-four reports"

    drawn, _, _ = TextToPath().get_text_width_height_descent(text, properties("regular", 100), False)

    assert drawn <= text_width(text, 100) * 1.005


def test_letters_that_no_typeface_has_become_a_sign_and_controls_disappear():
    """A private letter is shown as missing; a line break or a turn of direction is no letter."""
    assert drawable("a\nb\u202ec\ue000") == "a bc"
    assert drawable("\u0e2a") == "\ufffd"
    assert drawable("Łódź – Zürich, Αθήνα, Київ") == "Łódź – Zürich, Αθήνα, Київ"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Łódź – São Tomé, Αθήνα, Київ", ""),
        ("北京 广东 東京 とうきょう", ""),
        ("서울", "서울"),
        ("กรุงเทพ", "กรุงเทพ"),
        ("काठमांडू", "काठमंडू"),
        ("ရန်ကုန်", "ရန်ကု"),
        ("القاهرة", "القاهرة"),
        ("ירושלים", "ירושלים"),
        ("🚓 a", "🚓"),
    ],
)
def test_letters_that_a_picture_would_get_wrong_are_told(text: str, lost: str):
    """Those without a face, and those that would stand unjoined and in the wrong order; each once."""
    assert set(lost_letters(text)) == set(lost)
    assert len(lost_letters(text)) == len(set(lost_letters(text)))


def test_a_refusal_names_the_letters_their_script_and_what_to_do():
    """All at once."""
    with pytest.raises(UsageError, match=r"a picture can’t show these letters: ส ว 🚓 \(Thai, sign\)\. Write"):
        refuse_lost(["สว", "🚓", "ส"], "a picture")
    refuse_lost([], "a picture")
