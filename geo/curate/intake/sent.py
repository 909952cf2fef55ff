"""What a sent list is: its wave, source and origin, from the few things that only a person can say about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import pandas as pd

from geo.curate.intake.dates import read_day
from geo.curate.intake.model import Cells, Proposal, SentWave, slug_of
from geo.errors import UsageError
from geo.record.cite import web_address
from geo.tables.check.countries import plain
from geo.tables.edit import Edits, edit_table
from geo.tables.load import Raw

TEXTS: Final = (
    "publisher", "day", "wave_id", "label", "source_id", "title", "url", "language", "drawn_from"
)  # fmt: skip
Answer = str | float | None


def sent_wave(raw: Raw, said: Mapping[str, Answer], today: date) -> SentWave:
    """The wave that a list is.

    said: the TEXTS, published and new_countries, two numbers; what is not given is made from the rest. Raises
    UsageError, all at once, for what is missing, and for what can't be.
    """
    given = {name: str(said.get(name) or "").strip() for name in TEXTS}
    waves, sources = raw.tables["waves"].set_index("wave_id"), raw.tables["sources"]
    if given["wave_id"] in waves.index:
        return _joined_wave(raw, waves.loc[given["wave_id"]], said, given, today)
    _refuse_missing(given, waves.index)
    day = _release_day(given["day"], today)
    _refuse_unusable(given, sources["source_id"])
    publisher = given["publisher"]
    stem = slug_of(publisher, 40) or "list"
    source_id = given["source_id"] or _known_document(sources, given["title"], given["url"], publisher, day)
    origin = _origin(raw, publisher, stem)
    source: Cells = {}
    if not source_id:
        source_id = _free(f"{stem}-{day:%Y-%m}", sources["source_id"])
        source = _new_source(source_id, given, day, origin)
    wave_id = given["wave_id"] or _wave_of(waves, source_id) or _free(f"{stem}-{day:%Y-%m}", waves.index)
    if wave_id in waves.index:  # the document is a wave already
        _refuse_others(raw, wave_id, waves.loc[wave_id], {**said, "day": day.isoformat()})
    return SentWave(
        wave_id=wave_id,
        label=given["label"] or given["title"] or f"{publisher}, {day:%Y-%m}",
        publisher=publisher,
        disclosed_on=day.isoformat(),
        source_id=source_id,
        drawn_from=given["drawn_from"],
        published=_number(said.get("published")),
        countries=_number(said.get("new_countries")),
        source=source,
        origin=origin if source else {},
    )


def _joined_wave(
    raw: Raw, wave: pd.Series, said: Mapping[str, Answer], given: Mapping[str, str], today: date
) -> SentWave:
    """A wave that the tables have, to which a list adds rows."""
    day = _release_day(given["day"], today).isoformat() if given["day"] else ""
    _refuse_others(raw, given["wave_id"], wave, {**said, "day": day})
    return SentWave(given["wave_id"], wave["label"], wave["publisher"], wave["disclosed_on"], wave["source_id"])


def _refuse_missing(given: Mapping[str, str], waves: Iterable[str]) -> None:
    """Raises UsageError that names all that a new wave needs and nobody gave."""
    needed = {
        "--publisher (who published the list)": given["publisher"],
        "--date (the day of release)": given["day"],
        "--source or --title (its document)": given["source_id"] or given["title"],
    }
    missing = [option for option, text in needed.items() if not text]
    if missing:
        raise UsageError(f"A new wave needs {', '.join(missing)}. Waves that are there: {', '.join(waves)}.")


def _refuse_unusable(given: Mapping[str, str], sources: Iterable[str]) -> None:
    """Raises UsageError for an id that no source has, and for an address that is none of the web."""
    source_id, url = given["source_id"], given["url"]
    if source_id and source_id not in set(sources):
        raise UsageError(f"{source_id} is no source yet: give its title and address instead, or add it to sources.csv.")
    if url and not web_address(url):
        raise UsageError(f"{url[:80]} is no web address: it begins with https:// or http://.")


def _new_source(source_id: str, given: Mapping[str, str], day: date, origin: Cells) -> Cells:
    """The row of the list's document, for the table of sources."""
    return {
        "source_id": source_id,
        "title": given["title"],
        "title_basis": "recorded",
        "publisher": given["publisher"],
        "published_on": day.isoformat(),
        "url": given["url"],
        "kind": "ngo-report",
        "language": given["language"] or "en",
        "form": "original",
        "origin_id": origin["origin_id"],
    }


def edits_of(raw: Raw, found: Proposal) -> dict[str, bytes]:
    """File name → its new bytes, for the rows that a proposal adds."""
    return {
        (table := raw.schema.tables[name]).path: edit_table(table, raw.files[table.path], Edits(added=rows))
        for name, rows in found.added.items()
    }


def _release_day(text: str, today: date) -> date:
    days = read_day(text)
    if len(days) != 1:
        either = " or ".join(day.isoformat() for day in days) or "write YYYY-MM-DD"
        raise UsageError(f"The day of release, {text}: {either}?")
    if days[0] > today:
        raise UsageError(f"The day of release, {days[0]}, has not come yet.")
    return days[0]


def _origin(raw: Raw, publisher: str, slug: str) -> Cells:
    """The origin that the publisher is, the one of the tables where its name stands there."""
    origins = raw.tables["origins"]
    known = origins[origins["label"].map(plain) == plain(publisher)]
    if len(known):
        return {"origin_id": str(known["origin_id"].iloc[0])}
    return {"origin_id": _free(slug, origins["origin_id"]), "label": publisher, "kind": "ngo"}


def _known_document(sources: pd.DataFrame, title: str, url: str, publisher: str, day: date) -> str:
    """The source that is this very document: by its address, else by title, publisher and day; "" for none."""
    same = sources["url"] == url if url else pd.Series(False, index=sources.index)
    if not same.any():
        named = (sources["title"].map(plain) == plain(title)) & (sources["publisher"].map(plain) == plain(publisher))
        same = named & (sources["published_on"] == day.isoformat()) & (sources["url"].isin(["", url]))
    return str(sources.loc[same, "source_id"].iloc[0]) if same.any() else ""


def _wave_of(waves: pd.DataFrame, source_id: str) -> str:
    """The wave that a document is already, "" for none."""
    own = waves.index[waves["source_id"] == source_id]
    return str(own[0]) if len(own) else ""


def _free(key: str, taken: Iterable[str]) -> str:
    """The key, with -2, -3 … behind it where another row has it."""
    known = set(taken)
    return next(one for one in (key, *(f"{key}-{number}" for number in range(2, 1000))) if one not in known)


def _refuse_others(raw: Raw, wave_id: str, wave: pd.Series, said: Mapping[str, Answer]) -> None:
    """Raises UsageError where what is said of a list is not what the tables have of the wave that it shall join: its
    rows would be put into another publisher's mouth."""
    sources = raw.tables["sources"].set_index("source_id")
    document = sources.loc[wave["source_id"]] if wave["source_id"] in sources.index else {"title": "", "url": ""}
    held = {
        "publisher": wave["publisher"],
        "day": wave["disclosed_on"],
        "source_id": wave["source_id"],
        "title": document["title"],
        "url": document["url"],
        "published": wave["stations_new"],
        "new_countries": wave["countries_new"],
    }
    odd = [
        f"{name} is {value} there, not {said[name]}"
        for name, value in held.items()
        if said.get(name) not in (None, "") and plain(str(said[name])) != plain(str(value))
    ]
    if odd:
        raise UsageError(
            f"{wave_id} is another list: {'; '.join(odd)}. Leave these out to add rows to it, or leave --wave out to "
            "add a list of its own."
        )


def _number(value: Answer) -> int | None:
    return None if value is None else int(value)
