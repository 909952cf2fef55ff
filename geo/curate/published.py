"""The figures that readers quote, counted from a package: reports, cities, countries; by wave, bureau, country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geo.atlas import Atlas
from geo.errors import Problem
from geo.record.counts import reconcile
from geo.tables.labels import read_labels
from geo.tables.load import Raw, typed
from geo.view import View
from geo.view.select import select
from geo.words import sentences

GROUPS: Final = {
    "headline": "All reports",
    "wave": "Waves",
    "bureau": "Bureaus",
    "country": "Countries",
    "response": "Responses",
    "sentence": "Sentences",
}
"""Group of figures → its heading, in the order in which they are told."""
COUNTED_TABLES: Final = frozenset({
    "stations", "waves", "countries", "responses", "response_kinds", "country_counts", "bureau_totals", "sources",
    "figures"
})  # fmt: skip
TYPE_RULES: Final = frozenset({
    "type", "required", "enum", "cell-count", "file-missing", "not-csv", "missing-column", "table-missing",
    "column-missing", "label-missing", "descriptor"
})  # fmt: skip
FORM_RULES: Final = frozenset({
    "pattern", "minimum", "maximum", "unique", "primary-key", "unknown-reference", "not-a-date", "empty-table"
})  # fmt: skip


@dataclass(frozen=True)
class MovedFigure:
    """A figure or a sentence that differs. before, after: "" where it is not there."""

    group: str
    label: str
    before: str
    after: str


def uncountable(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the check's problems that keep rows from being counted: cells without their type, code or key, and
    tables that could not be read at all."""
    return [
        one
        for one in problems
        if one.level == "error"
        and (
            one.rule in TYPE_RULES
            or (one.table in COUNTED_TABLES and (one.rule in FORM_RULES or one.column is None or one.row in (None, 1)))
        )
    ]


def atlas_of(raw: Raw, shapes: Path = Path()) -> Atlas:
    """The atlas of tables that need not have passed the check, as long as nothing of them is uncountable.

    shapes: a folder with shapes, for who draws it.
    """
    return Atlas(
        tables=MappingProxyType(typed(raw)),
        low_path=shapes / "countries_low.parquet",
        medium_path=shapes / "countries_medium.parquet",
        fingerprint="0" * 64,
        release=raw.schema.version,
        warnings=(),
        labels=read_labels(raw.schema),
    )


def figures(atlas: Atlas) -> dict[tuple[str, str], str]:
    """(group, label) → figure or sentence, as the pages print them without a filter; in the order of GROUPS."""
    whole = select(atlas, View())
    counted, published = whole.count, whole.published
    found = {
        ("headline", "reports placed"): str(counted.reports),
        ("headline", "cities"): str(counted.cities),
        ("headline", "countries placed"): str(counted.countries),
        ("headline", "reports published, at least"): str(published.reports),
        ("headline", "countries published"): str(published.countries),
        ("headline", "reports not tied to a country"): str(published.shortfall),
    }
    lines = reconcile(whole)
    for group in ("wave", "bureau", "country"):
        for line in lines:
            if line.scope == group and (group != "country" or line.wave == "total" or len(whole.waves) == 1):
                wave = f", {atlas.choices['wave'].get(line.wave, 'all waves')}" if group == "bureau" else ""
                said = ", ".join(dict.fromkeys(str(one.number) for one in line.published if one.comparable))
                placed = f"{line.placed} placed"
                found[group, line.label + wave] = f"{placed}; {said} published" if said else placed
    for kind, label in zip(
        atlas.tables["response_kinds"]["kind"], atlas.tables["response_kinds"]["label"], strict=True
    ):
        number = int((atlas.responses["kind"] == kind).sum())
        if number:
            found["response", label] = str(number)
    found |= {
        ("sentence", "title"): sentences.title(whole),
        ("sentence", "how much is placed"): sentences.placed_line(whole),
        ("sentence", "who reported it"): sentences.sentence(whole),
    }
    return found


def moved(before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]) -> tuple[MovedFigure, ...]:
    """Figures that differ, by group, in the order of the new ones, those that are gone last."""
    keys = [*after, *(key for key in before if key not in after)]
    differ = [key for key in keys if before.get(key, "") != after.get(key, "")]
    groups = list(GROUPS)
    return tuple(
        MovedFigure(group, label, before.get((group, label), ""), after.get((group, label), ""))
        for group, label in sorted(differ, key=lambda key: groups.index(key[0]))
    )
