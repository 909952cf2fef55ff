"""propose(raw, listings, wave) → Proposal: a list of reports as rows of the tables, with what was read otherwise.

Everything that follows from the list is written by the program: keys, claims, counts. What can mean two things is a
question; what no country or city can be given for is kept in words and counted, never drawn and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

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
HEDGES: Final = frozenset({
    "not", "no", "possibly", "perhaps", "probably", "maybe", "presumably", "apparently", "or", "other", "unconfirmed",
    "suspected", "likely", "unclear"
})  # fmt: skip
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


@dataclass(frozen=True)
class _AnsweredRow:
    """A row of a list with what was answered about it. row_id: its name, as propose has it; cells: field → text;
    iso: of its country, "" where none is known or it is asked."""

    row_id: str
    cells: Mapping[str, str]
    iso: str


class _Reader:
    """Reads a list row by row, and collects what is told and asked on the way. row_id: a row's name, as propose has it;
    text: what a cell of it says."""

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
        rows = self._rows(lists)
        self._told += [f"{one.sheet or 'list'}: {text}" for one in lists for text in one.told]
        reports, unplaced = self._reports(rows)
        standing = find_standing(self._raw, self._wave, reports, self._answers)
        self._questions += standing.questions
        self._told += standing.told
        added, lines, known = rows_of(self._raw, self._wave, reports, standing.becomes, unplaced, self._told)
        places = {row.row_id: place for place, row in enumerate(rows)}
        return Proposal(
            added=added,
            read=tuple(sorted(lines, key=lambda one: places[one.row])),
            told=tuple(dict.fromkeys(self._told)),
            questions=tuple(dict.fromkeys(self._questions)),
            known=known,
        )

    def _rows(self, lists: tuple[ReportList, ...]) -> list[_AnsweredRow]:
        """The rows of all lists that no answer leaves out, in the order of the file."""
        several_lists = len(lists) > 1
        check_answers(self._answers, {row_name(one, line, several_lists) for one in lists for line, _ in one.rows})
        rows = []
        for listed in lists:
            above = ""
            codes = any(_CODE.fullmatch(cells.get("country", "")) for _, cells in listed.rows)
            for line, listed_cells in listed.rows:
                row_id = row_name(listed, line, several_lists)
                cells = self._answered(row_id, listed_cells)
                if cells:
                    self._ask_about_signs(row_id, cells)
                    iso = self._country(row_id, cells.get("country", ""), above, codes)
                    rows.append(_AnsweredRow(row_id, cells, iso))
                    above = iso or above
        return rows

    def _reports(self, rows: list[_AnsweredRow]) -> tuple[list[ListedReport], list[tuple[str, str]]]:
        """(the reports of the rows, (row, text) of those that no country can be given for), each as often as counted.

        Raises UsageError for more than MOST_REPORTS.
        """
        counts = [self._how_many(row.row_id, row.cells) for row in rows]
        if sum(counts) > MOST_REPORTS:
            raise UsageError(f"The list counts {sum(counts):,} reports: at most {MOST_REPORTS:,} are read.")
        named = [row for row in rows if row.iso and not is_not_known(row.cells.get("city", ""))]
        cities = find_cities_here(self._raw.tables["stations"], [(row.iso, row.cells["city"]) for row in named])
        reports: list[ListedReport] = []
        unplaced: list[tuple[str, str]] = []
        for row, count in zip(rows, counts, strict=True):
            cells = [row.cells[name] for name in SHOWN if not is_not_known(row.cells.get(name, ""))]
            text = ", ".join(cells) or "(no name)"
            if row.iso:
                reports += [self._report(row.row_id, text, row.cells, row.iso, cities)] * count
            elif not any(asked == row.row_id for asked, _, _ in self._questions):
                unplaced += [(row.row_id, text)] * count
        return reports, unplaced

    def _answered(self, row_id: str, row: Mapping[str, str]) -> dict[str, str]:
        """A row with what was answered about it; {} where the answer leaves it out."""
        given = {name: value for (line, name), value in self._answers.items() if line == row_id}
        if any(plain(value) == SKIP for value in given.values()):
            self._told.append(f"row {row_id} left out, as answered: {', '.join(row.values())[:80]}")
            return {}
        return {**row, **given}

    def _ask_about_signs(self, row_id: str, row: dict[str, str]) -> None:
        """What stands in braces is a figure that the product counts: a list could have its own words filled. What a
        formula leaves that failed is neither a name nor nothing."""
        for name in (*SHOWN, "date"):
            text = row.get(name, "")
            if _BRACE.search(text):
                self._ask(row_id, name, f"{text}: braces stand for figures here. Give it without them, or -, or {SKIP}")
            elif _FAILED.fullmatch(text):
                self._ask(row_id, name, f"{text}: its formula failed. Give what it should say, or - for unknown")
            else:
                continue
            if name != "country":  # which asks no second time
                row[name] = ""

    def _ask(self, row_id: str, name: str, question: str) -> None:
        self._questions.append((row_id, name, question))

    def _country(self, row_id: str, text: str, above: str, codes: bool) -> str:
        """The code; "" where none is known, or where it is asked. An empty cell may mean the one above or nothing.

        codes: whether the list has codes of two letters, among which NA is Namibia's.
        """
        if not text and above:
            name = self._countries[above]
            self._ask(row_id, "country", f"empty: {name}, as in the row above ({above}), - for unknown, or {SKIP}?")
        if codes and text.upper() == "NA":
            self._ask(row_id, "country", f"{text}: Namibia, or not available? Give NAM, or -")
        if is_not_known(text) or _BRACE.search(text) or _FAILED.fullmatch(text):
            return ""
        found = find_country(text, self._countries)
        if found and ("?" in text or "？" in text):
            self._ask(row_id, "country", f"{text}: is it said to be {self._countries[found[0]]}? Give {found[0]}, or -")
            return ""
        if is_sure(text, self._countries):
            if plain(text) not in (plain(self._countries[found[0]]), found[0].casefold()):
                self._told.append(f"row {row_id}: {text} is {self._countries[found[0]]}")
            return found[0]
        names = ", ".join(f"{code} ({self._countries[code]})" for code in found)
        self._ask(
            row_id,
            "country",
            f"{text}: which country? {names or 'no country of this name is known'}. Give its code, - for unknown, or "
            f"{SKIP} where the row is no report",
        )
        return ""

    def _how_many(self, row_id: str, row: Mapping[str, str]) -> int:
        text = row.get("number", "")
        if not text:
            return 1
        if re.fullmatch(r"[1-9][0-9]{0,2}", text):
            return int(text)
        self._ask(row_id, "number", f"{text}: how many reports? A whole number from 1 to 999")
        return 1

    def _report(self, row_id: str, text: str, row: Mapping[str, str], iso: str, cities: Cities) -> ListedReport:
        city, named = self._city(row_id, row, iso, cities)
        return ListedReport(
            row=row_id,
            text=text,
            iso=iso,
            city=city,
            named=named,
            bureau=self._bureau(row_id, row.get("bureau", "")),
            day=self._day(row_id, row.get("date", "")),
            sources=self._cited(row_id, row.get("source", "")),
            basis=self._basis(row_id, row.get("basis", "")),
            notes=row.get("notes", ""),
        )

    def _city(self, row_id: str, row: Mapping[str, str], iso: str, cities: Cities) -> tuple[City | None, str]:
        """(the city with its point, "") or (None, the name that could not be placed, "" where none is named)."""
        name = row.get("city", "")
        typed = typed_point(row)
        if is_not_known(name):
            if typed:
                self._told.append(f"row {row_id}: its point, {typed}, is not used: no city is named")
            return None, ""
        if "?" in name or "？" in name:
            self._ask(row_id, "city", f"{name}: is this city named? Give it without the question mark, or -")
            return None, ""
        found = cities.get((iso, name), ())
        if typed:
            point = read_point(typed)
            if point is None:
                self._ask(row_id, "point", f"{typed}: no latitude and longitude. {POINT}, or - to have it looked up")
                return None, ""
            given = City(found[0].name if len(found) == 1 else name, *point, 0)
            return as_known_here(self._raw.tables["stations"], iso, (given,))[0], ""
        if not found:
            self._told.append(f"row {row_id}: {name} is in no gazetteer for {self._countries[iso]}: named, not placed")
            return None, name
        if several(found):
            places = "; ".join(f"{one.lat} {one.lon} ({one.people:,} people)" for one in found[:5])
            self._ask(row_id, "point", f"{name}, {iso}: which of several? Give the two numbers of one: {places}")
        if found[0].name != name:
            self._told.append(f"row {row_id}: {name} is written {found[0].name} here")
        return found[0], ""

    def _basis(self, row_id: str, text: str) -> str:
        if plain(text) in INFERRED:
            return "inferred"
        if not is_not_known(text) and plain(text) not in LISTED:
            self._ask(row_id, "basis", f"{text}: listed by the source, or inferred?")
        return "listed"

    def _bureau(self, row_id: str, text: str) -> str:
        if is_not_known(text):
            return UNKNOWN
        words = plain(text).split()
        named = [name for chinese, name in BUREAUS.items() if chinese in text]
        named += [bureau for bureau in self._allowed if bureau != UNKNOWN and bureau.casefold() in words]
        found = list(dict.fromkeys(named))
        if found and ("?" in text or "？" in text or HEDGES & set(words)):
            self._ask(row_id, "bureau", f"{text}: is it said to be of {found[0]}? Give {found[0]}, or {UNKNOWN}")
        elif len(found) == 1:
            return found[0]
        elif len(found) > 1:
            self._ask(row_id, "bureau", f"{text}: a report is of one bureau; give each a row of its own")
        else:
            allowed = ", ".join(self._allowed)
            self._ask(row_id, "bureau", f"{text}: none of {allowed}. A new bureau is added in datapackage.json first")
        return UNKNOWN

    def _day(self, row_id: str, text: str) -> str:
        if is_not_known(text):
            return self._wave.disclosed_on
        days = read_day(text, self._order)
        if len(days) == 1:
            return days[0].isoformat()
        if days:
            either = " or ".join(day.isoformat() for day in days)
            self._ask(row_id, "date", f"{text}: {either}? Say it for all rows by --dates dmy or --dates mdy")
        else:
            self._ask(row_id, "date", f"{text}: which day? Write YYYY-MM-DD")
        return self._wave.disclosed_on

    def _cited(self, row_id: str, text: str) -> tuple[str, ...]:
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
                what = "address" if "://" in part else "id"
                self._ask(row_id, "source", f"{part}: no source has this {what}; add it to the table of sources first")
        return tuple(dict.fromkeys(found)) or (self._wave.source_id,)
