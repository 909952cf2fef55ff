"""A newcomer adds a wave by rows alone: the check is clean, and every page and file tells it."""

import ast
import csv
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from geo.atlas import Atlas, load_atlas
from geo.documents.catalogue import DOCUMENTS
from geo.documents.document import texts
from geo.maps.compose import compose
from geo.render import FORMATS
from geo.tables.check import check_folder
from geo.view import View
from geo.view.select import select
from tests.real_atlas import DATA

TODAY = date(2026, 11, 29)
DAY = "2026-10-05"
SOURCE = "invented-watch-3"
PLACES = (
    ("no-oslo-1", "NOR", "Oslo", "59.91", "10.75"),
    ("no-oslo-2", "NOR", "Oslo", "59.91", "10.75"),
    ("is-unlocated-1", "ISL", "", "", ""),
)
BUREAU = "Fuzhou"


def add(folder: Path, table: str, **cells: str) -> None:
    """One row at the end of a table; what is not given stays empty."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow([cells.pop(column, "") for column in header])
    assert not cells, f"{table} has no column {list(cells)}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's tables with a third wave of three reports, as data/README.md tells it."""
    made = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("wave") / "data"))
    add(
        made,
        "sources",
        source_id=SOURCE,
        title="A third list",
        title_basis="recorded",
        publisher="Safeguard Defenders",
        published_on=DAY,
        url="https://example.org/third",
        kind="ngo-report",
        language="en",
        form="original",
        origin_id="safeguard-defenders",
    )
    add(
        made,
        "waves",
        wave_id="third",
        label="A third list",
        disclosed_on=DAY,
        publisher="Example Watch",
        stations_new="3",
        countries_new="2",
        source_id=SOURCE,
    )
    for station, iso, city, lat, lon in PLACES:
        where = {"city": city, "lat": lat, "lon": lon} if city else {}
        add(
            made,
            "stations",
            station_id=station,
            country_iso3=iso,
            bureau=BUREAU,
            bureau_basis="stated",
            wave="third",
            disclosed_on=DAY,
            basis="listed",
            location_precision="city" if city else "country",
            source_ids=SOURCE,
            **where,
        )
        facts = {"existence": "reported", "city": city, "bureau": BUREAU, "date": DAY}
        for fact, value in facts.items():
            if value:
                add(
                    made,
                    "claims",
                    claim_id=f"{station}.{fact}",
                    station_id=station,
                    fact=fact,
                    value=value,
                    adopted="true",
                    basis="stated",
                    source_ids=SOURCE,
                    attribution="fact",
                )
    return made


@pytest.fixture(scope="module")
def atlas(folder: Path) -> Atlas:
    """The atlas of these tables."""
    return load_atlas(folder, today=TODAY)


def test_the_check_is_clean(folder: Path):
    """No error; what the shipped tables warn of is all that it warns of."""
    errors = [problem for problem in check_folder(folder, today=TODAY) if problem.level == "error"]

    assert errors == []


def test_the_wave_is_a_view_of_its_own(atlas: Atlas):
    """It can be filtered, is counted, and is not known on the day before."""
    selection = select(atlas, View(waves=("third",)))
    before = select(atlas, View(until=date(2026, 10, 4)))

    assert (selection.count.reports, selection.count.countries, selection.count.cities) == (3, 2, 1)
    assert {"NOR", "ISL"} & set(before.stations["country_iso3"]) == set()


def test_it_looks_and_is_called_like_no_other_wave(atlas: Atlas):
    """Its marks have a ring of their own, which the legend names; what several waves share is told apart from each."""
    model = compose(select(atlas, View()))
    ring_of = {mark.waves[0]: mark.ring for mark in model.marks if len(mark.waves) == 1}
    legend = {entry.ring: entry.label for entry in model.legend if entry.ring}

    assert len(set(ring_of.values())) == len(ring_of) == 3
    assert [legend[ring] for ring in ring_of.values()] == [f"{atlas.choices['wave'][wave]} only" for wave in ring_of]
    assert legend["mixed"] == "More than one wave"


def test_many_days_are_counted_in_the_line_below_the_title(atlas: Atlas):
    """So that it stays a line; two are named."""
    assert "disclosed on 3 days, 12 September 2022 to 5 October 2026" in compose(select(atlas, View())).words.subtitle
    second = compose(select(atlas, View(waves=("sd-2022-12", "third")))).words.subtitle
    assert "disclosed 5 December 2022 and 5 October 2026" in second


@pytest.mark.parametrize("page", DOCUMENTS)
def test_every_page_composes_with_it(atlas: Atlas, page: str):
    """And the pages that list reports or sources tell it."""
    for view in (View(), View(waves=("third",)), View(countries=("NOR",))):
        document = DOCUMENTS[page](select(atlas, view))
        assert document.title
    whole = " ".join(texts(DOCUMENTS[page](select(atlas, View()))))
    for summed in ("105 in all", "55 countries"):
        assert summed not in whole, "nobody printed the sum of two publishers' lists"
    if page == "reconciliation":
        assert "summed by this atlas" in whole
        assert not re.search(r"(105|55) Example Watch", whole)
    if page in ("sources", "timeline"):
        assert "A third list" in " ".join(texts(DOCUMENTS[page](select(atlas, View(waves=("third",))))))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_draws_it(atlas: Atlas, name: str):
    """Whatever a briefing needs."""
    model = compose(select(atlas, View(waves=("third",))), printed=True, exported_on="2026-11-27")

    assert "Wave 3" in " ".join(entry.label for entry in compose(select(atlas, View()), printed=False).legend)
    assert len(FORMATS[name].write(model)) > 100


def test_no_sentence_of_the_program_names_a_publisher(atlas: Atlas):
    """Who says so comes from the tables; a name in the code would be put beside another publisher's rows."""
    publishers = [*set(atlas.tables["waves"]["publisher"]), "the NGO"]
    root = DATA.parent
    named = []
    for path in [root / "app.py", *(root / "geo").rglob("*.py"), *(root / "pages").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        said = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone]
        named += [(path.name, one.value) for one in said if any(name in str(one.value) for name in publishers)]

    assert named == []
