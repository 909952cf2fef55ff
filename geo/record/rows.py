"""Rows of the record as types: what was reported, claimed and answered, each as known on a view's day.

Made by `known`, which cuts sources and notes to what was out, so that nobody who holds a row can tell more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CHINA_LANE: Final = "china"
DISCLOSURE_LANE: Final = "disclosure"


@dataclass(frozen=True)
class Support:
    """What one statement rests on: ids of its sources that were out, in order, and a sentence about the others."""

    source_ids: tuple[str, ...]
    missing: str


@dataclass(frozen=True)
class Sourced:
    """What every row has. source_ids: its sources that were out, in the row's order.

    withheld: how many more were read for it that came out later or, on a chosen day, carry no date. note: the
    compilers' remark, "" until every source it may rest on was out.
    """

    source_ids: tuple[str, ...]
    withheld: int
    note: str


@dataclass(frozen=True)
class Report(Sourced):
    """One reported station. city: "" when none is named; bureau: "unknown" when none is."""

    station_id: str
    iso_a3: str
    country: str
    city: str
    bureau: str
    bureau_basis: str
    wave: str
    disclosed_on: str
    basis: str


@dataclass(frozen=True)
class Claim(Sourced):
    """One value of one fact of a report. adopted: whether it is the value used here.

    attribution: "fact" when the sources are known to say this very thing, "row" when they are sources of the report and
    which of them says it was not recorded.
    """

    claim_id: str
    station_id: str
    fact: str
    value: str
    adopted: bool
    basis: str
    attribution: str


@dataclass(frozen=True)
class Response(Sourced):
    """What somebody said or did about a country. date: partial, "" when the sources show none. known: the day from
    which it counts, "" without a date."""

    response_id: str
    iso_a3: str
    country: str
    date: str
    known: str
    kind: str
    kind_label: str
    axis: str
    said_by: str
    summary: str
    about_china: bool

    @property
    def lane(self) -> str:
        """Where it stands beside others: its axis, or China's lane.

        What China says of itself is China's position, never the host's; what it says of a place stays site status, and
        who said it stands beside.
        """
        relayed = self.said_by == "china" and self.axis == "position"
        return CHINA_LANE if self.about_china or relayed else self.axis
