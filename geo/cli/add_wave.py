"""`python -m geo add-wave`: a list of reports, as somebody sent it, becomes rows of the tables."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from geo.cli.curate import today, write_change
from geo.cli.options import data_option
from geo.curate.intake.dates import read_day
from geo.curate.intake.headings import find_listings, plain
from geo.curate.intake.model import Cells, Proposal, SentWave
from geo.curate.intake.sheets import read_sheets
from geo.curate.intake.wave import propose
from geo.errors import UsageError
from geo.tables.edit import Edits, edit_table
from geo.tables.load import Raw, load_raw


@click.command("add-wave")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--publisher", default="", help="Who published the list.")
@click.option("--date", "day", default="", metavar="DAY", help="Day of release, in any usual form.")
@click.option("--wave", "wave_id", default="", help="Key of the wave.  [default: from publisher and date]")
@click.option("--label", default="", help="What the list is called.  [default: the title, else publisher and date]")
@click.option("--source", "source_id", default="", help="Id of its document in the table of sources, if it is there.")
@click.option("--title", default="", help="Title of its document, if that is no source yet.")
@click.option("--url", default="", help="Address of its document.")
@click.option("--language", default="en", show_default=True, help="Language of its document, ISO 639-1.")
@click.option("--drawn-from", default="", help="What the publisher drew it from, as it says.")
@click.option("--published", type=click.IntRange(0, 10_000), help="Reports that the publisher counts, if it prints it.")
@click.option(
    "--new-countries", type=click.IntRange(0, 300), help="Countries named for the first time, if it is printed."
)
@click.option("--dates", "order", type=click.Choice(["dmy", "mdy"]), help="What 05/12/2022 means in this list.")
@click.option("--set", "answers", multiple=True, metavar="ROW:FIELD=VALUE", help="Answers a question about one row.")
@click.option("--write", is_flag=True, help="Write it. Without, nothing is written.")
@data_option
def add_wave_command(
    file: Path, order: str | None, answers: tuple[str, ...], write: bool, data: Path, **said: str
) -> None:
    """Read FILE (CSV, XLSX, ODS, or a pasted table; - for standard input) and show what it adds to the tables.

    Headings, countries, cities and dates are recognised in the forms they come in; what can mean two things is asked,
    and answered by --set. Keys, claims and counts are made by the program. Adding the same list twice changes nothing.
    """
    raw = load_raw(data)
    content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    name = "the pasted table" if str(file) == "-" else file.name
    listings = find_listings(name, read_sheets(name, content))
    wave = _wave(raw, said)
    given = _answers(answers)
    found = propose(raw, listings, wave, order="dmy" if order == "dmy" else "mdy" if order else "", answers=given)
    _tell(found)
    if found.questions:
        raise click.ClickException(
            f"{len(found.questions)} to answer first, each by --set ROW:FIELD=VALUE. Nothing was written."
        )
    if not found.added:
        click.echo(f"Nothing to add: all {found.known} reports of the list stand in the tables already.")
        return
    files = {
        (table := raw.schema.tables[name]).path: edit_table(table, raw.files[table.path], Edits(added=rows))
        for name, rows in found.added.items()
    }
    click.echo("")
    write_change(raw, files, data, f"add-wave {wave.wave_id}", dry_run=not write, hint="add --write")


def _tell(found: Proposal) -> None:
    for text in found.told:
        click.echo(f"note: {text}")
    if found.read:
        wide = max(len(one.text) for one in found.read)
        click.echo(f"{'row':>5}  {'read':<{min(wide, 48)}}  becomes")
        for one in found.read:
            text = one.text if len(one.text) <= 48 else f"{one.text[:47]}…"
            click.echo(f"{one.row:>5}  {text:<{min(wide, 48)}}  {one.key:<22} {one.becomes}")
    if found.added:
        counts = ", ".join(f"{table} {len(rows)}" for table, rows in found.added.items())
        click.echo(f"adds: {counts}")
    for row, name, question in found.questions:
        click.echo(f"? row {row}, {name}: {question}")


def _answers(given: tuple[str, ...]) -> dict[tuple[int, str], str]:
    found = {}
    for text in given:
        parts = re.fullmatch(r"(\d+):([a-z]+)=(.*)", text)
        if parts is None:
            raise click.BadParameter(f"{text}: write ROW:FIELD=VALUE, such as 5:country=COD", param_hint="--set")
        found[int(parts[1]), parts[2]] = parts[3]
    return found


def _wave(raw: Raw, said: dict[str, str]) -> SentWave:
    """What the list is, from the options and from the tables. Raises UsageError, all at once, for what is missing."""
    waves = raw.tables["waves"].set_index("wave_id")
    if said["wave_id"] in waves.index:
        own = waves.loc[said["wave_id"]]
        return SentWave(said["wave_id"], own["label"], own["publisher"], own["disclosed_on"], own["source_id"])
    missing = [
        f"{option} ({what})"
        for option, what, given in (
            ("--publisher", "who published the list", said["publisher"]),
            ("--date", "the day of release", said["day"]),
            ("--source or --title", "its document", said["source_id"] or said["title"]),
        )
        if not given
    ]
    if missing:
        raise UsageError(f"A new wave needs {', '.join(missing)}. Waves that are there: {', '.join(waves.index)}.")
    day = _release_day(said["day"])
    slug = re.sub(r"[^a-z0-9]+", "-", plain(said["publisher"])).strip("-")[:40] or "list"
    wave_id = said["wave_id"] or f"{slug}-{day:%Y-%m}"
    source_id = said["source_id"]
    sources = raw.tables["sources"]
    if source_id and source_id not in set(sources["source_id"]):
        raise UsageError(f"{source_id} is no source yet: give --title and --url instead, or add it to sources.csv.")
    if not source_id and said["url"] in set(sources["url"]) - {""}:
        source_id = str(sources.loc[sources["url"] == said["url"], "source_id"].iloc[0])
    origin = _origin(raw, said["publisher"], slug)
    source: Cells = {}
    if not source_id:
        if said["url"] and urlsplit(said["url"]).scheme not in ("http", "https"):
            raise UsageError(f"{said['url']} is no web address: it begins with https:// or http://.")
        source_id = f"{slug}-{day:%Y-%m}"
        source = {
            "source_id": source_id,
            "title": said["title"],
            "title_basis": "recorded",
            "publisher": said["publisher"],
            "published_on": day.isoformat(),
            "url": said["url"],
            "kind": "ngo-report",
            "language": said["language"],
            "form": "original",
            "origin_id": origin["origin_id"],
        }
    return SentWave(
        wave_id=wave_id,
        label=said["label"] or said["title"] or f"{said['publisher']}, {day:%Y-%m}",
        publisher=said["publisher"],
        disclosed_on=day.isoformat(),
        source_id=source_id,
        drawn_from=said["drawn_from"],
        published=_number(said["published"]),
        countries=_number(said["new_countries"]),
        source=source,
        origin=origin if source else {},
    )


def _release_day(text: str) -> date:
    days = read_day(text)
    if len(days) != 1:
        either = " or ".join(day.isoformat() for day in days) or "write YYYY-MM-DD"
        raise click.BadParameter(f"{text}: {either}?", param_hint="--date")
    if days[0] > today():
        raise click.BadParameter(f"{days[0]} has not come yet", param_hint="--date")
    return days[0]


def _origin(raw: Raw, publisher: str, slug: str) -> Cells:
    """The origin that the publisher is, the one of the tables where its name stands there."""
    origins = raw.tables["origins"]
    known = origins[origins["label"].map(plain) == plain(publisher)]
    if len(known):
        return {"origin_id": str(known["origin_id"].iloc[0])}
    return {"origin_id": slug, "label": publisher, "kind": "ngo"}


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
