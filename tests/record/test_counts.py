"""Published numbers stand beside placed ones, with who printed them, and are never blended."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd
import pytest

from geo.atlas import Atlas
from geo.record.counts import CountLine, reconcile, reconcile_country, reported_ranges
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world.atlas import tiny_atlas


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world."""
    return tiny_atlas(tmp_path_factory.mktemp("tiny"))


def line(atlas: Atlas, view: View, scope: str, key: str, wave: str) -> CountLine:
    """The one line of a reconciliation with this scope, key and wave."""
    (found,) = [one for one in reconcile(select(atlas, view)) if (one.scope, one.key, one.wave) == (scope, key, wave)]
    return found


def test_each_figure_leads_to_its_rows(atlas: Atlas) -> None:
    """What is placed is named row by row, inferred ones counted."""
    wave = line(atlas, View(), "wave", "w1", "w1")

    assert (wave.placed, wave.inferred, wave.station_ids) == (4, 1, ("a1", "a2", "a3", "c1"))
    assert [(count.number, count.publisher) for count in wave.published] == [(4, "Invented Watch")]
    assert wave.agrees


def test_an_old_total_is_no_rival_of_a_later_list_of_somebody_else(atlas: Atlas) -> None:
    """A total printed before another publisher's list stands beside the rows only where the view ends before it."""
    third = atlas.tables["waves"].iloc[[1]].assign(wave_id="w3", publisher="Other Watch", disclosed_on="2001-06-01")
    third = third.assign(stations_cumulative=pd.NA, countries_cumulative=pd.NA, countries_new=0)
    tables = dict(atlas.tables) | {"waves": pd.concat([atlas.tables["waves"], third], ignore_index=True)}
    later = replace(atlas, tables=MappingProxyType(tables))
    until = View(until=date(2001, 5, 1))

    assert [one.number for one in line(later, View(), "wave", "total", "total").published] == []
    assert [one.number for one in line(later, until, "wave", "total", "total").published] == [9]
    assert [one.number for one in line(later, View(), "wave", "w1", "w1").published] == [4]


def test_disagreeing_counts_become_a_range_with_its_sources(atlas: Atlas) -> None:
    """Four rows against six printed by a daily: 4–6, and who says six."""
    total = line(atlas, View(), "country", "AAA", "total")

    assert total.span == (4, 6)
    assert not total.agrees
    assert total.published[0].publisher == "Daily Example"


def test_a_count_of_another_list_is_shown_and_not_mixed_in(atlas: Atlas) -> None:
    """A government's own list of thirty does not stretch the range."""
    total = line(atlas, View(), "country", "AAA", "total")

    assert [count.coverage for count in total.published] == ["whole", "other-list"]
    assert reported_ranges(select(atlas, View()))["AAA"] == (4, 6)


def test_a_source_counts_from_its_own_date(atlas: Atlas) -> None:
    """On the day of the second wave the daily of that month had not come out yet."""
    early = line(atlas, View(until=date(2001, 3, 20)), "country", "AAA", "total")

    assert early.published == ()
    assert early.span == (4, 4)


def test_one_wave_is_compared_with_counts_of_that_wave(atlas: Atlas) -> None:
    """A total over all waves says nothing about the first."""
    assert reported_ranges(select(atlas, View(waves=("w1",))))["AAA"] == (3, 3)


def test_one_country_is_reconciled_as_among_all(atlas: Atlas) -> None:
    """A dossier shows the very lines of the whole reconciliation."""
    selection = select(atlas, View(until=date(2001, 4, 2)))

    assert reconcile_country(selection, "AAA") == tuple(
        one for one in reconcile(selection) if (one.scope, one.key) == ("country", "AAA")
    )


def test_a_total_without_a_document_is_told_but_not_on_a_day(atlas: Atlas) -> None:
    """No source, so no date: on a chosen day it can't be said to have been known."""
    totals = pd.concat([atlas.tables["bureau_totals"], pd.DataFrame([{"wave": "w1", "bureau": "Fuzhou",
        "reported_count": 5, "source_id": "", "note": "not recorded"}])], ignore_index=True)  # fmt: skip
    world = replace(atlas, tables=MappingProxyType({**atlas.tables, "bureau_totals": totals}))

    assert line(world, View(), "bureau", "Fuzhou", "w1").span == (3, 5)
    assert line(world, View(until=date(2001, 6, 1)), "bureau", "Fuzhou", "w1").span == (3, 3)


def test_bureaus_are_compared_per_wave_and_the_unknown_ones_stay_visible(atlas: Atlas) -> None:
    """Rows without a bureau have a line of their own."""
    assert line(atlas, View(), "bureau", "Fuzhou", "w1").span == (3, 3)
    assert line(atlas, View(), "bureau", "unknown", "w1").station_ids == ("a3",)


def test_a_country_of_one_wave_is_ranged_with_counts_of_that_wave() -> None:
    """Spain's nine are all of wave 1, so the eight that a broadcaster printed for it count in the whole view too."""
    assert reported_ranges(select(real_atlas(), View()))["ESP"] == (8, 9)


def test_an_assumed_count_is_no_printed_number() -> None:
    """A source that names South Africa without a number does not stretch its range down to one."""
    atlas = real_atlas()

    assert reported_ranges(select(atlas, View(waves=("sd-2022-12",))))["ZAF"] == (3, 3)
    assert [count.comparable for count in line(atlas, View(), "country", "AGO", "sd-2022-12").published] == [False]


def test_no_range_is_a_sum_that_nobody_printed() -> None:
    """Italy: ten to eleven in all, as printed; never four and eleven added up."""
    assert reported_ranges(select(real_atlas(), View()))["ITA"] == (10, 11)
