"""`python -m geo lay-out`: where marks and names stand, laid out ahead of a start of the app."""

from __future__ import annotations

from pathlib import Path

import click

from geo.cli.options import data_option
from geo.errors import AtlasError
from geo.settings import BORDERS, SHAPES


@click.command("lay-out")
@data_option
def lay_out_command(data: Path) -> None:
    """Lay out marks and names of the map and keep that in the user's cache folder, so that the app starts sooner.

    The tables are not checked, and nothing is said of them. Exit code: 0; 1 when they can't be laid out.
    """
    from geo.atlas import load_unchecked
    from geo.briefing.layout import is_laid_out, keep_layout
    from geo.maps.compose import compose
    from geo.view import View
    from geo.view.select import select

    try:
        atlas = load_unchecked(data, shapes=SHAPES.read(), borders=BORDERS.read())
    except AtlasError as error:
        raise click.ClickException(str(error)) from error
    if not is_laid_out(atlas):
        keep_layout(compose(select(atlas, View()), printed=True))
