"""One model of a view: its areas, marks, legend, words and tables say the same thing."""

import re
from datetime import date
from pathlib import Path

import pytest

from geo.atlas import HOST_GOVERNMENT, Atlas
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.maps.style import DARK, LIGHT
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world.atlas import tiny_atlas


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world."""
    return tiny_atlas(tmp_path_factory.mktemp("tiny"))


def model(atlas: Atlas, **fields: object) -> MapModel:
    """The model of a view with these fields."""
    return compose(select(atlas, View().change(**fields)))


def states(one: MapModel) -> dict[str, str]:
    """Unit → how it is drawn."""
    return {area.unit_id: area.state for area in one.areas}


def test_no_report_filtered_out_and_disputed_are_three_things(atlas: Atlas) -> None:
    """A host whose reports the filter removed does not look like a country without any, nor like a disputed field."""
    one = model(atlas, waves=("w1",))

    assert states(one) == {
        "AAA": "counted", "BBB": "filtered", "CCC": "counted", "DDD": "none", "CHN": "none", "XX1": "disputed",
    }  # fmt: skip
    looks = {area.state: (area.fill, area.pattern) for area in one.areas}
    assert len(set(looks.values())) == 4


def test_a_count_decides_the_colour(atlas: Atlas) -> None:
    """Four reports get the third class's colour, one the first's, in each palette."""
    for palette in (LIGHT, DARK):
        areas = {area.unit_id: area for area in compose(select(atlas, View()), palette=palette).areas}

        assert (areas["AAA"].count, areas["AAA"].fill) == (4, palette.classes[2])
        assert (areas["CCC"].count, areas["CCC"].fill) == (1, palette.classes[0])


def test_reports_in_one_city_are_one_mark_with_its_list(atlas: Atlas) -> None:
    """Three reports in Ax are one numbered mark that opens into three lines."""
    (ax,) = [mark for mark in model(atlas).marks if mark.place == "Ax"]

    assert (ax.count, ax.shape, ax.ring, ax.waves) == (3, "circle", "mixed", ("w1", "w2"))
    assert [item.station_id for item in ax.items] == ["a1", "a2", "a4"]
    assert ax.items[2].text == "Wenzhou bureau (inferred) · Wave 2, 20 March 2001 · listed"


def test_a_country_only_report_is_never_a_pin_in_a_city(atlas: Atlas) -> None:
    """It is a square at the country's label point, whatever else is reported there."""
    squares = [mark for mark in model(atlas).marks if mark.shape == "square"]
    labels = {area.iso_a3: (area.x, area.y) for area in model(atlas).areas}

    assert [(mark.iso_a3, mark.place) for mark in squares] == [("BBB", "Bland"), ("CCC", "Cland")]
    assert all((mark.x, mark.y) == labels[mark.iso_a3] for mark in squares)


def test_marks_hold_each_report_once(atlas: Atlas) -> None:
    """No report is drawn twice or dropped."""
    ids = [item.station_id for mark in model(atlas).marks for item in mark.items]

    assert sorted(ids) == ["a1", "a2", "a3", "a4", "b1", "b2", "c1"]


def test_the_legend_explains_what_is_there_and_nothing_else(atlas: Atlas) -> None:
    """No entry for a filtered country when none is, none for marks that are switched off."""
    everything = [(entry.kind, entry.label) for entry in model(atlas).legend]
    asia = model(atlas, region="asia", layers=("areas",))

    assert everything == [
        ("class", "1"),
        ("class", "2–3"),
        ("class", "4–6"),
        ("none", "No report in this dataset (not evidence of absence)"),
        ("disputed", "Disputed area, no report"),
        ("mark", "City, with its number of reports"),
        ("mark", "Country only: no city named"),
        ("mark", "Wave 1 only"),
        ("mark", "Wave 2 only"),
        ("mark", "Wave 1 and Wave 2"),
    ]
    assert [entry.kind for entry in asia.legend] == ["class", "class", "filtered", "none", "disputed"]


def test_small_countries_are_marked_to_be_hit(atlas: Atlas) -> None:
    """A country that vanishes at world view is known as small."""
    assert [area.unit_id for area in model(atlas).areas if area.small] == ["CCC"]


def test_hover_names_country_count_and_newest_response(atlas: Atlas) -> None:
    """The two lines of a hover text, also where there is nothing."""
    areas = {area.unit_id: area for area in model(atlas).areas}

    assert (areas["AAA"].label, areas["AAA"].detail) == (
        "Aland: 4 reports",
        "Wave 1: 3 · Wave 2: 1. Newest response: denied, 1 April 2001",
    )
    assert (areas["CCC"].label, areas["CCC"].detail) == ("Cland: 1 report", "No official response found")
    assert (areas["DDD"].label, areas["DDD"].detail) == ("Dland: no report recorded", "")


def test_the_range_measure_shows_who_counts_more(atlas: Atlas) -> None:
    """Placed and counted stand side by side in the hover text; a picture, which can't be hovered, says it in words."""
    one = model(atlas, measure="range")
    areas = {area.unit_id: area for area in one.areas}

    assert areas["AAA"].label == "Aland: 4 reports placed, counts range 4–6"
    assert areas["BBB"].label == "Bland: 2 reports"  # nobody printed a number that differs
    assert one.words.placed.endswith("Counts differ for Aland (4–6, 4 placed).")
    assert "Counts differ" not in model(atlas).words.placed


def test_published_counts_are_not_set_beside_a_part_of_the_rows(atlas: Atlas) -> None:
    """Who counted Aland counted all of it, not what a filter left: the whole stands beside the count."""
    one = model(atlas, measure="range", bureaus=("fuzhou",))
    aland = next(area for area in one.areas if area.unit_id == "AAA")

    assert aland.label == f"Aland: {aland.count} reports in this view; 4 placed, counts range 4–6"
    assert aland.count < 4
    assert one.words.placed.endswith("Counts differ for Aland (4–6, 4 placed).")


def test_a_newest_response_that_is_not_the_hosts_names_who_gave_it() -> None:
    """On the map, in tables and on slides: a closure that China or the press told is no official answer."""
    atlas = real_atlas()
    one = compose(select(atlas, View()))
    rows = one.tables["countries"].set_index("country_iso3")
    newest = {iso: row for iso, row in select(atlas, View()).newest_response.items() if iso in rows.index}
    others = {iso for iso, row in newest.items() if row["said_by"] != HOST_GOVERNMENT}
    details = {area.iso_a3: area.detail for area in one.areas if area.iso_a3 in newest}

    assert others
    for iso, row in newest.items():
        speaker = f" ({atlas.labels.inline['responses.said_by'][row['said_by']]})"
        assert rows.loc[iso, "newest_response"].endswith(speaker) == (iso in others), iso
        assert details[iso].endswith(speaker) == (iso in others), iso
    assert "speaker" not in one.tables["responses"].columns


def test_tables_hold_exactly_what_is_in_view(atlas: Atlas) -> None:
    """Files get the filtered rows, their countries and responses, and the sources that these rest on."""
    tables = model(atlas, region="europe", waves=("w1",)).tables

    assert list(tables["reports"]["station_id"]) == ["a1", "a2", "a3", "c1"]
    assert list(tables["countries"]["reports"]) == [3, 1]
    assert list(tables["responses"]["response_id"]) == ["r1", "r2"]
    assert list(tables["china"]["response_id"]) == ["r4", "r5"]
    assert list(tables["sources"]["source_id"]) == ["s1", "s2", "s3"]
    assert set(tables["reports"]["source_ids"]) == {"s1"}


def test_files_of_a_day_cite_only_what_was_out_by_then(atlas: Atlas) -> None:
    """On the day of wave 2 the daily that lists it is not out: its rows are known, it is cited nowhere."""
    one = model(atlas, until=date(2001, 3, 20))

    assert list(one.tables["sources"]["source_id"]) == ["s1"]
    assert dict(zip(one.tables["reports"]["station_id"], one.tables["reports"]["source_ids"], strict=True)) == {
        "a1": "s1", "a2": "s1", "a3": "s1", "a4": "", "b1": "", "b2": "", "c1": "s1",
    }  # fmt: skip
    assert "and 1 source listed" in one.words.source_line
    assert [note.split(",")[0] for note in one.words.footnotes] == ["[1] Invented Watch"]


@pytest.mark.parametrize(
    "changes", [{}, {"waves": ("sd-2022-12",)}, {"until": date(2022, 11, 1)}, {"countries": ("ESP",)}]
)
def test_a_number_in_brackets_means_one_source_in_a_file(changes: dict[str, object]) -> None:
    """The paragraph's footnotes are the first rows of the table of sources, which every file numbers from 1."""
    one = model(real_atlas(), **changes)
    sources = one.tables["sources"]

    noted = [re.fullmatch(r"\[(\d+)\] (.+?), “(.+?)”.*", note).groups() for note in one.words.footnotes]

    assert [int(number) for number, _, _ in noted] == list(range(1, len(noted) + 1))
    assert [(who, title) for _, who, title in noted] == list(
        zip(sources["publisher"][: len(noted)], sources["title"][: len(noted)], strict=True)
    )
    assert len(set(sources["source_id"])) == len(sources)


def test_a_headline_figure_says_how_it_differs(atlas: Atlas) -> None:
    """The change against all data stands below the number."""
    figures = model(atlas, waves=("w2",)).figures

    assert [(one.value, one.note) for one in figures] == [
        ("3", "−4 against all data (7)"),
        ("2", "−1 against all data (3)"),
        ("2", "−1 against all data (3)"),
        ("3 of 5", "2 not tied to a country"),
    ]


def test_an_empty_view_is_composed_like_any_other(tmp_path: Path) -> None:
    """No rows: no marks, no classes, and a sentence that says what to do."""
    one = compose(select(tiny_atlas(tmp_path, stations=[]), View()), printed=True)

    assert (one.marks, [entry.kind for entry in one.legend]) == ((), ["none", "disputed"])
    assert one.words.empty.startswith("No report is left")


@pytest.mark.parametrize(
    ("fields", "slugs"),
    [({}, ["world"]), ({"region": "asia"}, ["asia"]), ({"countries": ("AAA",)}, ["AAA"])],
)
def test_pictures_get_the_ground_their_view_is_about(atlas: Atlas, fields: dict[str, object], slugs: list[str]) -> None:
    """The world, a region or one country; Europe's inset only when a mark lies there."""
    frames = compose(select(atlas, View().change(**fields)), printed=True).frames

    assert [frame.slug for frame in frames] == slugs
    assert all(len(frame.shapes) for frame in frames)


def test_a_host_whose_reports_name_no_city_has_no_class_of_cities(atlas: Atlas) -> None:
    """It would look like one with one city; the legend says what it is, and what its neighbours' numbers count."""
    model = compose(select(atlas, View(measure="cities")))
    areas = {area.iso_a3: area for area in model.areas}
    without = [iso for iso, cities in select(atlas, View()).cities_by_country.items() if cities == 0]

    assert without
    for iso in without:
        assert (areas[iso].state, areas[iso].level) == ("unnamed", None)
        assert areas[iso].label.endswith("reports that name no city")
    legend = {entry.kind: entry.label for entry in (*model.legend, *model.hints)}
    assert legend["unnamed"] == "Reports that name no city"
    assert legend["name"].endswith("cities named in its reports")
