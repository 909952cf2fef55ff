"""`python -m geo settings`: what the environment can set, and what it sets now."""

from __future__ import annotations

import json

import click

from geo.settings import SETTINGS, read_settings


@click.command("settings")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def settings_command(output: str) -> None:
    """Print every environment variable that the app and the commands read, with its present value.

    Exit code: 0; 2 when a value can't be used.
    """
    rows = [
        {
            "name": setting.name,
            "value": setting.written(),
            "default": setting.default_words,
            "meaning": setting.meaning,
        }
        for setting in SETTINGS
    ]
    if output == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            click.echo(f"{row['name']}={row['value']}")
            click.echo(f"    {row['meaning']} When not set: {row['default']}.")
    read_settings()
