"""The numbers of a view as data, under keys that scripts can rely on."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from geo.cli import main
from geo.cli.describe import stats
from geo.cli.options import read_view
from geo.view import View
from geo.view.select import select
from geo.words.sentences import placed_line
from tests.real_atlas import real_atlas
from tests.world.atlas import tiny_atlas


def test_a_script_gets_every_number_of_the_view(tmp_path: Path) -> None:
    """Counts, published totals and shortfall under fixed keys, ready for JSON."""
    numbers = json.loads(json.dumps(stats(select(tiny_atlas(tmp_path), View(waves=("w2",))))))

    assert {key: numbers[key] for key in ("reports", "cities", "countries", "by_country", "by_wave")} == {
        "reports": 3, "cities": 2, "countries": 2, "by_country": {"BBB": 2, "AAA": 1}, "by_wave": {"w2": 3},
    }  # fmt: skip
    assert numbers["published"] == {"reports": 5, "countries": 2}
    assert numbers["shortfall"] == {"reports": 2, "countries": 1}
    assert numbers["view"] == {"wave": "w2"}
    assert numbers["sentence"] == "3 reports in 2 countries, disclosed 20 March 2001 by Invented Watch"
    assert numbers["data_version"] == "2001.1.1-01234567"


@pytest.mark.parametrize("asked", ["http://[", "http://", "://", "nonsense://host/", "wave=w2&url=https://h/"])
def test_an_address_that_is_none_does_not_show_everything(tmp_path: Path, asked: str) -> None:
    """Who mistyped a view would quote the numbers of another one."""
    with pytest.raises(click.BadParameter, match="is no view: write key=value"):
        read_view(asked, tiny_atlas(tmp_path))


@pytest.mark.parametrize(
    "asked", ["", "?", "https://atlas.example/", "file:///home/me/map.html", "http://[::1]:8501/#x"]
)
def test_the_address_of_a_page_shows_what_the_page_does(tmp_path: Path, asked: str) -> None:
    """Without a query that is everything; with one, that."""
    atlas = tiny_atlas(tmp_path)

    assert read_view(asked, atlas) == View()
    assert read_view(f"{asked.partition('#')[0].rstrip('?')}?wave=w2", atlas) == View(waves=("w2",))


def test_the_command_says_of_published_totals_what_the_map_says() -> None:
    """The countries of a later wave are those that it named first; under a filter the totals know nothing of it."""
    for query in ("wave=sd-2022-12", "region=africa"):
        said = CliRunner().invoke(main, ["stats", "--view", query]).output
        view, _ = View.from_query(dict([query.split("=")]), real_atlas().choices)

        assert placed_line(select(real_atlas(), view)) in said


def test_ranges_are_those_of_the_hosts_in_view() -> None:
    """Italy's published counts are nothing that a view of Africa has."""
    found = stats(select(real_atlas(), View(region="africa")))

    assert set(found["ranges"]) <= set(found["by_country"])
    assert set(stats(select(real_atlas(), View()))["ranges"]) >= {"ITA", "ESP"}
