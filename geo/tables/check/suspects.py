"""Rows in which the library could find something: a quick pass over large tables, so that it reads only those.

A library that looks at each cell of 400,000 rows takes half a minute, and finds nothing in nearly all of them. What is
wrong and what to do is said by the library alone; here a row is only passed where each of its cells surely keeps the
rules of the descriptor, and its keys lead somewhere and are its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from geo.tables.load import Raw, among

_KNOWN: Final = frozenset(
    {"required", "unique", "pattern", "enum", "minLength", "maxLength", "minimum", "maximum"}
)  # constraints that are judged here; a row with a cell under any other is handed over
_NUMBER: Final = {"integer": re.compile(r"-?[0-9]{1,15}"), "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")}


def suspects(raw: Raw) -> Mapping[str, pd.DataFrame]:
    """Table → the rows to look at, with their lines; and the rows of other tables that these refer to."""
    stated = {one["name"]: one["schema"] for one in raw.schema.descriptor["resources"] if one["name"] in raw.tables}
    wanted = {name: _doubtful(raw, schema, raw.tables[name]) for name, schema in stated.items()}
    asked = [name for name, rows in wanted.items() if rows.any()]
    while asked:  # a row that is looked at needs the rows that its keys lead to, and those need theirs
        name = asked.pop()
        for own, target, columns in _keys(stated[name], name, raw):
            led_to = among(_joined(raw.tables[target], columns), _joined(raw.tables[name][wanted[name]], own).tolist())
            if (led_to & ~wanted[target]).any():
                wanted[target] |= led_to
                asked.append(target)
    return {name: raw.tables[name][rows] for name, rows in wanted.items()}


def _doubtful(raw: Raw, schema: Mapping[str, Any], frame: pd.DataFrame) -> pd.Series:
    """Which rows may break a rule, True for each that may."""
    doubtful = (frame == "").all(axis=1)
    for field in schema["fields"]:
        cells = frame[field["name"]]
        rules = field.get("constraints", {})
        passes = _judge(field.get("type", "string"), rules)
        bad = {text for text in cells.unique().tolist() if text and not passes(text)}
        if bad:
            doubtful |= among(cells, bad)
        if rules.get("required"):
            doubtful |= cells == ""
        if rules.get("unique"):
            doubtful |= cells.duplicated(keep=False)
    key = schema.get("primaryKey", [])
    if key:
        doubtful |= frame.duplicated(key, keep=False) | (frame[key] == "").any(axis=1)
    for own, target, columns in _keys(schema, "", raw):
        astray = ~among(_joined(frame, own), _joined(raw.tables[target], columns).tolist())
        doubtful |= astray & (frame[own] != "").any(axis=1)  # a key that is left empty leads nowhere, and may
    return doubtful


def _keys(schema: Mapping[str, Any], name: str, raw: Raw) -> list[tuple[list[str], str, list[str]]]:
    """(own columns, table, its columns) of each foreign key into a table that could be read."""
    found = []
    for key in schema.get("foreignKeys", []):
        target = key["reference"]["resource"] or name
        if target in raw.tables:
            found.append((_listed(key["fields"]), target, _listed(key["reference"]["fields"])))
    return found


def _listed(columns: str | list[str]) -> list[str]:
    return [columns] if isinstance(columns, str) else columns


def _joined(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """One text a row of the cells of some columns; a sign between them that no cell can hold."""
    joined = frame[columns[0]]
    for column in columns[1:]:
        joined = joined + "\0" + frame[column]
    return joined


def _judge(kind: str, rules: Mapping[str, Any]) -> Callable[[str], bool]:
    """Whether a text, not the empty one, surely keeps the rules of its column."""
    if not rules.keys() <= _KNOWN:
        return lambda text: False
    if kind == "string":
        pattern = re.compile(rules.get("pattern", ".*"), re.DOTALL if "pattern" not in rules else 0)
        least, most = rules.get("minLength", 0), rules.get("maxLength", float("inf"))
        allowed = frozenset(rules["enum"]) if "enum" in rules else None
        return lambda text: (
            least <= len(text) <= most and (allowed is None or text in allowed) and pattern.fullmatch(text) is not None
        )
    if kind in _NUMBER and rules.keys() <= {"required", "unique", "minimum", "maximum"}:
        form, low, high = _NUMBER[kind], rules.get("minimum", float("-inf")), rules.get("maximum", float("inf"))
        return lambda text: form.fullmatch(text) is not None and float(low) <= float(text) <= float(high)
    if kind == "boolean" and rules.keys() <= {"required"}:
        return lambda text: text in ("true", "false")
    if kind == "date" and rules.keys() <= {"required"}:
        return _is_date
    return lambda text: False


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
