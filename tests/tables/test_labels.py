"""Every code that the descriptor allows has words beside it, in English at least; words without a code are told."""

import json
from pathlib import Path

import pytest

from geo.tables.check import check_folder
from geo.tables.labels import read_labels
from geo.tables.schema import read_schema
from tests.tables.check.test_check import TODAY
from tests.world.package import write_world


def spoiled(folder: Path, table: str, column: str, **changes: object) -> Path:
    """The invented world with some properties of one column replaced in its descriptor."""
    path = write_world(folder) / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    (resource,) = [item for item in descriptor["resources"] if item["name"] == table]
    (field,) = [item for item in resource["schema"]["fields"] if item["name"] == column]
    field.update(changes)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def told(folder: Path) -> list[tuple[str | None, str | None, str]]:
    """Column, value and rule of what the check says of labels."""
    found = check_folder(folder, today=TODAY, shapes=Path("data/countries_low.parquet"))
    return [(one.column, one.value, one.rule) for one in found if one.rule.startswith("label")]


def test_a_code_without_words_is_told_by_the_check_and_not_by_a_page(tmp_path: Path) -> None:
    """A new kind of source is added with its label, or the curator is told where the label belongs."""
    schema = read_schema(Path("data"))
    kinds = [*schema.tables["sources"].column("kind").enum, "podcast"]

    folder = spoiled(tmp_path, "sources", "kind", constraints={"required": True, "enum": kinds})

    assert told(folder) == [("kind", "podcast", "label-missing")]


@pytest.mark.parametrize("key", ["labels", "inline"])
def test_words_for_a_code_that_is_not_allowed_are_told(tmp_path: Path, key: str) -> None:
    """A label left behind when its code goes would be translated for nothing."""
    column = read_schema(Path("data")).tables["stations"].column("basis")
    words = {"en": dict(getattr(column, key)["en"]) | {"rumoured": "Rumoured"}}

    assert told(spoiled(tmp_path, "stations", "basis", **{key: words})) == [("basis", "rumoured", "label-unused")]


@pytest.mark.parametrize("wrong", [["Listed"], {"en": "Listed"}, {"en": {"listed": 1}}, "Listed"])
def test_labels_of_another_form_are_told(tmp_path: Path, wrong: object) -> None:
    """Language › value › words is the only form; another one is a problem of the descriptor, not a traceback."""
    folder = spoiled(tmp_path, "stations", "basis", labels=wrong)

    assert {one.rule for one in check_folder(folder, today=TODAY)} == {"descriptor"}


def test_a_language_without_a_word_has_the_english_one(tmp_path: Path) -> None:
    """Half a translation shows no empty cell and no code."""
    words = {"en": {"listed": "Listed", "inferred": "Inferred"}, "fr": {"listed": "Mentionné"}}
    schema = read_schema(spoiled(tmp_path, "stations", "basis", labels=words, inline={}))

    french = read_labels(schema, "fr")

    assert dict(french.alone["stations.basis"]) == {"listed": "Mentionné", "inferred": "Inferred"}
    assert dict(french.inline["stations.basis"]) == {"listed": "Mentionné", "inferred": "Inferred"}
