"""What a view keeps and counts, on a world small enough to count by hand."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.view import View
from geo.view.select import Count, day_facets, facets, select
from tests.real_atlas import real_atlas
from tests.world.atlas import tiny_atlas


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world."""
    return tiny_atlas(tmp_path_factory.mktemp("tiny"))


def kept(atlas: Atlas, view: View) -> list[str]:
    """Ids of the reports that a view keeps, in table order."""
    return list(select(atlas, view).stations["station_id"])


def test_reports_cities_and_countries_are_three_numbers(atlas: Atlas) -> None:
    """Seven reports, three named cities, three hosts: none stands for another."""
    assert select(atlas, View()).count == Count(reports=7, cities=3, countries=3)


def test_both_ends_of_the_dates_are_included(atlas: Atlas) -> None:
    """A report disclosed on the first or the last day is in."""
    assert kept(atlas, View(since=date(2001, 3, 20))) == ["a4", "b1", "b2"]
    assert kept(atlas, View(until=date(2001, 1, 10))) == ["a1", "a2", "a3", "c1"]
    assert kept(atlas, View(until=date(2001, 1, 9))) == []


@pytest.mark.parametrize(
    ("view", "ids"),
    [
        (View(waves=("w2",)), ["a4", "b1", "b2"]),
        (View(bureaus=("wenzhou",)), ["a4", "b1"]),
        (View(bureaus=("unknown", "wenzhou")), ["a3", "a4", "b1", "b2"]),
        (View(countries=("BBB", "CCC")), ["b1", "b2", "c1"]),
        (View(region="europe"), ["a1", "a2", "a3", "a4", "c1"]),
        (View(basis=("inferred",)), ["b2", "c1"]),
        (View(precision=("country",)), ["b2", "c1"]),
        (View(responses=("investigation",)), ["a1", "a2", "a3", "a4"]),
        (View(responses=("denied",)), ["a1", "a2", "a3", "a4", "b1", "b2"]),
        (View(responses=("none",)), ["c1"]),
        (View(waves=("w1",), region="europe", basis=("inferred",)), ["c1"]),
        (View(focus="AAA", measure="cities", layers=()), ["a1", "a2", "a3", "a4", "b1", "b2", "c1"]),
    ],
)
def test_each_filter_keeps_its_reports(atlas: Atlas, view: View, ids: list[str]) -> None:
    """Filters are joined by and, values by or; what is only drawn differently filters nothing."""
    assert kept(atlas, view) == ids


def test_a_response_filter_asks_what_was_known_on_the_day(atlas: Atlas) -> None:
    """On 28 February the inquiry was known and the denial of April was not."""
    day = date(2001, 2, 28)

    assert kept(atlas, View(until=day, responses=("investigation",))) == ["a1", "a2", "a3"]
    assert kept(atlas, View(until=day, responses=("denied",))) == []


def test_a_month_counts_from_its_last_day(atlas: Atlas) -> None:
    """A response dated "2001-02" is not known on 27 February."""
    known = select(atlas, View(until=date(2001, 2, 27))).responses

    assert list(known["response_id"]) == ["r4"]


def test_undated_responses_are_counted_when_a_date_is_asked_for(atlas: Atlas) -> None:
    """What can't be placed in time is said, not dropped."""
    assert select(atlas, View()).undated == 0
    assert select(atlas, View(until=date(2030, 1, 1))).undated == 1


@given(st.dates(date(2000, 12, 1), date(2001, 12, 31)), st.integers(0, 400))
def test_a_later_date_never_removes_anything(atlas: Atlas, day: date, days: int) -> None:
    """What was known stays known: reports and responses only grow, and no date at all knows most."""
    before, after, ever = (select(atlas, View(until=until)) for until in (day, day + timedelta(days), None))

    for smaller, larger in ((before, after), (after, ever)):
        assert set(smaller.stations["station_id"]) <= set(larger.stations["station_id"])
        assert set(smaller.responses["response_id"]) <= set(larger.responses["response_id"])


def test_published_totals_follow_the_waves_in_view_and_no_other_filter(atlas: Atlas) -> None:
    """A bureau filter does not pretend to change what the publisher counted."""
    everything, second = (
        select(atlas, View()).published,
        select(atlas, View(waves=("w2",), basis=("listed",))).published,
    )

    assert (everything.reports, everything.placed, everything.shortfall, everything.countries) == (9, 7, 2, 4)
    assert (second.reports, second.placed, second.shortfall, second.countries) == (5, 3, 2, 2)


def test_a_later_wave_alone_is_compared_by_the_countries_it_named_first(atlas: Atlas) -> None:
    """Two hosts in wave two, one of them known since wave one: 1 of the 2 new ones is placed, not 2 of 2."""
    second = select(atlas, View(waves=("w2",))).published

    assert (second.placed_countries, second.countries, second.new_only) == (1, 2, True)
    assert not select(atlas, View()).published.new_only


def test_a_month_stands_after_its_days(atlas: Atlas) -> None:
    """Oldest first by the day from which a date counts: "2001-02" is 28 February, after the 10th."""
    assert list(atlas.responses["response_id"]) == ["r4", "r1", "r2", "r5", "r3"]


def test_countries_come_most_first_and_ties_by_name(atlas: Atlas) -> None:
    """The order of a table of countries does not depend on the order of rows."""
    assert list(select(atlas, View()).by_country.items()) == [("AAA", 4), ("BBB", 2), ("CCC", 1)]
    assert list(select(atlas, View(waves=("w2",))).by_country.items()) == [("BBB", 2), ("AAA", 1)]


def test_of_equal_countries_the_first_by_name_comes_first() -> None:
    """Croatia (HRV) before Greece: to a reader an order by code is none."""
    counts = select(real_atlas(), View()).by_country
    names = real_atlas().countries["name"]
    order = [(-number, names[iso]) for iso, number in counts.items()]

    assert order == sorted(order)


def test_a_host_without_a_named_city_has_no_cities(atlas: Atlas) -> None:
    """A country-only report adds no city."""
    assert select(atlas, View()).cities_by_country.to_dict() == {"AAA": 2, "BBB": 1, "CCC": 0}


def test_each_option_says_how_many_reports_it_would_leave(atlas: Atlas) -> None:
    """The number beside an option is what a reader gets when choosing it, other filters kept."""
    view = View(waves=("w1",), region="europe")
    offered = facets(atlas, view)

    for key, field in {"wave": "waves", "bureau": "bureaus", "country": "countries", "basis": "basis"}.items():
        for value, number in offered[key].items():
            assert number == select(atlas, view.change(**{field: (value,)})).count.reports, (key, value)
    assert offered["region"] == {"asia": 0, "europe": 4}


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(waves=("w1",), region="europe"),
        View(responses=("position",)),
        View(until=date(2001, 3, 1)),
        View(since=date(2001, 3, 1)),
    ],
)
def test_each_day_of_disclosure_says_how_many_reports_it_would_leave(atlas: Atlas, view: View) -> None:
    """Also where the day decides which responses are known, and only days that an address takes with the other date."""
    offered = day_facets(atlas, view)

    assert list(offered) == ["from", "until"]
    for key, field in {"from": "since", "until": "until"}.items():
        for day in sorted(set(atlas.stations["disclosed_on"])):
            asked = view.change(**{field: date.fromisoformat(day)})
            chosen, notices = View.from_query(asked.to_query(), atlas.choices)
            assert (day in offered[key]) == (not notices), (key, day)
            if day in offered[key]:
                assert offered[key][day] == select(atlas, chosen).count.reports, (key, day)


def test_what_a_filter_alone_removes_is_counted(atlas: Atlas) -> None:
    """The empty state can say which filter to clear."""
    left_out = select(atlas, View(waves=("w1",), countries=("BBB",))).left_out

    assert left_out == {"wave": 2, "country": 4}


def test_the_newest_response_is_the_newest_known(atlas: Atlas) -> None:
    """A later denial is not shown on an earlier day, and an undated one gives way to a dated one."""
    now, earlier = select(atlas, View()), select(atlas, View(until=date(2001, 3, 1)))

    assert now.newest_response["AAA"]["response_id"] == "r2"
    assert earlier.newest_response["AAA"]["response_id"] == "r1"
    assert now.newest_response["BBB"]["response_id"] == "r3"
    assert "CCC" not in earlier.newest_response


def test_an_empty_table_counts_nothing(tmp_path: Path) -> None:
    """No rows is a state, not a crash."""
    assert select(tiny_atlas(tmp_path, stations=[]), View()).count == Count(0, 0, 0)


def test_a_report_disclosed_after_its_wave_is_not_placed_before_that_day(atlas: Atlas) -> None:
    """Else the map would place more reports than it shows."""
    stations = atlas.tables["stations"]
    late = stations["station_id"] == stations["station_id"].iloc[0]
    moved = stations.assign(disclosed_on=stations["disclosed_on"].mask(late, "2001-12-31"))
    changed = replace(atlas, tables=MappingProxyType({**atlas.tables, "stations": moved}))
    before, after = (select(changed, View(until=date(2001, 12, day))) for day in (30, 31))

    assert before.published.placed == before.count.reports == len(stations) - 1
    assert after.published.placed == len(stations)
