"""Of a list that somebody sent only reports are read: no line that adds up others, no line that rules the table."""

import pytest

from geo.curate.intake.headings import find_listing
from geo.curate.intake.sheets import read_sheets


def rows_of(text: str) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """The reports of a pasted list, and what was told."""
    (sheet,) = read_sheets("list.csv", text.encode())
    listed = find_listing(sheet)
    assert listed
    return [dict(row) for _, row in listed.rows], listed.told


@pytest.mark.parametrize(
    "line",
    [
        *("Total;2", "TOTAL:;2", "Subtotal;2", "Sub-total Europe;2", "Grand total;2", "Sous-total;2", "Gesamt;2"),
        *("Insgesamt;2", "Zwischensumme;2", "Suma;2", "Ukupno;2", "合计;2", "小计;2", ";Total", "Total for Africa;2"),
    ],
)
def test_a_sum_is_no_report(line: str) -> None:
    """Whatever it sums, in the languages of the lists, wherever in the list; it is told."""
    rows, told = rows_of(f"Country;City\nNorway;Oslo\n{line}\nSumatra Islands;Bergen\n")

    assert [row["country"] for row in rows] == ["Norway", "Sumatra Islands"]
    assert [text for text in told if "sum" in text] == ["row 3 left out: it is a sum"]


def test_the_rule_of_a_markdown_table_is_no_report() -> None:
    """Nor one of signs that somebody typed."""
    rows, _ = rows_of("Country;City\n---;:---:\nNorway;Oslo\n====;====\nGreece;-\n")

    assert rows == [{"country": "Norway", "city": "Oslo"}, {"country": "Greece", "city": "-"}]


def test_of_a_link_the_words_are_read_and_of_a_source_the_address() -> None:
    """As a Markdown table has them; with its brackets a city is in no gazetteer. A note stays as it is."""
    link = "[Kampala](https://x.example/k)"
    rows, told = rows_of(f"Country;City;Source;Notes\n[Uganda](https://x.example);{link};{link};{link}\n")

    assert rows == [{"country": "Uganda", "city": "Kampala", "source": "https://x.example/k", "notes": link}]
    assert [text for text in told if "link" in text and "city" in text]
