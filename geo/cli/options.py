"""How a command is told which data, which view and what to draw; the same keys as in the address of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from geo.atlas import Atlas, in_language, load_atlas, load_released
from geo.briefing.drawing import Drawing, check_headings
from geo.errors import AtlasError
from geo.maps.style import PALETTES
from geo.render import FORMATS
from geo.settings import BORDERS, CONTACT, DATA, SHAPES, URL
from geo.tables.address import split_address
from geo.tables.write import write_whole
from geo.view import FILTERS, Ignored, View, read_address

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=DATA.read,
    show_default=DATA.default_words,
    help=f"Data folder; also the environment variable {DATA.name}.",
)
view_option = click.option(
    "--view",
    "query",
    default="",
    help="A view: a page's address, or what follows its “?”: “wave=sd-2022-09&region=europe”.",
)


def today() -> date:
    """The day that counts as today: UTC, as in the check."""
    return datetime.now(UTC).date()


base_option = click.option(
    "--base-url",
    default=URL.read,
    callback=lambda context, option, text: text and URL.convert("--base-url", text),
    help=f"What the printed link begins with, e.g. https://atlas.example/; also the environment variable {URL.name}.",
)
DRAWING_OPTIONS = (
    view_option,
    click.option("--palette", type=click.Choice(list(PALETTES)), default="light", show_default=True),
    click.option("--title", default="", help="A title of your own; words stronger than “reported” are named."),
    click.option("--subtitle", default="", help="A subtitle of your own."),
    click.option(
        "--date", "day", default="", metavar="YYYY-MM-DD", help="Day of export that is printed; today unless given."
    ),
    base_option,
    data_option,
)


@dataclass(frozen=True)
class DrawingRequest:
    """What a command's line asks to be drawn, before any data is read."""

    query: str
    palette: str
    title: str
    subtitle: str
    day: str
    base_url: str
    data: Path

    def draw(self) -> Drawing:
        """The drawing. Strong words of own headings are named, not refused."""
        atlas = open_atlas(self.data)
        view = read_view(self.query, atlas)
        atlas = as_of(atlas, view, self.data)
        drawing = Drawing(atlas, view, self.palette, self.title, self.subtitle, self.day, self.base_url)
        for name, finding in drawing.strong_words():
            click.echo(f"--{name}: “{finding.word}”: {finding.reason} Write {finding.instead}.", err=True)
        return drawing


def drawing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that say what is drawn; it is handed them as `asked`."""

    @wraps(command)
    def run(
        query: str, palette: str, title: str, subtitle: str, day: str, base_url: str, data: Path, **own: Any
    ) -> None:
        title, subtitle = title.strip(), subtitle.strip()
        check_headings(title, subtitle)
        command(asked=DrawingRequest(query, palette, title, subtitle, read_day(day), base_url, data), **own)

    for option in reversed(DRAWING_OPTIONS):
        run = option(run)
    return run


def read_day(text: str) -> str:
    """The day of export; a date that is none ends the command with exit code 2."""
    if not text:
        return today().isoformat()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise click.BadParameter("write YYYY-MM-DD", param_hint="--date")
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{text} is no day of the calendar", param_hint="--date") from error


def open_atlas(folder: Path) -> Atlas:
    """The atlas of a folder, checked as of today; its problems end the command with exit code 1."""
    try:
        return load_atlas(folder, today=today(), shapes=SHAPES.read(), borders=BORDERS.read(), contact=CONTACT.read())
    except AtlasError as error:
        raise click.ClickException(str(error)) from error


def as_of(atlas: Atlas, view: View, folder: Path) -> Atlas:
    """The atlas in whose words and language a view asks it to speak: a released version, or the present one."""
    then = load_released(atlas, view.asof, folder) if view.asof else atlas
    return in_language(then, view.language)


def read_view(query: str, atlas: Atlas) -> View:
    """The view of a query; anything in it that makes no sense ends the command with exit code 2, all of it at once."""
    parts = read_address(query)
    view, ignored = View.from_query(parts, atlas.choices)
    wrong = [_say_ignored(one) for one in ignored]
    if query.strip("? ") and not parts and not _is_page(query.strip()):
        wrong.append(f"“{query}” is no view: write key=value, joined by &, or the whole address of a page.")
    if wrong:
        raise click.BadParameter("\n".join(wrong), param_hint="--view")
    return view


def _is_page(address: str) -> bool:
    """Whether a text without a query is the address of a page, which then shows everything: of a site, or a file."""
    parts = split_address(address)
    return bool(parts.hostname) if parts.scheme in ("http", "https") else parts.scheme == "file" and bool(parts.path)


def _say_ignored(one: Ignored) -> str:
    if one.why == "order":
        return "“from” is later than “until”."
    if one.why == "key":
        return f"“{one.key}” is no key of a view: use {', '.join(filter_.key for filter_ in FILTERS)}."
    instead = f" Write {one.instead}." if one.instead else ""
    return f"“{one.part}” is not a value of “{one.key}” in this data.{instead}"


def check_out(out: Path, suffix: str) -> None:
    """Raises BadParameter, before anything is drawn, where a file's folder is not there or its name says that it is of
    another kind than it would be."""
    if not out.parent.is_dir():
        raise click.BadParameter(f"{out} can't be written: there is no folder {out.parent}.", param_hint="--out")
    said = out.suffix.lower()
    if said != suffix and said in {".zip", *(kind.suffix for kind in FORMATS.values())}:
        advice = f"{out.name} would hold a {suffix} file; end its name with {suffix}."
        raise click.BadParameter(advice, param_hint="--out")


def write_out(path: Path, content: bytes) -> None:
    """Writes what --out names, whole or not at all; a place that can't be written ends the command with exit code 2."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise click.BadParameter(f"{path} can't be written ({error.strerror}).", param_hint="--out") from error
