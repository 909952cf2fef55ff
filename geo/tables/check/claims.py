"""Rules for claims: each fact of each station has exactly one adopted value, which is the station's, and a source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from geo.errors import Problem, UsageError
from geo.tables.check.records import UNKNOWN
from geo.tables.dates import earliest
from geo.tables.load import Raw, TextRow, each_row

REPORTED = "reported"  # the value of every existence claim

# fact → column of stations that carries its adopted value
_COLUMNS = {"city": "city", "bureau": "bureau", "date": "disclosed_on"}


def claim_problems(raw: Raw, today: date) -> Iterator[Problem]:
    """Claims that contradict their station, are missing, doubled or without a source."""
    stations, claims = raw.tables.get("stations"), raw.tables.get("claims")
    if stations is None or claims is None:
        return
    for line, claim in each_row(claims):
        yield from _single(line, claim, today)
    known = claims[claims["station_id"].isin(stations["station_id"])]
    adopted = known[known["adopted"] == "true"]
    for line, claim in each_row(adopted[adopted.duplicated(["station_id", "fact"])]):
        advice = "Adopt one value of each fact; mark the others as adopted = false."
        yield Problem("claims", line, "adopted", claim["value"], "claim-twice", advice)
    held: dict[tuple[str, str], tuple[int, TextRow]] = {}
    for line, claim in each_row(adopted):
        held.setdefault((claim["station_id"], claim["fact"]), (line, claim))
    unsure: dict[tuple[str, str], list[int]] = {}  # lines of claims of which it can't be read whether they are adopted
    for line, row in each_row(known[~known["adopted"].isin(("true", "false"))]):
        unsure.setdefault((row["station_id"], row["fact"]), []).append(line)
    for line, station in each_row(stations.drop_duplicates("station_id")):
        yield from _against_station(line, station, held, unsure)
    for line, claim in each_row(known[known["adopted"] == "false"]):
        if (claim["station_id"], claim["fact"]) in held:
            own = held[claim["station_id"], claim["fact"]][1]
            if own["value"] == claim["value"]:
                advice = "Add the sources to the adopted claim instead; a rival value must differ from it."
                yield Problem("claims", line, "value", claim["value"], "claim-no-rival", advice)


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
    wanted = {"existence": True, "date": True, "city": station["city"] != "", "bureau": station["bureau"] != UNKNOWN}
    for fact, needed in wanted.items():
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
    stated = {"existence": station["basis"] != "inferred", "bureau": station["bureau_basis"] != "inferred"}
    if fact in stated and claim["basis"] in ("stated", "inferred") and (claim["basis"] == "stated") != stated[fact]:
        column = "basis" if fact == "existence" else "bureau_basis"
        advice = f"Make it agree with {column} of the station, which is {station[column]}."
        cells = (("stations", station_line, column),)
        yield Problem("claims", line, "basis", claim["basis"], "claim-basis", advice, follows=cells)
