"""Each rule is broken once in a clean invented world; the check names the table, the line, the column and the rule."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from geo.errors import Problem
from geo.tables.check import check, check_folder
from geo.tables.load import load_raw, read_folder, typed
from tests.world.package import CLEAN, SCHEMA, Edit, add_line, write_world

TODAY = date(2001, 6, 1)


def told(folder: Path) -> list[tuple[str, int | None, str | None, str, str]]:
    """What the check says of a folder: table, line, column, rule, level."""
    raw, unreadable = read_folder(folder)
    problems = check(raw, today=TODAY)
    assert set(unreadable) <= set(problems)
    return [(p.table, p.row, p.column, p.rule, p.level) for p in problems]


def test_the_invented_world_is_clean(tmp_path: Path) -> None:
    """Nothing is said of tables without a problem, so each case below is told for its own reason."""
    folder = write_world(tmp_path)

    assert set(CLEAN) == set(SCHEMA.tables)
    assert told(folder) == []
    assert len(typed(load_raw(folder))["stations"]) == 4


CELLS = [
    (("stations", 2, "bureau", "Nowhere"), "enum"),
    (("stations", 2, "source_ids", ""), "required"),
    (("stations", 2, "source_ids", "s1,s2"), "pattern"),
    (("stations", 2, "source_ids", "s1;s9"), "unknown-reference"),
    (("stations", 2, "source_ids", "s1;s1"), "repeated-reference"),
    (("stations", 2, "country_iso3", "ZZZ"), "unknown-reference"),
    (("stations", 2, "notes", "x" * 601), "max-length"),
    (("stations", 2, "notes", "one\nline too many"), "control-character"),
    (("stations", 2, "notes", "turned \u202earound"), "control-character"),
    (("stations", 2, "notes", "space after "), "outer-space"),
    (("stations", 2, "notes", "Cafe\u0301"), "unicode-form"),
    (("stations", 2, "notes", "At 12 Nowhere Street."), "private-address"),
    (("stations", 2, "notes", "Call +99 555 0100 222."), "private-phone"),
    (("stations", 2, "notes", "Kept by Mr Nobody."), "private-name"),
    (("stations", 2, "notes", "nobody@example.invalid"), "private-email"),
    (("responses", 2, "summary", "Ask Señor Nadie."), "private-name"),
    (("stations", 2, "lat", "north"), "type"),
    (("stations", 2, "lat", "NaN"), "type"),
    (("stations", 2, "lon", "INF"), "type"),
    (("responses", 2, "weak", "0"), "type"),
    (("responses", 2, "weak", "yes"), "type"),
    (("claims", 2, "adopted", "1"), "type"),
    (("waves", 2, "stations_new", "1e1"), "type"),
    (("stations", 2, "lat", "91.00"), "maximum"),
    (("stations", 2, "lat", "5.001"), "two-decimals"),
    (("stations", 2, "lon", "5.001"), "two-decimals"),
    (("stations", 2, "lat", ""), "coordinate-missing"),
    (("stations", 5, "lon", "5.00"), "coordinate-without-city"),
    (("stations", 2, "location_precision", "country"), "precision-differs"),
    (("stations", 4, "city", "Unknown"), "city-not-known"),
    (("stations", 4, "city", "N/A"), "city-not-known"),
    (("stations", 4, "city", "–"), "city-not-known"),
    (("waves", 2, "disclosed_on", "2001-02-30"), "type"),
    (("sources", 2, "published_on", "2001-1-10"), "pattern"),
    (("waves", 2, "disclosed_on", "2001-1-10"), "type"),
    (("corrections", 2, "corrected_on", "2001-5-1"), "type"),
    (("sources", 3, "published_on", "2001-3"), "pattern"),
    (("sources", 2, "published_on", "2001-02-30"), "not-a-date"),
    (("sources", 2, "published_on", "2001-07"), "future-date"),
    (("responses", 3, "date", "2001-06-02"), "future-date"),
    (("sources", 2, "language", "qq"), "language"),
    (("sources", 2, "note", "Title described. Page names a person and a business."), "link-caution"),
    (("sources", 2, "note", "Prints addresses."), "link-caution"),
    (("sources", 2, "url", "javascript:alert(1)"), "link"),
    (("sources", 2, "url", "ftp://watch.invalid/1"), "link"),
    (("sources", 2, "url", "https://watch.invalid/a b"), "link"),
    (("sources", 2, "url", "https://watch.invalid@elsewhere.invalid/1"), "link"),
    (("sources", 2, "url", "https:///page"), "link"),
    (("sources", 2, "url", "https://[watch.invalid/1"), "link"),
    (("sources", 2, "url", "https://watch.invalid:99999/1"), "link"),
    (("sources", 2, "url", "https://watch/1"), "link"),
    (("stations", 2, "notes", "At 40.39021, -3.70415."), "private-point"),
    (("stations", 2, "notes", "Found at 107 East Broadway."), "private-address"),
    (("stations", 2, "notes", "Mannerheimintie 5."), "private-address"),
    (("country_counts", 2, "reported_count", "1_0"), "type"),
    (("country_counts", 2, "reported_count", "٣"), "type"),
    (("waves", 2, "stations_new", "1" * 4301), "type"),
    (("sources", 2, "origin_id", "nobody"), "unknown-reference"),
    (("responses", 2, "kind", "raided"), "unknown-reference"),
    (("country_counts", 2, "wave", "w9"), "unknown-reference"),
    (("country_counts", 3, "country_iso3", "AAA"), "scope-differs"),
    (("country_counts", 2, "country_iso3", ""), "scope-differs"),
    (("country_counts", 2, "reported_count", "-1"), "minimum"),
    (("countries", 3, "name", "Aland"), "unique"),
    (("waves", 3, "stations_cumulative", "5"), "totals-differ"),
    (("operations", 2, "year", "20001"), "maximum"),
    (("reconciliation", 2, "result", "{rows} rows"), "unknown-figure"),
    (("reconciliation", 2, "result", "{city} rows"), "unknown-figure"),
    (("unplaced", 2, "statement", "{0.__class__}"), "unknown-figure"),
    (("unplaced", 2, "statement", "A brace { alone"), "unknown-figure"),
    (("claims", 2, "adopted", "yes"), "type"),
    (("claims", 2, "value", "confirmed"), "claim-differs"),
    (("claims", 3, "value", "Ay"), "claim-differs"),
    (("claims", 2, "basis", "inferred"), "claim-basis"),
    (("claims", 13, "basis", "stated"), "claim-basis"),
    (("claims", 2, "source_ids", ""), "claim-without-source"),
    (("claims", 12, "note", ""), "claim-without-source"),
    (("claims", 12, "value", "Ay"), "claim-no-rival"),
    (("claims", 5, "value", "soon"), "not-a-date"),
]


@pytest.mark.parametrize(("edit", "rule"), CELLS)
def test_one_wrong_cell_is_told_with_its_place_and_rule(tmp_path: Path, edit: Edit, rule: str) -> None:
    """A curator is sent to the very cell; what only follows from it blames no other one."""
    table, line, column, _ = edit

    assert told(write_world(tmp_path, edit)) == [(table, line, column, rule, "error")]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (
            [("stations", 2, "city", ""), ("stations", 2, "lat", ""), ("stations", 2, "lon", "")],
            {("stations", 2, "location_precision", "precision-differs"), ("claims", 3, "adopted", "claim-unexpected")},
        ),
        (
            [("stations", 5, "bureau", "Nantong")],
            {("stations", 5, "bureau_basis", "bureau-basis"), ("stations", 5, "bureau", "claim-missing")},
        ),
        (
            [("stations", 4, "disclosed_on", "2001-03-19"), ("claims", 14, "value", "2001-03-19")],
            {("stations", 4, "disclosed_on", "before-wave")},
        ),
        (
            [("stations", 3, "station_id", "a-ax-1")],
            {("stations", 3, "station_id", "primary-key")}
            | {("claims", line, "station_id", "unknown-reference") for line in (6, 7, 8, 9)},
        ),
        (
            [("claims", 5, "value", "2002-01"), ("stations", 2, "disclosed_on", "2002-01-10")],
            {
                ("claims", 5, "value", "future-date"),
                ("stations", 2, "disclosed_on", "future-date"),
                ("stations", 2, "disclosed_on", "after-its-sources"),
            },
        ),
        (
            [("waves", 3, "countries_new", "2")],
            {("waves", 3, "countries_cumulative", "totals-differ"), ("waves", 3, "countries_new", "shortfall")},
        ),
        (
            [("waves", 3, "countries_new", "3"), ("waves", 3, "countries_cumulative", "")],
            {("waves", 3, "countries_new", "more-than-countries"), ("waves", 3, "countries_new", "shortfall")},
        ),
        (
            [("bureau_totals", 2, "reported_count", "1")],
            {("bureau_totals", 2, "reported_count", "more-than-published")},
        ),
        (
            [("claims", 12, "adopted", "true"), ("claims", 12, "source_ids", "s2")],
            {("claims", 12, "adopted", "claim-twice")},
        ),
        ([("claims", 4, "claim_id", "a-ax-2.bureau.2")], {("claims", 4, "claim_id", "claim-id")}),
        (
            [
                ("responses", 3, "date", "2001-02"),
                ("responses", 3, "kind", "opened"),
                ("responses", 3, "summary", "An inquiry was opened."),
                ("responses", 3, "source_ids", "s2"),
            ],
            {("responses", 3, None, "duplicate-row")},
        ),
    ],
)
def test_contradictions_are_told_completely(tmp_path: Path, edits: list[Edit], expected: set[tuple]) -> None:
    """A contradiction between records is told once for each place that must change, and nothing else is."""
    assert {problem[:4] for problem in told(write_world(tmp_path, *edits))} == expected


def test_like_reports_in_one_city_are_numbered_and_no_mistake(tmp_path: Path) -> None:
    """Two reports of one bureau in one city differ only in their number; under another name they are a repetition."""
    folder = write_world(tmp_path, ("stations", 3, "station_id", "a-other-1"))

    assert ("stations", 3, None, "duplicate-row", "error") in told(folder)


def test_one_document_under_two_keys_is_pointed_out(tmp_path: Path) -> None:
    """With or without www and the last slash it is one address, and would count as two sources."""
    folder = write_world(tmp_path, ("sources", 3, "url", "http://www.watch.invalid/1/"))

    assert told(folder) == [("sources", 3, "url", "same-address", "warning")]


@pytest.mark.parametrize(("table", "level"), [("responses", "warning"), ("countries", "error"), ("claims", "error")])
def test_a_table_that_lost_its_rows_is_told(tmp_path: Path, table: str, level: str) -> None:
    """An emptied table would be read as a world in which nobody said anything."""
    folder = write_world(tmp_path)
    path = folder / SCHEMA.tables[table].path
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")

    assert (table, None, None, "empty-table", level) in told(folder)


def test_what_must_not_be_in_a_table_is_not_repeated_by_the_check(tmp_path: Path) -> None:
    """A log is read by many: the place of a private passage is told, the passage is not."""
    folder = write_world(tmp_path, ("stations", 2, "notes", "Kept by Mr Nobody."))
    (problem,) = [one for one in check_folder(folder, today=TODAY) if one.rule == "private-name"]

    assert (problem.row, problem.value) == (2, "M… (9 characters)")
    assert "Nobody" not in str(problem)


@pytest.mark.parametrize("fault", ["x" * 600, "\u200b", " "])
def test_no_other_rule_repeats_it_either(tmp_path: Path, fault: str) -> None:
    """A cell that is too long, holds an invisible letter or ends in a space may hold a telephone number as well."""
    folder = write_world(tmp_path, ("stations", 2, "notes", f"Call +99 555 0100 222.{fault}"))
    add_line(folder, "responses", "r9,Mr Nobody,+99 555 0100 222")

    problems = check_folder(folder, today=TODAY)

    assert len({one.rule for one in problems if one.table == "stations"}) > 1
    assert not [one for one in problems if "0100" in str(one) or "Nobody" in str(one)]


@pytest.mark.parametrize("name", ["Don Benito", "Don Carlos", "Don Valley"])
def test_a_place_that_begins_with_a_title_is_only_doubted(tmp_path: Path, name: str) -> None:
    """Don is a title and a part of many places' names."""
    folder = write_world(tmp_path, ("stations", 2, "notes", f"Near {name}."))

    assert told(folder) == [("stations", 2, "notes", "name-in-doubt", "warning")]


@pytest.mark.parametrize("version", ["banana", "2026", "2026.13.01", "26.1.1", ""])
def test_a_version_that_is_no_day_is_told(tmp_path: Path, version: str) -> None:
    """It is printed on every picture as the version of the data."""
    folder = write_world(tmp_path)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(descriptor | {"version": version}), encoding="utf-8")

    assert ("datapackage.json", None, "version", "version", "error") in told(folder)


def test_the_problems_are_plain_values(tmp_path: Path) -> None:
    """A line that came from a table's own numbers can be written as JSON."""
    folder = write_world(tmp_path, ("bureau_totals", 2, "reported_count", "1"))

    assert json.dumps([asdict(one) for one in check_folder(folder, today=TODAY)])


def test_more_rows_than_published_are_an_error(tmp_path: Path) -> None:
    """A row too many is a mistake in the rows or in the total."""
    folder = write_world(tmp_path, ("waves", 2, "stations_new", "1"), ("waves", 2, "stations_cumulative", "1"))

    assert ("waves", 2, "stations_new", "more-than-published", "error") in told(folder)


def test_fewer_rows_than_published_are_a_stated_shortfall(tmp_path: Path) -> None:
    """Rows that no source places are no error, but the number missing is said."""
    edits = [("waves", 3, "stations_new", "5"), ("waves", 3, "stations_cumulative", "7")]
    raw = load_raw(write_world(tmp_path, *edits))
    (problem,) = check(raw, today=TODAY)

    assert (problem.rule, problem.level, problem.row) == ("shortfall", "warning", 3)
    assert "2 of 5 rows, 3 missing" in problem.advice


def test_a_guess_in_a_title_is_only_a_warning(tmp_path: Path) -> None:
    """The title of a document is somebody else's wording; a street's name may be part of another name."""
    edits = [("sources", 2, "title", "What Mr Nobody did"), ("stations", 2, "notes", "Lies on Nowhere Road, they say.")]

    assert told(write_world(tmp_path, *edits)) == [
        ("sources", 2, "title", "private-name", "warning"),
        ("stations", 2, "notes", "street-name", "warning"),
    ]


def test_all_problems_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    """One run finds what is wrong in all tables, unreadable ones included."""
    folder = write_world(tmp_path, ("stations", 2, "lat", "5.001"), ("sources", 2, "url", "nowhere"))
    (folder / "waves.csv").write_bytes(b"\xff\xfe")
    add_line(folder, "responses", "r9,AAA")
    problems = told(folder)

    assert [problem[:2] + problem[3:4] for problem in problems if problem[3] != "unknown-reference"] == [
        ("responses", 5, "cell-count"),
        ("sources", 2, "link"),
        ("stations", 2, "two-decimals"),
        ("waves", 1, "encoding"),
    ]


def test_a_table_that_is_not_described_stops_the_rules_that_need_it(tmp_path: Path) -> None:
    """A descriptor without a needed table or column is told as such, not as a traceback."""
    folder = write_world(tmp_path)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = [item for item in descriptor["resources"] if item["name"] != "claims"]
    for item in resources:
        if item["name"] == "waves":
            item["schema"]["fields"] = [field for field in item["schema"]["fields"] if field["name"] != "note"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor | {"resources": resources}), encoding="utf-8")
    header, *rows = (folder / "waves.csv").read_text(encoding="utf-8").splitlines()
    (folder / "waves.csv").write_text("\n".join(line[: line.rindex(",")] for line in [header, *rows]) + "\n")

    assert told(folder) == [
        ("claims", None, None, "table-missing", "error"),
        ("waves", None, "note", "column-missing", "error"),
    ]


def test_a_descriptor_that_breaks_the_standard_is_told(tmp_path: Path) -> None:
    """The descriptor itself is validated, so that other tools can open the package."""
    folder = write_world(tmp_path)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(descriptor | {"licenses": "mine"}), encoding="utf-8")

    assert ("datapackage.json", None, None, "descriptor", "error") in told(folder)


def test_a_wrong_limit_in_the_descriptor_is_told_instead_of_used(tmp_path: Path) -> None:
    """Cells are not judged by a rule that is wrong itself."""
    folder = write_world(tmp_path)
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    (folder / "datapackage.json").write_text(text.replace('"maxLength": 80', '"maxLength": "eighty"', 1))

    assert {(p.table, p.rule) for p in check_folder(folder, today=TODAY)} == {("datapackage.json", "descriptor")}


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"\xff" * 50, b'"', b'a,"b\n', b",\n,", b"station_id\n" * 3, b"a" * 10_000_000, b"\n\n\n"],
)
def test_no_hostile_file_leads_to_a_traceback(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in a table's file, the check answers with problems."""
    folder = write_world(tmp_path)
    for path in folder.glob("*.csv"):
        path.write_bytes(content)
    problems = check_folder(folder, today=TODAY)

    assert {problem.level for problem in problems} == {"error"}
    assert {problem.table for problem in problems} >= set(SCHEMA.tables)
    assert all(isinstance(problem, Problem) and len(str(problem)) < 1000 for problem in problems)
