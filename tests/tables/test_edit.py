"""An edit changes what it says and nothing else, in the file's own form."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tables.edit import Edits, edit_table
from geo.tables.schema import read_schema

SCHEMA = read_schema(Path("data"))
WAVES = SCHEMA.tables["waves"]


@pytest.mark.parametrize("name", SCHEMA.tables)
def test_the_shipped_tables_come_back_byte_for_byte(name: str) -> None:
    """No cell is touched when nothing is added, so a commit shows the rows that changed and no others."""
    table = SCHEMA.tables[name]
    source = (Path("data") / table.path).read_bytes()

    assert edit_table(table, source, Edits()) == source


@pytest.mark.parametrize(("sign", "end", "mark"), [(",", "\n", ""), (";", "\r\n", "\ufeff"), ("\t", "\n", "\ufeff")])
def test_a_file_keeps_its_form(sign: str, end: str, mark: str) -> None:
    """Separator, line ends and byte-order mark are the curator's."""
    source = (mark + end.join([sign.join(WAVES.names), sign.join(["w1"] + ["x"] * 10)]) + end).encode()

    out = edit_table(WAVES, source, Edits({("w1", "label"): "New"}, ({"wave_id": "w2"},))).decode()

    assert (
        out
        == mark
        + end.join([sign.join(WAVES.names), sign.join(["w1", "New"] + ["x"] * 9), sign.join(["w2"] + [""] * 10)])
        + end
    )


def test_a_key_that_no_row_has_is_not_invented() -> None:
    """The caller is told."""
    with pytest.raises(KeyError):
        edit_table(WAVES, (",".join(WAVES.names) + "\n").encode(), Edits({("w9", "label"): "x"}))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    """Quotes, separators and signs of formulas are text."""
    source = (",".join(WAVES.names) + "\nw1" + "," * 10 + "\n").encode()

    out = edit_table(WAVES, source, Edits({("w1", "note"): text})).decode()

    assert next(iter(csv.DictReader(io.StringIO(out, newline=""))))["note"] == text
