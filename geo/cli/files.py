"""`python -m geo draw`, `pack` and `trace`: files of a view, and what a file shows."""

from __future__ import annotations

from pathlib import Path

import click

from geo.cli.options import (
    DrawingRequest,
    base_option,
    check_out,
    data_option,
    drawing_options,
    open_atlas,
    write_out,
)
from geo.render import FORMATS
from geo.render.presets import PRESETS, parse_size


@click.command("draw")
@drawing_options
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
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
def draw_command(asked: DrawingRequest, kind: str | None, size: str, dpi: float | None, out: Path) -> None:
    """Draw a view as a picture, page, slide, table or file."""
    chosen = kind or out.suffix.lstrip(".").lower()
    if chosen not in FORMATS:
        raise click.BadParameter(f"name one of {', '.join(FORMATS)}", param_hint="--format")
    check_out(out, FORMATS[chosen].suffix)
    measured = parse_size(size, dpi)
    drawing = asked.draw()
    write_out(out, drawing.file(chosen, measured))
    beside = drawing.file_beside(chosen, out.name)
    if beside:
        write_out(out.with_name(beside[0]), beside[1])
    missing = drawing.left_out(chosen, measured)
    if missing:
        click.echo(f"Left out of the picture, where it could not be read: {', '.join(missing)}.", err=True)


@click.command("pack")
@drawing_options
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Zip to write.")
def pack_command(asked: DrawingRequest, out: Path) -> None:
    """Write the briefing pack of a view: page, pictures, slides, table and sources in one zip."""
    from geo.briefing.pack import pack_id, write_pack

    check_out(out, ".zip")
    model = asked.draw().model

    def progress(name: str, number: int, total: int) -> None:
        click.echo(f"{number}/{total} {name}", err=True)

    write_out(out, write_pack(model, progress))
    click.echo(pack_id(model))


@click.command("trace")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@base_option
@data_option
def trace_command(file: Path, base_url: str, data: Path) -> None:
    """Say which view and data made FILE, whether the data has changed since, and how the numbers differ.

    Ends with 0 when the data is the same, 1 when it has changed, gives other numbers, or the file has
    no readable stamp.
    """
    from geo.briefing.stamp_reader import LARGEST_FILE, StampError
    from geo.briefing.trace import trace

    with file.open("rb") as opened:
        content = opened.read(LARGEST_FILE + 1)
    try:
        traced = trace(content, open_atlas(data), data)
    except StampError as error:
        raise click.ClickException(str(error)) from error
    for sentence in (*traced.sentences, *traced.notices):
        click.echo(sentence)
    click.echo(f"{base_url}?{traced.query}")
    if traced.verdict != "same":
        raise SystemExit(1)
