"""A list as somebody sent it becomes rows that pass the check; twice changes nothing; doubts are questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from geo.curate import gazetteer
from geo.curate.gazetteer import City, as_known_here
from geo.curate.intake.headings import ReportList, find_listings
from geo.curate.intake.model import Proposal, SentWave
from geo.curate.intake.sent import sent_wave
from geo.curate.intake.sheets import read_sheets
from geo.curate.intake.wave import propose
from geo.errors import UsageError
from geo.tables.check import check
from geo.tables.check.gazetteer import NamedCity, plain_name
from geo.tables.edit import Edits, edit_table
from geo.tables.load import Raw, load_raw
from geo.tables.package import changed
from tests.real_atlas import DATA

TODAY = date(2026, 11, 29)
SOURCE = {
    "source_id": "example-list",
    "title": "A list",
    "title_basis": "recorded",
    "publisher": "Example Watch",
    "published_on": "2023-05-10",
    "url": "https://watch.example/list",
    "kind": "ngo-report",
    "language": "en",
    "form": "original",
    "origin_id": "example-watch",
}
WAVE = SentWave(
    "example-2023-05",
    "A list",
    "Example Watch",
    "2023-05-10",
    "example-list",
    source=SOURCE,
    origin={"origin_id": "example-watch", "label": "Example Watch", "kind": "ngo"},
)
CITIES = [
    ("NOR", "Oslo", ["Christiania", "奥斯陆"], 59.9127, 10.7461, 1_000_000),
    ("MNG", "Ulan Bator", ["Ulaanbaatar"], 47.907, 106.883, 845_000),
    ("NOR", "Bergen", [], 60.393, 5.324, 213_000),
    ("CZE", "Prague", ["Praha"], 50.088, 14.42, 1_165_000),
    ("USA", "Springfield", [], 39.8, -89.64, 114_000),
    ("USA", "Springfield", [], 37.22, -93.3, 170_000),
    ("GBR", "London", [], 51.51, -0.13, 8_900_000),
    ("GBR", "London", [], 54.5, -6.2, 900),
]


@pytest.fixture(autouse=True)
def few_cities(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gazetteer of eight cities instead of two hundred thousand."""
    rows = [
        NamedCity(iso, plain_name(known), name, lat, lon, people)
        for iso, name, names, lat, lon, people in CITIES
        for known in (name, *names)
    ]

    def few(keys: Iterable[str]) -> Iterator[NamedCity]:
        wanted = set(keys)
        return (row for row in rows if row.key in wanted)

    monkeypatch.setattr(gazetteer, "lookup", few)


@pytest.fixture(scope="module")
def raw() -> Raw:
    """The project's own tables."""
    return load_raw(DATA)


def proposed(raw: Raw, text: str, answers: Mapping[tuple[str, str], str] | None = None, **more: str) -> Proposal:
    """What a list adds."""
    return propose(raw, find_listings("list", read_sheets("list", text.encode())), WAVE, answers=answers, **more)


def written(raw: Raw, found: Proposal) -> Raw:
    """The tables with what a list adds."""
    return changed(
        raw,
        {
            (table := raw.schema.tables[name]).path: edit_table(table, raw.files[table.path], Edits(added=rows))
            for name, rows in found.added.items()
        },
    )


LIST = """Land;Stadt;Polizeibehörde;Datum
Norwegen;Oslo;Fuzhou PSB;10.05.2023
Norway;Bergen;unknown;
Tschechien;Praha;南通市公安局;
Greece;;Qingtian;
Iceland;Nowhere-by-Sea;Fuzhou;
unknown;a harbour;Fuzhou;
Total;6;;
"""


def test_a_list_in_another_language_becomes_rows_that_pass_the_check(raw: Raw) -> None:
    """Six typed rows: reports, claims, counts, wave, source and origin come from them."""
    found = proposed(raw, LIST)
    after = written(raw, found)

    assert found.questions == ()
    assert {table: len(rows) for table, rows in found.added.items()} == {
        "stations": 5,
        "claims": 18,
        "unplaced": 1,
        "country_counts": 5,
        "origins": 1,
        "sources": 1,
        "waves": 1,
    }
    assert [str(problem) for problem in check(after, today=TODAY) if problem.level == "error"] == []
    assert [row["station_id"].rpartition("-")[0] for row in found.added["stations"]] == [
        "no-oslo",
        "no-bergen",
        "cz-prague",
        "gr-unlocated",
        "is-unlocated",
    ]
    assert {row["station_id"] for row in found.added["stations"]}.isdisjoint(raw.tables["stations"]["station_id"])


def test_a_city_is_written_as_the_tables_write_it(raw: Raw) -> None:
    """One name and one point for a place; the reader of the list is told."""
    found = proposed(raw, LIST)
    own = raw.tables["stations"]
    prague = own[own["city"] == "Prague"].iloc[0]
    row = found.added["stations"][2]

    assert (row["city"], row["lat"], row["lon"]) == ("Prague", prague["lat"], prague["lon"])
    assert "row 4: Praha is written Prague here" in found.told


@pytest.mark.parametrize("typed", ["Ulaanbaatar", "Ulan Bator"])
def test_a_city_that_the_gazetteer_names_otherwise_is_that_of_the_tables(raw: Raw, typed: str) -> None:
    """Its point lies three kilometres off: under another name it would be a second city, which the check refuses."""
    found = proposed(raw, f"country,city,bureau\nMongolia,{typed},Fuzhou\n")

    assert [(row["city"], row["lat"]) for row in found.added["stations"]] == [("Ulaanbaatar", "47.89")]
    assert [str(problem) for problem in check(written(raw, found), today=TODAY) if problem.level == "error"] == []


def test_what_cannot_be_placed_is_kept_in_words(raw: Raw) -> None:
    """A city that no gazetteer knows stays a rival claim; a report without a country is counted as unplaced."""
    found = proposed(raw, LIST)
    row = found.added["stations"][4]
    (claim,) = [one for one in found.added["claims"] if one["value"] == "Nowhere-by-Sea"]
    (unplaced,) = found.added["unplaced"]

    assert (row["city"], row["location_precision"], row["notes"]) == (
        "",
        "country",
        "The list names Nowhere-by-Sea, which could not be placed.",
    )
    assert claim["adopted"] == "false"
    assert "a harbour, Fuzhou" in unplaced["statement"]
    assert found.added["waves"][0]["stations_new"] == "6"


def test_the_same_list_twice_changes_nothing(raw: Raw) -> None:
    """Also when it is sent in another order."""
    after = written(raw, proposed(raw, LIST))
    head, *lines = LIST.splitlines()

    assert proposed(after, LIST).added == {}
    assert proposed(after, LIST).known == 6
    assert proposed(after, "\n".join([head, *reversed(lines)])).added == {}


def test_a_longer_list_of_a_known_wave_adds_what_is_new(raw: Raw) -> None:
    """One more report in Oslo is a second one there; the wave's published totals stay."""
    after = written(raw, proposed(raw, LIST))
    found = proposed(after, LIST.replace("Total;", "Norway;Oslo;Fuzhou;\nTotal;"))

    (oslo,) = [row["station_id"] for row in found.added["stations"]]
    assert oslo.startswith("no-oslo-")
    assert oslo not in set(after.tables["stations"]["station_id"])
    assert "waves" not in found.added


@pytest.mark.parametrize(
    ("row", "field", "answer"),
    [
        ("Congo,,Fuzhou,,,1", "country", "COD"),
        ("Spian,,Fuzhou,,,1", "country", "ESP"),
        ("Norway,Oslo,Fuzhou,05/06/2023,,1", "date", "2023-06-05"),
        ("Norway,Oslo,Fuzhou,some day,,1", "date", "2023-06-05"),
        ("Norway,Oslo,Beijing,,,1", "bureau", "unknown"),
        ("Norway,Oslo,Fuzhou and Wenzhou,,,1", "bureau", "Fuzhou"),
        ("USA,Springfield,Fuzhou,,,1", "point", "39.80 -89.64"),
        ("Norway,Oslo,Fuzhou,,https://nobody.example/,1", "source", ""),
        ("Norway,Oslo,Fuzhou,,,several", "number", "2"),
        ("Norway?,Oslo,Fuzhou,,,1", "country", "NOR"),
        ("Norway,Oslo?,Fuzhou,,,1", "city", "Oslo"),
        ("Norway,Oslo,not Nantong,,,1", "bureau", "unknown"),
        ("Norway,Oslo,possibly Fuzhou,,,1", "bureau", "unknown"),
        ("Norway,Oslo,Wenzhou or other,,,1", "bureau", "Wenzhou"),
        ("Norway,Oslo,福州、青田,,,1", "bureau", "Fuzhou"),
    ],
)
def test_what_can_mean_two_things_is_asked(raw: Raw, row: str, field: str, answer: str) -> None:
    """And can be answered."""
    text = f"country,city,bureau,date,source,number\n{row}\n"
    found = proposed(raw, text)
    answers = {("2", field): answer}

    assert [(line, name) for line, name, _ in found.questions] == [("2", field)]
    assert proposed(raw, text, answers).questions == ()
    assert len(proposed(raw, text, answers).added["stations"]) == (2 if field == "number" else 1)


def test_a_far_smaller_namesake_is_not_asked_about(raw: Raw) -> None:
    """London is London."""
    found = proposed(raw, "country,city,bureau\nUK,London,Fuzhou\n")

    assert found.questions == ()
    assert found.added["stations"][0]["city"] == "London"


def test_an_empty_country_below_another_is_asked(raw: Raw) -> None:
    """It may stand for the one above or for nothing: neither is guessed."""
    text = "country,city,bureau\nNorway,Oslo,Fuzhou\n,Bergen,Fuzhou\n"

    assert [(line, name) for line, name, _ in proposed(raw, text).questions] == [("3", "country")]
    assert len(proposed(raw, text, {("3", "country"): "NOR"}).added["stations"]) == 2


def test_a_sheet_without_countries_is_refused() -> None:
    """With the headings that would do."""
    with pytest.raises(UsageError, match="name the columns country, city, bureau"):
        find_listings("list", read_sheets("list", b"name,street\nx,y\n"))


def test_two_sheets_do_not_share_their_rows(raw: Raw) -> None:
    """Row 2 of one is not row 2 of the other, in what is read, asked and answered; no country is carried over."""
    lists = (
        ReportList(
            "Europe", ((2, {"country": "Norway", "city": "Oslo"}), (3, {"country": "Spian", "city": "Vigo"})), ()
        ),
        ReportList("Americas", ((2, {"country": "", "city": "Toronto"}), (3, {"country": "Canada", "city": ""})), ()),
    )
    found = propose(raw, lists, WAVE)

    assert [(row, field) for row, field, _ in found.questions] == [("Europe!3", "country")]
    assert [(one.row, one.becomes[:3]) for one in found.read] == [
        ("Europe!2", "NOR"),
        ("Americas!2", "nam"),
        ("Americas!3", "CAN"),
    ]
    answered = propose(raw, lists, WAVE, answers={("Europe!3", "country"): "ESP"})
    assert [one.becomes[:3] for one in answered.read] == ["NOR", "ESP", "nam", "CAN"]


def said(**more: str) -> dict[str, str]:
    """What somebody says of a list."""
    return {"publisher": "Example Watch", "day": "2023-05-10", "title": "A list", "url": ""} | more


def test_a_list_that_joins_a_wave_is_of_that_wave(raw: Raw) -> None:
    """Another publisher's rows are not put into the mouth of the wave's; what agrees may be said."""
    wave = "sd-2022-12"
    for field, value in (("publisher", "Pirate News"), ("day", "2023-06-01"), ("title", "P"), ("published", "99")):
        with pytest.raises(UsageError, match=f"{wave} is another list: {field} is "):
            sent_wave(raw, {"wave_id": wave, field: value}, TODAY)

    with pytest.raises(UsageError, match=f"{wave} is another list: publisher is "):  # its document, another's name
        sent_wave(raw, said(publisher="Pirate News", title="", source_id="sd-patrol-persuade"), TODAY)

    agreed = {"wave_id": wave, "publisher": "Safeguard Defenders", "day": "5 December 2022"}
    assert sent_wave(raw, agreed, TODAY).source_id == "sd-patrol-persuade"


def row_of(wave: SentWave) -> dict[str, str]:
    """A wave as its table has it."""
    return {name: getattr(wave, name) for name in ("wave_id", "publisher", "disclosed_on", "source_id")}


def test_two_lists_of_one_publisher_and_month_are_two(raw: Raw) -> None:
    """The second has a document and a wave of its own; the same list sent again is the first."""
    first = sent_wave(raw, said(), TODAY)
    tables = dict(raw.tables)
    for table, row in (("sources", first.source), ("waves", row_of(first))):
        tables[table] = pd.concat([tables[table], pd.DataFrame([row])], ignore_index=True).fillna("")
    grown = replace(raw, tables=tables)

    again, other = sent_wave(grown, said(), TODAY), sent_wave(grown, said(title="Another list"), TODAY)

    assert (again.wave_id, again.source_id) == (first.wave_id, first.source_id) == ("example-watch-2023-05",) * 2
    assert (other.wave_id, other.source_id) == ("example-watch-2023-05-2",) * 2


def test_two_publishers_without_latin_letters_have_two_origins(raw: Raw) -> None:
    """Their names give no key."""
    first = sent_wave(raw, said(publisher="亞洲觀察"), TODAY)
    tables = dict(raw.tables)
    tables["origins"] = pd.concat([tables["origins"], pd.DataFrame([first.origin])], ignore_index=True).fillna("")

    second = sent_wave(replace(raw, tables=tables), said(publisher="中国观察", title="B"), TODAY)

    assert first.origin["origin_id"] != second.origin["origin_id"]


def test_a_town_beside_a_city_is_not_that_city(raw: Raw) -> None:
    """A source that names Getafe did not name Madrid, though the tables have Madrid 13 km away."""
    stations = raw.tables["stations"]
    found = as_known_here(stations, "ESP", (City("Getafe", "40.31", "-3.73", 0), City("Madrid", "40.41", "-3.71", 0)))

    assert [one.name for one in found] == ["Getafe", "Madrid"]
    assert (found[1].lat, found[1].lon) == ("40.42", "-3.70")


def test_a_stray_quotation_mark_swallows_no_row() -> None:
    """Everything up to the next one would be a single cell."""
    text = 'Country,City,Remark\nNorway,Oslo,"seen\nDenmark,Aarhus,x\nSweden,Stockholm,"z"\n'

    with pytest.raises(UsageError, match=r"quotation mark .* line 2"):
        read_sheets("list.csv", text.encode())


def test_what_a_list_only_suspects_is_not_listed(raw: Raw) -> None:
    """Unless somebody says that it is."""
    text = "country,city,bureau,basis\nNorway,Oslo,Fuzhou,suspected\n"

    assert [(row, field) for row, field, _ in proposed(raw, text).questions] == [("2", "basis")]
    assert proposed(raw, text, {("2", "basis"): "inferred"}).added["stations"][0]["basis"] == "inferred"
