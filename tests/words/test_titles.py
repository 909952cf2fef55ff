"""A title can be quoted alone: it says what was published, what is placed, and all that narrows the view."""

import re
from itertools import combinations, product

import pytest

from geo.view import FILTERS, View
from geo.view.select import Selection, select
from geo.words.sentences import filter_sentence, title
from tests.real_atlas import real_atlas

KEYS = ("wave", "country", "bureau", "region", "response", "basis", "precision")


def selected(**query: str) -> Selection:
    """The selection of an address."""
    atlas = real_atlas()
    view, ignored = View.from_query(query, atlas.choices)
    assert ignored == ()
    return select(atlas, view)


def options() -> dict[str, list[str]]:
    """Each filter's options; of countries the three with most reports, and one with one."""
    choices = {filter_.key: list(filter_.accepted(real_atlas().choices)) for filter_ in FILTERS}
    return {key: choices[key] if key != "country" else ["ITA", "ESP", "USA", "SRB"] for key in KEYS}


def every_pair() -> list[dict[str, str]]:
    """The plain view, each option alone, and each two options of two filters."""
    offered = options()
    alone = [{key: value} for key, values in offered.items() for value in values]
    pairs = [
        {one: a, other: b} for one, other in combinations(offered, 2) for a, b in product(offered[one], offered[other])
    ]
    return [{}, *alone, *pairs]


def test_no_number_stands_without_its_filter():
    """Whatever two filters are set: the counts are those of the view, and each filter that narrows it is named."""
    for query in every_pair():
        selection = selected(**query)
        words, counted = title(selection), selection.count
        if not counted.reports:
            assert words == "No reported stations in this view"
            continue
        assert re.search(rf"\b{counted.reports:,}\b", words), (query, words)
        if counted.reports == selection.count_all.reports:
            continue
        for phrase in filter_sentence(selection).split(" · "):
            said = phrase.removeprefix("The ").casefold()
            assert said in words.casefold(), (query, words)


@pytest.mark.parametrize("query", [{"bureau": "fuzhou"}, {"region": "europe"}, {"country": "ESP"}, {"basis": "listed"}])
def test_a_total_that_nobody_published_is_not_named(query):
    """Other filters than waves and days have no published total, so none is worked out."""
    selection = selected(**query)

    assert "can be placed" not in title(selection)
    assert title(selection).startswith(f"{selection.count.reports} reported stations in ")


def test_what_is_published_comes_first_and_what_is_placed_second():
    """In the order in which a reader must take them."""
    selection = selected()
    published, counted = selection.published, selection.count

    assert title(selection) == (
        f"{published.reports} reported stations in {published.countries} countries; "
        f"{counted.reports} can be placed, in {counted.countries}"
    )


def test_a_later_wave_alone_has_no_published_total_of_countries():
    """It named only new ones, so their number would be taken for all."""
    selection = selected(wave="sd-2022-12")
    published = selection.published

    assert published.new_only
    assert title(selection).startswith(f"{published.reports} reported stations; ")
    assert f"{published.countries} countries" not in title(selection)


def test_where_all_is_placed_nothing_is_said_of_it():
    """One number is enough."""
    assert "can be placed" not in title(selected(wave="sd-2022-09"))


@pytest.mark.parametrize(
    ("query", "where"),
    [({"country": "USA"}, "in the United States"), ({"region": "americas"}, "countries of the Americas")],
)
def test_a_place_stands_in_the_sentence(query, where):
    """With its article."""
    assert title(selected(**query)).endswith(where)
