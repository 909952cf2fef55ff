"""Who says so? For each fact of a reported station: the value that is used, its rivals, and the sources of each.

Everything is told as known on the view's `until`: a source counts from its publication, a rival value from its first
source, and a curator's note only when every source it may rest on was out. How many distinct origins stand behind
the sources, and which of them are thin, is told by `origins`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo.select import Selection

FACTS: Final = ("existence", "city", "bureau", "date")


@dataclass(frozen=True)
class Claim:
    """One value of one fact.

    basis: "stated" or "inferred". attribution: "fact" when the sources are known to say this very thing, "row" when
    they are sources of the station and which of them says it was not recorded. source_ids: those known on the day;
    withheld: how many are left out because they were published later or, on a chosen day, carry no date.
    """

    claim_id: str
    value: str
    basis: str
    attribution: str
    source_ids: tuple[str, ...]
    withheld: int
    note: str


@dataclass(frozen=True)
class Fact:
    """One fact of one station. adopted: the value used here, None when there is none. rivals: other values, in
    table order."""

    fact: str
    adopted: Claim | None
    rivals: tuple[Claim, ...]


def known_sources(selection: Selection) -> frozenset[str]:
    """Ids of the sources that were out on the view's `until`; all of them without one."""
    return selection.known_sources


def who_says_so(selection: Selection, station_ids: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """station_id → its facts in the order of FACTS, as known in the view.

    The adopted values of a station are known from its disclosure on, even if each source that was read came out
    later; then they have no source to show, and `withheld` says so.
    """
    wanted = list(station_ids)
    known = known_sources(selection)
    claims = _grouped(selection.atlas.tables["claims"], wanted)
    return {
        station: tuple(_fact(selection, fact, claims.get(station, []), known) for fact in FACTS) for station in wanted
    }


def all_known(selection: Selection, source_ids: Iterable[str], known: frozenset[str]) -> bool:
    """True if nothing that rests on these sources can tell more than was known on the view's `until`."""
    return selection.view.until is None or set(source_ids) <= known


def any_known(selection: Selection, source_ids: Iterable[str], known: frozenset[str]) -> bool:
    """True if at least one of these sources was out on the view's `until`; without a day, always."""
    return selection.view.until is None or bool(set(source_ids) & known)


def _grouped(rows: pd.DataFrame, stations: list[str]) -> Mapping[str, list[dict[str, Any]]]:
    kept = rows[rows["station_id"].isin(stations)]
    return {str(station): group.to_dict("records") for station, group in kept.groupby("station_id")}


def _fact(selection: Selection, fact: str, claims: list[dict[str, Any]], known: frozenset[str]) -> Fact:
    own = [row for row in claims if row["fact"] == fact]
    adopted = [_claim(selection, row, known) for row in own if row["adopted"]]
    rivals = [row for row in own if not row["adopted"] and any_known(selection, row["source_ids"], known)]
    return Fact(fact, adopted[0] if adopted else None, tuple(_claim(selection, row, known) for row in rivals))


def _claim(selection: Selection, row: dict[str, Any], known: frozenset[str]) -> Claim:
    shown = tuple(source for source in row["source_ids"] if source in known)
    return Claim(
        claim_id=row["claim_id"],
        value=row["value"],
        basis=row["basis"],
        attribution=row["attribution"],
        source_ids=shown,
        withheld=len(row["source_ids"]) - len(shown),
        note=row["note"] if all_known(selection, row["source_ids"], known) else "",
    )
