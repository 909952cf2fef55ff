"""The quick pass before the library: it may hand over too much, never too little."""

import random
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geo.tables.check import claims, tableschema
from geo.tables.check.suspects import suspects
from geo.tables.load import Raw, load_raw

DATA = Path(__file__).parents[3] / "data"
TODAY = date(2026, 11, 29)
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


CLAIMED = ("", "2022-13", "2031-01-01", "reported", "seen", "Graz", "Qingtian", "true", "false", "stated", "inferred")


@pytest.mark.parametrize("seed", range(6))
def test_the_same_claims_are_told_of_when_none_is_passed_over(seed: int, monkeypatch: pytest.MonkeyPatch):
    """Facts, days, keys and sources of claims, and what their stations say."""
    raw, chance = load_raw(DATA), random.Random(seed)  # noqa: S311 -- a test that can be repeated
    spoiled = {"claims": ("claim_id", "value", "fact", "basis", "adopted", "source_ids", "station_id")}
    spoiled["stations"] = ("city", "bureau", "basis", "bureau_basis", "disclosed_on", "station_id")
    for name, columns in spoiled.items():
        for _ in range(12):
            frame = raw.tables[name]
            frame.at[chance.choice(list(frame.index)), chance.choice(columns)] = chance.choice(CLAIMED)
    found = list(claims.claim_problems(raw, TODAY))
    monkeypatch.setattr(claims, "_doubtful", lambda table, today: pd.Series(True, table.index))
    monkeypatch.setattr(claims, "_at_odds", lambda stations, adopted: pd.Series(True, stations.index))

    assert found == list(claims.claim_problems(raw, TODAY))
    assert len({problem.rule for problem in found}) >= 3
