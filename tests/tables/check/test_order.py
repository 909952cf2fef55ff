"""Dates that can't hold together are pointed out; the right ones are left alone."""

from datetime import date
from pathlib import Path

import pytest

from geo.tables.check import check
from geo.tables.load import load_raw
from tests.world.package import Edit, write_world


def told(folder: Path, *edits: Edit) -> list[tuple[str, int | None, str]]:
    """Table, line and rule of the warnings about dates."""
    problems = check(load_raw(write_world(folder, *edits)), today=date(2010, 1, 1))
    return [
        (one.table, one.row, one.rule)
        for one in problems
        if one.rule.endswith(("sources", "any-report", "before-said"))
    ]


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (("responses", 2, "date", "2001-04-02"), "after-its-sources"),  # its source is of March 2001
        (("responses", 2, "date", "1999-12"), "long-before-its-sources"),
        (("responses", 3, "date", "2000-05-05"), "before-any-report"),
        (("responses", 3, "public_from", "2001-03-31"), "public-before-said"),
        (("responses", 4, "public_from", "2001-03-31"), "public-before-said"),
    ],
)
def test_a_date_that_can_not_hold_is_pointed_out(tmp_path: Path, edit: Edit, rule: str) -> None:
    """A response can't be told by an older document, nor answer what nobody had said yet."""
    table, line, _, _ = edit

    assert (table, line, rule) in told(tmp_path, edit)


def test_a_month_is_not_held_against_a_day_of_it(tmp_path: Path) -> None:
    """March may be its last day as well as its first."""
    assert told(tmp_path, ("responses", 2, "date", "2001-03-31")) == []


def test_a_source_without_a_date_proves_nothing(tmp_path: Path) -> None:
    """It may be of any day."""
    edits = [("responses", 2, "date", "2009-01-01"), ("sources", 3, "published_on", "")]

    assert ("responses", 2, "after-its-sources") not in told(tmp_path, *edits)


def test_a_report_may_be_named_before_its_wave_where_the_wave_says_so(tmp_path: Path) -> None:
    """A row rests on the document of its wave as well as on those that it names."""
    assert told(tmp_path) == []
