"""What a difference does to what readers see: figures and sentences before and after, new problems, two maps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from geo.atlas import Atlas
from geo.curate.held import figure_problems
from geo.curate.published import atlas_of, figures, moved
from geo.curate.telling import Effects
from geo.documents.document import Figure
from geo.errors import DataError, Problem
from geo.maps.compose import compose
from geo.select import select
from geo.tables.check import check
from geo.tables.load import Raw
from geo.tables.package import described_by
from geo.view import View


def effects_of(old: Raw, new: Raw, *, today: date) -> Effects:
    """The effects of going from one package to the other. What can't be counted is said, never left out in silence.

    Problems are those of the tables alone; coordinates are compared by `check`.
    """
    known = {_like(problem) for problem in (*check(old, today=today), *figure_problems(old))}
    told = (*check(new, today=today), *figure_problems(new))
    return count_effects(old, new, tuple(problem for problem in told if _like(problem) not in known))


def count_effects(old: Raw, new: Raw, problems: tuple[Problem, ...] = ()) -> Effects:
    """The same where the problems are known already, or told elsewhere."""
    try:
        before, after = atlas_of(described_by(old, new.schema)), atlas_of(new)
        found = moved(figures(before), figures(after))
        published = select(after, View()).published.reports
    except DataError as error:
        first = error.problems[0]
        why = f"{len(error.problems)} of them keep rows from being counted; the first: {first.table}, line {first.row}"
        return Effects(problems=problems, uncounted=f"The figures are counted when the errors are mended: {why}.")
    hosts = (frozenset(before.stations["country_iso3"]), frozenset(after.stations["country_iso3"]))
    return Effects(found, after.countries["name"].to_dict(), problems, "", published, hosts)


def _like(problem: Problem) -> tuple[object, ...]:
    """A problem without its line, which moves when a row is added above it."""
    return problem.table, problem.column, problem.value, problem.rule


def pictures(old: Raw, new: Raw, shapes: Path) -> Iterator[Figure]:
    """The map of all reports before and after, on the ground of one folder's shapes."""
    for raw, when in ((old, "Before"), (new, "After")):
        yield _picture(atlas_of(described_by(raw, new.schema), shapes), f"{when}: {raw.schema.version}")


def _picture(atlas: Atlas, caption: str) -> Figure:
    model = compose(select(atlas, View()), printed=True)
    return Figure(model, caption, model.words.alt_text, whole=True)
