"""The register of corrections is held to the tables."""

from datetime import date
from pathlib import Path

import pytest

from geo.tables.check import check
from geo.tables.load import load_raw
from tests.world.package import Edit, write_world


def told(folder: Path, *edits: Edit) -> set[tuple[str, int | None, str | None, str]]:
    """(table, line, column, rule) of all problems."""
    problems = check(load_raw(write_world(folder, *edits)), today=date(2001, 6, 1))
    return {(one.table, one.row, one.column, one.rule) for one in problems}


def test_a_true_register_passes(tmp_path: Path) -> None:
    """Corrected, renamed and withdrawn rows."""
    assert told(tmp_path) == set()


@pytest.mark.parametrize(
    ("edit", "column", "rule"),
    [
        ((2, "in_table", "stalls"), "in_table", "unknown-reference"),
        ((2, "row_ids", "a-nowhere-1"), "row_ids", "unknown-reference"),
        ((2, "row_ids", "a-ay-1;a-nowhere-1"), "row_ids", "unknown-reference"),
        ((2, "becomes", "a-ax-1"), "becomes", "correction-becomes"),
        ((2, "now", ""), "now", "correction-now"),
        ((3, "row_ids", "a-ay-1"), "row_ids", "correction-of-living-row"),
        ((3, "becomes", ""), "becomes", "correction-becomes"),
        ((3, "becomes", "a-nowhere-1"), "becomes", "unknown-reference"),
        ((4, "row_ids", "b-unlocated-1"), "row_ids", "correction-of-living-row"),
        ((4, "now", "A report in By."), "now", "correction-now"),
        ((4, "outcome", "lost"), "outcome", "enum"),
        ((4, "corrected_on", "2001-06-02"), "corrected_on", "future-date"),
        ((2, "source_ids", "s9"), "source_ids", "unknown-reference"),
        ((2, "reason", "Ask Mr Nobody."), "reason", "private-name"),
    ],
)
def test_an_entry_that_is_not_so_is_told(tmp_path: Path, edit: tuple[int, str, str], column: str, rule: str) -> None:
    """With its line and column."""
    line, edited, text = edit

    assert ("corrections", line, column, rule) in told(tmp_path, ("corrections", line, edited, text))


def test_a_row_that_went_later_leaves_its_older_corrections_true(tmp_path: Path) -> None:
    """An entry about a row that another entry renames or withdraws is no error."""
    edits = [("corrections", 2, "row_ids", "a-old-1"), ("corrections", 3, "becomes", "b-gone-1")]

    assert told(tmp_path, *edits) == set()
