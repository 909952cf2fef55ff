"""Problems are told completely, in order and safely."""

from geo.errors import AtlasError, DataError, Problem, UsageError, in_order


def _problem(table: str, row: int | None, value: str | None = None) -> Problem:
    return Problem(table, row, "city", value, "some-rule", "Do something.")


def test_a_data_error_lists_every_problem() -> None:
    """A curator reads all problems in one message, each with its place, rule and advice."""
    error = DataError([_problem("b", 3, "x"), _problem("a", 2, "y")])

    assert str(error).splitlines() == [
        "error [some-rule] a, line 2, city: 'y' → Do something.",
        "error [some-rule] b, line 3, city: 'x' → Do something.",
    ]


def test_problems_come_in_file_order_and_once() -> None:
    """Line 10 comes after line 9, whole-table problems first, repetitions are dropped."""
    problems = [_problem("a", 10), _problem("a", 9), _problem("a", None), _problem("a", 9)]

    assert [problem.row for problem in in_order(problems)] == [None, 9, 10]


def test_a_hostile_value_is_cut_and_its_control_characters_shown_as_text() -> None:
    """A huge cell with terminal escapes neither floods nor steers the terminal."""
    problem = _problem("a", 2, "\x1b[2J" + "x" * 10_000_000)

    assert len(str(problem)) < 300
    assert "\x1b" not in str(problem)


def test_one_family() -> None:
    """A caller can catch everything this package raises on purpose at once."""
    assert issubclass(DataError, AtlasError)
    assert issubclass(UsageError, AtlasError)
