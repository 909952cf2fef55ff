"""correct(raw, …) → files: one row set right, with its claims and an entry of the register, for one step of writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from geo.errors import UsageError
from geo.tables.check.records import UNKNOWN
from geo.tables.dates import say_date
from geo.tables.edit import Edits, edit_table
from geo.tables.labels import read_labels
from geo.tables.load import SEPARATOR, Raw, split_list
from geo.tables.schema import Resource

REGISTER: Final = "corrections"
# Column of a report → the fact whose adopted claim carries its value.
FACT_OF: Final = {"city": "city", "bureau": "bureau", "disclosed_on": "date"}
# Column of a report → the fact whose adopted claim carries how that is known.
BASIS_OF: Final = {"basis": "existence", "bureau_basis": "bureau"}
BROUGHT: Final = ("lat", "lon", "location_precision", "bureau_basis")  # move with a fact, and need no word of their own

Cells = Mapping[str, str]


@dataclass(frozen=True)
class CorrectionRequest:
    """What is asked for. cells: column → new value; source_ids: what the new values rest on; reporter: a role of the
    register, never a name. table: where the key stands in several. rival: the old value stays beside the new one, as a
    claim of the sources that it had.
    """

    row: str
    cells: Cells
    source_ids: tuple[str, ...]
    reason: str
    reporter: str = "compiler"
    table: str = ""
    rival: bool = False


def correct(raw: Raw, asked: CorrectionRequest, *, today: date) -> dict[str, bytes]:
    """File name → its new bytes: the row, the adopted claims of its changed facts, and one entry of the register.

    A report's new source is added to its sources. Raises UsageError for what can't be done, with what can; whether the
    result is right is for `check` to say before anything is written.
    """
    table = _table_of(raw, asked)
    row = raw.tables[table.name].set_index(table.primary_key[0]).loc[asked.row]
    unknown = [column for column in asked.cells if column not in table.names or column in table.primary_key]
    if unknown:
        rest = ", ".join(name for name in table.names if name not in table.primary_key)
        raise UsageError(f"{table.name} has no column {', '.join(unknown)} to correct; it has {rest}.")
    missing = [source for source in asked.source_ids if source not in set(raw.tables["sources"]["source_id"])]
    if missing:
        raise UsageError(f"Add {', '.join(missing)} to the table of sources first: a correction rests on a source.")
    cells = {column: value for column, value in _with_basis(table, asked.cells).items() if row[column] != value}
    if not cells:
        said = "; ".join(f"{column} is {value or 'empty'}" for column, value in asked.cells.items())
        raise UsageError(f"Nothing to correct: {said} already in {asked.row}.")
    own = {(asked.row, column): value for column, value in cells.items()}
    if "source_ids" in table.names and "source_ids" not in cells:
        own[asked.row, "source_ids"] = _joined(row["source_ids"], asked.source_ids)
    edits = {table.name: Edits(own)}
    if table.name == "stations":
        edits["claims"] = _claims(raw, asked, cells)
    edits[REGISTER] = Edits(added=(_entry(raw, table, asked, row, cells, today),))
    return {
        (one := raw.schema.tables[name]).path: edit_table(one, raw.files[one.path], edit)
        for name, edit in edits.items()
    }


def _with_basis(table: Resource, cells: Cells) -> Cells:
    """A bureau brings its basis along: nobody can know how an unknown one is known."""
    if table.name != "stations" or "bureau" not in cells or "bureau_basis" in cells:
        return cells
    return {**cells, "bureau_basis": UNKNOWN if cells["bureau"] == UNKNOWN else "stated"}


def _table_of(raw: Raw, asked: CorrectionRequest) -> Resource:
    """The table that holds the row. Raises UsageError for a key of none or of several."""
    if asked.table and asked.table not in raw.tables:
        raise UsageError(f"There is no table {asked.table}; there are {', '.join(raw.tables)}.")
    found = [
        table
        for name, table in raw.schema.tables.items()
        if name in raw.tables
        and name != REGISTER
        and len(table.primary_key) == 1
        and asked.table in ("", name)
        and asked.row in set(raw.tables[name][table.primary_key[0]])
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{asked.row} is a key of {', '.join(table.name for table in found)}: say which, by --table.")
    raise UsageError(f"No table has a row {asked.row}. Keys stand in the first column of each table.")


def _claims(raw: Raw, asked: CorrectionRequest, cells: Cells) -> Edits:
    """What becomes of the claims: the adopted value of each changed fact is the row's, and rests on what was given."""
    claims = raw.tables["claims"]
    own = claims[claims["station_id"] == asked.row]
    adopted = own[own["adopted"] == "true"].set_index("fact")
    edits: dict[tuple[str, str], str] = {}
    added: list[Cells] = []
    dropped: list[str] = []
    for column, value in cells.items():
        fact = FACT_OF.get(column)
        known = BASIS_OF.get(column, "")
        if known in adopted.index and known not in cells:  # the same value, otherwise known
            old = adopted.loc[known]
            edits[str(old["claim_id"]), "basis"] = "inferred" if value == "inferred" else "stated"
            edits[str(old["claim_id"]), "source_ids"] = _joined(old["source_ids"], asked.source_ids)
        if fact is None:
            continue
        old = adopted.loc[fact] if fact in adopted.index else None
        basis = cells.get("bureau_basis", "stated") if fact == "bureau" else "stated"
        new = {"value": value, "basis": basis, "source_ids": SEPARATOR.join(asked.source_ids), "attribution": "fact"}
        if value in ("", UNKNOWN):
            dropped += [] if old is None else [str(old["claim_id"])]
        elif old is None:
            fixed = {"claim_id": f"{asked.row}.{fact}", "station_id": asked.row, "fact": fact, "adopted": "true"}
            added.append({**fixed, **new})
        else:
            edits |= {(str(old["claim_id"]), name): text for name, text in new.items()}
        if asked.rival and old is not None:
            number = next(one for one in range(2, 10) if f"{asked.row}.{fact}.{one}" not in set(own["claim_id"]))
            added.append(
                {**old.to_dict(), "claim_id": f"{asked.row}.{fact}.{number}", "fact": fact, "adopted": "false"}
            )
    return Edits(edits, tuple(added), frozenset(dropped))


def _entry(
    raw: Raw, table: Resource, asked: CorrectionRequest, row: pd.Series, cells: Cells, today: date
) -> dict[str, str]:
    labels = read_labels(raw.schema).alone
    taken = set(raw.tables[REGISTER]["correction_id"])
    number = next(one for one in range(1, 10_000) if f"{today}-{one}" not in taken)

    told = [column for column in cells if column not in BROUGHT or not set(FACT_OF) & set(cells)]

    def said(values: Cells) -> str:
        parts = []
        for column in told:
            value = values[column]
            words = labels.get(f"{table.name}.{column}", {}).get(value, value) or "none"
            if table.column(column).type == "date" or table.column(column).content == "date":
                words = say_date(value)
            name = column.replace("_", " ").capitalize()
            parts.append(f"{words}." if words.startswith(name) else f"{name}: {words.rstrip('.')}.")
        return " ".join(parts)

    return {
        "correction_id": f"{today}-{number}",
        "corrected_on": today.isoformat(),
        "in_table": table.name,
        "row_ids": asked.row,
        "outcome": "corrected",
        "was": said({column: str(row[column]) for column in cells}),
        "now": said(cells),
        "reason": asked.reason,
        "source_ids": SEPARATOR.join(asked.source_ids),
        "reported_by": asked.reporter,
    }


def _joined(cell: str, more: tuple[str, ...]) -> str:
    return SEPARATOR.join(dict.fromkeys((*split_list(cell), *more)))
