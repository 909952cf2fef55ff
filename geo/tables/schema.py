"""The descriptor `datapackage.json`, read into plain types.

The descriptor is the one place that knows tables and columns. This module reads it and judges only whether
it can be read; whether the rows obey it is `check`'s business.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import DataError, Problem
from geo.tables.read import read_file

DESCRIPTOR = "datapackage.json"
RELEASES = "releases"  # the only folder of a data folder that the program writes into: an archive a version

# What a text column holds, where Table Schema has no type for it (custom property `content`):
#   list     record ids of another table joined by ';' (property `listOf` names the table)
#   date     a partial date: YYYY, YYYY-MM or YYYY-MM-DD
#   link     a web address
#   prose    sentences or titles, the places where private data could slip in
#   keys     record ids joined by ';' of whichever table another column names; a rule of its own compares them
CONTENTS = ("list", "keys", "date", "link", "prose", "")

Words = Mapping[str, Mapping[str, str]]

PACKAGE_PROFILES = ("data-package", "tabular-data-package")
RESOURCE_PROFILES = ("tabular-data-resource", "data-resource")

# What a limit may be, by its name in Table Schema.
_LIMITS: Mapping[str, tuple[type, ...]] = {
    "required": (bool,),
    "unique": (bool,),
    "pattern": (str,),
    "minimum": (int, float),
    "maximum": (int, float),
    "minLength": (int,),
    "maxLength": (int,),
}

_TYPES = ("string", "integer", "number", "boolean", "date", "year")


@dataclass(frozen=True)
class Field:
    """One column: what it means and what it may hold. Limits that are not set are None or empty.

    labels, inline: language → value → the words for a value of `enum`, alone and within a sentence (see labels.py).
    """

    name: str
    type: str
    meaning: str
    unit: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    content: str = ""
    list_of: str = ""
    labels: Words = field(default_factory=dict)
    inline: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must stand in the key columns of another table (or of the same one)."""

    columns: tuple[str, ...]
    table: str
    table_columns: tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """One table: its file, its meaning, its columns in file order and its keys."""

    name: str
    path: str
    title: str
    meaning: str
    columns: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in file order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Field:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True)
class Schema:
    """The whole descriptor: version (calendar, like '2026.11.23'), tables by name, the JSON it came from."""

    version: str
    title: str
    meaning: str
    tables: Mapping[str, Resource]
    descriptor: Mapping[str, Any] = field(repr=False)
    source: bytes = field(repr=False)


def read_schema(folder: Path) -> Schema:
    """The descriptor of a data folder.

    Raises DataError with every problem when the file is missing, is no JSON or lacks what a table needs.
    """
    try:
        source = read_file(folder / DESCRIPTOR)
    except OSError as error:
        raise DataError([_problem(f"Put a {DESCRIPTOR} into {folder} ({error.strerror}).", "file-missing")]) from error
    return parse_schema(source)


def parse_schema(source: bytes) -> Schema:
    """The descriptor from its bytes. Raises DataError with every problem when it can't be one."""
    try:
        descriptor = json.loads(source.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # broken letters, broken JSON, a number of thousands of digits
        raise DataError([_problem(f"Make it valid JSON in UTF-8: {error}.", "not-json")]) from error
    problems: list[Problem] = list(_outward(descriptor))
    tables = _tables(descriptor, problems)
    problems += _keys_to_nowhere(tables)
    if problems:
        raise DataError(problems)
    return Schema(
        version=str(descriptor.get("version", "")),
        title=str(descriptor.get("title", "")),
        meaning=str(descriptor.get("description", "")),
        tables=tables,
        descriptor=descriptor,
        source=source,
    )


def _problem(advice: str, rule: str = "descriptor", value: str | None = None) -> Problem:
    return Problem(DESCRIPTOR, None, None, value, rule, advice)


def _outward(descriptor: object) -> Iterator[Problem]:
    """Parts that would have a library open another file or an address: nothing in a data folder may cause that."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    parts = [descriptor, *(resources if isinstance(resources, list) else [])]
    for part, usual in zip(parts, [PACKAGE_PROFILES, *[RESOURCE_PROFILES] * len(parts[1:])], strict=True):
        if not isinstance(part, dict):
            continue
        profile = part.get("profile", usual[0])
        if profile not in usual:
            yield _problem(f"Write one of {', '.join(usual)} as 'profile', or leave it out.", value=str(profile))
        for key in ("schema", "dialect", "layout"):
            if key in part and not isinstance(part[key], dict):
                yield _problem(f"State '{key}' here, not where it is found.", value=str(part[key]))
    for reference in _references(descriptor):
        yield _problem("State it here: '$ref' is not followed.", value=str(reference))


def _references(part: object) -> Iterator[object]:
    """Every value of "$ref", at any depth."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "$ref" in one:
                yield one["$ref"]
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _keys_to_nowhere(tables: Mapping[str, Resource]) -> Iterator[Problem]:
    """Foreign keys to a table or column that is not described: a rule that would never be tried."""
    for table in tables.values():
        for key in table.foreign_keys:
            target = tables.get(key.table)
            if not set(key.columns) <= set(table.names):
                advice = f"Use columns of {table.name} in its 'foreignKeys'."
                yield _problem(advice, value="+".join(key.columns))
            elif target is None or not set(key.table_columns) <= set(target.names):
                advice = (
                    f"Let the foreign key {'+'.join(key.columns)} of {table.name} name a table and column of this file."
                )
                yield _problem(advice, value=f"{key.table}.{'+'.join(key.table_columns)}")
        if not set(table.primary_key) <= set(table.names):
            yield _problem(f"Use columns of {table.name} in its 'primaryKey'.", value="+".join(table.primary_key))


def _tables(descriptor: object, problems: list[Problem]) -> dict[str, Resource]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not resources:
        problems.append(_problem("State at least one table under 'resources'."))
        return {}
    tables: dict[str, Resource] = {}
    for resource in resources:
        name = resource.get("name") if isinstance(resource, dict) else None
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(name, str) or not isinstance(path, str):
            problems.append(_problem("Give every resource a 'name' and a 'path'.", value=str(resource)))
        elif Path(path).name != path or not path.isprintable():
            problems.append(_problem("Name a file beside the descriptor, without folders.", value=path))
        elif name in tables:
            problems.append(_problem("Give every table its own name.", value=name))
        else:
            tables[name] = _table(name, path, resource, problems)
    return tables


def _table(name: str, path: str, resource: Mapping[str, Any], problems: list[Problem]) -> Resource:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list) or not fields:
        problems.append(_problem(f"State the columns of {name} under 'schema' › 'fields'.", value=name))
        return Resource(name, path, "", "", (), (), ())
    columns = tuple(_column(name, item, problems) for item in fields)
    names = [column.name for column in columns]
    for repeated in sorted({column for column in names if names.count(column) > 1}):
        problems.append(_problem(f"State each column of {name} once.", value=repeated))
    try:
        keys = tuple(_foreign_key(name, item) for item in schema.get("foreignKeys", ()))
        key = _names(schema.get("primaryKey", ()))
    except (KeyError, TypeError):
        advice = f"Give {name} a 'primaryKey' of column names, and each foreign key 'fields' and a 'reference'."
        problems.append(_problem(advice, value=name))
        keys, key = (), ()
    return Resource(
        name=name,
        path=path,
        title=str(resource.get("title", name)),
        meaning=str(resource.get("description", "")),
        columns=columns,
        primary_key=key,
        foreign_keys=keys,
    )


def _column(table: str, item: Any, problems: list[Problem]) -> Field:
    limits = item.get("constraints", {}) if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(limits, dict) or not isinstance(item.get("name"), str):
        problems.append(_problem(f"Give every column of {table} a 'name'.", value=str(item)))
        return Field("", "string", "")
    wrong = [
        f"{name}: {limits[name]}"
        for name, kinds in _LIMITS.items()
        if name in limits and (not isinstance(limits[name], kinds) or isinstance(limits[name], bool) != (bool in kinds))
    ]
    enum = limits.get("enum", ())
    if not isinstance(enum, list | tuple) or not all(isinstance(value, str) for value in enum):
        wrong.append(f"enum: {enum}")
    if wrong:
        problems.append(_problem(f"Correct the limits of {table}.{item['name']}.", value="; ".join(wrong)))
        limits = {}
    column = Field(
        name=item["name"],
        type=str(item.get("type", "string")),
        meaning=str(item.get("description", "")),
        unit=str(item.get("unit", "")),
        required=bool(limits.get("required", False)),
        unique=bool(limits.get("unique", False)),
        enum=tuple(limits.get("enum", ())),
        pattern=str(limits.get("pattern", "")),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        max_length=limits.get("maxLength"),
        content=str(item.get("content", "")),
        list_of=str(item.get("listOf", "")),
        labels=_words(table, item, "labels", problems),
        inline=_words(table, item, "inline", problems),
    )
    if column.type not in _TYPES:
        problems.append(_problem(f"Use one of {', '.join(_TYPES)} in {table}.{column.name}.", value=column.type))
    try:
        re.compile(column.pattern)
    except re.error as error:
        problems.append(_problem(f"Correct the pattern of {table}.{column.name}: {error}.", value=column.pattern))
    if column.content not in CONTENTS or (column.content == "list") != bool(column.list_of):
        advice = f"Use one of {', '.join(CONTENTS[:-1])} in {table}.{column.name}; a list names its 'listOf'."
        problems.append(_problem(advice, value=column.content))
    return column


def _words(table: str, item: Mapping[str, Any], key: str, problems: list[Problem]) -> Words:
    found = item.get(key, {})
    if isinstance(found, dict) and all(
        isinstance(words, dict) and all(isinstance(word, str) for word in words.values()) for words in found.values()
    ):
        return found
    problems.append(_problem(f"Give '{key}' of {table}.{item['name']} as language › value › words.", value=str(found)))
    return {}


def _foreign_key(table: str, item: Mapping[str, Any]) -> ForeignKey:
    reference = item["reference"]
    # Table Schema writes '' for a reference to the table itself.
    return ForeignKey(_names(item["fields"]), reference["resource"] or table, _names(reference["fields"]))


def _names(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else tuple(value)
    if not all(isinstance(name, str) for name in names):
        raise TypeError("names of columns are text")
    return names
