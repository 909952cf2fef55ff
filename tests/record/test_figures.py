"""A figure in a sentence is counted when it is read, from the rows of its own view, as known on the reader's day."""

from datetime import date

import pytest

from geo.record.figures import fill_figures
from geo.view import View
from geo.view.select import Selection, select
from tests.world.atlas import tiny_atlas


@pytest.fixture(scope="module")
def selection(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    """All of the invented world."""
    return select(tiny_atlas(tmp_path_factory.mktemp("tiny")), View())


@pytest.mark.parametrize(
    ("text", "query", "said"),
    [
        ("{reports} of {published}", "", "7 of 9"),
        ("{reports} of {published}. {missing} missing.", "wave=w2", "3 of 5. 2 missing."),
        ("{countries} of {published_countries}", "wave=w1", "2 of 2"),
        (
            "Ax {city.Ax}, Fuzhou {bureau.Fuzhou}, not known {bureau.unknown}",
            "country=AAA",
            "Ax 3, Fuzhou 2, not known 1",
        ),
        ("{country.BBB} and {country.ZZZ}", "", "2 and 0"),
        ("Nothing to count.", "wave=nowhere", "Nothing to count."),
    ],
)
def test_a_figure_is_counted_in_its_view(selection: Selection, text: str, query: str, said: str) -> None:
    """A new wave changes the sentence without anybody touching it."""
    assert fill_figures(selection, text, query) == said


def test_a_figure_is_as_known_on_the_day(selection: Selection) -> None:
    """On an early day a sentence counts what was out."""
    early = select(selection.atlas, View(until=date(2001, 2, 1)))

    assert fill_figures(early, "{reports} of {published}", "") == "4 of 4"
