"""The list of all dossiers: every country once, in the group that says why it stands there."""

from datetime import date

import pytest

from geo.atlas import Atlas
from geo.documents.country.index import Index, index
from geo.documents.country.listing import compose_countries
from geo.documents.country.reading import compose_country
from geo.documents.document import Heading, statements, texts
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas, real_selection
from tests.world.record import tiny_record


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


def groups(listed: Index) -> dict[str, list[str]]:
    """Group → codes."""
    return {
        name: [row.iso_a3 for row in getattr(listed, name)]
        for name in ("hosts", "silent", "answering", "hidden", "others")
    }


def test_every_country_stands_in_one_group(atlas: Atlas) -> None:
    """Hosts, China with its responses, and Dland of which nothing is recorded."""
    assert groups(index(select(atlas, View()))) == {
        "hosts": ["AAA", "BBB"],
        "silent": ["CCC"],
        "answering": ["CHN"],
        "hidden": [],
        "others": ["DDD"],
    }


def test_a_filtered_host_is_not_called_a_country_without_a_report(atlas: Atlas) -> None:
    """Bland's reports are left out by the region; before their disclosure they are not known at all."""
    filtered = index(select(atlas, View(region="europe")))
    early = index(select(atlas, View(until=date(2001, 1, 20))))

    assert groups(filtered)["hidden"] == ["BBB"]
    assert filtered.hidden_label == "1 country with reports that the filters leave out"
    assert filtered.filters == "Europe"
    assert "BBB" in groups(early)["others"]
    assert index(select(atlas, View())).others_label == "1 other country: no report in this dataset"
    assert early.others_label.endswith("no report in this dataset as known on 20 January 2001")


def test_axes_stay_apart_and_say_whose_words_they_are(atlas: Atlas) -> None:
    """Aland denied and inquired: two cells. China's words are marked as China's."""
    listed = index(select(atlas, View()))
    aland, china = listed.hosts[0], listed.answering[0]

    assert aland.axes == {
        "position": "Denied, 1 April 2001",
        "investigation": "Investigation opened, February 2001",
        "outcome": "",
        "site": "",
    }
    assert china.axes["position"] == "Denied, 10 May 2001 (China) · 1 more"
    assert (aland.span, aland.differ) == ("4–6", "")


def test_the_real_list() -> None:
    """Every host, China and Finland with a response; counts differ for Spain and Italy."""
    listed = index(select(real_atlas(), View()))

    assert listed.title == f"{real_selection().count.countries} countries with reported stations"
    assert groups(listed)["answering"] == ["CHN", "FIN"]
    differing = [(row.name, row.span, row.differ) for row in listed.hosts if row.span or row.differ]
    assert differing == [("Italy", "10–11", "Wave 2: 7–11"), ("Spain", "", "Wave 1: 8–9")]
    assert len(listed.hosts + listed.silent + listed.answering + listed.hidden + listed.others) == len(
        real_atlas().countries
    )


def test_hosts_stand_by_reports_then_name_or_by_name() -> None:
    """A title that counts begins with the largest; with equal reports nobody is before another but by name."""
    selection = select(real_atlas(), View())
    ranked, named = index(selection), index(selection, "name")

    for group in ("hosts", "silent"):
        rows = getattr(ranked, group)
        assert list(rows) == sorted(rows, key=lambda row: (-row.reports, row.name.casefold()))
        assert list(getattr(named, group)) == sorted(rows, key=lambda row: row.name.casefold())


def test_the_page_holds_each_host_once_with_its_reports(atlas: Atlas) -> None:
    """A host without a response is named below the table and not left out."""
    made = compose_countries(select(atlas, View()))
    told = [said.text for said in statements(made.blocks) if said.to]

    assert told == ["Aland", "Bland", "Cland 1", "China", "Dland"]
    assert [block.text for block in made.blocks if isinstance(block, Heading)] == [
        "1 host country without a recorded response",
        "Answered without being hosts",
    ]


def test_what_all_reports_of_a_wave_rest_on_is_said_once(atlas: Atlas) -> None:
    """Above the table; where they differ, in each row."""
    spain = list(texts(compose_country(select(real_atlas(), View()), "ESP")))
    italy = list(texts(compose_country(select(real_atlas(), View()), "ITA")))

    assert sum(text.startswith("Each of them: ") for text in spain) == 1
    assert not [text for text in spain if text.startswith("Who says so? ")]
    assert len({text for text in italy if text.startswith("Who says so? ")}) > 1


def test_a_cell_that_shows_the_newest_response_says_how_many_there_are() -> None:
    """A later finding of somebody else must not hide what a government ordered before."""
    selection = select(real_atlas(), View())
    responses = selection.responses
    (row,) = [one for one in index(selection).hosts if one.iso_a3 == "NLD"]

    for axis, told in row.axes.items():
        number = int(((responses["country_iso3"] == "NLD") & (responses["axis"] == axis)).sum())
        assert told.endswith(f" · {number - 1} more") == (number > 1), axis
