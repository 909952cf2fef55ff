"""Sentences: right numbers, right plurals, never stronger than the source."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from geo.atlas import Atlas, in_language
from geo.maps.compose import compose
from geo.view import View
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.language import speaking
from geo.words.messages import say_number
from geo.words.paragraph import paragraph
from tests.world.atlas import STATIONS, tiny_atlas


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world."""
    return tiny_atlas(tmp_path_factory.mktemp("tiny"))


def selected(atlas: Atlas, **fields: object) -> Selection:
    """The selection of a view with these fields."""
    return select(atlas, View().change(**fields))


def test_the_title_says_the_finding_number_first(atlas: Atlas) -> None:
    """Reports and countries, each with what it counts; one country by its name."""
    assert sentences.title(selected(atlas)) == "9 reported stations in 4 countries; 7 can be placed, in 3"
    assert sentences.title(selected(atlas, countries=("CCC",))) == "1 reported station in Cland"
    assert sentences.title(selected(atlas, measure="cities")) == "3 cities with reported stations in 2 countries"
    assert sentences.title(selected(atlas, waves=("w1",))) == "4 reported stations in 2 countries (Wave 1)"
    assert sentences.title(selected(atlas, until=date(2000, 1, 1))) == "No reported stations in this view"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("waves", ("w1",)),
        ("bureaus", ("fuzhou",)),
        ("region", "europe"),
        ("responses", ("none",)),
        ("basis", ("listed",)),
        ("precision", ("city",)),
    ],
)
def test_a_number_that_a_filter_made_never_stands_without_it(atlas: Atlas, field: str, value: object) -> None:
    """Whoever quotes the title alone quotes its filter; a filter that takes nothing away says nothing."""
    made = selected(atlas, **{field: value})
    phrase = sentences.filter_sentence(made).lower()

    narrowed = 0 < made.count.reports < made.count_all.reports
    assert (phrase in sentences.title(made).lower()) == narrowed


def test_the_sentence_says_who_disclosed_when(atlas: Atlas) -> None:
    """The line that is quoted carries publisher and date; other filters follow it."""
    assert sentences.sentence(selected(atlas, waves=("w1",))) == (
        "4 reports in 2 countries, disclosed 10 January 2001 by Invented Watch"
    )
    assert sentences.sentence(selected(atlas, region="asia")) == (
        "2 reports in Bland, disclosed 20 March 2001 by Invented Watch; filters: Asia"
    )


def test_a_serbian_day_brings_no_full_stop_before_the_day_as_known(atlas: Atlas) -> None:
    """Nowhere within the sentence, and once at its end."""
    with speaking("sr-Latn"):
        said = sentences.sentence(select(in_language(atlas, "sr-Latn"), View(until=date(2022, 11, 1))))
    assert ".," not in said
    assert said.endswith("poznato na dan 1. novembra 2022.")


def test_the_subtitle_names_the_day_it_was_known(atlas: Atlas) -> None:
    """A view as known on a day says so."""
    line = sentences.subtitle(selected(atlas, until=date(2001, 2, 1)))

    assert line.endswith("disclosed 10 January 2001, as known on 1 February 2001")


def test_what_is_not_placed_is_said(atlas: Atlas) -> None:
    """Published reports without a country are counted, not drawn."""
    assert sentences.placed_line(selected(atlas)) == (
        "7 of 9 published reports placed, in 3 of 4 published countries. "
        "The other 2 are not drawn: no source read ties them to a country."
    )
    assert "5 published reports placed before other filters" in sentences.placed_line(
        selected(atlas, waves=("w2",), basis=("listed",))
    )
    assert (
        sentences.placed_line(selected(atlas, waves=("w1",)))
        == "4 of 4 published reports placed, in 2 of 2 published countries."
    )


def test_chinas_position_carries_its_dates_and_stops_at_the_known_day(atlas: Atlas) -> None:
    """The accused party is quoted as of the day asked for, never later."""
    assert sentences.china_line(selected(atlas)) == (
        "China’s position: The ministry called the reports false (10 February 2001). The ministry said so again "
        "(10 May 2001)."
    )
    assert "no statement recorded" in sentences.china_line(selected(atlas, until=date(2001, 1, 10)))


def test_the_filter_sentence_names_every_filter(atlas: Atlas) -> None:
    """What is printed under a picture leaves no filter out."""
    line = sentences.filter_sentence(selected(atlas, waves=("w1",), bureaus=("unknown", "fuzhou"), responses=("none",)))

    assert line == "Wave 1 · bureau Fuzhou or not known · response recorded for the country: no response found"
    assert sentences.filter_sentence(selected(atlas)) == "All reports in this dataset"


def test_an_empty_view_says_what_brings_rows_back(atlas: Atlas) -> None:
    """The reader is told which filter to clear and what that would give."""
    advice = sentences.empty_advice(selected(atlas, waves=("w1",), countries=("BBB",)))

    assert advice.endswith("Clearing “Wave” (2 reports) or “Host country” (4 reports) would bring rows back.")
    assert sentences.empty_advice(selected(atlas)) == ""


def test_the_link_carries_view_and_data_version(atlas: Atlas) -> None:
    """A link opens this view and says which data it was made with."""
    assert sentences.link(selected(atlas, waves=("w2",)), "") == "View: wave=w2"
    assert sentences.link(selected(atlas), "") == "View: all"


def test_published_ranges_are_said_where_sources_differ() -> None:
    """One number where they agree, both ends where they don't."""
    assert (sentences.say_range((4, 9)), sentences.say_range((9, 9))) == ("4–9", "9")


@pytest.mark.parametrize(
    "view",
    [View(), View(waves=("w1",)), View(countries=("AAA",)), View(measure="cities"), View(until=date(2000, 1, 1))],
)
def test_no_sentence_claims_more_than_a_report(atlas: Atlas, view: View) -> None:
    """No text of a view says that a station operates, runs, is confirmed or is secret, or calls it a police station."""
    said = compose(select(atlas, view)).words
    text = " ".join(str(getattr(said, name)) for name in said.__dataclass_fields__)
    strong = re.findall(
        r"\b(?:operat\w+|runs?|secret\w*|illegal\w*|(?<!independently )confirmed|police stations?)\b", text, flags=re.I
    )

    assert strong == []


@pytest.mark.parametrize("number", [0, 1, 2, 1204])
def test_plurals_are_right(number: int) -> None:
    """1 country and 1 city, 0 reports and 1,204 reports."""
    plural = {0: "0 countries", 1: "1 country", 2: "2 countries", 1204: "1,204 countries"}[number]

    assert say_number(number, "countries") == plural


def test_a_country_of_several_waves_says_how_many_reports_each_has(atlas: Atlas) -> None:
    """On the map, before a click: the waves, then the newest response with its date."""
    row = {"kind_inline": "denied", "date": "2001-04-01", "speaker": ""}

    assert sentences.area_detail(row, True, {"Wave 1": 3, "Wave 2": 1}) == (
        "Wave 1: 3 · Wave 2: 1. Newest response: denied, 1 April 2001"
    )
    assert sentences.area_detail(row, True, {"Wave 1": 3}) == "Newest response: denied, 1 April 2001"
    assert sentences.area_detail(None, False, {}) == ""


def test_who_spoke_stands_behind_what_the_host_did_not_say() -> None:
    """China or the press telling that a place closed is no answer of the country's government."""
    row = {"kind_inline": "reported closed", "date": "2001-04-01", "speaker": "China"}

    assert sentences.newest_response(row, host=True) == "Newest response: reported closed, 1 April 2001 (China)"


def test_a_response_of_a_country_is_never_told_as_that_of_a_station(atlas: Atlas) -> None:
    """The title is quoted alone: what it counts are reports in a country that has the response."""
    line = sentences.title(selected(atlas, responses=("opened",)))

    assert line == "4 reported stations in Aland (response recorded for the country: investigation opened)"


def test_a_layer_that_is_not_drawn_filters_nothing(atlas: Atlas) -> None:
    """The sentence names what takes reports away."""
    assert sentences.sentence(selected(atlas, layers=("marks",))) == sentences.sentence(selected(atlas))


def test_a_wave_that_came_later_does_not_deny_the_earlier_one(atlas: Atlas) -> None:
    """Wave 2 on a day between the waves: a list was published by then, it is only not in this view."""
    between = selected(atlas, waves=("w2",), until=date(2001, 2, 1))

    assert sentences.subtitle(between).endswith(": no disclosure in this view")
    assert sentences.reported_line(between) == "No published list of reports is in this view."
    assert sentences.placed_line(between) == "No published total in this view."


def test_whoever_resets_the_filters_is_told_what_is_there_then(atlas: Atlas) -> None:
    """Also where the day, which is reset with them, leaves nothing by itself."""
    advice = sentences.empty_advice(selected(atlas, region="asia", countries=("AAA",), until=date(2001, 1, 1)))

    assert advice.endswith("Reset the filters to see all 7 reports.")


def test_nobody_is_credited_with_the_reports_of_others(tmp_path: Path) -> None:
    """A second publisher's wave has no row in Aland: Aland's sentences do not name it."""
    atlas = tiny_atlas(tmp_path, [row for row in STATIONS if row[0] != "a4"])
    waves = atlas.tables["waves"].assign(publisher=["Invented Watch", "Second Watch"], drawn_from=["lists", ""])
    atlas = replace(atlas, tables=MappingProxyType(dict(atlas.tables) | {"waves": waves}))

    aland, whole = select(atlas, View(countries=("AAA",))), select(atlas, View())

    for text in (
        sentences.sentence(aland),
        sentences.subtitle(aland),
        sentences.reported_line(aland),
        paragraph(aland),
    ):
        assert "Second Watch" not in text
    assert sentences.reported_line(whole) == (
        "Reported by Invented Watch from lists and by Second Watch; not independently confirmed."
    )
