"""What rests on a source, how many voices stand behind a row, and what was out on a day."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from geo.atlas import Atlas
from geo.record.origins import CITING, COUNTED, ONE_COPY, Origins, origins
from geo.view import View
from geo.view.select import select
from tests.world.record import days, in_order, tiny_record, views

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


def of(atlas: Atlas, **fields: object) -> Origins:
    """The origins of a view with these fields."""
    return origins(select(atlas, View().change(**fields)))


def test_a_source_knows_everything_that_rests_on_it(atlas: Atlas) -> None:
    """Reports, facts, counts and cases of one source are listed by table, in words with right plurals."""
    resting = of(atlas).resting["s1"]

    assert resting.rows["stations"] == ("a1", "a2", "a3", "c1")
    assert resting.rows["country_counts"] == ("n1", "n3")
    assert resting.words == (
        "1 wave, 4 reports, 4 single facts, 1 reported return case, 2 published counts, 1 bureau total, "
        "1 disputed point"
    )
    assert resting.total == 14


def test_many_links_can_be_one_origin(atlas: Atlas) -> None:
    """Two sources that relay the same body are two links and one voice; several rows together are counted once."""
    everything = of(atlas)

    assert everything.standing["operations", "p1"].words == "2 sources, 1 origin"
    assert everything.standing["stations", "a1"].words == "1 source, 1 origin"
    assert everything.of("responses", ["r1", "r2"]) == ({"s2", "s3"}, {"o1", "o2"})


def test_a_row_on_one_thin_source_is_marked_with_the_reason(atlas: Atlas) -> None:
    """The curators' list marks a report and its fact; a lone copy marks what rests on it; a rival value is free."""
    standing = of(atlas).standing

    assert standing["stations", "a1"].thin == ("Police bureau: One blog.",)
    assert standing["claims", "a1.bureau"].thin == ("One blog.", ONE_COPY)
    assert standing["claims", "a1.bureau.2"].thin == ()
    assert standing["responses", "r2"].thin == (ONE_COPY,)
    assert standing["stations", "a2"].thin == ()


def test_a_row_without_a_document_says_so(atlas: Atlas) -> None:
    """A version whose document was not recorded is not silently left out."""
    assert of(atlas).standing["disagreements", "d3"].words == "no document recorded"


def test_a_source_counts_from_its_own_date_and_an_undated_one_never_on_a_day(atlas: Atlas) -> None:
    """On 20 March the daily of that month is not out yet; on the last day of March it is; the undated one stays out."""
    early, late = of(atlas, until=date(2001, 3, 20)), of(atlas, until=date(2001, 3, 31))

    assert set(early.resting) == {"s1"}
    assert set(late.resting) == {"s1", "s2"}
    assert early.standing["operations", "p1"].later == 1
    assert early.standing["stations", "b1"].words == "no source out by this date"


def test_a_view_of_one_country_asks_only_for_what_that_country_rests_on(atlas: Atlas) -> None:
    """Bland's view holds no report, count or case of Aland; China's answers stay beside every claim."""
    bland = of(atlas, countries=("BBB",))

    assert bland.resting["s2"].rows["stations"] == ("b1", "b2")
    assert bland.resting["s2"].rows["responses"] == ("r4",)
    assert "operations" not in bland.resting["s2"].rows
    assert ("country_counts", "n2") not in bland.standing


@settings(deadline=None, max_examples=30)
@given(view=views(), first=days(), second=days())
def test_a_later_day_never_takes_a_source_or_a_row_away(
    atlas: Atlas, view: View, first: date | None, second: date | None
) -> None:
    """Whatever rested on a source by one day still does by any later day."""
    first, second = in_order(first, second)
    before = origins(select(atlas, view.change(since=None, until=first)))
    after = origins(select(atlas, view.change(since=None, until=second)))

    for source_id, resting in before.resting.items():
        for table, ids in resting.rows.items():
            assert set(ids) <= set(after.resting[source_id].rows[table])
    for row, standing in before.standing.items():
        assert set(standing.sources) <= set(after.standing[row].sources)
        assert set(standing.origins) <= set(after.standing[row].origins)


def test_every_table_that_cites_sources_is_looked_at() -> None:
    """A new table with sources can't be forgotten: the data package says which tables cite."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    citing = {
        resource["name"]: field["name"]
        for resource in package["resources"]
        for field in resource.get("schema", {}).get("fields", [])
        if field["name"] in ("source_id", "source_ids")
        and resource["name"] not in ("sources", "thin_sources", "corrections")
    }

    assert {table: column for table, (_, column) in CITING.items()} == citing
    assert set(COUNTED) == set(CITING)


@pytest.mark.parametrize("table", sorted(CITING))
def test_counted_words_read_well_for_one(table: str) -> None:
    """The plural loses its last letter for a single row."""
    assert COUNTED[table].endswith("s")
