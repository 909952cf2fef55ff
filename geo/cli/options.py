"""How a command is told which data and which view; the same keys as in the address of a page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import click

from geo.atlas import Atlas, load_atlas
from geo.errors import AtlasError
from geo.settings import DATA, SHAPES
from geo.view import View

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=DATA.read,
    show_default=DATA.default_words,
    help=f"Data folder; also the environment variable {DATA.name}.",
)
view_option = click.option(
    "--view", "query", default="", help="A view, as in a page's address: “wave=sd-2022-09&region=europe”."
)


def open_atlas(folder: Path) -> Atlas:
    """The atlas of a folder, checked as of today; its problems end the command with exit code 1."""
    shapes = SHAPES.read()
    try:
        return load_atlas(folder, today=datetime.now(UTC).date(), shapes=shapes)
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
