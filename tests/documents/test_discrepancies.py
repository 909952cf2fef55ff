"""What doesn't add up: every figure with its rows and its sources, nothing averaged, nothing dropped by a later day."""

from datetime import date

import pytest
from hypothesis import given, settings

from geo.atlas import Atlas
from geo.documents.discrepancies import Discrepancies, discrepancies
from geo.record.counts import reconcile
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world.record import days, in_order, tiny_record, views


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def real() -> Discrepancies:
    """Those of the project's own data."""
    return discrepancies(select(real_atlas(), View()))


def of(atlas: Atlas, **fields: object) -> Discrepancies:
    """The discrepancies of a view with these fields."""
    return discrepancies(select(atlas, View().change(**fields)))


def test_the_title_says_how_much_is_placed_and_what_is_missing(atlas: Atlas) -> None:
    """Seven of nine; two reports and one country are missing."""
    found = of(atlas)

    assert found.title == "7 of 9 published reports placed"
    assert found.subtitle == (
        "In 3 of 4 published countries. No source read ties the other 2 reports to a country; 1 host country is "
        "missing with them."
    )


def test_each_figure_links_to_exactly_its_rows(atlas: Atlas) -> None:
    """The view behind a figure holds as many reports as the figure says."""
    found = of(atlas)

    for one in (*found.waves, *found.bureaus, *found.countries):
        assert (len(select(atlas, one.rows).stations) if one.rows else 0) == one.placed, one


def test_each_real_figure_links_to_exactly_its_rows(real: Discrepancies) -> None:
    """The same for the project's data."""
    wrong = [
        (one.wave, one.label)
        for one in (*real.waves, *real.bureaus, *real.countries)
        if one.rows and len(select(real_atlas(), one.rows).stations) != one.placed
    ]

    assert wrong == []


def test_a_view_of_one_country_keeps_its_own_lines_and_points(atlas: Atlas) -> None:
    """Bland's view: its counts and its disputed point; the world's totals stay as what they are measured against."""
    found = of(atlas, countries=("BBB",))

    assert {one.label for one in found.countries} == {"Bland"}
    assert [point.point for point in found.disagreements] == ["Stations in Bland"]


def test_checks_without_a_date_are_told_without_a_date_limit_only(atlas: Atlas) -> None:
    """What the compilers found later was not known on a day."""
    assert len(of(atlas).checks) == 1
    assert of(atlas, until=date(2001, 12, 1)).checks == ()


@settings(deadline=None, max_examples=25)
@given(view=views(), first=days(), second=days())
def test_a_later_day_never_takes_a_published_figure_away(
    atlas: Atlas, view: View, first: date | None, second: date | None
) -> None:
    """Lines, their published numbers, versions, inferences and remarks only grow."""
    first, second = in_order(first, second)
    early, late = (select(atlas, view.change(since=None, until=day)) for day in (first, second))
    before, after = reconcile(early), {(one.scope, one.key, one.wave): one for one in reconcile(late)}

    for one in before:
        later = after[one.scope, one.key, one.wave]
        assert set(one.station_ids) <= set(later.station_ids)
        assert {(count.count_id, count.number) for count in one.published} <= {
            (count.count_id, count.number) for count in later.published
        }
    told, retold = discrepancies(early), discrepancies(late)
    points = {point.point: {version.text for version in point.versions} for point in retold.disagreements}
    assert all({version.text for version in point.versions} <= points[point.point] for point in told.disagreements)
    assert {(one.station_id, one.fact) for one in told.inferred} <= {
        (one.station_id, one.fact) for one in retold.inferred
    }
    assert {remark.statement for remark in told.missing} <= {remark.statement for remark in retold.missing}


def test_points_that_differ_most_come_first() -> None:
    """By the share that the lowest number lacks of the highest; words that can't be ranged come last."""
    spans = [point.span for point in discrepancies(select(real_atlas(), View())).disagreements]
    ranged = [span for span in spans if span]
    shares = [1 - int(span.split("–")[0]) / int(span.split("–")[1]) for span in ranged]

    assert len(ranged) > 1
    assert spans == ranged + [""] * (len(spans) - len(ranged))
    assert shares == sorted(shares, reverse=True)
