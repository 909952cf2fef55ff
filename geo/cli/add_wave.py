"""`python -m geo add-wave`: a list of reports, as somebody sent it, becomes rows of the tables."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from geo.cli.curate import write_change
from geo.cli.options import data_option, today
from geo.curate.intake.headings import find_listings
from geo.curate.intake.model import Proposal
from geo.curate.intake.sent import edits_of, sent_wave
from geo.curate.intake.sheets import LARGEST, read_sheets
from geo.curate.intake.standing import LIST
from geo.curate.intake.wave import propose
from geo.errors import printable
from geo.tables.load import load_raw
from geo.words.messages import say_number


@click.command("add-wave")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--publisher", default="", help="Who published the list.")
@click.option("--date", "day", default="", metavar="DAY", help="Day of release, in any usual form.")
@click.option("--wave", "wave_id", default="", help="Key of the wave.  [default: from publisher and date]")
@click.option("--label", default="", help="What the list is called.  [default: the title, else publisher and date]")
@click.option("--source", "source_id", default="", help="Id of its document in the table of sources, if it is there.")
@click.option("--title", default="", help="Title of its document, if that is no source yet.")
@click.option("--url", default="", help="Address of its document.")
@click.option("--language", default="en", show_default=True, help="Language of its document, ISO 639-1.")
@click.option("--drawn-from", default="", help="What the publisher drew it from, as it says.")
@click.option(
    "--published", type=click.IntRange(0, 10_000_000), help="Reports that the publisher counts, if it prints it."
)
@click.option(
    "--new-countries", type=click.IntRange(0, 300), help="Countries named for the first time, if it is printed."
)
@click.option("--dates", "order", type=click.Choice(["dmy", "mdy"]), help="What 05/12/2022 means in this list.")
@click.option("--set", "answers", multiple=True, metavar="ROW:FIELD=VALUE", help="Answers a question about one row.")
@click.option("--write", is_flag=True, help="Write it. Without, nothing is written.")
@data_option
def add_wave_command(
    file: Path, order: str | None, answers: tuple[str, ...], write: bool, data: Path, **said: str
) -> None:
    """Read FILE (CSV, XLSX, ODS, or a pasted table; - for standard input) and show what it adds to the tables.

    Headings, countries, cities and dates are recognised in the forms they come in; what can mean two things is asked,
    and answered by --set. Keys, claims and counts are made by the program. Adding the same list twice changes nothing.
    """
    raw = load_raw(data)
    content = _read(file)
    name = "the pasted table" if str(file) == "-" else file.name
    listings = find_listings(name, read_sheets(name, content))
    wave = sent_wave(raw, said, today())
    given = _answers(answers)
    found = propose(raw, listings, wave, order="dmy" if order == "dmy" else "mdy" if order else "", answers=given)
    _tell(found)
    if found.questions:
        whole = " (list:relays=VALUE for the whole list)" if any(row == LIST for row, _, _ in found.questions) else ""
        raise click.ClickException(
            f"{len(found.questions)} to answer first, each by --set ROW:FIELD=VALUE{whole}. Nothing was written."
        )
    if not found.added:
        click.echo(f"Nothing to add: {say_number(found.known, 'reports')} listed, each in the tables already.")
        return
    click.echo("")
    rows = {one.key: f"row {one.row} of {name}" for one in found.read if one.key}
    done = f"add-wave {wave.wave_id}"
    write_change(raw, edits_of(raw, found), data, done, dry_run=not write, hint="add --write", came_from=rows)


def _read(file: Path) -> bytes:
    """No more than tells that it is too large: a pipe or a device may have no end."""
    if str(file) == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _tell(found: Proposal) -> None:
    """Says what was read, line by line; what a table holds can't move the terminal's cursor or forge a line."""
    for text in found.told:
        click.echo(f"note: {printable(text)}")
    if found.read:
        lines = [(one, printable(one.text)) for one in found.read]
        wide = min(max(len(text) for _, text in lines), 48)
        click.echo(f"{'row':>5}  {'read':<{wide}}  becomes")
        for one, text in lines:
            short = text if len(text) <= 48 else f"{text[:47]}…"
            click.echo(f"{printable(one.row):>5}  {short:<{wide}}  {one.key:<22} {printable(one.becomes)}")
    if found.added:
        counts = ", ".join(f"{table} {len(rows)}" for table, rows in found.added.items())
        click.echo(f"adds: {counts}")
    for row, name, question in found.questions:
        where = "the list" if row == LIST else f"row {printable(row)}"
        click.echo(f"? {where}, {name}: {printable(question)}")


def _answers(given: tuple[str, ...]) -> dict[tuple[str, str], str]:
    found = {}
    for text in given:
        parts = re.fullmatch(r"(\d+|[^=]*!\d+|list):([a-z]+)=(.*)", text)
        if parts is None:
            raise click.BadParameter(f"{text}: write ROW:FIELD=VALUE, such as 5:country=COD", param_hint="--set")
        found[parts[1], parts[2]] = parts[3]
    return found
