"""`python -m geo stats`: the numbers of a view."""

from __future__ import annotations

import json
from pathlib import Path

import click

from geo.cli_view import data_option, open_atlas, read_view, view_option
from geo.select import select
from geo.stats import stats


@click.command("stats")
@view_option
@data_option
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def stats_command(query: str, data: Path, output: str) -> None:
    """Print the numbers of a view: reports, cities, countries, published totals and the shortfall."""
    atlas = open_atlas(data)
    numbers = stats(select(atlas, read_view(query, atlas)))
    if output == "json":
        click.echo(json.dumps(numbers, ensure_ascii=False, indent=2))
        return
    click.echo(numbers["sentence"])
    for key in ("reports", "cities", "countries"):
        click.echo(f"{key:<10}{numbers[key]:>6}")
    published, placed = numbers["published"], numbers["placed"]
    click.echo(f"published {published['reports']:>6}  in {published['countries']} countries, for the waves in view")
    click.echo(f"placed    {placed['reports']:>6}  in {placed['countries']} countries")
    for iso, number in numbers["by_country"].items():
        click.echo(f"  {iso}  {number:>4}")
    click.echo(f"data version {numbers['data_version']}")
