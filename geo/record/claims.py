"""Who says so? For each fact of a reported station: the value that is used, its rivals, and the sources of each.

How many distinct origins stand behind the sources, and which of them are thin, is told by `origins`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from geo.record import known
from geo.record.rows import Claim
from geo.view.select import Selection

FACTS: Final = ("existence", "city", "bureau", "date")


@dataclass(frozen=True)
class Fact:
    """One fact of one station. adopted: the value used here, None when there is none. rivals: other values, in
    table order."""

    fact: str
    adopted: Claim | None
    rivals: tuple[Claim, ...]


def who_says_so(selection: Selection, station_ids: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """station_id → its facts in the order of FACTS, as known in the view (see known.claims)."""
    wanted = list(station_ids)
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in known.claims(selection, wanted):
        found.setdefault((claim.station_id, claim.fact), []).append(claim)
    return {station: tuple(_fact(fact, found.get((station, fact), [])) for fact in FACTS) for station in wanted}


def _fact(fact: str, claims: list[Claim]) -> Fact:
    adopted = next((claim for claim in claims if claim.adopted), None)
    return Fact(fact, adopted, tuple(claim for claim in claims if not claim.adopted))
