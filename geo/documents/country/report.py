"""compose_reports: one document for each report of a country: the claim, who says so, replies, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from geo.documents.binding import bind, in_its_language, rest_on, target_of
from geo.documents.corrections import told
from geo.documents.country import words as say
from geo.documents.country.dossier import sides_of, view_of
from geo.documents.country.model import Side
from geo.documents.country.reading import tell_fact
from geo.documents.country.reports import claimed, report_of
from geo.documents.document import Beside, Document, Heading, Paragraph, Statement
from geo.record.claims import Fact, who_says_so
from geo.record.corrections import Correction, corrections, of_rows
from geo.record.origins import Origins, origins
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.captions import LICENCE
from geo.words.messages import join_sentences, labelled, word

NAME: Final = "report"
KICKER: Final = "One report"
NOT_A_STATION: Final = (
    "A report is one police bureau in one place, as published by somebody on a day. It is a claim: whether such a "
    "station existed is not known here, and a place is a city at most."
)
ONE_OF: Final = "This page is about one of them."
CITE: Final = "To cite this report"
CITED: Final = (
    "Station Atlas, report {report}, data version {version}, {licence}.{address} Say who reported it and when, and the "
    "reply beside it."
)


def compose_reports(
    selection: Selection, iso_a3: str, *, exported_on: str = "", base_url: str = ""
) -> Iterator[tuple[str, Document]]:
    """(station_id, document) for each report of a country in view, in table order. The rest as for bind."""
    shared = _shared(selection, iso_a3)
    for row in shared.rows:
        yield row["station_id"], _compose(shared.own, shared, row, iso_a3, exported_on=exported_on, base_url=base_url)


@dataclass(frozen=True, eq=False)
class _Shared:
    """What all reports of one country share. sides: wave → claim, host and China; facts: station → who says so;
    corrected: station → its corrections."""

    own: Selection
    rows: list[dict[str, Any]]
    sides: Mapping[str, tuple[Side, ...]]
    facts: Mapping[str, tuple[Fact, ...]]
    standing: Origins
    corrected: Mapping[str, tuple[Correction, ...]]


@in_its_language
def _shared(selection: Selection, iso_a3: str) -> _Shared:
    own = select(selection.atlas, view_of(selection.view, iso_a3))
    rows = [{str(key): cell for key, cell in row.items()} for row in own.stations.to_dict("records")]
    of_wave: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        of_wave.setdefault(row["wave"], []).append(row)
    waves = {wave["wave_id"]: wave for wave in own.waves.to_dict("records")}
    return _Shared(
        own,
        rows,
        {wave: sides_of(own, iso_a3, [_claimed(own, waves[wave], told)], "") for wave, told in of_wave.items()},
        who_says_so(own, own.stations["station_id"]),
        origins(own),
        of_rows(corrections(own), "stations"),
    )


def _claimed(own: Selection, wave: Mapping[str, Any], rows: list[dict[str, Any]]) -> Statement:
    """What the wave claims of the whole country, under its name: the page is about one report of it, in one place."""
    claim = claimed(own, wave, rows)
    text = labelled(rows[0]["country_name"], claim.text)
    return replace(claim, text=join_sentences(text, word(ONE_OF)) if len(rows) > 1 else text)


@in_its_language
def _compose(
    own: Selection, shared: _Shared, row: dict[str, Any], iso_a3: str, *, exported_on: str, base_url: str
) -> Document:
    sides = shared.sides[row["wave"]]
    one = report_of(own, row, shared.facts[row["station_id"]], shared.standing)
    history = shared.corrected.get(row["station_id"], ())
    further = _further(row, shared.facts[row["station_id"]])
    return bind(
        own,
        NAME,
        kicker=f"{word(KICKER)} · {row['station_id']}",
        title=_title(row),
        subtitle=sentences.report_line(row, own.atlas.choices["wave"], own.atlas.labels),
        blocks=(
            Paragraph(Statement(word(NOT_A_STATION)), "quiet"),
            Beside(say.HEADINGS["sides"], tuple((Heading(side.heading), *side.statements) for side in sides)),
            Heading(say.HEADINGS["who"], anchor="who"),
            Paragraph(rest_on(own, one.standing, further, note=one.note, remark=one.note)),
            *(said for line in one.facts for said in tell_fact(line)),
            *((Heading(word(say.CORRECTED), anchor="corrected"),) if history else ()),
            *(told(own, correction) for correction in history),
            Heading(word(CITE), anchor="cite"),
            Paragraph(Statement(_cite(own, row["station_id"], base_url))),
            Statement(
                word("All that the record has on {country}", country=row["country_name"]),
                to=target_of(own, "countries", country=iso_a3),
            ),
        ),
        sources_heading=say.HEADINGS["sources"],
        notes=(sentences.counting_note(), sentences.absence_note()),
        exported_on=exported_on,
        base_url=base_url,
        own={NAME: row["station_id"]},
    )


def _further(row: Mapping[str, Any], facts: Iterable[Fact]) -> list[str]:
    """Sources of the report that no claim below names: they tell of it without one of its facts, and are counted."""
    claims = [claim for fact in facts for claim in (fact.adopted, *fact.rivals) if claim]
    named = {source for claim in claims for source in claim.source_ids}
    return [source for source in row["source_ids"] if source not in named]


def _title(row: Mapping[str, Any]) -> str:
    """ "Madrid, Spain: a reported station"; a report without a city says so."""
    place = row["city"] or word(say.NO_PLACE)
    return word("{place}, {country}: a reported station", place=place, country=row["country_name"])


def _cite(own: Selection, station_id: str, base_url: str) -> str:
    """A line that names the report for good: its key is never given to another one."""
    address = f" {base_url}{NAME}/{station_id}/" if base_url else ""
    return word(CITED, report=station_id, version=own.atlas.version, licence=LICENCE, address=address)
