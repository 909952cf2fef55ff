"""What a sent list is: its wave, source and origin, from the few things that only a person can say about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from geo.curate.intake.dates import read_day
from geo.curate.intake.model import Cells, Proposal, SentWave
from geo.errors import UsageError
from geo.tables.check.countries import plain
from geo.tables.edit import Edits, edit_table
from geo.tables.load import Raw


def sent_wave(raw: Raw, said: Mapping[str, Any], today: date) -> SentWave:
    """The wave that a list is.

    said: publisher, day, wave_id, label, source_id, title, url, language, drawn_from, published, new_countries; what is
    not given is made from the rest. Raises UsageError, all at once, for what is missing, and for what can't be.
    """

    def given(name: str) -> str:
        return str(said.get(name) or "").strip()

    waves = raw.tables["waves"].set_index("wave_id")
    if given("wave_id") in waves.index:
        own = waves.loc[given("wave_id")]
        return SentWave(given("wave_id"), own["label"], own["publisher"], own["disclosed_on"], own["source_id"])
    missing = [
        f"{option} ({what})"
        for option, what, text in (
            ("--publisher", "who published the list", given("publisher")),
            ("--date", "the day of release", given("day")),
            ("--source or --title", "its document", given("source_id") or given("title")),
        )
        if not text
    ]
    if missing:
        raise UsageError(f"A new wave needs {', '.join(missing)}. Waves that are there: {', '.join(waves.index)}.")
    day = _release_day(given("day"), today)
    slug = re.sub(r"[^a-z0-9]+", "-", plain(given("publisher"))).strip("-")[:40] or "list"
    source_id, sources = given("source_id"), raw.tables["sources"]
    if source_id and source_id not in set(sources["source_id"]):
        raise UsageError(f"{source_id} is no source yet: give its title and address instead, or add it to sources.csv.")
    if given("url") and urlsplit(given("url")).scheme not in ("http", "https"):
        raise UsageError(f"{given('url')[:80]} is no web address: it begins with https:// or http://.")
    if not source_id and given("url") in set(sources["url"]) - {""}:
        source_id = str(sources.loc[sources["url"] == given("url"), "source_id"].iloc[0])
    origin = _origin(raw, given("publisher"), slug)
    source: Cells = {}
    if not source_id:
        source_id = f"{slug}-{day:%Y-%m}"
        source = {
            "source_id": source_id,
            "title": given("title"),
            "title_basis": "recorded",
            "publisher": given("publisher"),
            "published_on": day.isoformat(),
            "url": given("url"),
            "kind": "ngo-report",
            "language": given("language") or "en",
            "form": "original",
            "origin_id": origin["origin_id"],
        }
    return SentWave(
        wave_id=given("wave_id") or f"{slug}-{day:%Y-%m}",
        label=given("label") or given("title") or f"{given('publisher')}, {day:%Y-%m}",
        publisher=given("publisher"),
        disclosed_on=day.isoformat(),
        source_id=source_id,
        drawn_from=given("drawn_from"),
        published=_number(said.get("published")),
        countries=_number(said.get("new_countries")),
        source=source,
        origin=origin if source else {},
    )


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
    return {"origin_id": slug, "label": publisher, "kind": "ngo"}


def _number(value: Any) -> int | None:
    return None if value is None else int(value)
