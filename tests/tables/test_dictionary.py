"""The dictionary that people read says what the descriptor says, and the shipped one is up to date."""

from dataclasses import replace
from pathlib import Path

from geo.tables.dictionary import dictionary
from geo.tables.schema import Resource, read_schema
from tests.world.tables import write_tiny

DATA = Path(__file__).parents[2] / "data"


def test_the_shipped_dictionary_is_up_to_date() -> None:
    """After a change of the descriptor: `python -m geo dictionary --out data/DICTIONARY.md`."""
    assert (DATA / "DICTIONARY.md").read_text(encoding="utf-8") == dictionary(read_schema(DATA))


def test_every_column_has_a_meaning_and_a_number_has_a_unit() -> None:
    """A column that nobody explains is a trap; a key, a year and a number of a list need no unit."""
    unexplained, without_unit = [], []
    for table in read_schema(DATA).tables.values():
        for column in table.columns:
            if not column.meaning.endswith((".", "?")):
                unexplained.append(f"{table.name}.{column.name}")
            if column.type == "number" and not column.unit:
                without_unit.append(f"{table.name}.{column.name}")

    assert unexplained == []
    assert without_unit == []


def test_a_table_is_explained_column_by_column(tmp_path: Path) -> None:
    """Key, type, unit, limits and references of a column are on its line."""
    text = dictionary(read_schema(write_tiny(tmp_path)))

    assert "| `post_id` | string | Key. | key; required |" in text
    assert "| `lat` | number | Latitude. Unit: degrees. | may be empty |" in text
    assert "| `paper_ids` | ids of `papers` joined by `;` | Papers. | may be empty |" in text
    assert "| `post_id` | string | The post it is about. | may be empty; one of `posts.post_id` |" in text
    assert "| `pages` | integer | Length. | required; from 1 |" in text


def test_a_meaning_can_not_break_out_of_its_cell(tmp_path: Path) -> None:
    """Markup in a descriptor shows as the text it is."""
    schema = read_schema(write_tiny(tmp_path))
    table: Resource = schema.tables["posts"]
    column = replace(table.columns[0], meaning="a | b <script>\n# title")
    text = dictionary(replace(schema, tables={"posts": replace(table, columns=(column,))}))

    assert "a &#124; b &lt;script> # title" in text
