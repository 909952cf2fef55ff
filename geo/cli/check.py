"""`python -m geo check`: every problem of a data folder at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click

from geo.errors import DataError, Problem, in_order
from geo.settings import DATA, SHAPES
from geo.tables.kept import keep, key_of, read_kept

LIKE = 3  # problems of one kind from which on they are told in one line

folder_argument = click.argument(
    "folder",
    metavar="[DIR]",
    required=False,
    default=DATA.read,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)


@click.command("check")
@folder_argument
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that counts as today; later dates are errors.  [default: today]",
)
@click.option(
    "--shapes",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=SHAPES.read,
    help=f"Shapes to check coordinates against; also {SHAPES.name}.  [default: the finer ones of DIR]",
)
@click.option("--fresh", is_flag=True, help="Check anew, even if nothing has changed since the last check.")
@click.pass_context
def check_command(
    ctx: click.Context, folder: Path, output: str, today: datetime | None, shapes: Path | None, fresh: bool
) -> None:
    """Check the tables of DIR and print every problem: where, what, and what to do.

    Without DIR: the folder that the environment names (see `settings`), else the data that came with the program. A
    result without an error is kept for the day and told again while neither data nor program change.

    Exit code: 0 no error (warnings may remain), 1 errors, 2 wrong usage.
    """
    day = today.date() if today else datetime.now(UTC).date()
    key = key_of(folder, shapes, day)
    problems = read_kept(key) if key and not fresh else None
    if problems is None:
        problems = _check(folder, day, shapes)
        # Files that changed while they were read are judged anew: what is kept here is trusted by a server's start.
        if key and key == key_of(folder, shapes, day) and not any(problem.level == "error" for problem in problems):
            keep(key, problems)
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    if output == "json":
        listed = [problem.fields() for problem in problems]
        click.echo(json.dumps({"errors": errors, "warnings": warnings, "problems": listed}, indent=2))
    else:
        for line in folded(problems):
            click.echo(line)
        click.echo(f"{_number(errors, 'error')}, {_number(warnings, 'warning')}.")
    ctx.exit(1 if errors else 0)


def _check(folder: Path, day: date, shapes: Path | None) -> tuple[Problem, ...]:
    """All that is wrong. What reads tables is imported here: a result that is kept needs none of it."""
    from geo.curate.held import figure_problems
    from geo.curate.published import uncountable
    from geo.tables.check import STEPS, check_read
    from geo.tables.load import read_folder
    from geo.tables.schema import DESCRIPTOR
    from geo.tables.steps import damaged_steps

    try:
        raw, _ = read_folder(folder)
    except DataError as error:
        return error.problems
    # Shown on a terminal only, and beside the result: who reads the output by program finds the problems alone.
    quiet, say = not sys.stderr.isatty(), lambda part: part or ""
    with click.progressbar(length=STEPS, label="Checking", file=sys.stderr, item_show_func=say, hidden=quiet) as bar:
        found = check_read(raw, folder, today=day, shapes=shapes, step=lambda part: bar.update(1, part))
    problems = in_order([*found, *damaged_steps(folder)])
    if uncountable(problems) or any(problem.table == DESCRIPTOR for problem in problems):
        return problems
    return in_order([*problems, *figure_problems(raw)])


def folded(problems: Iterable[Problem]) -> Iterator[str]:
    """One line a problem; like ones in many rows are one line with their lines, "stations, lines 2–94"."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        alike = (problem.level, problem.rule, problem.table, problem.column, problem.advice)
        own = () if problem.row is None else (problem.row,)
        groups.setdefault(alike if own else (*alike, problem.value), []).append(problem)
    for group in groups.values():
        first, rows = group[0], [problem.row for problem in group if problem.row is not None]
        if len(group) < LIKE:
            yield from map(str, group)
            continue
        values = list(dict.fromkeys(problem.value for problem in group if problem.value is not None))
        said = ", ".join(map(repr, values[:3])) + (f" and {len(values) - 3} others" if len(values) > 3 else "")
        where = f"{first.table}, lines {_ranges(rows)}" + (f", {first.column}" if first.column else "")
        yield f"{first.level} [{first.rule}] {where}: {said} ({len(group)} rows) → {first.advice}"


def _ranges(rows: list[int]) -> str:
    """ "2–94, 97": runs of lines, in order; the last ones are counted where there are many runs."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    said = [str(low) if low == high else f"{low}–{high}" for low, high in runs]
    return ", ".join(said[:8]) + (f" and {len(said) - 8} more places" if len(said) > 8 else "")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
