"""No figure that the story rests on moves without a word."""

from pathlib import Path

import pytest

from geo.curate.held import figure_problems
from geo.tables.load import load_raw
from tests.real_atlas import DATA
from tests.world.package import Edit, write_world


def told(folder: Path, *edits: Edit) -> list[tuple[int | None, str, str]]:
    """(line, rule, level) of each problem."""
    return [(one.row, one.rule, one.level) for one in figure_problems(load_raw(write_world(folder, *edits)))]


def test_the_shipped_figures_hold() -> None:
    """Each is what the rows come to, or stands in the sentence that quotes it."""
    assert figure_problems(load_raw(DATA)) == ()
    assert len(load_raw(DATA).tables["figures"]) >= 10


def test_figures_that_hold_are_silent(tmp_path: Path) -> None:
    """The invented world keeps its word."""
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("figures", 2, "value", "5"), (2, "figure-fell", "error")),
        (("figures", 2, "value", "3"), None),
        (("figures", 2, "counted_as", "{stations}"), (2, "unknown-figure", "error")),
        (("figures", 2, "counted_as", "reports"), (2, "unknown-figure", "error")),
        (("figures", 2, "counted_as", ""), (2, "figure-source", "error")),
        (("figures", 3, "counted_as", "{reports}"), (3, "figure-source", "error")),
        (("figures", 3, "value", "7"), (3, "figure-not-quoted", "error")),
        (("figures", 3, "quoted_in", "disagreements.d-9.version"), (3, "unknown-reference", "error")),
        (("figures", 3, "quoted_in", "towns.d-1.version"), (3, "unknown-reference", "error")),
        (("figures", 2, "counted_in", "country=AAA"), (2, "figure-fell", "error")),
    ],
)
def test_a_figure_that_moved_is_told(tmp_path: Path, edit: Edit, expected: tuple[int, str, str] | None) -> None:
    """Below a minimum, away from an exact number, or no longer quoted."""
    assert told(tmp_path, edit) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("bound", "value", "expected"),
    [
        ("exact", "3", [(2, "figure-rose", "error")]),
        ("maximum", "3", [(2, "figure-rose", "warning")]),
        ("maximum", "5", []),
        ("exact", "4", []),
    ],
)
def test_a_figure_that_rose_is_told_by_its_bound(
    tmp_path: Path, bound: str, value: str, expected: list[tuple[int, str, str]]
) -> None:
    """An exact one is an error, above a maximum a warning."""
    assert told(tmp_path, ("figures", 2, "bound", bound), ("figures", 2, "value", value)) == expected


def test_230000_is_not_found_in_2300000(tmp_path: Path) -> None:
    """A number is the whole number."""
    edits = [("disagreements", 2, "version", "about 2,000 or 1,002"), ("figures", 3, "value", "2")]

    assert told(tmp_path, *edits) == [(3, "figure-not-quoted", "error")]


@pytest.mark.parametrize(
    ("edit", "rule", "advised"),
    [
        (
            ("unplaced", 2, "statement", "{missing} are missing, and {city.Axx} is one."),
            "unknown-figure",
            "Write {city.Ax}.",
        ),
        (("unplaced", 2, "statement", "Of {country.ZZZ} nothing."), "unknown-figure", "No report has this country"),
        (("reconciliation", 2, "counted_in", "wave=w9"), "unknown-view", "is no value of wave, so all reports"),
        (("reconciliation", 2, "counted_in", "wav=w1"), "unknown-view", "is no key of a view, so all reports"),
    ],
)
def test_a_figure_that_counts_nothing_there_is_told(tmp_path: Path, edit: Edit, rule: str, advised: str) -> None:
    """It would be printed as 0, or as the number of all reports."""
    (problem,) = [one for one in figure_problems(load_raw(write_world(tmp_path, edit))) if one.table == edit[0]]

    assert problem.rule == rule
    assert advised in problem.advice
