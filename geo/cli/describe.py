"""`python -m geo stats` and `dictionary`: the numbers of a view, and what the columns mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from geo.cli.check import folder_argument
from geo.cli.options import as_of, data_option, open_atlas, read_view, view_option, write_out
from geo.record.counts import reported_ranges
from geo.tables.dictionary import dictionary
from geo.tables.schema import read_schema
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.language import speaking


@click.command("stats")
@view_option
@data_option
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def stats_command(query: str, data: Path, output: str) -> None:
    """Print the numbers of a view: reports, cities, countries, published totals and the shortfall."""
    atlas = open_atlas(data)
    view = read_view(query, atlas)
    atlas = as_of(atlas, view, data)
    selection = select(atlas, view)
    with speaking(atlas.language):
        numbers, placed_of_published = stats(selection), sentences.placed_line(selection)
    if output == "json":
        click.echo(json.dumps(numbers, ensure_ascii=False, indent=2))
        return
    click.echo(numbers["sentence"])
    for key in ("reports", "cities", "countries"):
        click.echo(f"{key:<10}{numbers[key]:>6}")
    click.echo(placed_of_published)
    for iso, number in numbers["by_country"].items():
        click.echo(f"  {iso}  {number:>4}")
    click.echo(f"data version {numbers['data_version']}")


def stats(selection: Selection) -> dict[str, Any]:
    """The view's numbers under fixed keys, ready for JSON.

    reports, cities, countries: the one counting rule. by_country: ISO 3166-1 alpha-3 → reports, most first. by_wave:
    wave id → reports. published, shortfall: the publisher's totals of the waves in view and what is not placed.
    ranges: country in view → [lowest, highest] published or placed number where they differ. left_out: URL key →
    reports that only this filter removes. view: the URL keys, defaults left out.
    """
    counted, published = selection.count, selection.published
    return {
        "view": selection.view.to_query(),
        "reports": counted.reports,
        "cities": counted.cities,
        "countries": counted.countries,
        "by_country": {iso: int(number) for iso, number in selection.by_country.items()},
        "by_wave": {wave: int(number) for wave, number in selection.by_wave.items()},
        "published": {"reports": published.reports, "countries": published.countries},
        "placed": {"reports": published.placed, "countries": published.placed_countries},
        "shortfall": {
            "reports": published.shortfall,
            "countries": published.countries - published.placed_countries,
        },
        "ranges": {
            iso: list(span)
            for iso, span in reported_ranges(selection).items()
            if iso in selection.by_country and span[0] != span[1]
        },
        "left_out": dict(selection.left_out),
        "counting_rule": sentences.counting_note(),
        "data_version": selection.atlas.version,
        "fingerprint": selection.atlas.fingerprint,
        "sentence": sentences.sentence(selection),
    }


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
    write_out(out, text.encode())
