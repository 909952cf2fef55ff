"""`python -m geo document`: a page of the record as a file, on paper or as a web page."""

from __future__ import annotations

from pathlib import Path

import click

from geo.briefing.sign import sign_file
from geo.cli.options import (
    as_of,
    base_option,
    check_out,
    data_option,
    open_atlas,
    read_day,
    read_view,
    view_option,
    write_out,
)
from geo.documents.catalogue import DOCUMENTS
from geo.maps.compose import compose
from geo.render.html import write_page
from geo.render.paper import write_paper
from geo.render.plain import write_text
from geo.view import View
from geo.view.select import select

FORMATS = ("pdf", "html", "txt", "md")


@click.command("document")
@click.argument("name", type=click.Choice(list(DOCUMENTS)))
@view_option
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Kind of file; from --out unless given, else pdf.")
@click.option("--date", "day", default="", metavar="YYYY-MM-DD", help="Day of export that is printed; today if none.")
@base_option
@data_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
def document_command(name: str, query: str, kind: str | None, day: str, base_url: str, data: Path, out: Path) -> None:
    """Write a page of the record as a file: a country's dossier, the sources, what doesn't add up …

    A view with one country makes `countries` that country's dossier.
    """
    kind = kind or out.suffix.lstrip(".").lower() or FORMATS[0]
    if kind not in FORMATS:
        raise click.BadParameter(f"name one of {', '.join(FORMATS)}", param_hint="--format")
    check_out(out, f".{kind}")
    atlas = open_atlas(data)
    view = read_view(query, atlas)
    atlas = as_of(atlas, view, data)
    selection = select(atlas, view)
    exported_on = read_day(day)
    made = DOCUMENTS[name](selection, exported_on=exported_on, base_url=base_url)
    if kind == "html":
        write_out(out, write_page(made))
    elif kind != "pdf":
        write_out(out, write_text(made, markdown=kind == "md").encode())
    else:
        shown, _ = View.from_query(made.query, atlas.choices)  # the country's own, where a panel asked for its dossier
        model = compose(select(atlas, shown), printed=True, exported_on=exported_on, base_url=base_url)
        write_out(out, sign_file(write_paper(made, model), "pdf", model))
    click.echo(f"{out}: {made.title}")
