"""A copy of the data that passes every check and has code in every free text."""

import csv
import json
import re
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

ATTACKS = (  # longest first; what a column's length allows is appended to each of its texts
    " <img src=x onerror=hostile()>{{7*191}}{% raise %}${7*191}`${7*191}` :red[x] **b** <script>hostile()</script>",
    " <img src=x onerror=hostile()>{{7*191}}",
    " <b>{{7*191}}",
    " {{7*191}}",
)
# The check compares a claim's value with the station's own: only a city is free, and must stay the same in both.
COMPARED = ("claims", "value")
# Braces stand for figures there, and the check refuses any other: these columns get the attacks without them.
FIGURED = {("reconciliation", "result"), ("unplaced", "statement")}


def write_hostile_data(source: Path, target: Path) -> Path:
    """Copies a data folder and appends an attack to each text that is free. Returns the copy."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    package = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    for table in package["resources"]:
        columns = {field["name"]: field for field in table["schema"]["fields"] if _is_free(table, field)}
        if columns:
            _poison(
                target / table["path"], columns, figured={name for owner, name in FIGURED if owner == table["name"]}
            )
    claims, stations = _table(package, "claims"), _table(package, "stations")
    city = next(field for field in stations["schema"]["fields"] if field["name"] == "city")
    _poison(target / claims["path"], {"value": city}, lambda row: row["fact"] == "city")
    return target


def _is_free(table: dict, field: dict) -> bool:
    """Free text: a string that is no key, no choice, no pattern and no address."""
    schema, rules = table["schema"], field.get("constraints", {})
    keys = schema.get("primaryKey", [])
    taken = {keys} if isinstance(keys, str) else set(keys)
    for foreign in schema.get("foreignKeys", []):
        taken |= {foreign["fields"]} if isinstance(foreign["fields"], str) else set(foreign["fields"])
    return (
        field["type"] == "string"
        and field.get("format", "default") == "default"
        and not rules.keys() & {"enum", "pattern"}
        and field["name"] not in taken
        and (table["name"], field["name"]) != COMPARED
    )


def _table(package: dict, name: str) -> dict:
    return next(table for table in package["resources"] if table["name"] == name)


def _poison(
    path: Path, columns: dict[str, dict], wanted: Callable[[dict], bool] = bool, figured: Collection[str] = ()
) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in filter(wanted, rows):
        for name, field in columns.items():
            most = field.get("constraints", {}).get("maxLength", 10_000)
            fitting = [attack for attack in ATTACKS if row[name] and len(row[name]) + len(attack) <= most]
            attack = fitting[0] if fitting else ""
            row[name] += re.sub("[{}]", "", attack) if name in figured else attack
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
