"""Context stands in its speakers' words, with date and source, and never among the counts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from geo.atlas import Atlas
from geo.documents.context import NOTHING, compose_context
from geo.documents.document import Beside, Document, Statement, Table
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world.record import days, in_order, tiny_record


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


def of(atlas: Atlas, until: date | None = None) -> Document:
    """The context of the plain view as known on a day."""
    return compose_context(select(atlas, View(until=until)))


def ids(atlas: Atlas, until: date | None = None) -> list[str]:
    """Ids of the statements of a view as known on a day, in order."""
    found: list[str] = []
    for block in of(atlas, until).blocks:
        if isinstance(block, Table):
            found += [row.anchor for row in block.rows]
        if isinstance(block, Beside):
            found += [one.anchor for column in block.columns for one in column if isinstance(one, Statement)]
    return [anchor.removeprefix("context-") for anchor in found]


def test_statements_stand_under_their_topics_with_speaker_and_date(atlas: Atlas) -> None:
    """What is said, by whom, when, and on what it rests."""
    purpose, table, absence, _ = of(atlas).blocks

    assert (purpose.text, absence.text) == ("The purpose that China states", "Looked for and not found")
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == ["They issue papers.", "The ministry", "February 2001", ""]
    assert row.cells[3].source_ids == ("s2",)


def test_an_undated_statement_is_told_without_a_date_limit_only(atlas: Atlas) -> None:
    """And one of a month from the month's last day."""
    assert ids(atlas) == ["c1", "c2"]
    assert ids(atlas, date(2001, 2, 28)) == ["c1"]
    assert ids(atlas, date(2001, 2, 27)) == []
    assert [block.said.text for block in of(atlas, date(2001, 2, 27)).blocks] == [NOTHING]


def test_every_topic_of_the_data_has_a_heading() -> None:
    """No statement of the real table is lost for want of a heading."""
    rows = real_atlas().tables["context"]

    assert sorted(ids(real_atlas())) == sorted(rows["context_id"])


def test_the_figure_of_230000_is_context_and_no_count() -> None:
    """It is told with its period and its speaker, and no number of the map changes with it."""
    persuaded, purpose = of(real_atlas()).blocks[0].columns
    _, number, said = persuaded

    assert (number.said.text, number.tone) == ("230,000", "figure")
    assert "April 2021 and July 2022" in said.text
    assert "not a count of what stations did" in said.note
    assert said.source_ids
    assert said.lead == "Chinese officials, as the NGO relays them, 12 September 2022"
    assert purpose[0].text == "The purpose that China states"
    assert select(real_atlas(), View()).count.reports == len(real_atlas().stations)


@settings(deadline=None, max_examples=25)
@given(first=days(), second=days())
def test_a_later_day_never_takes_a_statement_away(atlas: Atlas, first: date | None, second: date | None) -> None:
    """As everywhere: what was said stays said."""
    first, second = in_order(first, second)

    assert set(ids(atlas, first)) <= set(ids(atlas, second))


def test_a_figure_that_is_a_floor_is_set_large_as_a_floor() -> None:
    """What a source gives as the least is never printed as the number."""
    atlas = real_atlas()
    floors = atlas.tables["figures"].assign(bound="minimum")
    made = compose_context(select(replace(atlas, tables={**atlas.tables, "figures": floors}), View()))

    assert made.blocks[0].columns[0][1].said.text == "At least 230,000"
