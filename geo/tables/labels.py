"""Labels: the words for coded values, read from beside the values, so that a new code brings its words along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pandas as pd

from geo.errors import Problem
from geo.tables.schema import DESCRIPTOR, Field, Schema

ENGLISH: Final = "en"


@dataclass(frozen=True)
class Labels:
    """Words in one language, by column ("sources.kind") and then by value, in the order of the descriptor.

    alone: as a heading, an option or a cell, "News". inline: within a sentence, "news"; a pair of braces in it is where
    the number stands that it qualifies, "at least {}". Where the descriptor has no word for a sentence, it is the one
    that stands alone.
    """

    alone: Mapping[str, Mapping[str, str]]
    inline: Mapping[str, Mapping[str, str]]


def read_labels(schema: Schema, language: str = ENGLISH) -> Labels:
    """The labels of a descriptor; a value without a word in the language has the English one."""
    alone, inline = {}, {}
    for table, column in _coded(schema):
        words = {value: _word(column.labels, language, value) for value in column.enum}
        own = {value: _word(column.inline, language, value) for value in column.enum}
        alone[f"{table}.{column.name}"] = MappingProxyType(words)
        inline[f"{table}.{column.name}"] = MappingProxyType({value: own[value] or words[value] for value in words})
    return Labels(MappingProxyType(alone), MappingProxyType(inline))


def with_former(labels: Labels, former: Labels) -> Labels:
    """The labels, and behind them those of values that a former descriptor had and this one has no more."""

    def joined(
        now: Mapping[str, Mapping[str, str]], then: Mapping[str, Mapping[str, str]]
    ) -> Mapping[str, Mapping[str, str]]:
        both = {column: {**now.get(column, {})} for column in (*now, *then)}
        for column, words in then.items():
            both[column] |= {value: word for value, word in words.items() if value not in both[column]}
        return MappingProxyType({column: MappingProxyType(words) for column, words in both.items()})

    return Labels(joined(labels.alone, former.alone), joined(labels.inline, former.inline))


def with_inline(kinds: pd.DataFrame, today: pd.DataFrame) -> pd.DataFrame:
    """Kinds of response of a former version, each with words that can stand within a sentence: a filter is said by
    them, and a sentence that leaves them out says something else. Where it had none they are those of today, or its
    own label, where today calls the kind otherwise: a version speaks in its own words."""
    words = kinds["label"].map(dict(zip(today["label"], today["inline"], strict=True))).fillna(kinds["label"])
    return kinds.assign(inline=kinds["inline"].mask(kinds["inline"] == "", words))


def label_problems(schema: Schema) -> Iterator[Problem]:
    """Values without an English label, and labels of values that are not allowed."""
    for table, column in _coded(schema):
        for value in column.enum:
            if not _word(column.labels, ENGLISH, value).strip():
                advice = f"State under 'labels' › '{ENGLISH}' of {table}.{column.name} what readers see for this value."
                yield Problem(DESCRIPTOR, None, column.name, value, "label-missing", advice)
        for kind, languages in (("labels", column.labels), ("inline", column.inline)):
            for language, words in languages.items():
                for value in sorted(set(words) - set(column.enum)):
                    advice = (
                        f"Delete it from '{kind}' › '{language}' of {table}.{column.name}, or allow it in its 'enum'."
                    )
                    yield Problem(DESCRIPTOR, None, column.name, value, "label-unused", advice)


def _coded(schema: Schema) -> Iterator[tuple[str, Field]]:
    for table in schema.tables.values():
        for column in table.columns:
            if column.enum:
                yield table.name, column


def _word(languages: Mapping[str, Mapping[str, str]], language: str, value: str) -> str:
    for spoken in (language, ENGLISH):
        if word := languages.get(spoken, {}).get(value):
            return word
    return ""
