"""Advice names the value to type wherever it can be computed, and never a guess between two."""

from pathlib import Path

import pytest

from geo.tables.check import check
from geo.tables.check.advice import propose, say_form
from geo.tables.load import load_raw
from geo.tables.schema import read_schema
from tests.tables.check.test_check import TODAY
from tests.world.package import Edit, write_world

SCHEMA = read_schema(Path("data"))
KNOWN = {"norway": "NOR", "romania": "ROU", "kosovo": "XKX", "south korea": "KOR", "spain": "ESP"}


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("stations.country_iso3", "Norway", "NOR"),
        ("stations.country_iso3", "norway ", "NOR"),
        ("stations.country_iso3", "NO", "NOR"),
        ("stations.country_iso3", "esp", "ESP"),
        ("stations.country_iso3", "ROM", "ROU"),
        ("stations.country_iso3", "KOS", "XKX"),
        ("stations.country_iso3", "Korea", "KOR"),
        ("stations.country_iso3", "Atlantis", ""),
        ("stations.bureau", "wenzhou", "Wenzhou"),
        ("stations.bureau", "Wenzou", "Wenzhou"),
        ("stations.bureau", "Beijing", ""),
        ("stations.lat", "60,39", "60.39"),
        ("stations.lat", "north", ""),
        ("waves.stations_new", "1,200", "1200"),
        ("responses.date", "2022-1-5", "2022-01-05"),
        ("responses.date", "5 May 2022", "2022-05-05"),
        ("responses.date", "May 5, 2022", "2022-05-05"),
        ("responses.date", "31.12.2022", "2022-12-31"),
        ("responses.date", "05/12/2022", ""),
        ("responses.date", "2022-13-40", ""),
        ("responses.date", "31 February 2022", ""),
        ("responses.date", "30.2.2022", ""),
        ("stations.disclosed_on", "2022-9-12", "2022-09-12"),
        ("stations.disclosed_on", "2022-02-30", ""),
        ("stations.disclosed_on", "September 2022", ""),
        ("responses.said_by", "Host government", "host-government"),
        ("sources.url", "www.example.org/a", "https://www.example.org/a"),
        ("stations.station_id", "NO Oslo 1", "no-oslo-1"),
        ("stations.source_ids", "s1, s2", "s1;s2"),
    ],
)
def test_the_value_to_type_is_named(column: str, value: str, said: str) -> None:
    """Names to codes, commas to points, words to keys; an order that two people read differently gets none."""
    table, _, name = column.partition(".")

    assert propose(SCHEMA.tables[table].column(name), value, KNOWN) == said


def test_every_pattern_of_the_data_has_words() -> None:
    """Nobody is shown a regular expression."""
    patterns = {column.pattern for table in SCHEMA.tables.values() for column in table.columns if column.pattern}

    assert [pattern for pattern in patterns if pattern in say_form(pattern)] == []


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("stations", 2, "country_iso3", "Bland"), "Write BBB, if that is meant."),
        (("stations", 2, "bureau", "wenzhou"), "Write Wenzhou, if that is meant."),
        (("responses", 2, "kind", "Opened"), "Write opened, if that is meant."),
        (("stations", 2, "wave", "w-1"), "Write w1, if that is meant."),
        (("stations", 2, "source_ids", "S-1"), "Write s-1, if that is meant."),
    ],
)
def test_the_check_tells_it(tmp_path: Path, edit: Edit, said: str) -> None:
    """The advice begins with it."""
    problems = check(load_raw(write_world(tmp_path, edit)), today=TODAY)

    assert any(one.column == edit[2] and one.advice.startswith(said) for one in problems)
