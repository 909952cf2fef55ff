"""What can be wrong, and how it is told.

    AtlasError                every error this package raises on purpose
    ├── DataError             the tables are wrong; carries all problems, not the first
    └── UsageError            an argument is wrong; one sentence says what is accepted

Knows nothing of tables, screens or exit codes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from typing import Literal

Level = Literal["error", "warning"]

_LONGEST_VALUE = 120
# Signs that move a terminal's cursor, break a line, turn the order of what follows, or stand there unseen.
_MOVING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\ufeff\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place, with what to do about it.

    table: name of a table as in the descriptor, or of a file that is no table.
    row: line in the file where the record begins, the header being line 1; None for a whole table.
    column: None when the problem is not one column's.
    value: the offending text, cut to 120 characters; None when there is none.
    rule: kebab-case name, stable, so that a script can count on it.
    advice: a sentence that says what to do.
    follows: (table, line, column) of cells that it was judged by. Where one of them is wrong itself, this may be no
    mistake of its own and is not told before that one is mended.
    """

    table: str
    row: int | None
    column: str | None
    value: str | None
    rule: str
    advice: str
    level: Level = "error"
    follows: tuple[tuple[str, int | None, str | None], ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.row is not None:
            object.__setattr__(self, "row", int(self.row))  # a table's own numbers are not JSON
        # A problem may quote a ten-megabyte cell; what is shown and sent on stays small.
        if self.value is not None and len(self.value) > _LONGEST_VALUE:
            object.__setattr__(self, "value", self.value[: _LONGEST_VALUE - 1] + "…")

    @property
    def place(self) -> tuple[str, int | None, str | None]:
        """Table, line and column."""
        return self.table, self.row, self.column

    def whereabouts(self) -> dict[str, str | int | None]:
        """Where it stands and by which rule, and nothing of what stands there, which may be a private person's."""
        return {"table": self.table, "line": self.row, "column": self.column, "rule": self.rule}

    @property
    def alike(self) -> tuple[object, ...]:
        """What it says without its line, which moves when a row is added above it: to tell old problems from new."""
        return self.table, self.column, self.value, self.rule

    def fields(self) -> dict[str, str | int | None]:
        """What is told of it, by the names of the fields; a Problem can be made of them again."""
        return {one.name: getattr(self, one.name) for one in fields_of(self) if one.compare}

    def __str__(self) -> str:
        place = self.table if self.row is None else f"{self.table}, line {self.row}"
        if self.column is not None:
            place += f", {self.column}"
        # repr keeps control characters of a hostile cell from reaching the terminal.
        shown = "" if self.value is None else f" {self.value!r}"
        return f"{self.level} [{self.rule}] {place}:{shown} → {self.advice}"


def printable(text: str) -> str:
    """One line of somebody else's text for a terminal: what would move the cursor or hide is seen, as "\\x1b"."""
    return _MOVING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems without repetition, by table, line, column and rule; whole-table problems come first."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.table, p.row or 0, p.column or "", p.rule, p.value or "")))


def without_consequences(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the same order, without those that were judged by a cell which is told to be wrong itself."""
    found = tuple(problems)
    # First what no other problem explains; what is left of the others then explains those that hang on it.
    for explained in (False, True):
        wrong = {one.place for one in found if one.level == "error" and (explained or not one.follows)}
        found = tuple(
            one for one in found if wrong.isdisjoint(set(one.follows) - ({one.place} if explained else set()))
        )
    return found


class AtlasError(Exception):
    """Any error this package raises on purpose."""


class UsageError(AtlasError):
    """A wrong argument: the message says what is accepted."""


class DataError(AtlasError):
    """The tables are wrong: `problems` holds every problem found, and the message lists them all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
