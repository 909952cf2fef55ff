"""The register of sources: each document with what it is, what rests on it, and how it is found again.

Says of a source only what the tables say; whether a page is still there is not asked, because nothing here goes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from geo.documents.binding import in_its_language
from geo.documents.row_lines import RowLines
from geo.record.cite import Citation, language_name
from geo.record.known import narrowed, sources
from geo.record.origins import COUNTED, Origins, Standing, origins
from geo.tables.dates import say_date
from geo.tables.labels import Labels
from geo.view.select import Selection
from geo.words.messages import join_details, join_sentences, say, say_number, word

FACETS: Final[Mapping[str, str]] = {"kind": "Kind", "form": "Form", "origin": "Origin", "language": "Language"}
"""Key of a choice among sources → its label, in the order people ask."""

KIND_OF: Final = {
    "waves": "Wave",
    "stations": "Report",
    "claims": "Fact of a report",
    "responses": "Response",
    "operations": "Reported return case",
    "country_counts": "Published count",
    "bureau_totals": "Bureau total",
    "disagreements": "Disputed point",
    "context": "Context statement",
    "unplaced": "Note on the gap",
}

VOICES: Final = {
    "stations": "Reports, every fact",
    "claims": "That there is a report",
    "responses": "Responses",
    "operations": "Reported return cases",
}
"""What may rest on one origin alone → its words in a chart."""

NOTHING: Final = "Nothing in this view rests on it."


@dataclass(frozen=True)
class RestingRows:
    """Rows of the data that rest on a source and read alike. ids: their keys; kind: what they are, in words; text:
    what they say; iso_a3, place: the country they are about, "" for none."""

    table: str
    ids: tuple[str, ...]
    kind: str
    text: str
    iso_a3: str
    place: str


@dataclass(frozen=True)
class SourceRecord:
    """One source. tags: facet key → (value, label). resting: in words; rows: each row that rests on it, by table.

    published: the partial date, "" when unknown; date_text: the same in words. origin_note: what the compilers say of
    its origin.
    """

    source_id: str
    cited: Citation
    publisher: str
    published: str
    date_text: str
    tags: Mapping[str, tuple[str, str]]
    origin_note: str
    resting: str
    rows: tuple[RestingRows, ...]

    @property
    def total(self) -> int:
        """Rows that rest on it, of all tables."""
        return self.of(*KIND_OF)

    def of(self, *tables: str) -> int:
        """Rows of some tables that rest on it."""
        return sum(len(row.ids) for row in self.rows if row.table in tables)

    def matches(self, find: str, chosen: Mapping[str, str]) -> bool:
        """Whether it has the chosen tags, and every word of `find` somewhere in what is said of it."""
        if any(value and self.tags[key][0] != value for key, value in chosen.items()):
            return False
        said = " ".join(
            [self.source_id, self.cited.short, self.cited.title, self.cited.url, self.cited.note]
            + [label for _, label in self.tags.values()]
            + [row.text for row in self.rows]
        ).casefold()
        return all(word in said for word in find.casefold().split())


@dataclass(frozen=True)
class Independence:
    """How many voices stand behind the rows of one table; of claims, those that a station was reported at all.

    label: what the rows are, in a chart. rows: those with a source. later: those whose every source came out later than
    the view's day, or has no date. single: rows with one origin only. thin: marked rows.
    """

    table: str
    rows: int
    later: int
    sources: int
    origins: int
    single: int
    thin: int

    @property
    def label(self) -> str:
        """ "Reports, all facts"."""
        return word(VOICES[self.table])

    @property
    def words(self) -> str:
        """ "92 reports rest on 76 sources, and these on 19 origins. 63 have a single origin." """
        if self.table == "claims":
            return say("register.reported-at-all", single=self.single, rows=self.rows)
        rest = say(
            "register.rest",
            rows=say_number(self.rows, COUNTED[self.table]),
            sources=say_number(self.sources, "sources"),
            origins=say_number(self.origins, "origins"),
        )
        single = say("register.single", number=self.single) + say("register.thin", number=self.thin)
        later = say("register.later", number=self.later) if self.later else ""
        return join_sentences(rest, single) + later


@dataclass(frozen=True)
class Register:
    """records: sources on which something in the view rests, most first; then, without filters, the others.

    choices: facet key → {value: label with its number of records}. independence: for reports, for their existence
    alone, for responses and cases. found: what the register was made from.
    """

    records: tuple[SourceRecord, ...]
    choices: Mapping[str, Mapping[str, str]]
    independence: tuple[Independence, ...]
    found: Origins
    title: str
    subtitle: str


@lru_cache(maxsize=16)  # each source’s own page asks for it
@in_its_language
def register(selection: Selection) -> Register:
    """The register of a view: sources that were out on its `until`, and what of the view rests on them."""
    atlas, found, narrow = selection.atlas, origins(selection), narrowed(selection)
    rows = atlas.tables["sources"].to_dict("records")
    out = sources(selection)
    cited = {source: one for source, one in atlas.citations.items() if source in out}
    speakers = atlas.tables["origins"].set_index("origin_id")[["label", "note"]].to_dict("index")
    lines = RowLines(atlas)
    names = atlas.countries["name"].to_dict()
    records = [
        _record(row, cited[row["source_id"]], speakers[row["origin_id"]], found, lines, names, atlas.labels)
        for row in rows
        if row["source_id"] in cited and (row["source_id"] in found.resting or not narrow)
    ]
    records.sort(key=lambda one: (-one.total, one.publisher.casefold(), one.source_id))
    voices = {one.tags["origin"][0] for one in records if one.rows}
    used = sum(bool(one.rows) for one in records)
    idle = say("register.idle", number=len(records) - used) if len(records) > used else ""
    independence = tuple(_independence(table, found) for table in VOICES)
    return Register(
        records=tuple(records),
        choices={key: _choices(records, key) for key in FACETS},
        independence=independence,
        found=found,
        title=_title(independence, used, len(voices)),
        subtitle=say(
            "register.subtitle",
            documents=say_number(used, "documents"),
            origins=say_number(len(voices), "origins"),
            idle=idle,
        ),
    )


def _title(independence: tuple[Independence, ...], used: int, voices: int) -> str:
    """ "71 of 92 reports come from one origin alone": the finding, where there is a report to say it of."""
    known = next(one for one in independence if one.table == "claims")
    if not known.rows:
        return join_details(say_number(used, "sources"), say_number(voices, "origins"))
    return say("register.alone", number=known.single, reports=say_number(known.rows, "reports"))


@dataclass(frozen=True)
class SupportedRow:
    """One row and what it rests on. text: what the row says; words: "4 sources, 1 origin"; thin: why it is marked."""

    text: str
    iso_a3: str
    words: str
    thin: str


SHOWN: Final = {"stations": "Reports", "responses": "Responses", "operations": "Reported return cases"}


def standings(selection: Selection, found: Origins) -> dict[str, tuple[SupportedRow, ...]]:
    """Heading → every report, response and case of the view with how many origins stand behind it, in table order."""
    lines = RowLines(selection.atlas)
    return {
        word(heading): tuple(_supported(one, lines) for (name, _), one in found.standing.items() if name == table)
        for table, heading in SHOWN.items()
    }


def _supported(one: Standing, lines: RowLines) -> SupportedRow:
    text, iso = lines.of(one.table, one.row_id)
    return SupportedRow(text, iso, one.words, " ".join(one.thin))


def _record(
    row: Mapping[str, Any],
    cited: Citation,
    origin: Mapping[Any, str],
    found: Origins,
    lines: RowLines,
    names: Mapping[str, str],
    labels: Labels,
) -> SourceRecord:
    source_id = row["source_id"]
    resting = found.resting.get(source_id)
    alike: dict[tuple[str, str, str], list[str]] = {}
    for table, ids in resting.rows.items() if resting else ():
        for row_id in ids:
            alike.setdefault((table, *lines.of(table, row_id)), []).append(row_id)
    rows = [
        RestingRows(table, tuple(ids), word(KIND_OF[table]), text, iso, names.get(iso, ""))
        for (table, text, iso), ids in alike.items()
    ]
    return SourceRecord(
        source_id=source_id,
        cited=cited,
        publisher=row["publisher"],
        published=row["published_on"],
        date_text=say_date(row["published_on"]),
        tags={
            "kind": (row["kind"], labels.alone["sources.kind"][row["kind"]]),
            "form": (row["form"], labels.alone["sources.form"][row["form"]]),
            "origin": (row["origin_id"], origin["label"]),
            "language": (row["language"], language_name(row["language"])),
        },
        origin_note=origin["note"],
        resting=resting.words if resting else word(NOTHING),
        rows=tuple(rows),
    )


def _choices(records: list[SourceRecord], key: str) -> dict[str, str]:
    """Values present, most records first, each labelled with their number."""
    counts: dict[tuple[str, str], int] = {}
    for record in records:
        counts[record.tags[key]] = counts.get(record.tags[key], 0) + 1
    return {
        value: f"{label} · {number}"
        for (value, label), number in sorted(counts.items(), key=lambda item: (-item[1], item[0][1]))
    }


def _independence(table: str, found: Origins) -> Independence:
    told = [
        one
        for (name, row_id), one in found.standing.items()
        if name == table and (table != "claims" or row_id.endswith(".existence"))
    ]
    standing = [one for one in told if one.sources]
    return Independence(
        table=table,
        rows=len(standing),
        # a case has no date of its own: it is known once a source of it is out
        later=len(told) - len(standing) if table != "operations" else 0,
        sources=len({source for one in standing for source in one.sources}),
        origins=len({origin for one in standing for origin in one.origins}),
        single=sum(len(one.origins) == 1 for one in standing),
        thin=sum(bool(one.thin) for one in standing),
    )
