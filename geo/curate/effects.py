"""What a difference does to what readers see: figures and sentences before and after, new problems, two maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.atlas import Atlas
from geo.curate.held import figure_problems
from geo.curate.published import atlas_of, figures, moved, uncountable
from geo.curate.telling import Effects
from geo.documents.document import Figure
from geo.errors import Problem
from geo.maps.compose import compose
from geo.tables.check import check
from geo.tables.load import Raw
from geo.tables.package import described_by
from geo.view import View
from geo.view.select import select


def effects_of(old: Raw, new: Raw, *, today: date) -> Effects:
    """The effects of going from one package to the other. What can't be counted is said, never left out in silence.

    Problems are those of the tables alone; coordinates are compared by `check`.
    """
    before, after = check(old, today=today), check(new, today=today)
    faults = uncountable((*before, *after))
    held = () if faults else figure_problems(new)
    known = {problem.alike for problem in (*before, *(() if faults else figure_problems(old)))}
    told = tuple(problem for problem in (*after, *held) if problem.alike not in known)
    return replace(count_effects(old, new, faults), problems=told)


def count_effects(old: Raw, new: Raw, faults: Sequence[Problem]) -> Effects:
    """The figures that move, and nothing of problems. faults: what of either package is uncountable."""
    if faults:
        first = faults[0]
        where = first.table if first.row is None else f"{first.table}, line {first.row}"
        why = f"{len(faults)} of them keep rows from being counted; the first: {where}"
        return Effects(uncounted=f"The figures are counted when the errors are mended: {why}.")
    before, after = atlas_of(described_by(old, new.schema)), atlas_of(new)
    found = moved(figures(before), figures(after))
    published = select(after, View()).published.reports
    hosts = (frozenset(before.stations["country_iso3"]), frozenset(after.stations["country_iso3"]))
    return Effects(found, after.countries["name"].to_dict(), (), "", published, hosts)


def pictures(old: Raw, new: Raw, shapes: Path) -> Iterator[Figure]:
    """The map of all reports before and after, on the ground of one folder's shapes."""
    for raw, when in ((old, "Before"), (new, "After")):
        yield _picture(atlas_of(described_by(raw, new.schema), shapes), f"{when}: {raw.schema.version}")


def _picture(atlas: Atlas, caption: str) -> Figure:
    model = compose(select(atlas, View()), printed=True)
    return Figure(model, caption, model.words.alt_text, whole=True)
