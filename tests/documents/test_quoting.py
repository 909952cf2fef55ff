"""The page on quoting: its examples are true of the data, and what it says may be written may be written."""

from datetime import date

from geo.documents.document import Table, texts
from geo.documents.quoting import EXAMPLES, TERMS, compose_quoting
from geo.view import View
from geo.view.select import select
from geo.words.strength import check_prose
from tests.real_atlas import real_atlas, real_number


def examples(view: View) -> list[list[str]]:
    """The rows of the worked examples as text."""
    made = compose_quoting(select(real_atlas(), view))
    (table,) = [block for block in made.blocks if isinstance(block, Table) and block.caption == EXAMPLES]
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_examples_are_counted_from_the_data() -> None:
    """The host with most reports, the first day, and a country of which nothing is recorded."""
    host, first, silent = examples(View())
    plain = select(real_atlas(), View())

    assert host[0] == "How many in Italy?"
    assert host[1].startswith(f"{plain.by_country.iloc[0]} reports in Italy, disclosed")
    assert "China’s position" in host[1]
    assert first[1].startswith(f"{real_number(wave='sd-2022-09')} in ")
    assert str(len(plain.stations)) in first[2]
    assert "not evidence of absence" in silent[2]


def test_what_can_be_written_says_no_more_than_the_sources() -> None:
    """The lint of claim strength finds nothing in it."""
    assert [finding for row in examples(View()) for finding in check_prose(row[1])] == []


def test_as_known_on_a_day_the_examples_are_of_that_day() -> None:
    """Nothing of later waves or statements."""
    told = " ".join(texts(compose_quoting(select(real_atlas(), View(until=date(2022, 10, 1))))))

    assert "5 December 2022" not in told
    assert "no statement recorded by this date" in told


def test_before_the_first_disclosure_there_is_no_example() -> None:
    """No empty table; the rules and the terms stay."""
    made = compose_quoting(select(real_atlas(), View(until=date(2020, 1, 1))))

    assert [block.caption for block in made.blocks if isinstance(block, Table)] == [TERMS]
