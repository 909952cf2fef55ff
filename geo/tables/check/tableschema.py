"""Generic checks of cells and keys, done by the `frictionless` library from the descriptor.

Turns its errors into Problems with an advice of ours. Knows nothing of stations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import pandas as pd

from geo.errors import Problem
from geo.tables.check.advice import country_code, nearest, propose, say_form
from geo.tables.check.suspects import suspects
from geo.tables.load import Raw
from geo.tables.schema import DESCRIPTOR, Field, ForeignKey

_ALL = 1_000_000  # frictionless stops after 1,000 errors unless told otherwise

_RULES = {"maxLength": "max-length", "minLength": "min-length"}


def generic_problems(raw: Raw) -> Iterator[Problem]:
    """What breaks Table Schema in the tables that could be read: types, limits, keys and foreign keys.

    A foreign key into a table that could not be read is left out, so that one broken file is one problem.
    """
    # Imported here because it takes a third of a second that a reader of the tables should not pay.
    from frictionless import FrictionlessException

    try:
        yield from _validated(raw)
    except FrictionlessException as error:
        yield Problem(DESCRIPTOR, None, None, None, "descriptor", f"Correct the descriptor: {error.error.note}.")


def _validated(raw: Raw) -> Iterator[Problem]:
    faults = _faults(raw.schema.source)
    for fault in faults:
        yield Problem(DESCRIPTOR, None, None, None, "descriptor", f"Correct the descriptor: {fault}.")
    if faults:
        return  # cells can't be judged by rules that are wrong themselves
    rows_of = suspects(raw)
    if all(frame.empty for frame in rows_of.values()):
        return
    from frictionless import Package, Resource, Schema

    resources = []
    for stated in raw.schema.descriptor["resources"]:
        frame = rows_of.get(stated["name"])
        if frame is None:
            continue
        readable = {"", *raw.tables}
        keys = [key for key in stated["schema"].get("foreignKeys", []) if key["reference"]["resource"] in readable]
        if frame.empty:
            keys = []  # it is asked for by others and asks nobody
        schema = Schema.from_descriptor({**stated["schema"], "foreignKeys": keys})
        # The cells are handed over as they were cut, so that line numbers and strictness are those of the loader.
        rows = [list(frame.columns), *frame.to_numpy().tolist()]
        resources.append(Resource(name=stated["name"], data=rows, schema=schema))
    report = Package(name="tables", resources=resources).validate(limit_errors=_ALL)
    known = country_names(raw)
    for task in report.tasks:
        for error in task.errors:
            yield _problem(raw, rows_of[task.name], task.name, error, known)


@lru_cache(maxsize=8)
def _faults(descriptor: bytes) -> tuple[str, ...]:
    """What is wrong with a descriptor itself; it is the same at most checks."""
    from frictionless import Package

    return tuple(fault.note for fault in Package.metadata_validate(json.loads(descriptor)))


def _problem(raw: Raw, frame: pd.DataFrame, name: str, error: Any, known: Mapping[str, str]) -> Problem:
    table = raw.schema.tables[name]
    number = getattr(error, "row_number", None)
    line = None if number is None else int(frame.index[number - 2])
    column = getattr(error, "field_name", None)
    if column is not None and line is not None:
        rule, cell = _rule(error, table.column(column)), frame.at[line, column]
        return Problem(name, line, column, cell, rule, advice_for(table.column(column), rule, cell, known))
    if error.type == "primary-key" and line is not None:
        key = table.primary_key
        advice = f"Give the row a {' and '.join(key)} of its own; another row has this one."
        return Problem(name, line, "+".join(key), ", ".join(frame.at[line, one] for one in key), "primary-key", advice)
    if error.type == "foreign-key" and line is not None:
        columns = tuple(error.field_names)
        target = next(key for key in table.foreign_keys if key.columns == columns)
        cells = [frame.at[line, one] for one in columns]
        proposal = _referred(raw, target, cells, known)
        wanted = "+".join(target.table_columns)
        advice = f"Use a value of {wanted} in the table {target.table}, or add the row there first."
        if proposal:
            advice = f"Write {proposal}, if that is meant. {advice}"
        value = ", ".join(cells)
        # A key that is no key at all, such as a country's name for its code, is told as that.
        own = tuple((name, line, one) for one in columns)
        return Problem(name, line, "+".join(columns), value, "unknown-reference", advice, follows=own)
    return Problem(name, line, column, None, error.type, f"{error.message}.")


def _referred(raw: Raw, target: ForeignKey, cells: Iterable[str], known: Mapping[str, str]) -> str:
    """The key of another table that was most likely meant; "" for none."""
    (text, *more), (column, *others) = list(cells), target.table_columns
    if more or others or target.table not in raw.tables:
        return ""
    if target.table == "countries":
        return country_code(text, known)
    return nearest(text, raw.tables[target.table][column])


def _rule(error: Any, column: Field) -> str:
    if error.type == "type-error":
        return "type"
    if error.type == "unique-error":
        return "unique"
    constraint = re.search(r'constraint "(\w+)"', error.note)
    if constraint is None:
        return str(error.type)
    if constraint[1] == "pattern" and column.content == "link":
        return "link"
    return _RULES.get(constraint[1], constraint[1])


def country_names(raw: Raw) -> dict[str, str]:
    """Country name in lower case → its code, from the table of countries as far as it could be read."""
    countries = raw.tables.get("countries")
    if countries is None or not {"name", "iso_a3"} <= set(countries.columns):
        return {}
    return {name.casefold(): code for name, code in zip(countries["name"], countries["iso_a3"], strict=True)}


def advice_for(column: Field, rule: str, cell: str = "", known: Mapping[str, str] = MappingProxyType({})) -> str:
    """What to write instead: the value itself where it can be computed, then what the column allows and means."""
    proposal = propose(column, cell, known) if rule in ("enum", "pattern", "type", "link") else ""
    advice = {
        "required": "Fill the cell.",
        "type": f"Write a value of type {column.type}.",
        "unique": "Use each value once in this column.",
        "enum": f"Use one of: {', '.join(column.enum)}.",
        "minimum": f"Write {column.minimum} or more.",
        "maximum": f"Write {column.maximum} or less.",
        "max-length": f"Write at most {column.max_length} characters.",
        "link": "Write a full web address that begins with http:// or https://.",
        "pattern": f"Write {say_form(column.pattern)}.",
    }.get(rule, "Correct the cell.")
    if proposal:
        advice = f"Write {proposal}, if that is meant. {advice}"
    if rule in ("link", "unique"):
        return advice
    unit = f" ({column.unit})" if column.unit else ""
    return f"{advice} The column means: {column.meaning.rstrip('.')}{unit}."
