"""What a list of reports is read as: the wave that it is, each report of it, and what would be added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.curate.gazetteer import City
from geo.tables.check.countries import plain

Cells = dict[str, str]


@dataclass(frozen=True)
class SentWave:
    """What a list is. source_id: of the document, which stands in the sources or is added by `source`.

    published, countries: what the publisher prints, None where it prints no number. source, origin: rows to add.
    """

    wave_id: str
    label: str
    publisher: str
    disclosed_on: str
    source_id: str
    drawn_from: str = ""
    published: int | None = None
    countries: int | None = None
    source: Cells = field(default_factory=dict)
    origin: Cells = field(default_factory=dict)


@dataclass(frozen=True)
class ReadLine:
    """One line of the list. row: its name, as propose has it; text: as typed; key: of the report, "" where it became
    none; becomes: in words."""

    row: str
    text: str
    key: str
    becomes: str


@dataclass(frozen=True)
class Proposal:
    """added: table → rows to add. read: line by line. told: what was recognised. questions: (row, field, what is asked)
    that must be answered before anything is written. known: reports of the list that stand in the tables already."""

    added: Mapping[str, tuple[Cells, ...]]
    read: tuple[ReadLine, ...]
    told: tuple[str, ...]
    questions: tuple[tuple[str, str, str], ...]
    known: int


@dataclass(frozen=True)
class ListedReport:
    """One report of a list, read. named: a city that the list names and that could not be placed, else ""."""

    row: str
    text: str
    iso: str
    city: City | None
    named: str
    bureau: str
    day: str
    sources: tuple[str, ...]
    basis: str
    notes: str


def slug_of(name: str, longest: int) -> str:
    """What a key has of a name: its plain letters and digits, "" where it has none, as in Chinese."""
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")[:longest]


def say_unplaced(name: str) -> str:
    """The note of a report whose city could not be placed."""
    return f"The list names {name}, which could not be placed."
