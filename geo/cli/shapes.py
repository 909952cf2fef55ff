"""`python -m geo build-shapes`: makes the shapes and the table of countries anew."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("build-shapes")
@click.option(
    "--archive",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The Natural Earth zip, or the wheel that holds it.  [default: the installed package's]",
)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Folder to write to.",
)
def build_shapes_command(archive: Path | None, folder: Path) -> None:
    """Write countries_*.parquet, countries.csv and the hashes in SHAPES.md; needs .ci/requirements-build.txt."""
    from geo.maps.earth.build import build_shapes  # pulls in libraries that no other command needs

    for name, sha256 in build_shapes(archive, folder).items():
        click.echo(f"{sha256}  {folder / name}")
