"""What the program reads of the tables: each reader with its columns. `check` demands them all, so no page meets a gap.

A data folder may hold more tables and columns, never fewer. A test draws every document and file from tables that hold
nothing else, so a reader that takes a column which is not declared here fails there and not before a curator.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_READERS: Final[Mapping[str, Mapping[str, str]]] = {
    "the line: atlas, view, select": {
        "stations": (
            "station_id country_iso3 city lat lon bureau wave disclosed_on basis location_precision source_ids notes"
        ),
        "waves": (
            "wave_id label disclosed_on publisher stations_new stations_cumulative countries_new countries_cumulative"
            " source_id drawn_from note"
        ),
        "countries": "iso_a3 name region subregion",
        "responses": "response_id country_iso3 date public_from kind said_by summary source_ids weak note",
        "response_kinds": "kind axis label inline",
    },
    "citations and the register of sources": {
        "sources": (
            "source_id title title_basis publisher published_on url kind language form origin_id link_caution note"
        ),
        "origins": "origin_id label note",
    },
    "who says so": {
        "stations": "bureau_basis",
        "claims": "claim_id station_id fact value adopted basis source_ids attribution note",
        "thin_sources": "station_id fact reason source_ids",
        "operations": "operation_id country_iso3 city year bureau summary source_ids",
    },
    "what doesn't add up": {
        "country_counts": ("count_id scope country_iso3 wave reported_count count_basis coverage source_id note"),
        "bureau_totals": "total_id wave bureau reported_count source_id note",
        "disagreements": "version_id disagreement_id country_iso3 point version said_by source_ids note",
        "unplaced": "unplaced_id wave basis statement source_ids note",
        "reconciliation": "target outcome independent counted_in result note",
    },
    "corrections": {
        "corrections": (
            "correction_id corrected_on in_table row_ids outcome becomes was now reason source_ids reported_by"
        ),
    },
    "context": {
        "context": "context_id topic statement said_by date source_ids note",
    },
}


def _union() -> Mapping[str, tuple[str, ...]]:
    needed: dict[str, dict[str, None]] = {}
    for tables in _READERS.values():
        for table, columns in tables.items():
            needed.setdefault(table, {}).update(dict.fromkeys(columns.split()))
    return MappingProxyType({table: tuple(columns) for table, columns in needed.items()})


NEEDED: Final = _union()
"""Table → the columns that somebody reads."""
