"""`python -m geo dictionary`: the descriptor as a page that people read."""

from __future__ import annotations

import os
from pathlib import Path

import click

from geo.cli_check import folder_argument
from geo.tables.dictionary import dictionary
from geo.tables.schema import read_schema


@click.command("dictionary")
@folder_argument
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write, such as data/DICTIONARY.md."
)
def dictionary_command(folder: Path, out: Path | None) -> None:
    """Print the data dictionary of DIR, or write it to a file."""
    text = dictionary(read_schema(folder))
    if out is None:
        click.echo(text, nl=False)
        return
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        os.replace(part, out)
    except OSError as error:
        raise click.BadParameter(f"{out} can't be written ({error.strerror}).", param_hint="--out") from error
