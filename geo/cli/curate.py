"""`python -m geo diff`, `correct`, `undo` and `release`: the record changed, and what that changes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import click

from geo.cli.options import data_option, today, write_out
from geo.curate.compare import PackageDifference, compare
from geo.curate.correct import CorrectionRequest, correct
from geo.curate.effects import effects_of, pictures
from geo.curate.held import figure_problems
from geo.curate.place import with_place
from geo.curate.published import uncountable
from geo.curate.release import date_changelog, release
from geo.curate.telling import Effects, as_json, compose_difference
from geo.errors import Problem
from geo.render.html import write_page
from geo.render.plain import write_text
from geo.tables.check import SHAPES_FILES, check
from geo.tables.load import Raw, load_raw
from geo.tables.package import changed, open_package, released
from geo.tables.steps import undo_step, write_step
from geo.tables.write import write_whole

OUTPUTS = ("text", "md", "json", "html")


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


@click.command("correct")
@click.argument("row")
@click.argument("cells", nargs=-1, required=True, metavar="COLUMN VALUE [COLUMN VALUE]…")
@click.option("--source", "sources", multiple=True, required=True, help="Id of a source of the new value; repeatable.")
@click.option("--reason", required=True, help="Why it is changed, in a sentence for readers.")
@click.option(
    "--reported-by",
    "reporter",
    type=click.Choice(["compiler", "reader", "publisher", "authority"]),
    default="compiler",
    show_default=True,
    help="Role of whoever noticed it; never a name.",
)
@click.option("--rival", is_flag=True, help="Keep the old value beside the new one, as a claim of its own sources.")
@click.option("--table", default="", help="The table, where the key stands in several.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@data_option
def correct_command(
    row: str,
    cells: tuple[str, ...],
    sources: tuple[str, ...],
    reason: str,
    reporter: str,
    rival: bool,
    table: str,
    dry_run: bool,
    data: Path,
) -> None:
    """Set cells of one ROW right: the row, its claim and an entry of the corrections register, in one step.

    A new city brings its coordinate along, from the rows or the gazetteer. What the check would refuse is not written.
    `undo` takes the step back.
    """
    if len(cells) % 2:
        raise click.BadParameter("give a value to each column", param_hint="COLUMN VALUE")
    columns = cells[::2]
    twice = [name for name in dict.fromkeys(columns) if columns.count(name) > 1]
    if twice:
        raise click.BadParameter(f"give one value to {', '.join(twice)}, not several", param_hint="COLUMN VALUE")
    raw = load_raw(data)
    wanted = with_place(raw, row, dict(zip(columns, cells[1::2], strict=True)))
    files = correct(raw, CorrectionRequest(row, wanted, sources, reason, reporter, table, rival), today=today())
    write_change(raw, files, data, f"correct {row}", dry_run=dry_run)


@click.command("undo")
@data_option
def undo_command(data: Path) -> None:
    """Take the last step of correct, add-wave or release back; what it wrote is kept beside the tables."""
    step = undo_step(data)
    click.echo(f"{step.said}: {', '.join(step.files)} are as they were before.")


@click.command("release")
@data_option
@click.option("--dry-run", is_flag=True, help="Say what would be released, and write nothing.")
def release_command(data: Path, dry_run: bool) -> None:
    """Raise the version, date the changelog, and keep the tables of this version for good in DATA/releases.

    The tables must pass the check. CHANGELOG.md is looked for in DATA, then beside it.
    """
    raw = load_raw(data)
    refuse(raw, data)
    version, files = release(raw, data, today())
    changelog = next((path for path in (data / "CHANGELOG.md", data.parent / "CHANGELOG.md") if path.is_file()), None)
    text = date_changelog(changelog.read_text(encoding="utf-8"), version, today()) if changelog else ""
    last = released(data)[-1:]
    if last:
        before = open_package(last[0], data)
        click.echo(tell(compare(before, raw), effects_of(before, raw, today=today()), "text", (before, raw), data))
    if dry_run:
        click.echo(f"Would release {version}; nothing was written.")
        return
    if changelog and not os.access(changelog, os.W_OK):
        raise click.ClickException(f"{changelog} can't be written, and would have to be dated. Nothing was written.")
    write_step(data, files, f"release {version}", raw.files)
    if changelog:
        write_whole(changelog, text.encode())
    click.echo(f"Released {version}: the tables are kept in {data / 'releases' / version}.zip.")


def refuse(raw: Raw, data: Path, known: Raw | None = None, came_from: Mapping[str, str] | None = None) -> None:
    """Ends the command where the tables have errors, coordinates included; known: tables whose own errors are forgiven,
    so that one mistake of two can be mended. came_from: as write_change takes them."""
    forgiven = {one.alike for one in _errors(known, data)} if known else set()
    errors = [problem for problem in _errors(raw, data) if problem.alike not in forgiven]
    if errors:
        told = [_with_row(problem, raw, came_from or {}) for problem in errors]
        raise click.ClickException("\n".join([*told, "Nothing was written."]))


def _with_row(problem: Problem, raw: Raw, came_from: Mapping[str, str]) -> str:
    """The problem in words, with where its row came from: its own line is one of a table that is not written."""
    table = raw.tables.get(problem.table)
    if table is None or "station_id" not in table or problem.row not in table.index:
        return str(problem)
    row = came_from.get(str(table.at[problem.row, "station_id"]), "")
    return f"{problem} It came from {row}." if row else str(problem)


def _errors(raw: Raw, data: Path) -> list[Problem]:
    """Every error that the check tells of tables, by the shapes of a folder, and every figure that they break."""
    from geo.maps.earth.shapes import read_shapes

    path = data / SHAPES_FILES[-1]
    told = check(raw, today=today(), shapes=read_shapes(path) if path.is_file() else None)
    held = () if uncountable(told) else figure_problems(raw)
    return [problem for problem in (*told, *held) if problem.level == "error"]


def write_change(
    raw: Raw,
    files: dict[str, bytes],
    data: Path,
    said: str,
    *,
    dry_run: bool,
    hint: str = "",
    came_from: Mapping[str, str] | None = None,
) -> None:
    """Checks the changed tables, says what changes for readers, and writes them in one step.

    came_from: key of a report → where somebody finds what it was made of, as in "row 7 of list.csv".
    """
    after = changed(raw, files)
    refuse(after, data, raw, came_from)
    click.echo(tell(compare(raw, after), effects_of(raw, after, today=today()), "text", (raw, after), data), nl=False)
    if dry_run:
        click.echo(f"\nNothing was written{f'; {hint}' if hint else ''}.")
        return
    step = write_step(data, files, said, raw.files)
    if step is None:
        click.echo("\nNothing was written: the tables say that already.")
        return
    click.echo(f"\nWritten: {', '.join(sorted(step.files))}. “python -m geo undo” takes it back.")
