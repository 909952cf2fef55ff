"""Who stands behind what: the rows that rest on each source, and how many distinct origins stand behind each row.

Most press items relay one NGO, so ten links can be one voice. A row's origins are the distinct `origin_id`s of the
sources it cites; they tell independence, the number of links does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.record.known import TOLD_BY, Scope, is_told, scope, sources
from geo.view.select import Selection, known_on
from geo.words.messages import join_details, labelled, say_number, word

# A text that is not on its publisher's own page, and not under an agreement with it either.
SECOND_HAND: Final = frozenset({"copy", "translation", "digest"})

# Every table that cites sources: its key, and the column with one source or a list of them.
CITING: Final[Mapping[str, tuple[str, str]]] = {
    "waves": ("wave_id", "source_id"),
    "stations": ("station_id", "source_ids"),
    "claims": ("claim_id", "source_ids"),
    "responses": ("response_id", "source_ids"),
    "operations": ("operation_id", "source_ids"),
    "country_counts": ("count_id", "source_id"),
    "bureau_totals": ("total_id", "source_id"),
    "disagreements": ("version_id", "source_ids"),
    "context": ("context_id", "source_ids"),
    "unplaced": ("unplaced_id", "source_ids"),
}

COUNTED: Final = {
    "waves": "waves",
    "stations": "reports",
    "claims": "single facts",
    "responses": "responses",
    "operations": "reported return cases",
    "country_counts": "published counts",
    "bureau_totals": "bureau totals",
    "disagreements": "disputed points",
    "context": "context statements",
    "unplaced": "gap notes",
}

ONE_COPY: Final = "Rests on one text only, and that is a copy, a translation or a digest."


@dataclass(frozen=True)
class Standing:
    """What one row rests on, as known in a view.

    sources: ids of the sources that were out, as the row lists them. origins: their distinct origins, in that order.
    later: cited sources that were not out yet. thin: why the row is marked as resting on a thin source, one reason
    each; empty when it is not.
    """

    table: str
    row_id: str
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    later: int
    thin: tuple[str, ...]

    @property
    def words(self) -> str:
        """ "12 sources, 1 origin"."""
        if not self.sources:
            return word("no source out by this date") if self.later else word("no document recorded")
        return join_details(say_number(len(self.sources), "sources"), say_number(len(self.origins), "origins"))


@dataclass(frozen=True)
class Resting:
    """What rests on one source in a view: table → ids of its rows, in table order; only tables with a row."""

    source_id: str
    rows: Mapping[str, tuple[str, ...]]

    @property
    def total(self) -> int:
        """Rows of all tables."""
        return sum(len(ids) for ids in self.rows.values())

    @property
    def words(self) -> str:
        """ "9 reports, 27 single facts, 2 published counts"."""
        return join_details(*(say_number(len(ids), COUNTED[table]) for table, ids in self.rows.items()))


@dataclass(frozen=True)
class Origins:
    """Both directions of one view: standing by (table, row id), resting by source id. Only sources that were out."""

    standing: Mapping[tuple[str, str], Standing]
    resting: Mapping[str, Resting]

    def of(self, table: str, row_ids: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Distinct sources and distinct origins behind some rows of one table."""
        rows = [self.standing[table, row_id] for row_id in row_ids]
        return (
            frozenset(source for row in rows for source in row.sources),
            frozenset(origin for row in rows for origin in row.origins),
        )


def origins(selection: Selection) -> Origins:
    """What rests on what, for the rows that belong to the view and were known on its `until`.

    A later `until` adds rows and sources and never takes one away (see known.scope for the one exception). A row is
    marked thin when the table thin_sources names it or one of its facts, or when its only source is second-hand.
    """
    documents = {row["source_id"]: row for row in selection.atlas.tables["sources"].to_dict("records")}
    out = sources(selection)
    listed, about = _listed(selection), scope(selection)
    standing: dict[tuple[str, str], Standing] = {}
    resting: dict[str, dict[str, list[str]]] = {source_id: {} for source_id in documents if source_id in out}
    for table in CITING:
        for row_id, cited in _rows(selection, table, about):
            known = tuple(source for source in cited if source in out)
            standing[table, row_id] = Standing(
                table=table,
                row_id=row_id,
                sources=known,
                origins=tuple(dict.fromkeys(documents[source]["origin_id"] for source in known)),
                later=len(cited) - len(known),
                thin=_thin(listed.get((table, row_id), ()), known, documents),
            )
            for source in known:
                resting[source].setdefault(table, []).append(row_id)
    return Origins(
        standing,
        {
            source_id: Resting(source_id, {table: tuple(ids) for table, ids in rows.items()})
            for source_id, rows in resting.items()
            if rows
        },
    )


def _cited(cell: Any) -> tuple[str, ...]:
    return tuple(cell) if isinstance(cell, tuple) else (cell,) if cell else ()


def _thin(listed: tuple[str, ...], known: tuple[str, ...], sources: Mapping[str, Any]) -> tuple[str, ...]:
    if len(known) == 1 and sources[known[0]]["form"] in SECOND_HAND:
        return (*listed, word(ONE_COPY))
    return listed


def _listed(selection: Selection) -> dict[tuple[str, str], tuple[str, ...]]:
    """(table, row id) → reasons of the table thin_sources: the station, and its adopted claim about the same fact.

    A reason speaks of its sources, so it is told once all of them were out.
    """
    thin, claims = selection.atlas.tables["thin_sources"], selection.atlas.tables["claims"]
    claims = claims[claims["adopted"] & claims["station_id"].isin(thin["station_id"])]  # few of many
    adopted = dict(zip(zip(claims["station_id"], claims["fact"], strict=True), claims["claim_id"], strict=True))
    reasons: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in thin.to_dict("records"):
        if not is_told(selection, row["source_ids"], "every source"):
            continue
        station, fact = row["station_id"], row["fact"]
        keys = [("stations", station)] if station else []
        if (station, fact) in adopted:
            keys.append(("claims", adopted[station, fact]))
        for key in keys:
            label = selection.atlas.labels.alone["thin_sources.fact"][fact]
            said = labelled(label, row["reason"]) if key[0] == "stations" else row["reason"]
            reasons[key] = (*reasons.get(key, ()), said)
    return reasons


def _rows(selection: Selection, table: str, about: Scope) -> list[tuple[str, tuple[str, ...]]]:
    """Key and sources of the rows of one table that belong to the view and were known on its `until`, in table order.

    Rows with a date of their own count from it; the others from their sources' dates, which `origins` looks at.
    """
    rows = selection.atlas.tables[table]
    if table in ("stations", "claims"):
        rows = rows[rows["station_id"].isin(selection.stations["station_id"])]
    elif table in ("waves", "bureau_totals", "unplaced"):
        rows = rows[rows["wave_id" if table == "waves" else "wave"].isin(selection.waves["wave_id"])]
    else:
        if table in ("responses", "context"):
            rows = known_on(rows, "date", selection.view.until)
        if "country_iso3" in rows.columns:
            rows = rows[rows["country_iso3"].map(about.has).astype(bool)]
    key, column = CITING[table]
    cited = [(row_id, _cited(cell)) for row_id, cell in zip(rows[key].tolist(), rows[column].tolist(), strict=True)]
    rule = TOLD_BY.get(table)
    return [(row_id, ids) for row_id, ids in cited if rule is None or is_told(selection, ids, rule)]
