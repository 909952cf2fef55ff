"""Who says so, fact by fact, and as known on a day."""

from datetime import date

import pytest
from hypothesis import given, settings

from geo.atlas import Atlas
from geo.record.claims import FACTS, Fact, who_says_so
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world.record import days, in_order, tiny_record


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


def facts(atlas: Atlas, station: str, until: date | None = None) -> dict[str, Fact]:
    """The facts of one station by name."""
    told = who_says_so(select(atlas, View(until=until)), [station])
    return {one.fact: one for one in told[station]}


def test_each_fact_has_its_own_sources_and_its_rivals(atlas: Atlas) -> None:
    """Existence rests on one source, the bureau on another, and a rival bureau stands beside it."""
    told = facts(atlas, "a1")

    assert tuple(told) == FACTS
    assert (told["existence"].adopted.value, told["existence"].adopted.source_ids) == ("reported", ("s1",))
    assert (told["bureau"].adopted.value, told["bureau"].adopted.source_ids) == ("Fuzhou", ("s3",))
    assert [(rival.value, rival.source_ids) for rival in told["bureau"].rivals] == [("Wenzhou", ("s2",))]


def test_a_fact_without_a_claim_has_no_value(atlas: Atlas) -> None:
    """Nothing is guessed: no source says where a1 lies in this record, so there is no value to show."""
    assert facts(atlas, "a1")["city"] == Fact("city", None, ())


def test_on_a_day_only_sources_that_were_out_are_named(atlas: Atlas) -> None:
    """The adopted value stays, its undated source is counted and not shown, and a rival waits for its first source."""
    early, later = facts(atlas, "a1", date(2001, 3, 30)), facts(atlas, "a1", date(2001, 3, 31))

    assert (early["bureau"].adopted.source_ids, early["bureau"].adopted.withheld) == ((), 1)
    assert early["bureau"].rivals == ()
    assert [(rival.value, rival.note) for rival in later["bureau"].rivals] == [("Wenzhou", "A rival value.")]


@settings(max_examples=30, deadline=None)
@given(first=days(), second=days())
def test_a_later_day_takes_no_claim_and_no_source_away(atlas: Atlas, first: date | None, second: date | None) -> None:
    """What could be known stays known."""

    def told(until: date | None) -> set[tuple[str, str]]:
        return {
            (claim.claim_id, source)
            for station in who_says_so(select(atlas, View(until=until)), ["a1", "a4", "b2"]).values()
            for one in station
            for claim in (*([one.adopted] if one.adopted else []), *one.rivals)
            for source in ("", *claim.source_ids)
        }

    early, late = in_order(first, second)

    assert told(early) <= told(late)


def test_every_reported_station_can_be_asked_who_says_so() -> None:
    """On the real tables existence and date have a source each, and a city or bureau on the map has one too."""
    atlas = real_atlas()
    stations = atlas.stations.set_index("station_id")
    told = who_says_so(select(atlas, View()), stations.index)
    silent = [
        (station, one.fact)
        for station, facts in told.items()
        for one in facts
        if not (one.adopted and one.adopted.source_ids)
        and (
            one.fact in ("existence", "date")
            or (one.fact == "city" and stations.city[station])
            or (one.fact == "bureau" and stations.bureau[station] != "unknown")
        )
    ]

    assert silent == []


def test_rival_places_of_the_real_table_stand_beside_the_adopted_ones() -> None:
    """The list says Porto, the Portuguese press Vila do Conde; the list says Madeira, a blog copy Ribeira Brava."""
    atlas = real_atlas()
    porto, madeira = facts(atlas, "pt-porto-1")["city"], facts(atlas, "pt-madeira-1")["city"]

    assert (porto.adopted.value, [rival.value for rival in porto.rivals]) == ("Porto", ["Vila do Conde"])
    assert (madeira.adopted.value, [rival.value for rival in madeira.rivals]) == ("Ribeira Brava", ["Madeira"])


def test_a_rival_without_a_document_is_told_but_not_on_a_day() -> None:
    """The Fukuoka version has no document and no date, so on a chosen day it can't be said to have been known."""
    atlas = real_atlas()

    assert [rival.source_ids for rival in facts(atlas, "jp-unlocated-1")["city"].rivals] == [()]
    assert facts(atlas, "jp-unlocated-1", date(2026, 1, 1))["city"].rivals == ()


def test_a_note_that_knows_later_sources_waits_for_them() -> None:
    """The note on the Spanish bureaus compares two sources; in September 2022 it could not have been written."""
    atlas = real_atlas()

    assert facts(atlas, "es-madrid-1", date(2022, 9, 12))["bureau"].adopted.note == ""
    assert "Japanese summary counts four" in facts(atlas, "es-madrid-1")["bureau"].adopted.note
