"""`python -m geo publish`: the whole atlas as a folder that any file host serves."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.cli.options import data_option, open_atlas
from geo.settings import URL
from geo.words.captions import NAME

if TYPE_CHECKING:
    from geo.site.publish import Publication


@click.command("publish")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder to write; an older site is replaced."
)
@click.option(
    "--base",
    default=URL.read,
    callback=lambda context, option, text: text and URL.convert("--base", text),
    help=f"The address at which the site will be, e.g. https://host/atlas/; also the variable {URL.name}.",
)
@click.option(
    "--only", "parts", multiple=True, type=click.Choice(["map", "pages", "api"]), help="Only this part, for a look."
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=lambda: len(os.sched_getaffinity(0)),
    help="How many processes make pages at once; as many as there are processors unless given.",
)
@data_option
def publish_command(out: Path, base: str, parts: tuple[str, ...], processes: int, data: Path) -> None:
    """Write the atlas as a static site: pages, API, feeds, previews.

    The folder appears when all of it is written; the same data and base give the same bytes.
    """
    from geo.site.publish import PARTS
    from geo.site.sharing import share
    from geo.site.writing import write_site

    gc.enable()  # each page leaves some megabytes behind: three gigabytes in all
    wanted = parts or PARTS
    opened = partial(_open, data, base)
    made = opened()
    atlas = made.atlas
    shared = partial(share, opened=opened, processes=processes) if processes > 1 else None
    about: dict[str, object] = {
        "made_by": NAME,
        "data_version": atlas.release,
        "data_sha256": atlas.fingerprint,
        "base": base,
    }
    length = made.number_of_files(wanted)
    with click.progressbar(made.files(wanted, shared), length, "Publishing", file=sys.stderr) as told:
        number = write_site(out, told, about)
    click.echo(f"{out}: {number:,} files of data version {atlas.version}")
    if not base:
        click.echo("No --base: there are no link previews, no sitemap, and the feeds lead nowhere.", err=True)


def _open(data: Path, base: str) -> Publication:
    """What is published, opened in this process."""
    from geo.site.publish import Publication

    return Publication(open_atlas(data), data, base)
