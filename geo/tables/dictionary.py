"""The data dictionary that people read, written from the descriptor so that the two can't differ."""

from __future__ import annotations

from geo.tables.labels import ENGLISH
from geo.tables.schema import Field, Resource, Schema

_HEAD = """\
# Data dictionary

Written from `datapackage.json` by `python -m geo dictionary`; correct the descriptor, not this file.

{meaning}

Version {version}. Files are CSV: UTF-8, comma, header in line 1. An empty cell means that nothing is known.
"""


def dictionary(schema: Schema) -> str:
    """All tables and columns as Markdown, in the order of the descriptor, ending with one line break."""
    parts = [_HEAD.format(meaning=_plain(schema.meaning), version=schema.version)]
    parts += [_table(table) for table in schema.tables.values()]
    return "\n".join(parts)


def _table(table: Resource) -> str:
    lines = [f"## {_plain(table.title)}: `{table.path}`", "", _plain(table.meaning), ""]
    lines += ["| column | type | meaning | limits |", "| --- | --- | --- | --- |"]
    for column in table.columns:
        meaning = _plain(column.meaning) + (f" Unit: {_plain(column.unit)}." if column.unit else "")
        lines.append(f"| `{column.name}` | {_type(column)} | {meaning} | {_limits(table, column)} |")
    return "\n".join([*lines, ""])


def _type(column: Field) -> str:
    if column.content == "keys":
        return "ids joined by `;`"
    if column.content == "list":
        return f"ids of `{column.list_of}` joined by `;`"
    return {"date": "partial date", "link": "web address", "prose": "text"}.get(column.content, column.type)


def _limits(table: Resource, column: Field) -> str:
    words = []
    if column.name in table.primary_key:
        words.append("key")
    words.append("required" if column.required else "may be empty")
    if column.unique:
        words.append("unique")
    words += [
        f"one of `{key.table}.{'+'.join(key.table_columns)}`"
        for key in table.foreign_keys
        if column.name in key.columns
    ]
    if column.enum:
        words.append("one of " + ", ".join(_coded(column, value) for value in column.enum))
    if column.minimum is not None:
        words.append(f"from {column.minimum}")
    if column.maximum is not None:
        words.append(f"to {column.maximum}")
    if column.max_length is not None:
        words.append(f"at most {column.max_length} characters")
    return "; ".join(words)


def _coded(column: Field, value: str) -> str:
    """A code with the words that readers see for it, where they are not the code itself."""
    label = column.labels.get(ENGLISH, {}).get(value, value)
    return f"`{value}`" if label == value else f"`{value}` ({_plain(label)})"


def _plain(text: str) -> str:
    """The text without what would break a Markdown table or become HTML."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), ("|", "&#124;"), ("\n", " ")):
        text = text.replace(sign, entity)
    return text
