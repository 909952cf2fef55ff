"""propose(raw, listings, wave) → Proposal: a list of reports as rows of the tables, with what was read otherwise.

Everything that follows from the list is written by the program: keys, claims, counts. What can mean two things is a
question; what no country or city can be given for is kept in words and counted, never drawn and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from geo.curate.gazetteer import City, as_known_here, find_cities_here, several
from geo.curate.intake.answers import POINT, check_answers, read_point, row_name, typed_point
from geo.curate.intake.dates import Order, read_day
from geo.curate.intake.headings import ReportList
from geo.curate.intake.model import ListedReport, Proposal, SentWave
from geo.curate.intake.rows import rows_of
from geo.curate.intake.standing import find_standing
from geo.errors import UsageError
from geo.tables.check.countries import find_country, is_sure, plain
from geo.tables.check.records import UNKNOWN, is_not_known
from geo.tables.load import Raw

Cities = Mapping[tuple[str, str], tuple[City, ...]]

BUREAUS: Final = {"福州": "Fuzhou", "青田": "Qingtian", "南通": "Nantong", "温州": "Wenzhou", "溫州": "Wenzhou"}
MOST_REPORTS: Final = 100_000  # of a list; each becomes a row and several claims
SKIP: Final = "skip"  # the answer that leaves a row out, whatever was asked about it
SHOWN: Final = ("country", "city", "bureau")
INFERRED: Final = ("inferred", "deduced", "assumed")
LISTED: Final = ("listed", "stated", "reported", "named")
HEDGES: Final = frozenset(
    (
        *("not", "no", "possibly", "perhaps", "probably", "maybe", "presumably", "apparently"),
        *("or", "other", "unconfirmed", "suspected", "likely", "unclear"),
    )
)
"""Words by which a list takes back what it names; so does a question mark."""
_CODE: Final = re.compile(r"(?!NA)[A-Z]{2}", re.IGNORECASE)
_BRACE: Final = re.compile("[{}]")
_FAILED: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)", re.IGNORECASE)


def propose(
    raw: Raw,
    listings: Iterable[ReportList],
    wave: SentWave,
    *,
    order: Order = "",
    answers: Mapping[tuple[str, str], str] | None = None,
) -> Proposal:
    """The rows that a list adds. order: what 05/12/2022 means in it. answers: (row, field) → what is read there.

    A row is named by its number in the file, "7"; where several sheets hold a list each, by the sheet too: "Europe!7".
    """
    return _Reader(raw, wave, order, answers or {}).read(listings)


class _Reader:
    def __init__(self, raw: Raw, wave: SentWave, order: Order, answers: Mapping[tuple[str, str], str]) -> None:
        self._raw, self._wave, self._order, self._answers = raw, wave, order, answers
        countries = raw.tables["countries"]
        self._countries = dict(zip(countries["iso_a3"], countries["name"], strict=True))
        self._sources = set(raw.tables["sources"]["source_id"]) | {wave.source_id}
        self._links = dict(zip(raw.tables["sources"]["url"], raw.tables["sources"]["source_id"], strict=True))
        self._allowed = raw.schema.tables["stations"].column("bureau").enum
        self._questions: list[tuple[str, str, str]] = []
        self._told: list[str] = []

    def read(self, listings: Iterable[ReportList]) -> Proposal:
        lists = tuple(listings)
        several_lists = len(lists) > 1
        check_answers(self._answers, {row_name(one, line, several_lists) for one in lists for line, _ in one.rows})
        rows: list[tuple[str, dict[str, str]]] = []
        hosts: dict[str, str] = {}
        for listed in lists:
            above = ""
            codes = any(_CODE.fullmatch(cells.get("country", "")) for _, cells in listed.rows)
            for line, cells in listed.rows:
                name = row_name(listed, line, several_lists)
                row = self._answered(name, cells)
                if not row:
                    continue
                self._ask_about_signs(name, row)
                rows.append((name, row))
                hosts[name] = self._country(name, row.get("country", ""), above, codes)
                above = hosts[name] or above
        self._told += [f"{one.sheet or 'list'}: {text}" for one in lists for text in one.told]
        asked = [
            (hosts[number], row["city"])
            for number, row in rows
            if hosts[number] and not is_not_known(row.get("city", ""))
        ]
        cities = find_cities_here(self._raw.tables["stations"], asked)
        total = sum(self._number(number, row) for number, row in rows)
        if total > MOST_REPORTS:
            raise UsageError(f"The list counts {total:,} reports: at most {MOST_REPORTS:,} are read.")
        reports: list[ListedReport] = []
        unplaced: list[tuple[str, str]] = []
        for number, row in rows:
            text = ", ".join(row[name] for name in SHOWN if not is_not_known(row.get(name, ""))) or "(no name)"
            if not hosts[number]:
                if not any(one[0] == number for one in self._questions):
                    unplaced += [(number, text)] * self._number(number, row)
                continue
            one = self._report(number, text, row, hosts[number], cities)
            reports += [one] * self._number(number, row)
        places = {number: place for place, (number, _) in enumerate(rows)}
        standing = find_standing(self._raw, self._wave, reports, self._answers)
        self._questions += standing.questions
        self._told += standing.told
        added, lines, known = rows_of(self._raw, self._wave, reports, standing.becomes, unplaced, self._told)
        return Proposal(
            added=added,
            read=tuple(sorted(lines, key=lambda one: places[one.row])),
            told=tuple(dict.fromkeys(self._told)),
            questions=tuple(dict.fromkeys(self._questions)),
            known=known,
        )

    def _answered(self, number: str, row: Mapping[str, str]) -> dict[str, str]:
        """A row with what was answered about it; {} where the answer leaves it out."""
        given = {name: value for (line, name), value in self._answers.items() if line == number}
        if any(plain(value) == SKIP for value in given.values()):
            self._told.append(f"row {number} left out, as answered: {', '.join(row.values())[:80]}")
            return {}
        return {**row, **given}

    def _ask_about_signs(self, number: str, row: dict[str, str]) -> None:
        """What stands in braces is a figure that the product counts: a list could have its own words filled. What a
        formula leaves that failed is neither a name nor nothing."""
        for name in (*SHOWN, "date"):
            text = row.get(name, "")
            if _BRACE.search(text):
                self._ask(number, name, f"{text}: braces stand for figures here. Give it without them, or -, or {SKIP}")
            elif _FAILED.fullmatch(text):
                self._ask(number, name, f"{text}: its formula failed. Give what it should say, or - for unknown")
            else:
                continue
            if name != "country":  # which asks no second time
                row[name] = ""

    def _ask(self, number: str, name: str, question: str) -> None:
        self._questions.append((number, name, question))

    def _country(self, number: str, text: str, above: str, codes: bool) -> str:
        """The code; "" where none is known, or where it is asked. An empty cell may mean the one above or nothing.

        codes: whether the list has codes of two letters, among which NA is Namibia's.
        """
        if not text and above:
            name = self._countries[above]
            self._ask(number, "country", f"empty: {name}, as in the row above ({above}), - for unknown, or {SKIP}?")
        if codes and text.upper() == "NA":
            self._ask(number, "country", f"{text}: Namibia, or not available? Give NAM, or -")
        if is_not_known(text) or _BRACE.search(text) or _FAILED.fullmatch(text):
            return ""
        found = find_country(text, self._countries)
        if found and ("?" in text or "？" in text):
            self._ask(number, "country", f"{text}: is it said to be {self._countries[found[0]]}? Give {found[0]}, or -")
            return ""
        if is_sure(text, self._countries):
            if plain(text) not in (plain(self._countries[found[0]]), found[0].casefold()):
                self._told.append(f"row {number}: {text} is {self._countries[found[0]]}")
            return found[0]
        names = ", ".join(f"{code} ({self._countries[code]})" for code in found)
        self._ask(
            number,
            "country",
            f"{text}: which country? {names or 'no country of this name is known'}. Give its code, - for unknown, or "
            f"{SKIP} where the row is no report",
        )
        return ""

    def _number(self, number: str, row: Mapping[str, str]) -> int:
        text = row.get("number", "")
        if not text:
            return 1
        if re.fullmatch(r"[1-9][0-9]{0,2}", text):
            return int(text)
        self._ask(number, "number", f"{text}: how many reports? A whole number from 1 to 999")
        return 1

    def _report(
        self,
        number: str,
        text: str,
        row: Mapping[str, str],
        iso: str,
        cities: Mapping[tuple[str, str], tuple[City, ...]],
    ) -> ListedReport:
        city, named = self._city(number, row, iso, cities)
        return ListedReport(
            row=number,
            text=text,
            iso=iso,
            city=city,
            named=named,
            bureau=self._bureau(number, row.get("bureau", "")),
            day=self._day(number, row.get("date", "")),
            sources=self._cited(number, row.get("source", "")),
            basis=self._basis(number, row.get("basis", "")),
            notes=row.get("notes", ""),
        )

    def _city(self, number: str, row: Mapping[str, str], iso: str, cities: Cities) -> tuple[City | None, str]:
        """(the city with its point, "") or (None, the name that could not be placed, "" where none is named)."""
        name = row.get("city", "")
        typed = typed_point(row)
        if is_not_known(name):
            if typed:
                self._told.append(f"row {number}: its point, {typed}, is not used: no city is named")
            return None, ""
        if "?" in name or "？" in name:
            self._ask(number, "city", f"{name}: is this city named? Give it without the question mark, or -")
            return None, ""
        found = cities.get((iso, name), ())
        if typed:
            point = read_point(typed)
            if point is None:
                self._ask(number, "point", f"{typed}: no latitude and longitude. {POINT}, or - to have it looked up")
                return None, ""
            given = City(found[0].name if len(found) == 1 else name, *point, 0)
            return as_known_here(self._raw.tables["stations"], iso, (given,))[0], ""
        if not found:
            self._told.append(f"row {number}: {name} is in no gazetteer for {self._countries[iso]}: named, not placed")
            return None, name
        if several(found):
            places = "; ".join(f"{one.lat} {one.lon} ({one.people:,} people)" for one in found[:5])
            self._ask(number, "point", f"{name}, {iso}: which of several? Give the two numbers of one: {places}")
        if found[0].name != name:
            self._told.append(f"row {number}: {name} is written {found[0].name} here")
        return found[0], ""

    def _basis(self, number: str, text: str) -> str:
        if plain(text) in INFERRED:
            return "inferred"
        if not is_not_known(text) and plain(text) not in LISTED:
            self._ask(number, "basis", f"{text}: listed by the source, or inferred?")
        return "listed"

    def _bureau(self, number: str, text: str) -> str:
        if is_not_known(text):
            return UNKNOWN
        words = plain(text).split()
        named = [name for chinese, name in BUREAUS.items() if chinese in text]
        named += [bureau for bureau in self._allowed if bureau != UNKNOWN and bureau.casefold() in words]
        found = list(dict.fromkeys(named))
        if found and ("?" in text or "？" in text or HEDGES & set(words)):
            self._ask(number, "bureau", f"{text}: is it said to be of {found[0]}? Give {found[0]}, or {UNKNOWN}")
        elif len(found) == 1:
            return found[0]
        elif len(found) > 1:
            self._ask(number, "bureau", f"{text}: a report is of one bureau; give each a row of its own")
        else:
            allowed = ", ".join(self._allowed)
            self._ask(number, "bureau", f"{text}: none of {allowed}. A new bureau is added in datapackage.json first")
        return UNKNOWN

    def _day(self, number: str, text: str) -> str:
        if is_not_known(text):
            return self._wave.disclosed_on
        days = read_day(text, self._order)
        if len(days) == 1:
            return days[0].isoformat()
        if days:
            either = " or ".join(day.isoformat() for day in days)
            self._ask(number, "date", f"{text}: {either}? Say it for all rows by --dates dmy or --dates mdy")
        else:
            self._ask(number, "date", f"{text}: which day? Write YYYY-MM-DD")
        return self._wave.disclosed_on

    def _cited(self, number: str, text: str) -> tuple[str, ...]:
        """The sources of one row, that of the wave where none is given."""
        found = []
        for part in re.split(r"[;\s]+|,(?=\s)", text):
            if not part:
                continue
            if part in self._sources:
                found.append(part)
            elif part in self._links or part.rstrip("/") in self._links:
                found.append(self._links.get(part) or self._links[part.rstrip("/")])
            else:
                what = "address" if urlsplit(part).scheme else "id"
                self._ask(number, "source", f"{part}: no source has this {what}; add it to the table of sources first")
        return tuple(dict.fromkeys(found)) or (self._wave.source_id,)
