"""`python -m geo diff`, `add-wave`, `correct`, `undo` and `release`: the record changed, and what that changes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from geo.cli.options import data_option, write_out
from geo.curate.compare import PackageDifference, compare
from geo.curate.effects import effects_of, pictures
from geo.curate.package import open_package
from geo.curate.telling import Effects, as_json, compose_difference
from geo.render.html import write_page
from geo.render.plain import write_text
from geo.tables.load import Raw

OUTPUTS = ("text", "md", "json", "html")


def today() -> date:
    """The day that counts as today: UTC, as in the check."""
    return datetime.now(UTC).date()


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--format", "output", type=click.Choice(OUTPUTS), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write instead of printing.")
@data_option
@click.pass_context
def diff_command(ctx: click.Context, old: str, new: str, output: str, out: Path | None, data: Path) -> None:
    """Tell what differs between OLD and NEW: rows, figures and sentences that readers see.

    OLD and NEW are data folders, zips of one, or versions that were released. Exit code: 0 nothing differs, 1 something
    does, 2 wrong usage.
    """
    before, after = open_package(old, data), open_package(new, data)
    difference = compare(before, after)
    effects = effects_of(before, after, today=today())
    text = tell(difference, effects, output, (before, after), data)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_out(out, text.encode())
        click.echo(out)
    ctx.exit(0 if difference.empty else 1)


def tell(difference: PackageDifference, effects: Effects, output: str, packages: tuple[Raw, Raw], shapes: Path) -> str:
    """The difference in one of OUTPUTS. shapes: folder with the ground on which the HTML draws both maps."""
    if output == "json":
        return json.dumps(as_json(difference, effects), ensure_ascii=False, indent=2) + "\n"
    if output == "html":
        drawn = () if effects.uncounted or difference.empty else tuple(pictures(*packages, shapes))
        return write_page(compose_difference(difference, effects, pictures=drawn)).decode()
    return write_text(compose_difference(difference, effects), markdown=output == "md")
