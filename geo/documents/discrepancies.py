"""What doesn't add up: published against placed, versions that disagree, what was inferred and what is missing.

Nothing is averaged and no version is declared right. Every figure carries the view that shows its rows and the sources
that printed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.documents.country.words import fact_value
from geo.record.counts import TOTAL, WHOLE, CountLine, PublishedCount, reconcile
from geo.record.figures import fill_figures
from geo.record.known import Scope, is_told, scope, support
from geo.record.rows import Support
from geo.view import View
from geo.view.select import Selection
from geo.words.messages import (
    close,
    join_details,
    join_place,
    join_sentences,
    join_words,
    labelled,
    say,
    say_number,
    word,
)
from geo.words.sentences import placed_countries, say_range

RULE: Final = (
    "Published figures are the publisher’s, and floors (“at least”). Placed are the rows of this dataset. "
    "Filters other than dates, wave and country don’t change them: nobody published figures for such a part."
)


@dataclass(frozen=True)
class Version:
    """One printed version: text, such as "at least 9"; by whom; what it covers, if not the whole; a remark (note)."""

    text: str
    by: str
    note: str
    support: Support
    covers: str = ""


@dataclass(frozen=True)
class Comparison:
    """One figure. versions: as published. placed: rows here; rows: the view that shows exactly them.

    inferred: how many of them are inferred. verdict: what comes out, in words. span: lowest to highest number for the
    same list, "" where only one number is known. differs: whether numbers for the same list disagree.
    """

    label: str
    wave: str
    versions: tuple[Version, ...]
    placed: int
    rows: View | None
    inferred: int
    verdict: str
    span: str
    differs: bool


@dataclass(frozen=True)
class Disagreement:
    """One point on which published sources differ. span: "21–33" where every version is a number, else ""."""

    point: str
    iso_a3: str
    span: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Inferred:
    """One fact of a report that no source states. place: country and city; reason: how it was deduced."""

    station_id: str
    place: str
    iso_a3: str
    fact: str
    value: str
    reason: str
    support: Support


@dataclass(frozen=True)
class Remark:
    """One statement about what is missing, stated or inferred."""

    statement: str
    basis: str
    note: str
    support: Support


@dataclass(frozen=True)
class Check:
    """One published target and what the rows come to."""

    target: str
    outcome: str
    result: str
    note: str


@dataclass(frozen=True)
class Discrepancies:
    """All of it for one view. waves, countries_of_waves: totals; bureaus, countries: by wave and all together."""

    title: str
    subtitle: str
    waves: tuple[Comparison, ...]
    countries_of_waves: tuple[Comparison, ...]
    bureaus: tuple[Comparison, ...]
    countries: tuple[Comparison, ...]
    disagreements: tuple[Disagreement, ...]
    inferred: tuple[Inferred, ...]
    missing: tuple[Remark, ...]
    checks: tuple[Check, ...]


def discrepancies(selection: Selection) -> Discrepancies:
    """What doesn't add up in a view, as known on its `until`.

    A later `until` never takes a version, an inference or a remark away. Checks of the compilers have no date of their
    own and are told without a date limit only.
    """
    about = scope(selection)
    lines = reconcile(selection)
    return Discrepancies(
        title=_title(selection),
        subtitle=_subtitle(selection),
        waves=_totals(selection, [line for line in lines if line.scope == "wave"]),
        countries_of_waves=_countries_of_waves(selection),
        bureaus=tuple(_comparison(selection, line) for line in lines if line.scope == "bureau"),
        countries=tuple(
            _comparison(selection, line) for line in lines if line.scope == "country" and about.has(line.key)
        ),
        disagreements=_disagreements(selection, about),
        inferred=_inferred(selection),
        missing=_missing(selection),
        checks=_checks(selection) if selection.view.until is None else (),
    )


def _title(selection: Selection) -> str:
    published = selection.published
    if not published.reports:
        return word("No published total in this view")
    return say(
        "reconciliation.title", placed=published.placed, reports=say_number(published.reports, "published reports")
    )


def _subtitle(selection: Selection) -> str:
    published = selection.published
    where = say("reconciliation.where", countries=placed_countries(published))
    if not published.reports:
        return ""
    if published.shortfall <= 0:
        return join_sentences(where, word("None is missing."))
    lost = published.countries - published.placed_countries
    rest = say("reconciliation.rest", number=published.shortfall, hosts=say("reconciliation.lost", number=lost))
    return join_sentences(where, rest)


def _comparison(selection: Selection, line: CountLine) -> Comparison:
    whole = [count.number for count in line.published if count.comparable]
    return Comparison(
        label=line.label,
        wave=_wave(selection, line.wave),
        versions=tuple(_version(selection, count) for count in line.published),
        placed=line.placed,
        rows=_rows(selection, line) if line.placed else None,
        inferred=line.inferred,
        verdict=_verdict(line.placed, whole, line.scope == "bureau"),
        span=say_range(line.span) if whole else "",
        differs=bool(whole) and not line.agrees,
    )


def _wave(selection: Selection, wave: str) -> str:
    return word("All waves") if wave == TOTAL else selection.atlas.choices["wave"][wave]


def _version(selection: Selection, count: PublishedCount) -> Version:
    labels = selection.atlas.labels
    return Version(
        labels.inline["country_counts.count_basis"][count.basis].format(count.number),
        count.publisher or word("not recorded"),
        count.note,
        support(selection, [count.source_id] if count.source_id else []),
        "" if count.coverage == WHOLE else close(labels.alone["country_counts.coverage"][count.coverage]),
    )


def _totals(selection: Selection, lines: list[CountLine]) -> tuple[Comparison, ...]:
    """Reports of each wave, then of all: the publisher's own total first, then what others printed for it. A sum over
    several publishers is this atlas's own."""
    waves = selection.waves.set_index("wave_id").to_dict("index")
    found = []
    for line in lines:
        row = list(waves.values())[-1] if line.wave == TOTAL else waves[line.wave]
        summed = line.wave == TOTAL and _several(selection)
        of_publisher = support(selection, [row["source_id"]])
        number = selection.published.reports if line.wave == TOTAL else int(row["stations_new"])
        own = _ours(str(number)) if summed else Version(str(number), row["publisher"], "", of_publisher)
        others = [count for count in line.published if count.source_id != row["source_id"]]
        numbers = [line.placed, number, *(count.number for count in others)]
        odd = sorted({count.number for count in others} - {number})
        verdict = _verdict(line.placed, [number])
        found.append(
            Comparison(
                label=word("Reports"),
                wave=_wave(selection, line.wave),
                versions=(own, *(_version(selection, count) for count in others)),
                placed=line.placed,
                rows=_rows(selection, line) if line.placed else None,
                inferred=line.inferred,
                verdict=say("reconciliation.others", verdict=verdict, numbers=join_words([str(one) for one in odd]))
                if odd
                else verdict,
                span=say_range((min(numbers), max(numbers))),
                differs=len(set(numbers)) > 1,
            )
        )
    return tuple(found)


def _several(selection: Selection) -> bool:
    """Whether the waves in view are of more than one publisher: then nobody published their sum."""
    return bool(selection.waves["publisher"].nunique() > 1)


def _ours(number: str) -> Version:
    return Version(number, word("summed by this atlas"), "", Support((), ""))


def _rows(selection: Selection, line: CountLine) -> View:
    view = selection.view.unfiltered().change(
        since=selection.view.since, waves=selection.view.waves if line.wave == TOTAL else (line.wave,)
    )
    if line.scope == "bureau":
        return view.change(bureaus=(line.key.casefold(),))
    return view.change(countries=(line.key,)) if line.scope == "country" else view


def _verdict(placed: int, whole: list[int], by_bureau: bool = False) -> str:
    """What comes out when numbers published for the very list of the rows are held against the rows."""
    if not whole:
        return word("no figure published") if placed else ""
    least, most = min(whole) - placed, max(whole) - placed
    if least == most:
        if least > 0:
            return say(f"reconciliation.{'not-attributed' if by_bureau else 'not-placed'}", number=least)
        return say("reconciliation.more", number=-least) if least else word("agrees")
    if least > 0:
        span = say_range((least, most))
        return say(f"reconciliation.span-{'not-attributed' if by_bureau else 'not-placed'}", span=span)
    return labelled(word("published figures differ"), say_range((min(whole), max(whole))))


def _countries_of_waves(selection: Selection) -> tuple[Comparison, ...]:
    """Host countries: new in each wave, then in all."""
    seen: set[str] = set()
    found = []
    waves = selection.waves.to_dict("records")
    days = selection.view.unfiltered().change(since=selection.view.since)
    for row in waves:
        hosts = set(selection.disclosed.loc[selection.disclosed["wave"] == row["wave_id"], "country_iso3"])
        label, shown = selection.atlas.choices["wave"][row["wave_id"]], days.change(waves=(row["wave_id"],))
        first = row["wave_id"] == selection.atlas.tables["waves"].sort_values("disclosed_on")["wave_id"].iloc[0]
        title = word("Countries") if first else word("New countries")
        found.append(_hosts(selection, row, title, label, row["countries_new"], hosts - seen, shown))
        seen |= hosts
    if len(waves) > 1:
        last, shown = waves[-1], days.change(waves=selection.view.waves)
        found.append(
            _hosts(selection, last, word("Countries"), word("All waves"), selection.published.countries, seen, shown)
        )
    return tuple(found)


def _hosts(
    selection: Selection, row: Mapping[Any, Any], label: str, wave: str, number: int, hosts: set[str], rows: View
) -> Comparison:
    version = Version(str(number), row["publisher"], row["note"], support(selection, [row["source_id"]]))
    if wave == word("All waves") and _several(selection):
        version = _ours(str(number))
    span = (min(len(hosts), number), max(len(hosts), number))
    return Comparison(
        label=label,
        wave=wave,
        versions=(version,),
        placed=len(hosts),
        rows=rows,
        inferred=0,
        verdict=_verdict(len(hosts), [number]),
        span=say_range(span),
        differs=len(hosts) != number,
    )


def _disagreements(selection: Selection, about: Scope) -> tuple[Disagreement, ...]:
    points: dict[str, list[Mapping[Any, Any]]] = {}
    for row in selection.atlas.tables["disagreements"].to_dict("records"):
        if about.has(row["country_iso3"]) and is_told(selection, row["source_ids"], "any source"):
            points.setdefault(row["disagreement_id"], []).append(row)
    found = [
        Disagreement(
            point=rows[0]["point"],
            iso_a3=rows[0]["country_iso3"],
            span=_span([row["version"] for row in rows]),
            versions=tuple(
                Version(
                    row["version"],
                    row["said_by"],
                    row["note"] if is_told(selection, row["source_ids"], "every source") else "",
                    support(selection, row["source_ids"]),
                )
                for row in rows
            ),
        )
        for rows in points.values()
    ]
    return tuple(sorted(found, key=lambda one: -_spread([version.text for version in one.versions])))


def _spread(versions: Iterable[str]) -> float:
    """How far versions lie apart, as a share of the largest; below every other where they are not all numbers."""
    numbers = _numbers(versions)
    return (max(numbers) - min(numbers)) / max(1, *numbers) if numbers else -1


def _span(versions: Iterable[str]) -> str:
    """ "21–33" where all versions are numbers, else ""."""
    numbers = _numbers(versions)
    return say_range((min(numbers), max(numbers))) if numbers else ""


def _numbers(versions: Iterable[str]) -> list[int]:
    """The numbers of versions that are all bare ones, floors included, and more than one; else none: "2 more" can't be
    ranged with "5"."""
    found = [re.fullmatch(r"(?:at least )?(\d+)", version) for version in versions]
    numbers = [int(match[1]) for match in found if match]
    return numbers if len(numbers) == len(found) > 1 else []


def _inferred(selection: Selection) -> tuple[Inferred, ...]:
    """Adopted facts that were deduced, of reports in view, in table order."""
    stations = {row["station_id"]: row for row in selection.stations.to_dict("records")}
    rows, labels = selection.atlas.tables["claims"].to_dict("records"), selection.atlas.labels.inline
    return tuple(
        Inferred(
            station_id=row["station_id"],
            place=join_place(station["country_name"], station["city"]),
            iso_a3=station["country_iso3"],
            fact=labels["claims.fact"][row["fact"]],
            value="" if row["fact"] == "existence" else fact_value(row["fact"], row["value"], selection.atlas.labels),
            reason=row["note"] if is_told(selection, row["source_ids"], "every source") else "",
            support=support(selection, row["source_ids"]),
        )
        for row in rows
        if row["adopted"] and row["basis"] == "inferred" and (station := stations.get(row["station_id"]))
    )


def _missing(selection: Selection) -> tuple[Remark, ...]:
    waves = set(selection.waves["wave_id"])
    return tuple(
        Remark(
            fill_figures(selection, row["statement"], f"wave={row['wave']}"),
            selection.atlas.labels.alone["unplaced.basis"][row["basis"]],
            row["note"],
            support(selection, row["source_ids"]),
        )
        for row in selection.atlas.tables["unplaced"].to_dict("records")
        if row["wave"] in waves and is_told(selection, row["source_ids"], "every source")
    )


def _checks(selection: Selection) -> tuple[Check, ...]:
    labels = selection.atlas.labels
    reached, how = labels.alone["reconciliation.outcome"], {**labels.inline["reconciliation.independent"], "": ""}
    return tuple(
        Check(
            target=row["target"],
            outcome=join_details(reached[row["outcome"]], how[row["independent"]]),
            result=fill_figures(selection, row["result"], row["counted_in"]),
            note=row["note"],
        )
        for row in selection.atlas.tables["reconciliation"].to_dict("records")
    )
