"""A Document: what is read rather than seen, with every text, order and source decided; a drawer adds nothing.

One page of the record is one Document. `render/html` and `render/paper` draw any of them, so a page is a PDF and a
stand-alone file for nothing. Statements carry the ids of their sources; `number` gives the citations their numbers in
one pass at the end, so the order of composing can't change them. All text is plain, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from geo.maps.model import MapModel
from geo.record.cite import Citation
from geo.words.messages import join_clauses, labelled, word

Tone = Literal["plain", "lead", "quiet", "notice", "figure"]
Kind = Literal["text", "number", "label", "sources"]


@dataclass(frozen=True)
class Target:
    """A place in the atlas that words lead to. page: "countries", "sources" …, "" for the map; query: its URL keys.

    label: what a screen reader says where the words alone would not tell ("Record of Newsweek"), else "".
    """

    page: str
    query: tuple[tuple[str, str], ...]
    label: str = ""


@dataclass(frozen=True)
class Statement:
    """Words with the sources they rest on: a sentence of a list, a paragraph, or a cell of a table.

    lead: what stands before the text, set apart ("16 January 2023 · Statement"). note: said more quietly after it.
    source_ids: those that were out on the view's day, in order. missing: a sentence about sources that are not shown.
    to: where the text leads inside the atlas; url: where it leads outside, http(s) or "". strong: set bold. anchor:
    the part of an address that leads here, "" for none. lang: language of the text where it is not the document's.
    remark: what of text or note are the compilers' own words, which are in the language of the data.
    marked: the text has the numbers of its sources in it, so they are listed and not said again.
    """

    text: str
    lead: str = ""
    note: str = ""
    source_ids: tuple[str, ...] = ()
    missing: str = ""
    to: Target | None = None
    url: str = ""
    strong: bool = False
    anchor: str = ""
    lang: str = ""
    remark: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading. level: 2 for a section, 3 inside one."""

    text: str
    level: Literal[2, 3] = 2
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text. tone: "lead" below a title, "quiet" for an aside, "notice" for what a reader must see, "figure" for
    a number that people come for, set large."""

    said: Statement
    tone: Tone = "plain"


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width on paper, and what it holds.

    kind: "number" is set in figures to the right; "label" is short and kept on one line where it fits; "sources" holds
    nothing but sources.
    """

    label: str
    share: float = 1.0
    kind: Kind = "text"


def in_words(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Columns that a module states in English, with their headings in the language that is spoken."""
    return tuple(replace(column, label=word(column.label)) for column in columns)


@dataclass(frozen=True)
class Row:
    """One row. cells: one Statement a column. more: what opens below the row; () for nothing, then `summary` is "".

    anchor: leads here, and opens it where there is more. known: the day from which it was known, YYYY-MM-DD, where a
    page sorts rows out by it, else "".
    """

    cells: tuple[Statement, ...]
    anchor: str = ""
    summary: str = ""
    more: tuple[Block, ...] = ()
    open: bool = False
    known: str = ""


@dataclass(frozen=True)
class Table:
    """A table that can be read aloud. caption: what it holds, always said, drawn where `show_caption`.

    The first column heads its rows. A row is never cut in two on paper. headed: whether the columns' labels are drawn;
    of tables of one kind that follow each other the first says them for all.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    anchor: str = ""
    show_caption: bool = False
    headed: bool = True


@dataclass(frozen=True)
class Folded:
    """Blocks that open on request on a page and are open on paper. anchor: leads here and opens it; never "".

    aside: said more quietly beside the summary ("12 rows").
    """

    summary: str
    blocks: tuple[Block, ...]
    anchor: str
    aside: str = ""
    open: bool = False


@dataclass(frozen=True)
class Beside:
    """Blocks in columns of one width and one type, such as claim, reply and reply; below each other on a phone.

    label: what the columns are together, for a screen reader.
    """

    label: str
    columns: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class LaneMark:
    """A dated thing in a lane: start and end as shares of the scale (0 to 1), equal for a day. row: its place in the
    lane, counted from 0, so that marks don't cover each other. spoken: what a screen reader says; anchor: its entry."""

    number: int
    start: float
    end: float
    row: int
    spoken: str
    anchor: str


@dataclass(frozen=True)
class Lane:
    """One line of a chart. empty: what stands in a lane without a mark."""

    key: str
    label: str
    marks: tuple[LaneMark, ...]
    rows: int
    empty: str


@dataclass(frozen=True)
class Lanes:
    """Lanes on one scale. ticks: (share of the scale, label)."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Bar:
    """One bar made of parts that follow each other. parts: (number, label, look); look: "placed", "missing", "other".

    value: what stands behind the bar, in words.
    """

    label: str
    parts: tuple[tuple[float, str, Literal["placed", "missing", "other"]], ...]
    value: str


@dataclass(frozen=True)
class Bars:
    """Bars on one scale that begins at 0."""

    bars: tuple[Bar, ...]


def say_bars(bars: Iterable[Bar]) -> str:
    """Bars in words, for who can't see them: "Reports: 92 of 102; Responses: 62"."""
    return join_clauses(labelled(bar.label, bar.value) for bar in bars)


@dataclass(frozen=True)
class Figure:
    """A drawing with its caption. alt: the same in words, for who can't see it. drawing: a MapModel is drawn as a small
    locator map of its first frame; whole: over the whole width, with all its frames and its legend."""

    drawing: Lanes | Bars | MapModel
    caption: str
    alt: str
    whole: bool = False


Block = Heading | Paragraph | Statement | Table | Figure | Folded | Beside
"""Statements that follow each other are one list."""


@dataclass(frozen=True, eq=False)
class Document:
    """One page of the record, composed.

    name: its kind, "country", "sources" …: a file name's and a page's. known: what the chosen day means for all of
    it. notices: what a reader must see first. citations: source id → how it is cited, for every id that a statement
    carries. sources_heading: heads the list of sources at the end; "" for a document whose body is that list. notes:
    printed last. link: the address to print; file_name: without suffix. query: URL keys that open it. contents: whether
    its sections are listed at its top, for a page that is longer than a few screens.
    """

    name: str
    kicker: str
    title: str
    subtitle: str
    known: str
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]
    citations: Mapping[str, Citation]
    sources_heading: str
    notes: tuple[str, ...]
    version_line: str
    link: str
    file_name: str
    query: Mapping[str, str]
    lang: str = "en"
    contents: bool = False


@dataclass(frozen=True)
class Numbered:
    """A document's citations: source id → number from 1, in the order of first mention, and the same as a list."""

    numbers: Mapping[str, int]
    listed: tuple[Citation, ...]


def number(document: Document) -> Numbered:
    """The numbers of a document's citations, by the order in which a reader meets them. Pure: same document, same."""
    met = dict.fromkeys(source for said in statements(document.blocks) for source in said.source_ids)
    return Numbered(
        numbers={source: place for place, source in enumerate(met, start=1)},
        listed=tuple(document.citations[source] for source in met),
    )


def opened(document: Document, anchor: str) -> Document | None:
    """The document with what an anchor leads to opened and set first; None where nothing folded has this anchor.

    A row is shown with its table's head, and stays where it was, closed.
    """
    for found in _folds(document.blocks):
        if isinstance(found, Folded):
            if found.anchor == anchor:
                rest = tuple(block for block in document.blocks if block is not found)
                return replace(document, blocks=(replace(found, open=True), *rest))
            continue
        for row in found.rows:
            if row.more and row.anchor == anchor:
                first = replace(found, rows=(replace(row, open=True),), anchor="", show_caption=True)
                return replace(document, blocks=(first, *_without_anchor(document.blocks, row)))
    return None


def _folds(blocks: tuple[Block, ...]) -> Iterator[Folded | Table]:
    """Folds and tables, outer ones first."""
    for block in blocks:
        if isinstance(block, Folded | Table):
            yield block
        if isinstance(block, Folded):
            yield from _folds(block.blocks)
        if isinstance(block, Beside):
            for column in block.columns:
                yield from _folds(column)


def _without_anchor(blocks: tuple[Block, ...], row: Row) -> tuple[Block, ...]:
    """The blocks with one row's anchor taken away: an address leads to one place only."""
    plain = []
    for block in blocks:
        if isinstance(block, Table):
            block = replace(block, rows=tuple(replace(one, anchor="") if one is row else one for one in block.rows))
        elif isinstance(block, Folded):
            block = replace(block, blocks=_without_anchor(block.blocks, row))
        elif isinstance(block, Beside):
            block = replace(block, columns=tuple(_without_anchor(column, row) for column in block.columns))
        plain.append(block)
    return tuple(plain)


def is_link(block: Block) -> bool:
    """Whether a block is a few words that lead somewhere and nothing else, such as a country's name."""
    return isinstance(block, Statement) and block.to is not None and block == Statement(block.text, to=block.to)


def statements(blocks: tuple[Block, ...]) -> Iterator[Statement]:
    """Every statement of some blocks in reading order, folded ones and cells included."""
    for block in blocks:
        if isinstance(block, Statement):
            yield block
        elif isinstance(block, Paragraph):
            yield block.said
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row.cells
                yield from statements(row.more)
        elif isinstance(block, Folded):
            yield from statements(block.blocks)
        elif isinstance(block, Beside):
            for column in block.columns:
                yield from statements(column)


def texts(document: Document) -> Iterator[str]:
    """Every text that a reader of a document can see or hear, the list of its sources included; in reading order."""
    yield from (document.kicker, document.title, document.subtitle, document.known, *document.notices)
    yield from _texts(document.blocks)
    for one in number(document).listed:
        yield from (one.short, one.title, one.about, one.no_link, one.note)
    yield from document.notes


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Statement):
            yield from (block.lead, block.text, block.note, block.missing)
        elif isinstance(block, Paragraph):
            yield from _texts((block.said,))
        elif isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Table):
            yield from (block.caption, *(column.label for column in block.columns))
            for row in block.rows:
                yield from _texts(row.cells)
                yield row.summary
                yield from _texts(row.more)
        elif isinstance(block, Folded):
            yield from (block.summary, block.aside)
            yield from _texts(block.blocks)
        elif isinstance(block, Beside):
            for column in block.columns:
                yield from _texts(column)
        else:
            yield from (block.caption, block.alt)
            yield from _drawn(block.drawing)


def _drawn(drawing: Lanes | Bars | MapModel) -> Iterator[str]:
    if isinstance(drawing, Lanes):
        for lane in drawing.lanes:
            yield from (lane.label, lane.empty, *(mark.spoken for mark in lane.marks))
    elif isinstance(drawing, Bars):
        for bar in drawing.bars:
            yield from (bar.label, bar.value, *(label for _, label, _ in bar.parts))
