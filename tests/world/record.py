"""The tiny invented world with the tables of the record: claims, origins, cases, disagreements, context, remarks."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from hypothesis import strategies

from geo.atlas import Atlas
from geo.view import View
from tests.world.atlas import STATIONS, tiny_atlas

ORIGINS = [
    ("o1", "Invented Watch", "ngo", ""),
    ("o2", "Ministry of Aland", "government", ""),
]
FORMS = {"s1": ("original", "recorded"), "s2": ("syndicated", "translated"), "s3": ("copy", "described")}
CLAIMS = [
    (f"{row[0]}.existence", row[0], "existence", "reported", True, "stated", row[11], "fact", "") for row in STATIONS
] + [
    ("a1.bureau", "a1", "bureau", "Fuzhou", True, "stated", ("s3",), "fact", ""),
    ("a1.bureau.2", "a1", "bureau", "Wenzhou", False, "stated", ("s2",), "fact", "A rival value."),
]
OPERATIONS = [("p1", "AAA", "Ax", 2000, "Fuzhou", "A case is alleged.", ("s1", "s2"))]
THIN = [("t1", "a1", "bureau", "One blog.", ("s3",)), ("t2", "", "totals", "One daily.", ("s2",))]
DISAGREEMENTS = [
    ("d1", "p-one", "", "Countries in all", "3", "Invented Watch", ("s1",), ""),
    ("d2", "p-one", "", "Countries in all", "4", "Daily Example", ("s2",), "Adds one."),
    ("d3", "p-two", "BBB", "Stations in Bland", "2", "nobody", (), "The document was not recorded."),
]
CONTEXT = [
    ("c1", "stated purpose", "They issue papers.", "The ministry", "2001-02", ("s2",), ""),
    ("c2", "absence", "Nobody lists Dland.", "this dataset", "", (), "Not a finding."),
]
UNPLACED = [("u1", "w2", "stated", "Two reports are tied to no country.", (), "")]
RECONCILIATION = [
    ("x1", "Four in wave 1", "met", "no", "wave=w1", "{reports} rows.", "The sum closes by an assumption."),
]


def tiny_record(folder: Path) -> Atlas:
    """The invented world as an Atlas with every table that the record reads."""
    atlas = tiny_atlas(folder)
    sources = atlas.tables["sources"]
    tables = dict(atlas.tables) | {
        "sources": sources.assign(
            form=[FORMS[one][0] for one in sources["source_id"]],
            title_basis=[FORMS[one][1] for one in sources["source_id"]],
            note="",
        ),
        "origins": pd.DataFrame(ORIGINS, columns=["origin_id", "label", "kind", "note"]),
        "claims": pd.DataFrame(
            CLAIMS,
            columns=[
                "claim_id", "station_id", "fact", "value", "adopted", "basis", "source_ids", "attribution", "note",
            ],
        ),
        "operations": pd.DataFrame(
            OPERATIONS, columns=["operation_id", "country_iso3", "city", "year", "bureau", "summary", "source_ids"]
        ),
        "thin_sources": pd.DataFrame(THIN, columns=["thin_id", "station_id", "fact", "reason", "source_ids"]),
        "disagreements": pd.DataFrame(
            DISAGREEMENTS,
            columns=[
                "version_id", "disagreement_id", "country_iso3", "point", "version", "said_by", "source_ids", "note",
            ],
        ),
        "context": pd.DataFrame(
            CONTEXT, columns=["context_id", "topic", "statement", "said_by", "date", "source_ids", "note"]
        ),
        "unplaced": pd.DataFrame(
            UNPLACED, columns=["unplaced_id", "wave", "basis", "statement", "source_ids", "note"]
        ),
        "reconciliation": pd.DataFrame(
            RECONCILIATION,
            columns=[
                "reconciliation_id", "target", "outcome", "independent", "counted_in", "result", "note",
            ],
        ),
        "response_kinds": atlas.tables["response_kinds"].assign(meaning="What it says."),
    }  # fmt: skip
    return replace(atlas, tables=MappingProxyType(tables))


def _some(*values: str) -> strategies.SearchStrategy[tuple[str, ...]]:
    return strategies.lists(strategies.sampled_from(values), max_size=2, unique=True).map(tuple)


def days() -> strategies.SearchStrategy[date | None]:
    """A day around what happens in the invented world, or None: no date limit, which is later than any day."""
    return strategies.none() | strategies.dates(date(2000, 12, 1), date(2001, 7, 1))


def views() -> strategies.SearchStrategy[View]:
    """Views of the invented world, every filter that does not ask for silence included."""
    return strategies.builds(
        View,
        since=strategies.none() | strategies.dates(date(2001, 1, 1), date(2001, 4, 1)),
        waves=_some("w1", "w2"),
        countries=_some("AAA", "BBB", "CCC"),
        bureaus=_some("fuzhou", "wenzhou", "unknown"),
        region=strategies.sampled_from(["", "europe", "asia"]),
        responses=_some("position", "opened", "denied"),
        basis=_some("listed", "inferred"),
        precision=_some("city", "country"),
    )


def in_order(first: date | None, second: date | None) -> tuple[date | None, date | None]:
    """The earlier of two days first; None is the latest."""
    return (second, first) if first is None or (second is not None and second < first) else (first, second)
