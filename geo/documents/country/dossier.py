"""dossier(selection, iso) → Dossier: everything the record says about one country, as known in a view.

Claim, reply, inquiry and outcome stay apart, each with its date and its sources. The view's country filter gives way
to the country asked for; its other filters and its dates hold. Nothing is judged, averaged or filled in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

import pandas as pd

from geo.atlas import CHINA, HOST_GOVERNMENT, Atlas
from geo.documents.binding import of_data, rest_on
from geo.documents.country import words as say
from geo.documents.country.counts import count_blocks, disputes
from geo.documents.country.entries import entries_of
from geo.documents.country.model import CountBlock, Dispute, Dossier, Neighbour, PublishedRow, RecordEntry, Side, Wave
from geo.documents.country.reports import waves_of
from geo.documents.country.timeline import timeline
from geo.documents.country.unknown import not_known
from geo.documents.document import Statement, Target
from geo.errors import UsageError
from geo.record.claims import Fact, who_says_so
from geo.record.known import is_told
from geo.record.known import responses as known_responses
from geo.record.origins import origins
from geo.record.rows import Response
from geo.tables.dates import say_date
from geo.view import View
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.language import sort_key
from geo.words.messages import close, word

# Whose words can be a country's own position; the press, a lawmaker who relays others, and China are not among them.
OFFICIAL: Final = (HOST_GOVERNMENT, "regional-government", "third-country")


def dossier(selection: Selection, iso_a3: str) -> Dossier:
    """The dossier of a country, whether it has reports, responses, both or neither.

    Raises UsageError for a code that the countries table does not have.
    """
    atlas = selection.atlas
    if iso_a3 not in atlas.countries.index:
        raise UsageError(f"{iso_a3[:40]!r} is no country of this dataset: give an ISO 3166-1 alpha-3 code, or XKX.")
    own = select(atlas, view_of(selection.view, iso_a3))
    name, place = str(atlas.countries["name"][iso_a3]), str(atlas.countries["subregion"][iso_a3])
    responses = own.responses[own.responses["country_iso3"] == iso_a3]
    facts = who_says_so(own, own.stations["station_id"])
    standing = origins(own)
    waves = waves_of(own, facts, standing)
    until = own.view.until
    disclosed = _disclosed(own, iso_a3)
    empty = word(say.ACCUSED) if iso_a3 == CHINA else "" if waves else say.empty(disclosed, until)
    # What China answers is what is claimed of all countries.
    claimed = select(atlas, own.view.change(countries=())) if iso_a3 == CHINA else own
    claims = _all_claims(claimed) if iso_a3 == CHINA else [one.disclosed for one in waves]
    sides = sides_of(own, iso_a3, claims, empty)
    dated = entries_of(own, iso_a3, waves, facts)
    entries = [one.entry for one in dated]
    cases = _cases(own, iso_a3)
    counts = count_blocks(own, iso_a3)
    disputed = disputes(own, iso_a3)
    sources = tuple(_cited(sides, waves, entries, [case for _, case in cases], counts, disputed))
    shown = {
        **_reported_rows(waves, facts),
        "operations": [key for key, _ in cases],
        "country_counts": [row.count_id for row in _published(counts)],
        "disagreements": [key for dispute in disputed for key in dispute.version_ids],
        "sources": sources,
    }
    return Dossier(
        iso_a3=iso_a3,
        name=name,
        kicker=word("Country dossier · {place}", place=place) if place else word("Country dossier"),
        title=headline(own, iso_a3),
        subtitle=sentences.subtitle(claimed) if claimed.count.reports else word(say.SUBTITLE_EMPTY),
        known=say.known(until),
        empty=empty,
        left_out=say.left_out(own.count.reports, disclosed),
        sides=sides,
        timeline=timeline(
            entries,
            {one.entry.key: one.date for one in dated},
            _lanes(selection.atlas, iso_a3),
        ),
        entries=tuple(entry for entry in entries if entry.number),
        undated=tuple(entry for entry in entries if not entry.number),
        no_response=say.no_response(until) if responses.empty and iso_a3 != CHINA else "",
        waves=waves,
        cases=tuple(statement for _, statement in cases),
        cases_note=word(say.CASES_NOTE if cases else say.NO_CASES),
        counts=counts,
        no_counts="" if counts else word(say.NO_COUNTS),
        disputes=disputed,
        unknown=not_known(own, iso_a3, responses, facts, standing),
        sources=sources,
        headings=say.HEADINGS,
        notes=(
            sentences.counting_note(),
            sentences.absence_note(),
            sentences.border_note(own),
            say.sources_note(len(sources)),
        ),
        map_caption=say.map_caption(empty),
        map_alt=say.map_alt(name, empty, own.stations),
        file_name="-".join(["dossier", iso_a3.lower(), *([f"known-{until}"] if until else []), atlas.version]),
        query=own.view.to_query(),
        rests_on=frozenset(
            [
                *((table, key) for table, keys in shown.items() for key in keys),
                *(_row_of(entry) for entry in entries),
            ]
        ),
    )


def _reported_rows(waves: tuple[Wave, ...], facts: Mapping[str, tuple[Fact, ...]]) -> dict[str, list[str]]:
    """Table → keys of the reports that are shown, and of every claim about one."""
    told = [fact for own in facts.values() for fact in own]
    return {
        "stations": [key for wave in waves for report in wave.reports for key in report.station_ids],
        "claims": [claim.claim_id for fact in told for claim in (fact.adopted, *fact.rivals) if claim],
    }


def _row_of(entry: RecordEntry) -> tuple[str, str]:
    """(table, key) of the row that an entry tells."""
    table, _, key = entry.key.partition(":")
    return table, key


def _published(counts: tuple[CountBlock, ...]) -> list[PublishedRow]:
    """Every published number of some blocks, those beside the compared ones included."""
    return [row for block in counts for row in (*block.published, *(row for _, row in block.beside))]


def _cited(
    sides: tuple[Side, ...],
    waves: tuple[Wave, ...],
    entries: list[RecordEntry],
    cases: list[Statement],
    counts: tuple[CountBlock, ...],
    disputed: tuple[Dispute, ...],
) -> dict[str, None]:
    """Ids of every source that something in the dossier rests on, each once."""
    facts = [line for wave in waves for report in wave.reports for line in report.facts]
    said = [
        *(one for side in sides for one in side.statements),
        *(wave.disclosed for wave in waves),
        *(one for line in facts for one in (*([line.used] if line.used else []), *line.rivals)),
        *cases,
        *(one for dispute in disputed for one in dispute.versions),
    ]
    supports = [*(entry.support for entry in entries), *(row.support for row in _published(counts))]
    found = [*(one.source_ids for one in said), *(one.source_ids for one in supports)]
    return dict.fromkeys(source for source_ids in found for source in source_ids)


def headline(own: Selection, iso_a3: str) -> str:
    """The title of a dossier. own: the selection of this country alone."""
    if iso_a3 == CHINA:
        return word("{name}: what it says about the reports", name=own.atlas.countries["name"][iso_a3])
    return say.title(str(own.atlas.countries["name"][iso_a3]), own.count, _disclosed(own, iso_a3), own.view.until)


def _disclosed(own: Selection, iso_a3: str) -> int:
    """Reports of the country that were disclosed by the view's day, whatever else the view filters."""
    return int((own.disclosed["country_iso3"] == iso_a3).sum())


def view_of(view: View, iso_a3: str) -> View:
    """The view of one country's dossier: its country filter names this country, no panel is open, the rest stays."""
    return view.change(countries=(iso_a3,), focus="")


def dossier_target(view: View, iso_a3: str) -> Target | None:
    """The way to a country's dossier that keeps the rest of a view; None for "", which is no country."""
    return Target("countries", tuple(view_of(view, iso_a3).to_query().items())) if iso_a3 else None


def country_of(view: View) -> str:
    """The country whose dossier a view asks for: the only one it filters by, else the one whose panel is open, else
    ""."""
    return view.countries[0] if len(view.countries) == 1 else view.focus


def _lanes(atlas: Atlas, iso_a3: str) -> list[tuple[str, str]]:
    china = say.lane(say.CHINA_LANE)
    return [china] if iso_a3 == CHINA else [say.lane(say.CLAIM_LANE), *atlas.axes.items(), china]


def _all_claims(everywhere: Selection) -> list[Statement]:
    """What is claimed in a view of all countries, as one statement; none where the view has no report."""
    said = close(sentences.sentence(everywhere))
    return [rest_on(everywhere, said, list(everywhere.waves["source_id"]))] if everywhere.count.reports else []


def sides_of(own: Selection, iso_a3: str, claims: list[Statement], empty: str) -> tuple[Side, ...]:
    """Claim, host and China, set alike: each with its words, dates and sources. China has no host's column.

    own: the selection of this country alone. claims: what the waves in view claim; without any, `empty` is said.
    """
    claim = Side(word(say.CLAIM), (*claims, _ours(sentences.reported_line(own))) if claims else (_ours(empty),))
    answers = known_responses(own)
    about_china = [one for one in answers if one.about_china or (one.iso_a3 == iso_a3 and one.said_by == "china")]
    said = tuple(_statement(own, one) for one in about_china)
    china = Side(word(say.CHINA), said or (_ours(word(say.CHINA_SILENT)),))
    if iso_a3 == CHINA:
        return claim, china
    host = _disclosed(own, iso_a3)
    return (
        claim,
        Side(
            word(say.HOST if host else say.NO_HOST),
            _host(own, [one for one in answers if one.iso_a3 == iso_a3], say.no_response(own.view.until)),
        ),
        china,
    )


def _ours(text: str) -> Statement:
    """Words of our own, such as that nothing was found: no source can stand behind them."""
    return Statement(text)


def _host(own: Selection, answers: list[Response], nothing: str) -> tuple[Statement, ...]:
    """The newest words of the country's own authorities on each axis, and how many there are besides; without any, what
    others there say."""
    if not answers:
        return (_ours(nothing),)
    official = [one for one in answers if one.said_by in OFFICIAL]
    shown = official or [one for one in answers if one.said_by != "china"]
    newest: dict[str, Response] = {}
    for one in shown:  # oldest first, undated last
        if one.date or one.axis not in newest:
            newest[one.axis] = one
    number = Counter(one.axis for one in shown)
    statements = [
        _statement(own, newest[axis], axis=own.atlas.axes[axis], more=number[axis] - 1)
        for axis in own.atlas.axes
        if axis in newest
    ]
    if not official:
        statements.insert(0, _ours(word(say.NO_OWN_WORDS)))
    return tuple(statements)


def _statement(own: Selection, one: Response, *, axis: str = "", more: int = 0) -> Statement:
    parts = [axis, say_date(one.date), one.kind_label]
    if one.said_by not in (HOST_GOVERNMENT, "china"):
        parts.append(own.atlas.labels.inline["responses.said_by"][one.said_by])
    parts.append(word("{number} more", number=more) if more else "")
    lead = " · ".join(part for part in parts if part)
    said = {"lead": lead, "note": one.note, "lang": of_data(own), "remark": one.note}
    return rest_on(own, one.summary, one.source_ids, one.withheld, **said)


def _cases(own: Selection, iso_a3: str) -> list[tuple[str, Statement]]:
    """Cases of which at least one source was out, by year, those without one last."""
    rows = own.atlas.tables["operations"]
    kept = [
        row
        for row in rows[rows["country_iso3"] == iso_a3].to_dict("records")
        if is_told(own, row["source_ids"], "any source")
    ]
    kept.sort(key=lambda row: (9999 if pd.isna(row["year"]) else int(row["year"]), row["operation_id"]))
    return [
        (
            row["operation_id"],
            rest_on(
                own, row["summary"], row["source_ids"], lead=say.case_lead(row, own.atlas.labels), lang=of_data(own)
            ),
        )
        for row in kept
    ]


def ring(selection: Selection) -> list[str]:
    """Countries that a reader leafs through, by name: hosts in view, and countries with a known response."""
    everywhere = select(selection.atlas, selection.view.change(countries=(), focus=""))
    names = selection.atlas.countries["name"]
    found = set(everywhere.by_country.index) | set(everywhere.responses["country_iso3"])
    return sorted(found, key=lambda iso: sort_key(names[iso]))


def neighbours(selection: Selection, iso_a3: str) -> tuple[Neighbour | None, Neighbour | None]:
    """The previous and the next dossier by name, None at the ends of the ring."""
    names = selection.atlas.countries["name"]
    isos = sorted({*ring(selection), iso_a3}, key=lambda iso: sort_key(names[iso]))
    place = isos.index(iso_a3)

    def one(iso: str) -> Neighbour:
        return Neighbour(iso, str(names[iso]), view_of(selection.view, iso).to_query())

    return (one(isos[place - 1]) if place else None, one(isos[place + 1]) if place + 1 < len(isos) else None)
