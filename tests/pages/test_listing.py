"""The rows of the table below the map: every report once, in order, and marked as shown when the view keeps it."""

import base64
import json

import numpy as np

from geo.tables.dates import say_date
from geo.view import View
from geo.view.select import select
from geo.words.language import sort_key
from pages.ui.components.rows.listing import NO_BUREAU, NO_CITY, listing
from tests.real_atlas import real_atlas


def read_rows() -> tuple[list[str], list[list[str]], list[str]]:
    """Headings, cells as a reader sees them, and the country of each row."""
    made = json.loads(listing(real_atlas()).body)
    values = [column["values"] for column in made["columns"]]
    rows = [[values[column][place] for column, place in enumerate(cells)] for cells in made["rows"]]
    return [column["label"] for column in made["columns"]], rows, made["isos"]


def test_every_report_is_a_row_with_what_the_table_of_stations_says():
    """By country, city and id; what is not known is said in words."""
    atlas = real_atlas()
    stations = atlas.stations.set_index("station_id")

    heads, rows, isos = read_rows()

    assert heads == ["Host country", "City", "Police bureau", "Wave", "Disclosed on", "Basis"]
    assert sorted(listing(atlas).stations) == sorted(stations.index)
    for station, row, iso in zip(listing(atlas).stations, rows, isos, strict=True):
        said = stations.loc[station]
        bureau = NO_BUREAU if said["bureau"] == "unknown" else said["bureau"]
        wave = atlas.choices["wave"][said["wave"]]
        day = say_date(said["disclosed_on"])
        assert row == [said["country_name"], said["city"] or NO_CITY, bureau, wave, day, said["basis"]]
        assert iso == said["country_iso3"]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)


def test_values_stand_in_the_order_in_which_a_heading_sorts():
    """Days by the calendar, words by the alphabet, and what is not known last."""
    columns = {column["label"]: column["values"] for column in json.loads(listing(real_atlas()).body)["columns"]}

    assert columns["Disclosed on"] == [say_date(day) for day in sorted(set(real_atlas().stations["disclosed_on"]))]
    assert columns["City"][-1] == NO_CITY
    assert columns["Police bureau"][-1] == NO_BUREAU
    assert columns["City"][:-1] == sorted(columns["City"][:-1], key=sort_key)


def test_a_view_shows_exactly_its_rows():
    """One bit a row: Spain's nine of all."""
    rows = listing(real_atlas())
    stations = select(real_atlas(), View(countries=("ESP",))).stations
    kept = set(stations["station_id"])

    bits = np.unpackbits(np.frombuffer(base64.b64decode(rows.shown(stations)), np.uint8))
    shown = "".join(map(str, bits[: len(rows.stations)]))

    assert not bits[len(rows.stations) :].any()
    assert [station for station, sign in zip(rows.stations, shown, strict=True) if sign == "1"] == [
        station for station in rows.stations if station in kept
    ]
    assert shown.count("1") == 9
