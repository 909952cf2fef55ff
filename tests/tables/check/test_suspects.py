"""The quick pass before the library: it may hand over too much, never too little."""

import random
from pathlib import Path

import pytest

from geo.tables.check import tableschema
from geo.tables.check.suspects import suspects
from geo.tables.load import Raw, load_raw

DATA = Path(__file__).parents[3] / "data"
BAD = ("", "x" * 500, "1e9", "true", "2022-13-40", "-1", "Ünknown", " ", "a;b", "https://", "99999999999")


def damaged(seed: int) -> Raw:
    """The real tables with a dozen cells changed at random, and a row that repeats another's key."""
    raw, chance = load_raw(DATA), random.Random(seed)  # noqa: S311 -- a test that can be repeated
    for _ in range(12):
        frame = raw.tables[chance.choice(sorted(raw.tables))]
        frame.at[chance.choice(list(frame.index)), chance.choice(list(frame.columns))] = chance.choice(BAD)
    stations = raw.tables["stations"]
    stations.at[stations.index[-1], "station_id"] = stations["station_id"].iloc[0]
    return raw


@pytest.mark.parametrize("seed", range(6))
def test_the_library_finds_the_same_in_the_doubtful_rows_as_in_all(seed: int, monkeypatch: pytest.MonkeyPatch):
    """Types, limits, patterns, keys and what keys lead to."""
    raw = damaged(seed)
    found = set(tableschema.generic_problems(raw))
    monkeypatch.setattr(tableschema, "suspects", lambda raw: raw.tables)

    assert found == set(tableschema.generic_problems(raw))
    assert found


def test_clean_tables_leave_nothing_to_look_at():
    """The library reads no row of them: that is what makes a large table quick."""
    assert sum(map(len, suspects(load_raw(DATA)).values())) == 0
