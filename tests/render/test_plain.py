"""A document as text holds what its page holds: the day, who says so, the version and where it is found again."""

from collections.abc import Callable

import pytest

from geo.atlas import in_language
from geo.documents.catalogue import DOCUMENTS
from geo.documents.document import Table, number, statements
from geo.render.breaks import columns
from geo.render.plain import write_text
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas, real_selection

PAGES = tuple(DOCUMENTS.items())


@pytest.mark.parametrize(("name", "write"), PAGES, ids=list(DOCUMENTS))
@pytest.mark.parametrize("query", [{}, {"until": "2022-10-31"}, {"country": "NZL"}], ids=["all", "day", "country"])
def test_a_text_names_its_day_its_sources_its_version_and_its_address(
    name: str, write: Callable[..., object], query: dict[str, str]
) -> None:
    """A file is read without its page: numbers without their day, and words without who said them, say too much."""
    made = write(real_selection(**query), base_url="https://atlas.example/")
    text = write_text(made, markdown=True).replace("\\", "")

    assert made.known in text
    assert made.version_line in text
    assert made.link in text
    cited = number(made)
    assert all(one.title in text for one in cited.listed), name
    for said in statements(made.blocks):
        assert said.marked or all(f"[{cited.numbers[source]}]" in text for source in said.source_ids)


def test_what_opens_below_a_row_is_in_the_text() -> None:
    """Who says so, fact by fact: on paper it is open, and in a text nothing can be opened."""
    made = DOCUMENTS["countries"](real_selection(country="NZL"))
    text = write_text(made)

    assert "Who says so?" in text
    assert "the NGO gives no place" in text


def test_the_columns_of_a_chinese_table_stand_below_each_other() -> None:
    """A letter of it takes two columns of a terminal."""
    made = DOCUMENTS["countries"](select(in_language(real_atlas(), "zh-Hans"), View()))
    table = next(block for block in made.blocks if isinstance(block, Table))
    lines = write_text(made).splitlines()
    head = next(line for line in lines if line.startswith(f"  {table.columns[0].label} "))
    start = columns(head[: head.index(table.columns[1].label)])

    for row in table.rows:
        name, number_ = (cell.text for cell in row.cells[:2])
        line = next(line for line in lines if line.startswith(f"  {name} "))
        assert columns(line[: line.index(number_, len(name))]) == start, name
