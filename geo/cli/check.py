"""`python -m geo check`: every problem of a data folder at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from geo.settings import DATA, SHAPES
from geo.tables.check import check_folder

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
@click.pass_context
def check_command(ctx: click.Context, folder: Path, output: str, today: datetime | None, shapes: Path | None) -> None:
    """Check the tables of DIR and print every problem: where, what, and what to do.

    Without DIR: the folder that the environment names (see `settings`), else the data that came with the program.

    Exit code: 0 no error (warnings may remain), 1 errors, 2 wrong usage.
    """
    day = today.date() if today else datetime.now(UTC).date()
    problems = check_folder(folder, today=day, shapes=shapes)
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    if output == "json":
        listed = [asdict(problem) for problem in problems]
        click.echo(json.dumps({"errors": errors, "warnings": warnings, "problems": listed}, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{_number(errors, 'error')}, {_number(warnings, 'warning')}.")
    ctx.exit(1 if errors else 0)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
