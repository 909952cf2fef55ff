"""What is reported about one country: by wave, place, bureau and basis, each fact with those who say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from geo.documents.binding import rest_on
from geo.documents.country import words as say
from geo.documents.country.model import FactLine, ReportedPlace, Wave
from geo.documents.document import Statement
from geo.record.claims import Fact
from geo.record.origins import ONE_COPY, Origins
from geo.record.rows import Claim
from geo.view.select import Selection
from geo.words.messages import join_sentences, with_aside, word


def waves_of(selection: Selection, facts: Mapping[str, tuple[Fact, ...]], standing: Origins) -> tuple[Wave, ...]:
    """The reports in view, oldest wave first; in a wave by place, and those without a city last.

    selection: of one country. facts: station_id → its facts.
    """
    labels = selection.atlas.choices["wave"]
    made = []
    for wave in selection.waves.to_dict("records"):
        rows = selection.stations[selection.stations["wave"] == wave["wave_id"]].to_dict("records")
        rows.sort(key=lambda row: (row["city"] == "", row["city"].casefold(), row["station_id"]))
        if rows:
            made.append(
                Wave(
                    wave_id=wave["wave_id"],
                    count=len(rows),
                    heading=say.wave_heading(labels[wave["wave_id"]], wave["disclosed_on"], len(rows)),
                    disclosed=claimed(selection, wave, rows),
                    reports=_together(report_of(selection, row, facts[row["station_id"]], standing) for row in rows),
                )
            )
    return tuple(made)


def claimed(selection: Selection, wave: Mapping[str, Any], rows: list[dict[str, Any]]) -> Statement:
    """The claim of one wave about the country, in a sentence: all of it, and how much of it is in view."""
    everything = selection.disclosed
    whole = everything[
        (everything["wave"] == wave["wave_id"]) & (everything["country_iso3"] == rows[0]["country_iso3"])
    ]
    inferred = int((whole["basis"] == "inferred").sum())
    return rest_on(
        selection,
        say.claimed(wave["publisher"], wave["label"], len(whole), inferred, len(rows)),
        [wave["source_id"]],
        lead=say.wave_label(selection.atlas.choices["wave"][wave["wave_id"]], wave["disclosed_on"]),
    )


def _together(reports: Iterable[ReportedPlace]) -> tuple[ReportedPlace, ...]:
    """Neighbours that differ in nothing but their id, as one with its number."""
    kept: list[ReportedPlace] = []
    for report in reports:
        if kept and replace(report, station_ids=kept[-1].station_ids, number=kept[-1].number) == kept[-1]:
            last = kept.pop()
            report = replace(last, station_ids=last.station_ids + report.station_ids, number=last.number + 1)
        kept.append(report)
    return tuple(kept)


def report_of(selection: Selection, row: dict[str, Any], facts: tuple[Fact, ...], standing: Origins) -> ReportedPlace:
    """One report alone. row: of the atlas's stations; facts: its own, from who_says_so."""
    own = standing.standing["stations", row["station_id"]]
    return ReportedPlace(
        station_ids=(row["station_id"],),
        number=1,
        place=row["city"] or word(say.NO_PLACE),
        bureau=say.bureau(row, selection.atlas.labels),
        basis=selection.atlas.labels.alone["stations.basis"][row["basis"]],
        note=row["notes"] if selection.view.until is None or not own.later else "",
        standing=own.words,
        facts=tuple(_line(selection, one, standing) for one in facts),
    )


def _line(selection: Selection, fact: Fact, standing: Origins) -> FactLine:
    thin = standing.standing["claims", fact.adopted.claim_id].thin if fact.adopted else ()
    named = tuple(reason for reason in thin if reason != word(ONE_COPY))
    return FactLine(
        label=selection.atlas.labels.alone["claims.fact"][fact.fact],
        used=_version(selection, fact.fact, fact.adopted) if fact.adopted else None,
        nothing="" if fact.adopted else say.NO_VALUE[fact.fact],
        rivals=tuple(_version(selection, fact.fact, rival) for rival in fact.rivals),
        thin=named or thin,
    )


def _version(selection: Selection, fact: str, claim: Claim) -> Statement:
    """One value of a fact with those who give it; "(inferred)" where no source states it."""
    unclear = word(say.OF_ROW) if claim.attribution == "row" and claim.source_ids else ""
    value = say.fact_value(fact, claim.value, selection.atlas.labels)
    if claim.basis == "inferred":
        value = with_aside(value, selection.atlas.labels.inline["claims.basis"][claim.basis])
    return rest_on(
        selection,
        value,
        claim.source_ids,
        claim.withheld,
        note=join_sentences(claim.note, unclear),
        remark=claim.note,
    )
