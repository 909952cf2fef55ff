"""Rows in which the library could find something: a quick pass over large tables, so that it reads only those.

A library that looks at each cell of 400,000 rows takes half a minute, and finds nothing in nearly all of them. What is
wrong and what to do is said by the library alone; here a row is only passed where each of its cells surely keeps the
rules of the descriptor, and its keys lead somewhere and are its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.tables.load import Raw

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
            led = set(_values(raw.tables[name][wanted[name]], own))
            led_to = _rows(led.__contains__, _values(raw.tables[target], columns))
            if (led_to & ~wanted[target]).any():
                wanted[target] |= led_to
                asked.append(target)
    return {name: raw.tables[name][rows] for name, rows in wanted.items()}


def _doubtful(raw: Raw, schema: Mapping[str, Any], frame: pd.DataFrame) -> np.ndarray:
    """Which rows may break a rule, True for each that may.

    A rule is asked of a column's distinct cells first, and of its rows only where one of those may break it.
    """
    distinct = {name: set(frame[name].unique().tolist()) for name in frame}
    doubtful = np.zeros(len(frame), dtype=bool)
    for field in schema["fields"]:
        column, rules = field["name"], field.get("constraints", {})
        passes = _judge(field.get("type", "string"), rules)
        bad = {text for text in distinct[column] if text and not passes(text)}
        if rules.get("required"):
            bad |= {""} & distinct[column]
        if bad:
            doubtful |= _rows(bad.__contains__, frame[column].tolist())
        if rules.get("unique") and len(distinct[column]) < len(frame):
            doubtful |= _repeated(frame[column].tolist())
    if all("" in texts for texts in distinct.values()):
        doubtful |= (frame == "").all(axis=1).to_numpy()
    key = _listed(schema.get("primaryKey", []))
    if key and (len(key) > 1 or len(distinct[key[0]]) < len(frame)):
        doubtful |= _repeated(_values(frame, key))
    for column in key:
        if "" in distinct[column]:
            doubtful |= _rows("".__eq__, frame[column].tolist())
    for own, target, there in _keys(schema, "", raw):
        astray = _distinct(frame, own) - _distinct(raw.tables[target], there) - {("",) * len(own)}
        if astray:  # a key that is left empty leads nowhere, and may
            doubtful |= _rows(astray.__contains__, _values(frame, own))
    return doubtful


def _rows(holds: Callable[[Any], bool], values: Sequence[Any]) -> np.ndarray:
    """Which of some values something holds of."""
    return np.fromiter(map(holds, values), dtype=bool, count=len(values))


def _repeated(values: Sequence[Any]) -> np.ndarray:
    """Which of some values stand among them more than once."""
    times = Counter(values)
    return _rows(lambda value: times[value] > 1, values)


def _values(frame: pd.DataFrame, columns: list[str]) -> list[tuple[str, ...]]:
    """The cells of some columns, row by row."""
    return list(zip(*(frame[column].tolist() for column in columns), strict=True))


def _distinct(frame: pd.DataFrame, columns: list[str]) -> set[tuple[str, ...]]:
    """The same, each once."""
    if len(columns) == 1:  # millions of rows have few texts
        return {(text,) for text in frame[columns[0]].unique().tolist()}
    return set(_values(frame, columns))


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
