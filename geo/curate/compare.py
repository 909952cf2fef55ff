"""compare(old, new) → PackageDifference: rows added, removed, changed and renamed, by key, table by table.

A row whose key alone differs was renamed, not removed and added: what refers to it follows, and is not told again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo.tables.load import SEPARATOR, Raw
from geo.tables.schema import Resource, Schema

Cells = Mapping[str, str]
PREFIXED: Final = ("claim_id", "thin_id")  # keys that begin with the key of a station and a dot


@dataclass(frozen=True)
class ChangedCell:
    """One cell that differs."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedRow:
    """One row that differs in some cells; both states whole."""

    key: str
    cells: tuple[ChangedCell, ...]
    before: Cells
    after: Cells


@dataclass(frozen=True)
class TableDifference:
    """What differs in one table. added, removed: key → row. renamed: (old key, new key). columns: (gone, new).

    moved: the same rows stand in another order, which is the order in which pages tell them.
    """

    name: str
    title: str
    added: Mapping[str, Cells]
    removed: Mapping[str, Cells]
    changed: tuple[ChangedRow, ...]
    renamed: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    moved: bool = False

    @property
    def held(self) -> set[str]:
        """Columns of the rows that were added."""
        return {column for row in self.added.values() for column in row}

    @property
    def empty(self) -> bool:
        """Whether the table says the same as before."""
        rows = self.added or self.removed or self.changed or self.renamed
        return not (rows or self.columns != ((), ()) or self.moved)


@dataclass(frozen=True)
class PackageDifference:
    """Everything that differs between two packages. tables: those that differ, in the order of the new descriptor.

    described: the descriptor differs in more than its version.
    """

    old_version: str
    new_version: str
    tables: tuple[TableDifference, ...]
    described: bool

    @property
    def empty(self) -> bool:
        """Whether both say the same, versions apart."""
        return not self.tables and not self.described

    def of(self, name: str) -> TableDifference:
        """The difference of one table; an empty one where nothing differs."""
        found = [table for table in self.tables if table.name == name]
        return found[0] if found else TableDifference(name, name, {}, {}, (), ())


def compare(old: Raw, new: Raw) -> PackageDifference:
    """What has to be done to the old tables to have the new ones. Cells are compared as text, numbers as numbers."""
    renames: dict[str, dict[str, str]] = {}
    found = []
    for name in _parents_first(new.schema, [*new.schema.tables, *(set(old.schema.tables) - set(new.schema.tables))]):
        one = _compare_table(name, old, new, renames)
        renames[name] = dict(one.renamed)
        if not one.empty:
            found.append(one)
    order = {name: place for place, name in enumerate([*new.schema.tables, *old.schema.tables])}
    plain = [{**raw.schema.descriptor, "version": ""} for raw in (old, new)]
    tables = tuple(sorted(found, key=lambda one: order[one.name]))
    return PackageDifference(old.schema.version, new.schema.version, tables, plain[0] != plain[1])


def _parents_first(schema: Schema, names: Iterable[str]) -> Iterator[str]:
    """Tables after those that they refer to, so that a renamed key is known where it is referred to."""
    waiting = list(dict.fromkeys(names))
    ready: set[str] = set()
    while waiting:
        free = [name for name in waiting if _parents(schema, name) & set(waiting) <= {name}] or waiting[:1]
        yield from free
        ready |= set(free)
        waiting = [name for name in waiting if name not in ready]


def _parents(schema: Schema, name: str) -> set[str]:
    table = schema.tables.get(name)
    if table is None:
        return set()
    lists = {column.list_of for column in table.columns if column.list_of}
    return {key.table for key in table.foreign_keys} | lists


def _compare_table(name: str, old: Raw, new: Raw, renames: Mapping[str, Mapping[str, str]]) -> TableDifference:
    table = new.schema.tables.get(name) or old.schema.tables[name]
    before = _rows(old, name, table, renames)
    after = _rows(new, name, table, {})
    added = {key: row for key, row in after.items() if key not in before}
    removed = {key: row for key, row in before.items() if key not in after}
    renamed = _renamed(table, removed, added)
    for gone, came in renamed:
        del removed[gone], added[came]
    common = [column for column in table.names if column in _names(old, name) and column in _names(new, name)]
    changed = tuple(
        ChangedRow(key, cells, before[key], after[key])
        for key in after
        if key in before and (cells := tuple(_cells(table, common, before[key], after[key])))
    )
    kept = [key for key in before if key in after]
    gone_columns = tuple(column for column in _names(old, name) if column not in _names(new, name))
    new_columns = tuple(column for column in _names(new, name) if column not in _names(old, name))
    return TableDifference(
        name=name,
        title=table.title,
        added=added,
        removed=removed,
        changed=changed,
        renamed=renamed,
        columns=(gone_columns, new_columns),
        moved=kept != [key for key in after if key in before],
    )


def _names(raw: Raw, name: str) -> tuple[str, ...]:
    return raw.schema.tables[name].names if name in raw.schema.tables else ()


def _rows(raw: Raw, name: str, table: Resource, renames: Mapping[str, Mapping[str, str]]) -> dict[str, Cells]:
    """Key → row, references to renamed rows written as they are now. A key that stands twice is told apart."""
    frame = raw.tables.get(name, pd.DataFrame(columns=list(table.names)))
    follow = _Follow(table, renames)
    rows: dict[str, Cells] = {}
    for record in frame.to_dict("records"):
        row = follow({str(column): str(cell) for column, cell in record.items()})
        key = "+".join(row.get(column, "") for column in table.primary_key) or str(len(rows) + 1)
        while key in rows:
            key += "′"
        rows[key] = row
    return rows


class _Follow:
    """Writes references to renamed rows as they are now."""

    def __init__(self, table: Resource, renames: Mapping[str, Mapping[str, str]]) -> None:
        single = {key.columns[0]: renames.get(key.table, {}) for key in table.foreign_keys if len(key.columns) == 1}
        lists = {column.name: renames.get(column.list_of, {}) for column in table.columns if column.list_of}
        self._single = {column: names for column, names in single.items() if names}
        self._lists = {column: names for column, names in lists.items() if names}

    def __call__(self, row: Cells) -> Cells:
        if not self._single and not self._lists:
            return row
        now = dict(row)
        for column, names in self._single.items():
            if column not in row:  # a column that this version did not have yet
                continue
            now[column] = names.get(row[column], row[column])
            for key in PREFIXED:
                if now[column] != row[column] and now.get(key, "").startswith(f"{row[column]}."):
                    now[key] = now[column] + now[key].removeprefix(row[column])
        for column, names in self._lists.items():
            if column in row:
                now[column] = SEPARATOR.join(names.get(part, part) for part in row[column].split(SEPARATOR))
        return now


def _renamed(table: Resource, removed: Mapping[str, Cells], added: Mapping[str, Cells]) -> tuple[tuple[str, str], ...]:
    """(old key, new key) of rows that are alike but for their key, in the order of the file; like rows one to one."""
    rest = [column for column in table.names if column not in table.primary_key]
    if not rest or not table.primary_key:
        return ()
    waiting: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, row in added.items():
        waiting[tuple(row.get(column, "") for column in rest)].append(key)
    found = []
    for key, row in removed.items():
        alike = waiting[tuple(row.get(column, "") for column in rest)]
        if alike:
            found.append((key, alike.pop(0)))
    return tuple(found)


def _cells(table: Resource, columns: Iterable[str], before: Cells, after: Cells) -> Iterator[ChangedCell]:
    for column in columns:
        old, new = before.get(column, ""), after.get(column, "")
        if old != new and not (table.column(column).type == "number" and _same_number(old, new)):
            yield ChangedCell(column, old, new)


def _same_number(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False
