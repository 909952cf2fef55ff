"""Measures and prints: python tests/benchmark [--write] [page|outputs|crowd|large|abuse] …; without a name, all."""

import abuse
import click
import crowd
import large
import outputs
import page
from browser import chromium
from report import machine, say, write

PARTS = {
    "page": page.measure,
    "outputs": outputs.measure,
    "crowd": crowd.measure,
    "large": large.measure,
    "abuse": abuse.measure,
}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--write", "keep", is_flag=True, help="Keep the tables as tests/benchmark/RESULTS.md.")
def main(parts: tuple[str, ...], keep: bool) -> None:
    """Measure PARTS, or everything, and print a table for each question."""
    with chromium() as browser:
        measured_on = machine(browser.version)
    say(measured_on)
    for name in parts or PARTS:
        said = [measured_on]
        for table in PARTS[name]():
            said.append(str(table))
            say(f"\n{table}")
            if keep:
                write(name, said)


main(prog_name="bash .ci/benchmark")
