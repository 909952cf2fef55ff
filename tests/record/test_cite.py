"""Sources as scholars cite them: Chicago and BibTeX, with nothing that breaks either."""

import re

import pytest

from geo.record.cite import bibtex, chicago, cite, language_name, quote_title
from tests.world.atlas import LABELS

SOURCE = {
    "source_id": "watch-2001",
    "title": "A list",
    "publisher": "Invented Watch",
    "published_on": "2001-01-10",
    "url": "https://watch.example/list?a=1&b=2",
    "language": "en",
    "link_caution": "",
    "title_basis": "recorded",
}


def test_chicago_names_publisher_title_day_and_address():
    """The publisher stands where an author would."""
    assert chicago(SOURCE) == "Invented Watch. “A list.” 10 January 2001. https://watch.example/list?a=1&b=2."


@pytest.mark.parametrize(("title", "said"), [("Who?", "“Who?”"), ("Stop!", "“Stop!”"), ("And…", "“And…”")])
def test_a_title_that_ends_itself_gets_no_second_stop(title: str, said: str):
    """A question mark is enough."""
    assert f" {said} " in chicago(SOURCE | {"title": title})


@pytest.mark.parametrize(("day", "said"), [("2001-01", "January 2001."), ("2001", "2001."), ("", "n.d.")])
def test_partial_dates_stay_partial(day: str, said: str):
    """A month is printed as a month; no date as n.d."""
    assert f"” {said} https" in chicago(SOURCE | {"published_on": day})


@pytest.mark.parametrize("row", [{"link_caution": "prints names"}, {"url": "javascript:alert(1)"}, {"url": ""}])
def test_an_address_that_is_none_or_warned_of_is_left_out(row: dict[str, str]):
    """The source is cited all the same."""
    assert chicago(SOURCE | row).endswith("10 January 2001.")
    assert "url" not in bibtex(SOURCE | row)


def test_bibtex_has_a_key_and_one_field_a_line():
    """The month is a macro, the author a name that is not taken apart."""
    assert bibtex(SOURCE).splitlines() == [
        "@misc{watch-2001,",
        "  author = {{Invented Watch}},",
        "  title = {{A list}},",
        "  year = {2001},",
        "  month = jan,",
        "  day = {10},",
        "  language = {en},",
        "  url = {https://watch.example/list?a=1&b=2}",
        "}",
    ]


def test_special_letters_of_a_title_survive_bibtex():
    """Braces stay balanced and no character starts a command of its own."""
    title = r"50% of {it} & #1_a \input{x} ~ ^ $5"

    entry = bibtex(SOURCE | {"title": title, "source_id": "a b,c}"})
    unescaped = re.sub(r"\\[{}]", "", entry)

    assert r"50\% of \{it\} \& \#1\_a \textbackslash{}input\{x\}" in entry
    assert unescaped.count("{") == unescaped.count("}")
    assert entry.startswith("@misc{a-b-c-,")


def test_a_title_of_the_compilers_own_words_stands_in_brackets_everywhere():
    """Quotation marks say that the document prints these very words."""
    described = SOURCE | {"title_basis": "described", "form": "original", "kind": "news", "language": "en", "note": ""}

    assert quote_title(described) == "[A list]"
    assert " [A list]. 10 January 2001." in chicago(described)
    assert "title = {{[A list]}}" in bibtex(described)
    assert cite(described, LABELS).line == "Invented Watch, [A list], 10 January 2001."
    assert cite(described, LABELS).lang == ""


@pytest.mark.parametrize(("code", "name"), [("no", "Norwegian"), ("zh", "Chinese"), ("cy", "Welsh"), ("qq", "qq")])
def test_any_language_has_its_name(code: str, name: str) -> None:
    """The tables may hold any code of ISO 639-1; one that no language has stays as it is, and the check tells."""
    assert language_name(code) == name
