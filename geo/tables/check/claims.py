"""Rules for claims: each fact of each station has exactly one adopted value, which is the station's, and a source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from geo.errors import Problem, UsageError
from geo.tables.check.records import UNKNOWN
from geo.tables.dates import earliest
from geo.tables.load import Raw, TextRow, among, each_row

REPORTED = "reported"  # the value of every existence claim

# fact → column of stations that carries its adopted value
_COLUMNS = {"city": "city", "bureau": "bureau", "date": "disclosed_on"}
# fact → column of stations that says how it is known
_BASES = {"existence": "basis", "bureau": "bureau_basis"}


def claim_problems(raw: Raw, today: date) -> Iterator[Problem]:
    """Claims that contradict their station, are missing, doubled or without a source."""
    stations, claims = raw.tables.get("stations"), raw.tables.get("claims")
    if stations is None or claims is None:
        return
    for line, claim in each_row(claims[_doubtful(claims, today)]):
        yield from _single(line, claim, today)
    known = claims[among(claims["station_id"], stations["station_id"].tolist())]
    adopted = known[known["adopted"] == "true"]
    for line, claim in each_row(adopted[adopted.duplicated(["station_id", "fact"])]):
        advice = "Adopt one value of each fact; mark the others as adopted = false."
        yield Problem("claims", line, "adopted", claim["value"], "claim-twice", advice)
    rivals = known[known["adopted"] == "false"]
    odd = stations[_at_odds(stations, adopted)]
    held: dict[tuple[str, str], tuple[int, TextRow]] = {}
    for line, claim in each_row(adopted[among(adopted["station_id"], {*odd["station_id"], *rivals["station_id"]})]):
        held.setdefault((claim["station_id"], claim["fact"]), (line, claim))
    unsure: dict[tuple[str, str], list[int]] = {}  # lines of claims of which it can't be read whether they are adopted
    for line, row in each_row(known[~known["adopted"].isin(("true", "false"))]):
        unsure.setdefault((row["station_id"], row["fact"]), []).append(line)
    for line, station in each_row(odd.drop_duplicates("station_id")):
        yield from _against_station(line, station, held, unsure)
    for line, claim in each_row(rivals):
        if (claim["station_id"], claim["fact"]) in held:
            own = held[claim["station_id"], claim["fact"]][1]
            if own["value"] == claim["value"]:
                advice = "Add the sources to the adopted claim instead; a rival value must differ from it."
                yield Problem("claims", line, "value", claim["value"], "claim-no-rival", advice)


def _doubtful(claims: pd.DataFrame, today: date) -> pd.Series:
    """Which claims `_single` may find something in, all at once: of a hundred thousand nearly none."""
    fact, value = claims["fact"], claims["value"]
    days = fact == "date"
    odd_days = {day for day in value[days].unique() if not _is_past(day, today)}
    return (
        (claims["claim_id"] != claims["station_id"] + "." + fact)
        | (claims["source_ids"] == "")
        | ((fact == "existence") & (value != REPORTED))
        | (days & value.isin(odd_days))
    )


def _is_past(day: str, today: date) -> bool:
    try:
        first = earliest(day)
    except UsageError:
        return False
    return first is None or first <= today


def _at_odds(stations: pd.DataFrame, adopted: pd.DataFrame) -> pd.Series:
    """Which stations `_against_station` may find something in, all at once."""
    odd = stations["station_id"].duplicated(keep=False)
    for fact, needed in _needed(stations).items():
        own = adopted[adopted["fact"] == fact].drop_duplicates("station_id").set_index("station_id")
        value = stations["station_id"].map(own["value"])
        odd |= value.notna() != needed
        if fact in _COLUMNS:
            odd |= value.notna() & (value != stations[_COLUMNS[fact]])
        if fact in _BASES:
            odd |= (stations["station_id"].map(own["basis"]) == "inferred") != (stations[_BASES[fact]] == "inferred")
    return odd


def _needed(stations: Any) -> dict[str, Any]:
    """Fact → whether a station, or each of a table of them, needs a claim of it."""
    always = stations["station_id"] == stations["station_id"]
    return {
        "existence": always,
        "date": always,
        "city": stations["city"] != "",
        "bureau": stations["bureau"] != UNKNOWN,
    }


def _single(line: int, claim: TextRow, today: date) -> Iterator[Problem]:
    def problem(column: str, rule: str, advice: str) -> Problem:
        return Problem("claims", line, column, claim[column], rule, advice)

    begins = f"{claim['station_id']}.{claim['fact']}"
    if claim["claim_id"] != begins and not claim["claim_id"].startswith(f"{begins}."):
        yield problem("claim_id", "claim-id", f"Begin the key with {begins}.")
    if claim["source_ids"] == "" and claim["adopted"] == "true":
        yield problem("source_ids", "claim-without-source", "Name at least one source of the adopted value.")
    elif claim["source_ids"] == "" and claim["note"] == "":
        yield problem("note", "claim-without-source", "Name a source, or say in the note who gives this value.")
    if claim["fact"] == "existence" and claim["value"] != REPORTED:
        yield problem("value", "claim-differs", f"Write {REPORTED}; nothing stronger is known.")
    if claim["fact"] == "date":
        try:
            first = earliest(claim["value"])
        except UsageError as error:
            yield problem("value", "not-a-date", str(error))
            return
        if first is not None and first > today:
            yield problem("value", "future-date", f"Correct the date; it lies after {today.isoformat()}.")


def _against_station(
    line: int,
    station: TextRow,
    held: dict[tuple[str, str], tuple[int, TextRow]],
    unsure: dict[tuple[str, str], list[int]],
) -> Iterator[Problem]:
    key = station["station_id"]
    for fact, needed in _needed(station).items():
        found = held.get((key, fact))
        if found is None:
            if needed:
                advice = f"Add the claim {key}.{fact} with its sources to the table claims."
                column = _COLUMNS.get(fact, "station_id")
                cells = tuple(("claims", other, "adopted") for other in unsure.get((key, fact), ()))
                yield Problem("stations", line, column, key, "claim-missing", advice, follows=cells)
            continue
        claim_line, claim = found
        if not needed:
            advice = f"Mark the claim as adopted = false, or give the station its {fact}."
            yield Problem("claims", claim_line, "adopted", claim["value"], "claim-unexpected", advice)
        elif fact in _COLUMNS and claim["value"] != station[_COLUMNS[fact]]:
            advice = f"Adopt the value of the station, {station[_COLUMNS[fact]]}, or correct the station."
            cells = (("stations", line, _COLUMNS[fact]), ("claims", claim_line, "value"))
            yield Problem("claims", claim_line, "value", claim["value"], "claim-differs", advice, follows=cells)
        yield from _basis(line, claim_line, claim, fact, station)


def _basis(station_line: int, line: int, claim: TextRow, fact: str, station: TextRow) -> Iterator[Problem]:
    column = _BASES.get(fact)
    if column is None or claim["basis"] not in ("stated", "inferred"):
        return
    if (claim["basis"] == "inferred") != (station[column] == "inferred"):
        advice = f"Make it agree with {column} of the station, which is {station[column]}."
        cells = (("stations", station_line, column),)
        yield Problem("claims", line, "basis", claim["basis"], "claim-basis", advice, follows=cells)
