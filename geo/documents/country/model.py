"""What a dossier is made of, with every text, order and position already decided. Types only; all text is plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.documents.document import Lanes, Statement
from geo.record.rows import Support


@dataclass(frozen=True)
class Side:
    """One of the parties' columns: the claim, the host, China. All are set alike."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class FactLine:
    """One fact of a report. label: "City". used: the value shown on maps, None if there is none, and then `nothing`
    says so. rivals: what other sources say. thin: why it rests on little."""

    label: str
    used: Statement | None
    nothing: str
    rivals: tuple[Statement, ...]
    thin: tuple[str, ...]


@dataclass(frozen=True)
class ReportedPlace:
    """One reported station, or several of which the record says exactly the same. number: how many. standing:
    "5 sources, 2 origins"."""

    station_ids: tuple[str, ...]
    number: int
    place: str
    bureau: str
    basis: str
    note: str
    standing: str
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class Wave:
    """The reports that one disclosure holds about the country, by city and bureau. count: of stations."""

    wave_id: str
    count: int
    heading: str
    disclosed: Statement
    reports: tuple[ReportedPlace, ...]


@dataclass(frozen=True)
class RecordEntry:
    """One dated or undated item of the record. number: its mark on the timeline, 0 without a date.

    lane: key of its lane; lane_label in words. day: "26 October 2022", "October 2022", "date not known".
    """

    key: str
    number: int
    lane: str
    lane_label: str
    day: str
    label: str
    said_by: str
    text: str
    note: str
    support: Support


@dataclass(frozen=True)
class PublishedRow:
    """One published number, "9" or "at least 9", with the source that printed it."""

    count_id: str
    number: str
    note: str
    support: Support


@dataclass(frozen=True)
class CountBlock:
    """Numbers that can be compared. heading: "Wave 1". placed: rows of the dataset for the same thing, in words;
    published: the same list counted by others; beside: a part of that list or another list, never mixed with it."""

    heading: str
    placed: str
    verdict: str
    published: tuple[PublishedRow, ...]
    beside: tuple[tuple[str, PublishedRow], ...]


@dataclass(frozen=True)
class Dispute:
    """A point on which sources differ, one statement a version."""

    point: str
    version_ids: tuple[str, ...]
    versions: tuple[Statement, ...]


@dataclass(frozen=True)
class Neighbour:
    """The next or previous dossier. query: URL keys that open it."""

    iso_a3: str
    name: str
    query: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Dossier:
    """Everything the record says about one country, as known in a view.

    empty: what is said instead of reports, "" when there are some. left_out: reports that the view's filters leave
    out, in words. headings: section → its heading. rests_on: (table, key) of every row that is shown, so that one can
    check that a later day never takes one away. query: URL keys of this dossier; file_name: for a file of
    it, without suffix.
    """

    iso_a3: str
    name: str
    kicker: str
    title: str
    subtitle: str
    known: str
    empty: str
    left_out: str
    sides: tuple[Side, ...]
    timeline: Lanes
    entries: tuple[RecordEntry, ...]
    undated: tuple[RecordEntry, ...]
    no_response: str
    waves: tuple[Wave, ...]
    cases: tuple[Statement, ...]
    cases_note: str
    counts: tuple[CountBlock, ...]
    no_counts: str
    disputes: tuple[Dispute, ...]
    unknown: tuple[str, ...]
    sources: tuple[str, ...]
    headings: Mapping[str, str]
    notes: tuple[str, ...]
    map_caption: str
    map_alt: str
    file_name: str
    query: Mapping[str, str]
    rests_on: frozenset[tuple[str, str]]
