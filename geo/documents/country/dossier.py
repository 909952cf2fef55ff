"""dossier(selection, iso) → Dossier: everything the record says about one country, as known in a view.

Claim, reply, inquiry and outcome stay apart, each with its date and its sources. The view's country filter gives way
to the country asked for; its other filters and its dates hold. Nothing is judged, averaged or filled in.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from geo.atlas import AXES, CHINA
from geo.documents.country import words as say
from geo.documents.country.counts import count_blocks, disputes
from geo.documents.country.entries import entries_of
from geo.documents.country.model import Dossier, Neighbour, Side, Statement, Wave
from geo.documents.country.reports import waves_of
from geo.documents.country.timeline import timeline
from geo.documents.country.unknown import not_known
from geo.errors import UsageError
from geo.record.bibliography import Bibliography
from geo.record.claims import any_known, known_sources, who_says_so
from geo.record.origins import origins
from geo.record.statements import Backing
from geo.select import Selection, select
from geo.tables.dates import say_date
from geo.view import View
from geo.words import sentences

# Whose words can be a country's own position; the press, a lawmaker who relays others, and China are not among them.
OFFICIAL: Final = ("host-government", "regional-government", "third-country")


def dossier(selection: Selection, iso_a3: str, *, exported_on: str = "", base_url: str = "") -> Dossier:
    """The dossier of a country, whether it has reports, responses, both or neither.

    exported_on: YYYY-MM-DD or "". base_url: what the printed link begins with, e.g. "https://atlas.example/". Raises
    UsageError for a code that the countries table does not have.
    """
    atlas = selection.atlas
    if iso_a3 not in atlas.countries.index:
        raise UsageError(f"{iso_a3[:40]!r} is no country of this dataset: give an ISO 3166-1 alpha-3 code, or XKX.")
    own = select(atlas, view_of(selection.view, iso_a3))
    name, place = str(atlas.countries["name"][iso_a3]), str(atlas.countries["subregion"][iso_a3])
    responses = own.responses[own.responses["country_iso3"] == iso_a3]
    facts = who_says_so(own, own.stations["station_id"])
    standing, bibliography = origins(own), Bibliography(own)
    waves = waves_of(own, facts, standing, bibliography)
    until = own.view.until
    here, disclosed = _rows_of(own, iso_a3)
    empty = say.ACCUSED if iso_a3 == CHINA else "" if waves else say.empty(here, disclosed, until)
    sides = _sides(own, iso_a3, waves, empty, responses, bibliography)
    dated = entries_of(own, iso_a3, waves, facts, bibliography)
    entries = [one.entry for one in dated]
    cases = _cases(own, iso_a3, bibliography)
    counts = count_blocks(own, iso_a3, bibliography)
    disputed = disputes(own, iso_a3, bibliography)
    previous, following = _neighbours(selection, iso_a3)
    return Dossier(
        iso_a3=iso_a3,
        name=name,
        kicker=f"Country dossier · {place}" if place else "Country dossier",
        title=headline(own, iso_a3),
        subtitle=sentences.subtitle(own) if own.count.reports else say.SUBTITLE_EMPTY,
        known=say.known(until),
        empty=empty,
        left_out=say.left_out(own.count.reports, disclosed),
        sides=sides,
        timeline=timeline(
            entries,
            {one.entry.key: one.date for one in dated},
            _lanes(iso_a3),
        ),
        entries=tuple(entry for entry in entries if entry.number),
        undated=tuple(entry for entry in entries if not entry.number),
        no_response=say.no_response(until) if responses.empty and iso_a3 != CHINA else "",
        waves=waves,
        cases=tuple(statement for _, statement in cases),
        cases_note=say.CASES_NOTE if cases else say.NO_CASES,
        counts=counts,
        no_counts="" if counts else say.NO_COUNTS,
        disputes=disputed,
        unknown=not_known(own, iso_a3, responses, facts, standing),
        sources=bibliography.listed(),
        headings=say.HEADINGS,
        notes=(
            sentences.COUNTING_NOTE,
            sentences.ABSENCE_NOTE,
            sentences.BORDER_NOTE,
            say.sources_note(len(bibliography.listed())),
        ),
        map_caption=say.map_caption(empty),
        map_alt=say.map_alt(name, empty, own.stations),
        version_line=sentences.version_line(own, exported_on),
        link=sentences.link(own, f"{base_url}countries"),
        file_name="-".join(["dossier", iso_a3.lower(), *([f"known-{until}"] if until else []), atlas.version]),
        query=own.view.to_query(),
        previous=previous,
        following=following,
        rests_on=frozenset(
            {(table, key) for table, _, key in (entry.key.partition(":") for entry in entries)}
            | {("stations", key) for wave in waves for report in wave.reports for key in report.station_ids}
            | {
                ("claims", claim.claim_id)
                for own_facts in facts.values()
                for fact in own_facts
                for claim in (*([fact.adopted] if fact.adopted else []), *fact.rivals)
            }
            | {("operations", key) for key, _ in cases}
            | {
                ("country_counts", row.count_id)
                for block in counts
                for row in (*block.published, *(row for _, row in block.beside))
            }
            | {("disagreements", key) for dispute in disputed for key in dispute.version_ids}
            | {("sources", citation.source_id) for citation in bibliography.listed()}
        ),
    )


def headline(own: Selection, iso_a3: str) -> str:
    """The title of a dossier. own: the selection of this country alone."""
    return say.title(str(own.atlas.countries["name"][iso_a3]), own.count, *_rows_of(own, iso_a3), own.view.until)


def _rows_of(own: Selection, iso_a3: str) -> tuple[int, int]:
    """(reports of the country in the data, those disclosed by the view's `until`), whatever else the view filters."""
    here = own.atlas.stations[own.atlas.stations["country_iso3"] == iso_a3]
    until = own.view.until
    return len(here), len(here) if until is None else int((here["disclosed_on"] <= until.isoformat()).sum())


def view_of(view: View, iso_a3: str) -> View:
    """The view of one country's dossier: its country filter names this country, no panel is open, the rest stays."""
    return view.change(countries=(iso_a3,), focus="")


def country_of(view: View) -> str:
    """The country whose dossier a view asks for: the only one it filters by, else the one whose panel is open, else
    ""."""
    return view.countries[0] if len(view.countries) == 1 else view.focus


def _lanes(iso_a3: str) -> list[tuple[str, str]]:
    axes = [] if iso_a3 == CHINA else list(AXES.items())
    return [say.CLAIM_LANE, *axes, say.CHINA_LANE]


def _sides(
    own: Selection,
    iso_a3: str,
    waves: tuple[Wave, ...],
    empty: str,
    responses: pd.DataFrame,
    bibliography: Bibliography,
) -> tuple[Side, ...]:
    """Claim, host and China, set alike: each with its words, dates and sources. China has no host's column."""
    claimed = [wave.disclosed for wave in waves] or [_ours(empty)]
    claim = Side(say.CLAIM, (*claimed, *([_ours(sentences.reported_line(own))] if waves else [])))
    rows = own.responses[
        (own.responses["country_iso3"] == CHINA)
        | ((own.responses["country_iso3"] == iso_a3) & (own.responses["said_by"] == "china"))
    ]
    said = tuple(_statement(row, bibliography) for row in rows.to_dict("records"))
    china = Side(say.CHINA, said or (_ours(say.CHINA_SILENT),))
    if iso_a3 == CHINA:
        return claim, china
    _, host = _rows_of(own, iso_a3)
    return (
        claim,
        Side(say.HOST if host else say.NO_HOST, _host(responses, say.no_response(own.view.until), bibliography)),
        china,
    )


def _ours(text: str) -> Statement:
    """Words of our own, such as that nothing was found: no source can stand behind them."""
    return Statement("", text, "", Backing())


def _host(responses: pd.DataFrame, nothing: str, bibliography: Bibliography) -> tuple[Statement, ...]:
    """The newest words of the country's own authorities on each axis; without any, what others there say."""
    if responses.empty:
        return (_ours(nothing),)
    official = responses[responses["said_by"].isin(OFFICIAL)]
    shown = official if len(official) else responses[responses["said_by"] != "china"]
    statements = [
        _statement(row, bibliography, axis=True) for axis in AXES for row in _newest(shown[shown["axis"] == axis])
    ]
    if official.empty:
        statements.insert(0, _ours(say.NO_OWN_WORDS))
    return tuple(statements)


def _newest(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The last dated row, or the undated one if there is no other; rows come oldest first, undated last."""
    dated = rows[rows["date"] != ""]
    kept: list[dict[str, Any]] = (dated if len(dated) else rows).tail(1).to_dict("records")
    return kept


def _statement(row: dict[str, Any], bibliography: Bibliography, *, axis: bool = False) -> Statement:
    parts = [AXES[row["axis"]] if axis else "", say_date(row["date"]), row["kind_label"]]
    if row["said_by"] not in ("host-government", "china"):
        parts.append(say.SAID_BY[row["said_by"]])
    lead = " · ".join(part for part in parts if part)
    return Statement(lead, row["summary"], row["note"], bibliography.back(row["source_ids"]))


def _cases(own: Selection, iso_a3: str, bibliography: Bibliography) -> list[tuple[str, Statement]]:
    """Cases of which at least one source was out, by year, those without one last."""
    rows, known = own.atlas.tables["operations"], known_sources(own)
    kept = [
        row
        for row in rows[rows["country_iso3"] == iso_a3].to_dict("records")
        if any_known(own, row["source_ids"], known)
    ]
    kept.sort(key=lambda row: (9999 if pd.isna(row["year"]) else int(row["year"]), row["operation_id"]))
    return [
        (
            row["operation_id"],
            Statement(say.case_lead(row), row["summary"], "", bibliography.back(row["source_ids"])),
        )
        for row in kept
    ]


def ring(selection: Selection) -> list[str]:
    """Countries that a reader leafs through, by name: hosts in view, and countries with a known response."""
    everywhere = select(selection.atlas, selection.view.change(countries=(), focus=""))
    names = selection.atlas.countries["name"]
    found = set(everywhere.by_country.index) | set(everywhere.responses["country_iso3"])
    return sorted(found, key=lambda iso: names[iso].casefold())


def _neighbours(selection: Selection, iso_a3: str) -> tuple[Neighbour | None, Neighbour | None]:
    names = selection.atlas.countries["name"]
    isos = sorted({*ring(selection), iso_a3}, key=lambda iso: names[iso].casefold())
    place = isos.index(iso_a3)

    def one(iso: str) -> Neighbour:
        return Neighbour(iso, str(names[iso]), view_of(selection.view, iso).to_query())

    return (one(isos[place - 1]) if place else None, one(isos[place + 1]) if place + 1 < len(isos) else None)
