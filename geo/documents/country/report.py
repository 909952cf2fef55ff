"""compose_reports: one document for each report of a country: the claim, who says so, replies, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from geo.documents.binding import bind
from geo.documents.corrections import told
from geo.documents.country import words as say
from geo.documents.country.dossier import sides_of, view_of
from geo.documents.country.reading import tell_fact
from geo.documents.country.reports import claimed, report_of
from geo.documents.document import Beside, Document, Heading, Paragraph, Statement, Target
from geo.record.claims import who_says_so
from geo.record.corrections import corrections, of_rows
from geo.record.origins import origins
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.captions import LICENCE
from geo.words.messages import word

NAME: Final = "report"
KICKER: Final = "One report"
NOT_A_STATION: Final = (
    "A report is one police bureau in one place, as published by somebody on a day. It is a claim: whether such a "
    "station existed is not known here, and a place is a city at most."
)
CITE: Final = "To cite this report"
CITED: Final = (
    "Station Atlas, report {report}, data version {version}, {licence}.{address} Say who reported it and when, and the "
    "reply beside it."
)


def compose_reports(
    selection: Selection, iso_a3: str, *, exported_on: str = "", base_url: str = ""
) -> Iterator[tuple[str, Document]]:
    """(station_id, document) for each report of a country in view, in table order. Arguments as for dossier."""
    own = select(selection.atlas, view_of(selection.view, iso_a3))
    facts, standing = who_says_so(own, own.stations["station_id"]), origins(own)
    waves = {row["wave_id"]: row for row in own.waves.to_dict("records")}
    rows = own.stations.to_dict("records")
    corrected = of_rows(corrections(own), "stations")
    for row in rows:
        of_wave = [one for one in rows if one["wave"] == row["wave"]]
        sides = sides_of(own, iso_a3, [claimed(own, waves[row["wave"]], of_wave)], "")
        one = report_of(own, row, facts[row["station_id"]], standing)
        history = corrected.get(row["station_id"], ())
        yield (
            row["station_id"],
            bind(
                own,
                NAME,
                kicker=f"{word(KICKER)} · {row['station_id']}",
                title=_title(row),
                subtitle=sentences.report_line(row, own.atlas.choices["wave"], own.atlas.labels),
                blocks=(
                    Paragraph(Statement(word(NOT_A_STATION)), "quiet"),
                    Beside(say.HEADINGS["sides"], tuple((Heading(side.heading), *side.statements) for side in sides)),
                    Heading(say.HEADINGS["who"], anchor="who"),
                    Paragraph(Statement(one.standing, note=one.note)),
                    *(said for line in one.facts for said in tell_fact(line)),
                    *((Heading(word(say.CORRECTED), anchor="corrected"),) if history else ()),
                    *(told(own, correction) for correction in history),
                    Heading(word(CITE), anchor="cite"),
                    Paragraph(Statement(_cite(own, row["station_id"], base_url))),
                    Statement(
                        word("All that the record has on {country}", country=row["country_name"]),
                        to=Target("countries", (("country", iso_a3),)),
                    ),
                ),
                sources_heading=say.HEADINGS["sources"],
                notes=(sentences.counting_note(), sentences.absence_note()),
                exported_on=exported_on,
                base_url=base_url,
                own={NAME: row["station_id"]},
            ),
        )


def _title(row: Mapping[str, Any]) -> str:
    """ "Madrid, Spain: a reported station"; a report without a city says so."""
    place = row["city"] or word(say.NO_PLACE)
    return word("{place}, {country}: a reported station", place=place, country=row["country_name"])


def _cite(own: Selection, station_id: str, base_url: str) -> str:
    """A line that names the report for good: its key is never given to another one."""
    address = f" {base_url}{NAME}/{station_id}/" if base_url else ""
    return word(CITED, report=station_id, version=own.atlas.version, licence=LICENCE, address=address)
