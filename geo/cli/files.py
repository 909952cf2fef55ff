"""`python -m geo draw`, `pack` and `trace`: files of a view, and what a file shows."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from geo.atlas import Atlas
from geo.cli.options import data_option, open_atlas, read_view, view_option
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.maps.style import PALETTES
from geo.render import FORMATS
from geo.render.presets import PRESETS, parse_size
from geo.select import select
from geo.settings import URL
from geo.words.strength import check_claim_strength

LONGEST_TITLE = 200
LONGEST_SUBTITLE = 300

date_option = click.option(
    "--date", "day", default="", metavar="YYYY-MM-DD", help="Day of export that is printed; today unless given."
)
base_option = click.option(
    "--base-url",
    default=URL.read,
    help=f"What the printed link begins with, e.g. https://atlas.example/; also the environment variable {URL.name}.",
)
palette_option = click.option("--palette", type=click.Choice(list(PALETTES)), default="light", show_default=True)
title_option = click.option(
    "--title", default="", help="A title of your own; words stronger than “reported” are named."
)
subtitle_option = click.option("--subtitle", default="", help="A subtitle of your own.")


@click.command("draw")
@view_option
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), help="Kind of file; from --out unless given.")
@click.option(
    "--preset",
    "--size",
    "size",
    default="slide",
    show_default=True,
    help=f"{', '.join(PRESETS)}, or a size such as 1600x900px, 180x120mm, 7x5in.",
)
@click.option("--dpi", type=float, help="Dots per inch of a PNG in mm or in, and of a4; 72 to 300.")
@palette_option
@title_option
@subtitle_option
@date_option
@base_option
@data_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
def draw_command(
    query: str,
    kind: str | None,
    size: str,
    dpi: float | None,
    palette: str,
    title: str,
    subtitle: str,
    day: str,
    base_url: str,
    data: Path,
    out: Path,
) -> None:
    """Draw a view as a picture, page, slide, table or file."""
    chosen = kind or out.suffix.lstrip(".").lower()
    if chosen not in FORMATS:
        raise click.BadParameter(f"name one of {', '.join(FORMATS)}", param_hint="--format")
    measured = parse_size(size, dpi)
    exported_on, own = _day(day), _headings(title, subtitle)
    model = _model(open_atlas(data), query, palette, own, exported_on, base_url)
    content = FORMATS[chosen].write(model, measured)
    _write(out, content)
    beside = FORMATS[chosen].write_beside(model, out.name)
    if beside:
        _write(out.with_name(beside[0]), beside[1])
    if FORMATS[chosen].sized:
        from geo.render.picture.figure import left_out

        missing = left_out(model, measured)
        if missing:
            click.echo(f"Too small to be read and left out of the picture: {', '.join(missing)}.", err=True)


@click.command("pack")
@view_option
@palette_option
@title_option
@subtitle_option
@date_option
@base_option
@data_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Zip to write.")
def pack_command(
    query: str, palette: str, title: str, subtitle: str, day: str, base_url: str, data: Path, out: Path
) -> None:
    """Write the briefing pack of a view: page, pictures, slides, table and sources in one zip."""
    from geo.briefing.pack import pack_id, write_pack
    from geo.cli.apart import begin_apart

    exported_on, own = _day(day), _headings(title, subtitle)
    model = _model(open_atlas(data), query, palette, own, exported_on, base_url)

    def progress(name: str, number: int, total: int) -> None:
        click.echo(f"{number}/{total} {name}", err=True)

    _write(out, write_pack(model, progress, begin_apart))
    click.echo(pack_id(model))


@click.command("trace")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@base_option
@data_option
def trace_command(file: Path, base_url: str, data: Path) -> None:
    """Say which view and data made FILE, whether the data has changed since, and how the numbers differ.

    Ends with 0 when the data is the same, 1 when it has changed or the file has no readable stamp.
    """
    from geo.briefing.stamp_reader import LARGEST_FILE, StampError
    from geo.briefing.trace import trace

    with file.open("rb") as opened:
        content = opened.read(LARGEST_FILE + 1)
    try:
        traced = trace(content, open_atlas(data))
    except StampError as error:
        raise click.ClickException(str(error)) from error
    for sentence in (*traced.sentences, *traced.notices):
        click.echo(sentence)
    click.echo(f"{base_url}?{traced.query}")
    if traced.verdict != "same":
        raise SystemExit(1)


def _day(text: str) -> str:
    """The day of export; a date that is none ends the command with exit code 2."""
    if not text:
        return datetime.now(UTC).date().isoformat()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise click.BadParameter("write YYYY-MM-DD", param_hint="--date")
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{text} is no day of the calendar", param_hint="--date") from error


def _headings(title: str, subtitle: str) -> dict[str, str]:
    """Own title and subtitle, checked for length; strong words are named, not refused."""
    own = {"title": title.strip(), "subtitle": subtitle.strip()}
    for (name, text), most in zip(own.items(), (LONGEST_TITLE, LONGEST_SUBTITLE), strict=True):
        if len(text) > most:
            raise click.BadParameter(f"{len(text)} characters; up to {most} fit", param_hint=f"--{name}")
        for finding in check_claim_strength(text):
            click.echo(f"--{name}: “{finding.word}”: {finding.reason} Write {finding.instead}.", err=True)
    return {name: text for name, text in own.items() if text}


def _model(atlas: Atlas, query: str, palette: str, own: dict[str, str], exported_on: str, base_url: str) -> MapModel:
    model = compose(
        select(atlas, read_view(query, atlas)),
        palette=PALETTES[palette],
        printed=True,
        exported_on=exported_on,
        base_url=base_url,
    )
    words = replace(
        model.words, title=own.get("title", model.words.title), subtitle=own.get("subtitle", model.words.subtitle)
    )
    return replace(model, words=words)


def _write(path: Path, content: bytes) -> None:
    """The whole file or none of it."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.BadParameter(f"{path} can't be written ({error.strerror}).", param_hint="--out") from error
