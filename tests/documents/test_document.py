"""A document numbers its sources by reading, opens what an address leads to, and tells every text it holds."""

from geo.documents.document import (
    Beside,
    Block,
    Column,
    Document,
    Folded,
    Heading,
    Paragraph,
    Row,
    Statement,
    Table,
    number,
    opened,
    texts,
)
from geo.record.cite import Citation


def citation(source_id: str) -> Citation:
    """An invented source."""
    return Citation(source_id, f"{source_id} short", f"{source_id} line", f"“{source_id}”", "news", "", "", "", "")


def document(*blocks: Block) -> Document:
    """An invented document of these blocks."""
    return Document(
        name="invented",
        kicker="",
        title="Title",
        subtitle="",
        known="",
        notices=(),
        blocks=blocks,
        citations={key: citation(key) for key in ("a", "b", "c")},
        sources_heading="Sources",
        notes=(),
        version_line="",
        link="invented?v=1",
        file_name="invented",
        query={},
    )


ROW = Row((Statement("Cell", source_ids=("b",)),), "row", "More", (Statement("Below", source_ids=("c",)),))
TABLE = Table("Table", (Column("Head"),), (Row((Statement("Other"),)), ROW))
FOLD = Folded("Fold", (Heading("Inside"), TABLE), "fold")


def test_sources_are_numbered_in_the_order_of_reading_each_once() -> None:
    """Cells, what opens below a row, columns beside each other: as a reader meets them."""
    made = document(
        Beside("Sides", ((Statement("Left", source_ids=("c",)),), (Statement("Right", source_ids=("b", "c")),))),
        FOLD,
        Paragraph(Statement("Last", source_ids=("a",))),
    )

    assert number(made).numbers == {"c": 1, "b": 2, "a": 3}
    assert [one.source_id for one in number(made).listed] == ["c", "b", "a"]


def test_an_address_opens_its_fold_and_puts_it_first() -> None:
    """The rest stays in its order, and nothing is lost or told twice."""
    made = document(Heading("First"), FOLD, Heading("Last"))

    found = opened(made, "fold")

    assert found is not None
    first, *rest = found.blocks
    assert isinstance(first, Folded)
    assert first.open
    assert rest == [Heading("First"), Heading("Last")]
    assert sorted(texts(found)) == sorted(texts(made))


def test_an_address_opens_a_row_wherever_its_table_stands() -> None:
    """A row inside a fold comes first with its table's head; the copy below gives its anchor up."""
    found = opened(document(Heading("First"), FOLD), "row")

    assert found is not None
    first, _, fold = found.blocks
    assert isinstance(first, Table)
    assert isinstance(fold, Folded)
    assert [(row.anchor, row.open) for row in first.rows] == [("row", True)]
    assert isinstance(fold.blocks[1], Table)
    assert [row.anchor for row in fold.blocks[1].rows] == ["", ""]


def test_an_unknown_address_opens_nothing() -> None:
    """So the page can say so."""
    assert opened(document(FOLD), "nowhere") is None
    assert opened(document(FOLD), "") is None


def test_every_text_is_told() -> None:
    """Headings, cells, what is folded, and the sources at the end."""
    told = set(texts(document(FOLD)))

    assert {"Title", "Fold", "Inside", "Table", "Head", "Cell", "More", "Below", "“b”", "“c”"} <= told
