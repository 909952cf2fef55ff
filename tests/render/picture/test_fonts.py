"""Lines of text: measured not too short, broken without loss, drawable whatever is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.textpath import TextToPath

from geo.errors import UsageError
from geo.render.picture.fonts import (
    drawable,
    font_path,
    missing_letters,
    outline,
    properties,
    refuse_lost,
    text_width,
    wrap,
)
from geo.words.language import speaking


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


@pytest.mark.parametrize("width", range(90, 200, 7))
def test_a_chinese_date_stays_on_one_line(width: int):
    """Its year alone would say something else."""
    lines = wrap("外交部称相关报道不实（2022年10月26日）。外交部再次表示（2024年12月）。", 8, width)

    assert any("2022年10月26日" in line for line in lines)
    assert any("2024年12月" in line for line in lines)


def test_no_line_is_drawn_wider_than_it_was_measured():
    """Against matplotlib's own measure, kerning included."""
    text = "AVATAR Tomato “Wave 1” 12 September 2022, fifty-four reports"

    drawn, _, _ = TextToPath().get_text_width_height_descent(text, properties("regular", 100), False)

    assert drawn <= text_width(text, 100) * 1.005


def test_letters_that_no_typeface_has_become_a_sign_and_controls_disappear():
    """A private letter is shown as missing; a line break or a turn of direction is no letter."""
    assert drawable("a\nb\u202ec\ue000") == "a bc"
    assert drawable("\u0f40") == "\ufffd"
    assert drawable("Łódź – Zürich, Αθήνα, Київ") == "Łódź – Zürich, Αθήνα, Київ"


@pytest.mark.parametrize(
    "text",
    [
        "Łódź – São Tomé, Αθήνα, Київ", "北京 广东 東京 とうきょう", "서울", "กรุงเทพ", "काठमाडौँ",
        "ရန်ကုန်", "القاهرة", "ירושלים", "ঢাকা", "አዲስ አበባ", "ភ្នំពេញ", "வேலூர்", "می‌خواهم",
    ],
)  # fmt: skip
def test_names_in_any_script_that_is_written_today_are_drawn(text: str):
    """With faces that the README's packages bring; nothing of them becomes a sign."""
    assert missing_letters(text) == ""
    assert drawable(text) == text


@pytest.mark.parametrize(("text", "lost"), [("🚓 a", "🚓"), ("ལྷ་ས", "ལྷ་ས"), ("a\ue000", "\ue000")])
def test_letters_without_a_face_are_told_each_once(text: str, lost: str):
    """A private letter is nobody's, and is not told."""
    assert set(missing_letters(text)) == {sign for sign in lost if sign != "\ue000"}
    assert len(missing_letters(text)) == len(set(missing_letters(text)))


@pytest.mark.parametrize("text", ["हिन्दी", "القاهرة", "ที่"])
def test_a_halo_follows_the_letters_as_they_are_joined(text: str):
    """What is drawn below a name is the shaped name, not its letters side by side."""
    joined = outline(text, 20, 100, 50).get_extents()

    assert joined.width < 0.9 * text_width(text, 20)
    assert (joined.x0 + joined.x1) / 2 == pytest.approx(100, abs=0.5)
    assert 20 < joined.y0 < joined.y1 < 62


def test_a_refusal_names_the_letters_their_script_and_what_to_do():
    """All at once."""
    with pytest.raises(UsageError, match=r"a picture can’t show these letters: ཀ ཁ 🚓 \(Tibetan, sign\)\. Write"):
        refuse_lost(["ཀཁ", "🚓", "ཀ"])
    refuse_lost([])


def test_a_refusal_speaks_the_reader_s_language():
    """Whoever types a title reads it."""
    with speaking("fr"), pytest.raises(UsageError, match=r"une image ne peut pas montrer .* ཀ \(Tibetan\)\. Écrivez"):
        refuse_lost(["ཀ"])
    with speaking("zh-Hans"), pytest.raises(UsageError, match=r"页面无法显示这些文字：ཀ（Tibetan）。请用"):
        refuse_lost(["ཀ"], paper=True)
