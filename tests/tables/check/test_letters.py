"""What a reader can't see or would take for another letter is told; honest names in any script pass."""

import pytest

from geo.render.picture.fonts import missing_letters
from geo.tables.check.letters import letter_problems


def rules(text: str, *, prose: bool = False) -> list[str]:
    """The rules that a text breaks."""
    return [rule for rule, _ in letter_problems(text, prose=prose)]


@pytest.mark.parametrize(
    "name",
    [
        "Santiago de Compostela", "Dobroești", "’s-Hertogenbosch", "Frankfurt a. M.", "Washington, D.C.", "Αθήνα",
        "Одеса", "東京都", "서울", "თბილისი", "Երևան", "とうきょう", "กรุงเทพ", "नई दिल्ली", "می‌خواهم", "ירושלים", "ရန်ကုန်",
        "ঢাকা", "አዲስ አበባ", "ភ្នំពេញ", "வேலூர்", "São Tomé", "N’Djamena", "Ürümqi",
        "Łódź", "10 Άγιοι",
    ],
)  # fmt: skip
def test_honest_names_pass(name: str) -> None:
    """Accents, apostrophes, commas, dots, joiners where a script needs them, and every script that can be drawn."""
    assert rules(name) == []
    assert missing_letters(name) == ""


@pytest.mark.parametrize("name", ["ལྷ་ས", "ᠬᠥᠬᠡᠬᠣᠲᠠ", "ᏣᎳᎩ", "ꆈꌠ"])
def test_a_script_that_pictures_can_t_set_is_said_before_a_picture_is_refused(name: str) -> None:
    """A warning, for the pages show it: Tibetan, Mongolian, Cherokee, Yi."""
    ((rule, advice),) = letter_problems(name, prose=False)

    assert rule == "letter-not-drawn"
    assert missing_letters(name) != ""
    assert "Latin letters" in advice


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Mad\u00adrid", "control-character"),  # soft hyphen
        ("Madrid\u061c", "control-character"),  # Arabic letter mark
        ("Mad\u200brid", "control-character"),
        ("Mad\u200drid", "control-character"),
        ("Mad\u2060rid", "control-character"),
        ("Mad\ufeffrid", "control-character"),
        ("M\ufffdlaga", "lost-letter"),
        ("M?laga", "letter-in-doubt"),
        ("#REF!", "spreadsheet-error"),
        ("n = #N/A", "spreadsheet-error"),
        ("MÃ¡laga", "wrong-encoding"),
        ("PolicÃ­a", "wrong-encoding"),
        ("Chinaâ€™s", "wrong-encoding"),
        ("New\u00a0York", "odd-space"),
        ("New\u2009York", "odd-space"),
        ("Reuterѕ", "mixed-script"),  # the last letter is Cyrillic
        ("Αthens", "mixed-script"),  # the first letter is Greek
    ],
)
def test_what_would_make_two_equal_words_differ_is_told(text: str, rule: str) -> None:
    """Each kind by its own rule."""
    assert rules(text) == [rule]


def test_the_advice_gives_the_letters_that_were_meant() -> None:
    """Nobody has to know encodings to mend a name."""
    ((_, advice),) = letter_problems("MÃ¡laga", prose=False)

    assert advice.startswith("Write Málaga:")


def test_prose_may_be_set_with_care() -> None:
    """French sentences have no-break spaces; a name must not."""
    assert rules("12\u00a0septembre", prose=True) == []
