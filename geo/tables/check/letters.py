"""Letters that nobody can see, that were lost on the way, or that only look like others: equal words would differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

# C0 and C1 controls, line breaks and tabs included.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_JOINERS: Final = "\u200c\u200d"  # Persian and the scripts of India need them; between Latin letters nobody sees them
_SHEET_ERROR: Final = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|N/A)")
_LOST: Final = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]{2,}")
# The scripts that pictures and PDFs can set; the drawings refuse a file with others, each letter by its own.
_DRAWN: Final = frozenset({
    "LATIN", "GREEK", "CYRILLIC", "GEORGIAN", "ARMENIAN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA",
    "HANGUL", "ARABIC", "HEBREW", "SYRIAC", "THAANA", "ETHIOPIC", "THAI", "LAO", "KHMER", "MYANMAR",
    "SINHALA", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA", "MALAYALAM", "ORIYA", "TAMIL", "TELUGU",
    "IDEOGRAPHIC", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH", "MODIFIER", "MASCULINE", "FEMININE", "MICRO", "SUPERSCRIPT",
    "KELVIN", "ANGSTROM", "OHM", "ROMAN", "DOUBLE-STRUCK", "SCRIPT", "CARON", "TURNED"
})  # fmt: skip
_ALIKE: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})  # they share looks


def letter_problems(text: str, *, prose: bool) -> Iterator[tuple[str, str]]:
    """(rule, advice) for what is wrong with the letters of a text. prose: a no-break space may stand there."""
    repaired = _repaired(text)
    if repaired is not None:
        yield "wrong-encoding", f"Write {repaired}: the letters were read in another encoding than they were saved in."
        return  # what else looks odd follows from it
    invisible = _invisible(text)
    if _CONTROL.search(text) or invisible:
        named = f" (here {invisible})" if invisible else ""
        yield "control-character", f"Write the cell on one line, without invisible characters{named}."
    if "\ufffd" in text:
        yield "lost-letter", "Type the letter that was lost: the sign � stands in its place."
    elif _LOST.search(text):
        yield "letter-in-doubt", "Type the letter that was lost, if the question mark stands in its place."
    if _SHEET_ERROR.search(text):
        yield "spreadsheet-error", "Write the value: the spreadsheet left an error of a formula here."
    if text.isascii():
        return  # neither odd spaces nor letters of another script
    odd = next((sign for sign in text if unicodedata.category(sign) == "Zs" and sign != " "), "")
    if odd and not prose:
        yield "odd-space", f"Write an ordinary space; here is {_name(odd)}, and two equal names would differ."
    undrawn = next((sign for sign in text if sign.isalpha() and not sign.isascii() and not _is_drawn(sign)), "")
    if undrawn:
        script = unicodedata.name(undrawn, "unknown").split()[0].capitalize()
        yield "letter-not-drawn", f"Write it in Latin letters: pictures and PDFs can't show {undrawn} ({script})."
    for word in _WORD.findall(text):
        alien = _alien(word)
        if alien:
            yield "mixed-script", f"Type {word} in one script: {alien}."
            break


def _is_drawn(letter: str) -> bool:
    return unicodedata.name(letter, "unknown").split()[0] in _DRAWN


def _invisible(text: str) -> str:
    """The name of the first letter that takes no room and shows nothing; "" for none."""
    for place, sign in enumerate("" if text.isascii() else text):
        if unicodedata.category(sign) != "Cf":
            continue
        if sign in _JOINERS and not text[:place].isascii():
            before = text[place - 1 : place]
            if before and not unicodedata.name(before, "").startswith("LATIN"):
                continue
        return _name(sign)
    return ""


def _repaired(text: str) -> str | None:
    """The text as it was before UTF-8 was read as a Western encoding; None where it was not."""

    def mend(found: re.Match[str]) -> str:
        try:
            return b"".join(_western(sign) for sign in found[0]).decode()
        except (UnicodeDecodeError, UnicodeEncodeError):
            return found[0]

    mended = _BEYOND_ASCII.sub(mend, text)
    return mended if mended != text else None


def _western(sign: str) -> bytes:
    """The byte that Windows-1252 shows as this sign; ISO 8859-1 where it shows none."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _alien(word: str) -> str:
    """Which letter of a word is of another script than most of it, where the two can be mistaken; "" for none."""
    scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in word]
    alike = [script for script in scripts if script in _ALIKE]
    if len(set(alike)) < 2:
        return ""
    least = min(set(alike), key=lambda script: (alike.count(script), script))
    return f"its letter {scripts.index(least) + 1} is {_name(word[scripts.index(least)])}"


def _name(sign: str) -> str:
    return f"{unicodedata.name(sign, 'an unnamed sign').lower()} (U+{ord(sign):04X})"
