"""What a difference comes to, as a Document: first lines to quote, figures, what to look at, then every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.curate.compare import Cells, ChangedRow, PackageDifference, TableDifference
from geo.curate.published import GROUPS, MovedFigure
from geo.documents.document import Block, Column, Document, Figure, Folded, Heading, Paragraph, Row, Statement, Table
from geo.errors import Problem
from geo.words.messages import join_words, say_number

FACTS: Final = ("country_iso3", "city", "bureau", "wave", "disclosed_on")  # columns that say what is reported
MOST: Final = 40  # rows of one kind that are told one by one
NOTHING: Final = "Nothing changed: both say the same."
FIGURES: Final = (Column("Figure", 40), Column("Before", 30), Column("After", 30))


@dataclass(frozen=True)
class Effects:
    """What is known beside the rows. figures: those that moved. names: country code → name.

    problems: what the check tells of the new package and not of the old one. uncounted: why figures could not be
    counted, "" where they were. published: reports published in the new package, 0 where unknown.
    """

    figures: tuple[MovedFigure, ...] = ()
    names: Mapping[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    uncounted: str = ""
    published: int = 0
    hosts: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def first_lines(difference: PackageDifference, effects: Effects) -> tuple[str, ...]:
    """The difference in one or two lines that can be quoted."""
    if difference.empty:
        return (NOTHING,)
    stations = difference.of("stations")
    lines = []
    if not stations.empty:
        lines.append(_reports(stations, difference, effects))
    others = [table for table in difference.tables if table.name not in ("stations", "claims")]
    if others:
        lines.append("; ".join(f"{table.name}: {_counts(table)}" for table in others) + ".")
    elif stations.empty:
        lines.append("; ".join(f"{table.name}: {_counts(table)}" for table in difference.tables) + ".")
    if difference.described:
        lines.append("The description of the tables changed.")
    return tuple(line for line in lines if line != ".")


def _reports(stations: TableDifference, difference: PackageDifference, effects: Effects) -> str:
    names = effects.names or {}
    added = stations.added.values()
    where = sorted({row["country_iso3"] for row in added})
    text = say_number(len(stations.added), "reports") + " added"
    if where:
        before, after = effects.hosts
        new = [names.get(iso, iso) for iso in where if iso in after - before]
        text += f" in {say_number(len(where), 'countries')}"
        text += f" ({say_number(len(new), 'new hosts')}: {', '.join(new)})" if new else ""
    parts = [text, f"{len(stations.removed)} removed"]
    corrected = [row for row in stations.changed if _is_fact(row)]
    if corrected:
        sources = _corrections(difference)
        said = "; ".join(_changes(row, sources.get(row.key, "")) for row in corrected[:5])
        more = f"; and {len(corrected) - 5} more" if len(corrected) > 5 else ""
        parts.append(f"{len(corrected)} corrected ({said}{more})")
    if len(corrected) < len(stations.changed):
        parts.append(f"{len(stations.changed) - len(corrected)} with other sources, notes or marks of basis")
    if stations.renamed:
        said = ", ".join(f"{old} → {new}" for old, new in stations.renamed[:5])
        more = f" and {len(stations.renamed) - 5} more" if len(stations.renamed) > 5 else ""
        parts.append(f"{len(stations.renamed)} renamed ({said}{more})")
    line = "; ".join(parts) + "."
    placed = [one for one in effects.figures if one.label == "reports placed"]
    if placed and effects.published:
        line += f" Placed {placed[0].before or '0'} → {placed[0].after} of {effects.published} published."
    return line


def _corrections(difference: PackageDifference) -> Mapping[str, str]:
    """Row → ids of the sources that new entries of the corrections register name for it."""
    return {
        row: entry["source_ids"].replace(";", ", ")
        for entry in difference.of("corrections").added.values()
        for row in entry["row_ids"].split(";")
    }


def _is_fact(row: ChangedRow) -> bool:
    """Whether a report says something else now, not only with other sources or in another note."""
    return any(cell.column in FACTS for cell in row.cells)


def _changes(row: ChangedRow, source: str) -> str:
    facts = [cell for cell in row.cells if cell.column in FACTS]
    said = ", ".join(f"{cell.column} {cell.before or '(empty)'} → {cell.after or '(empty)'}" for cell in facts)
    return f"{row.key}: {said}" + (f", source {source}" if source else "")


def _counts(table: TableDifference) -> str:
    parts = [
        f"{len(found)} {verb}"
        for found, verb in (
            (table.added, "added"),
            (table.removed, "removed"),
            (table.changed, "changed"),
            (table.renamed, "renamed"),
        )
        if found
    ]
    gone, new = table.columns
    if new and not (table.changed or table.removed or table.renamed or gone) and set(new) == table.held:
        return ", ".join(["a new table", *parts])
    parts += [f"columns {', '.join(gone)} gone"] if gone else []
    parts += [f"columns {', '.join(new)} new"] if new else []
    parts += ["rows in another order"] if table.moved else []
    return ", ".join(parts)


def compose_difference(difference: PackageDifference, effects: Effects, *, pictures: Iterable[Figure] = ()) -> Document:
    """The difference as a document that needs nothing else. pictures: the map before and after, where they can be
    drawn."""
    lines = first_lines(difference, effects)
    blocks: list[Block] = [Paragraph(Statement(line), "lead") for line in lines]
    if effects.uncounted:
        blocks.append(Paragraph(Statement(effects.uncounted), "notice"))
    if effects.figures:
        blocks += _figures(effects.figures)
    blocks += pictures
    look = list(_look_at(difference, effects))
    if look:
        blocks += [Heading("To look at before publishing"), *(Statement(text) for text in look)]
    if difference.tables:
        blocks += [Heading("Rows"), *(block for table in difference.tables for block in _rows(table, effects))]
    return Document(
        name="difference",
        kicker="",
        title=f"What changes from {difference.old_version} to {difference.new_version}"
        if difference.old_version != difference.new_version
        else f"What changes within {difference.new_version}",
        subtitle="",
        known="",
        notices=(),
        blocks=tuple(blocks),
        citations={},
        sources_heading="",
        notes=(),
        version_line="",
        link="",
        file_name=f"station-atlas-difference-{difference.new_version}",
        query={},
    )


def _figures(found: tuple[MovedFigure, ...]) -> Iterator[Block]:
    yield Heading("What a reader will see")
    for group, heading in GROUPS.items():
        own = [one for one in found if one.group == group]
        if own:
            rows = (Row((Statement(one.label), Statement(one.before or "–"), Statement(_after(one)))) for one in own)
            yield Table(heading, FIGURES, tuple(rows), show_caption=True)


def _after(one: MovedFigure) -> str:
    """The new figure, with what was added or taken where both are numbers."""
    if one.before.isdigit() and one.after.isdigit():
        return f"{one.after} ({int(one.after) - int(one.before):+d})"
    return f"{one.after or '–'} (new)" if not one.before else one.after or "– (gone)"


def _look_at(difference: PackageDifference, effects: Effects) -> Iterator[str]:
    if not difference.empty and difference.old_version == difference.new_version:
        yield (
            f"The version is still {difference.new_version}: “python -m geo release” raises it and keeps what was "
            "published."
        )
    known = _corrections(difference)
    for row in difference.of("stations").changed:
        if row.key not in known and _is_fact(row):
            columns = join_words([cell.column for cell in row.cells])
            yield f"{row.key} is changed ({columns}), and the corrections register has no entry for it."
    for key in difference.of("stations").removed:
        if key not in known:
            yield f"{key} is removed, and the corrections register does not say why: its links would lead nowhere."
    for gone, came in difference.of("stations").renamed:
        yield f"{gone} is called {came} now: links to the old key need an entry in the corrections register."
    yield from map(str, effects.problems)


def _rows(table: TableDifference, effects: Effects) -> Iterator[Block]:
    said: list[Block] = []
    for verb, rows in (("added", table.added), ("removed", table.removed)):
        keys = list(rows)
        said += [Statement(_describe(table.name, rows[key], effects), lead=f"{verb} {key}") for key in keys[:MOST]]
        if len(keys) > MOST:
            said.append(Statement(f"and {len(keys) - MOST} more {verb}: {', '.join(keys[MOST:])}"))
    for row in table.changed[:MOST]:
        text = "; ".join(f"{cell.column} {cell.before or '(empty)'} → {cell.after or '(empty)'}" for cell in row.cells)
        said.append(Statement(text, lead=f"changed {row.key}"))
    if len(table.changed) > MOST:
        keys = [row.key for row in table.changed[MOST:]]
        said.append(Statement(f"and {len(keys)} more changed: {', '.join(keys)}"))
    said += [Statement(f"{old} → {new}", lead="renamed") for old, new in table.renamed]
    yield Folded(f"{table.name}: {_counts(table)}", tuple(said), anchor=f"table-{table.name}", open=len(said) <= MOST)


def _describe(name: str, row: Cells, effects: Effects) -> str:
    """A row in one line: of a report place, bureau, day and sources; of another the cells that say most."""
    if name == "stations":
        names = effects.names or {}
        where = f"{row['city'] or 'no city'}, {names.get(row['country_iso3'], row['country_iso3'])}"
        return f"{where} · {row['bureau']} ({row['bureau_basis']}) · {row['disclosed_on']} · {row['source_ids']}"
    shown = [text for column, text in row.items() if text and column not in ("note", "notes")][1:6]
    return " · ".join(text if len(text) <= 120 else f"{text[:119]}…" for text in shown)


def as_json(difference: PackageDifference, effects: Effects) -> dict[str, Any]:
    """The difference under fixed keys, ready for JSON: nothing folded, nothing cut."""
    return {
        "changed": not difference.empty,
        "old_version": difference.old_version,
        "new_version": difference.new_version,
        "first_lines": list(first_lines(difference, effects)),
        "figures": [
            {"group": one.group, "label": one.label, "before": one.before, "after": one.after}
            for one in effects.figures
        ],
        "uncounted": effects.uncounted,
        "to_look_at": list(_look_at(difference, effects)),
        "tables": {
            table.name: {
                "added": {key: dict(row) for key, row in table.added.items()},
                "removed": {key: dict(row) for key, row in table.removed.items()},
                "changed": {
                    row.key: {cell.column: [cell.before, cell.after] for cell in row.cells} for row in table.changed
                },
                "renamed": [list(pair) for pair in table.renamed],
                "columns_gone": list(table.columns[0]),
                "columns_new": list(table.columns[1]),
                "moved": table.moved,
            }
            for table in difference.tables
        },
        "description_changed": difference.described,
    }
