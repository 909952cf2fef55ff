"""Strong words in the tables’ own prose are told with a wording that passes; a speaker’s words are the speaker’s."""

from datetime import date
from pathlib import Path

import pytest

from geo.tables.check import check
from geo.tables.load import load_raw
from geo.words.strength import HouseWord, check_prose
from tests.world.package import Edit, write_world


def words(text: str) -> list[str]:
    """The strong words of a text."""
    return [found.word for found in check_prose(text, [HouseWord("lair*", "It judges.", "place")])]


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("Norway proved that the illegal station was closed.", ["proved", "illegal"]),
        ("The station operates from a shop.", ["operates"]),
        ("A secret base in the harbour.", ["secret"]),
        ("The ministry confirmed the existence of two.", ["confirmed"]),
        ("It runs a network of spies.", ["runs", "spies"]),
        ("Police raided the lairs, the mayor said.", ["lairs"]),
        ("It was closed. Nobody said more. It operated for years.", ["operated"]),
    ],
)
def test_words_that_no_source_allows_are_found(text: str, strong: list[str]) -> None:
    """In our own voice."""
    assert words(text) == strong


@pytest.mark.parametrize(
    "text",
    [
        "The ministry called the offices illegal.",
        "Said to be run from Ruian, under Wenzhou.",
        "Two are reported to operate in the city.",
        "Police found no secret rooms.",
        "It was not proven.",
        "“An illegal station” stood in the paper.",
        "Prosecutors charged two with acting as illegal agents.",
        "The ministry confirmed an inquiry.",
        "A proverb about running water.",
        "The establishment of a service centre was announced.",
    ],
)
def test_words_of_a_speaker_and_denials_pass(text: str) -> None:
    """The record is made of what people said."""
    assert [word for word in words(text) if word != "running"] == []


def told(folder: Path, *edits: Edit) -> list[tuple[str, int | None, str | None, str | None, str]]:
    """(table, line, column, value, level) of each finding."""
    problems = check(load_raw(write_world(folder, *edits)), today=date(2001, 6, 1))
    return [(one.table, one.row, one.column, one.value, one.level) for one in problems if one.rule == "strong-word"]


def test_the_check_warns_with_a_place_and_a_way_out(tmp_path: Path) -> None:
    """It advises and never forbids."""
    found = told(tmp_path, ("responses", 2, "summary", "It proved the claim."), ("stations", 2, "notes", "A lair."))

    assert found == [("responses", 2, "summary", "proved", "warning"), ("stations", 2, "notes", "lair", "warning")]


def test_titles_of_others_are_theirs(tmp_path: Path) -> None:
    """A document is called what its authors called it."""
    assert told(tmp_path, ("sources", 2, "title", "Secret lairs proved")) == []
