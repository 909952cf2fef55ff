"""How a command is told which data and which view; the same keys as in the address of a page."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import click

from geo.atlas import Atlas, load_atlas
from geo.cli.check import DATA_ENV, OWN_DATA, SHAPES_ENV
from geo.errors import AtlasError
from geo.view import View

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar=DATA_ENV,
    default=OWN_DATA,
    show_default="the data that came with the program",
    help=f"Data folder; also the environment variable {DATA_ENV}.",
)
view_option = click.option(
    "--view", "query", default="", help="A view, as in a page's address: “wave=sd-2022-09&region=europe”."
)


def open_atlas(folder: Path) -> Atlas:
    """The atlas of a folder, checked as of today; its problems end the command with exit code 1."""
    shapes = os.environ.get(SHAPES_ENV)
    try:
        return load_atlas(folder, today=datetime.now(UTC).date(), shapes=Path(shapes) if shapes else None)
    except AtlasError as error:
        raise click.ClickException(str(error)) from error


def read_view(query: str, atlas: Atlas) -> View:
    """The view of a query; anything in it that makes no sense ends the command with exit code 2, all of it at once."""
    parts = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    view, notices = View.from_query(dict(parts), atlas.choices)
    wrong = [notice.replace(", so it is ignored", "").replace("; it is ignored", "") for notice in notices]
    if query.strip("?") and not parts:
        wrong.append(f"“{query}” is no query: write key=value, joined by &.")
    if wrong:
        raise click.BadParameter("\n".join(wrong), param_hint="--view")
    return view
