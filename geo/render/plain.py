"""write_text(document) → str: a document as plain text for a terminal, or as Markdown for a page that is discussed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from geo.documents.document import Beside, Block, Document, Figure, Folded, Heading, Paragraph, Statement, Table, number
from geo.record.cite import footnote
from geo.render.breaks import columns, fill, fold, pad
from geo.words.captions import TABLES
from geo.words.language import speaking
from geo.words.messages import close, join_sentences, labelled

WIDTH: Final = 110
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>|#~$])")
_UNPRINTABLE: Final = re.compile(r"[^\S\n\xa0\u202f]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def write_text(document: Document, *, markdown: bool = False) -> str:
    """All texts of the document in reading order, folds open: what the chosen day means, the sources, the version and
    the address too, since a file is read without its page. What a table holds stays text: it can't become markup or
    move a terminal's cursor."""
    numbered = number(document)
    drawing = _Plain(markdown, numbered.numbers)
    with speaking(document.lang):
        parts = [drawing.heading(document.title, 1)]
        head = (document.kicker, document.subtitle, document.known, *document.notices)
        parts += [drawing.paragraph(text) for text in head if text]
        parts += drawing.blocks(document.blocks)
        if numbered.listed:
            parts.append(drawing.heading(document.sources_heading or TABLES["sources"], 2))
            cited = (footnote(place, one) for place, one in enumerate(numbered.listed, start=1))
            parts.append("\n".join(drawing.item(Statement(text)) for text in cited))
        foot = (*document.notes, " · ".join(text for text in (document.version_line, document.link) if text))
        parts += [drawing.paragraph(text) for text in foot if text]
    return "\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True)
class _Plain:
    markdown: bool
    numbers: Mapping[str, int] = field(default_factory=dict)

    def blocks(self, blocks: tuple[Block, ...], level: int = 2) -> Iterator[str]:
        items: list[str] = []
        for block in blocks:
            if isinstance(block, Statement):
                items.append(self.item(block))
                continue
            if items:
                yield "\n".join(items)
                items = []
            if isinstance(block, Heading):
                yield self.heading(block.text, block.level)
            elif isinstance(block, Paragraph):
                yield self.paragraph(self.statement(block.said), plain=False)
            elif isinstance(block, Table):
                yield self.table(block)
                for row in block.rows:
                    if row.more:
                        first = next((cell.text for cell in row.cells if cell.text), "")
                        yield self.heading(labelled(first, row.summary), level + 1)
                        yield from self.blocks(row.more, level + 1)
            elif isinstance(block, Folded):
                yield self.heading(block.summary, level + 1)
                yield from self.blocks(block.blocks, level + 1)
            elif isinstance(block, Beside):
                for column in block.columns:
                    yield from self.blocks(column, level)
            elif isinstance(block, Figure):
                yield self.paragraph(join_sentences(close(block.caption), block.alt))
        if items:
            yield "\n".join(items)

    def heading(self, text: str, level: int) -> str:
        text = self.safe(text)
        if self.markdown:
            return f"{'#' * level} {text}"
        return f"{text}\n{'=' * columns(text)}" if level == 1 else text.upper() if level == 2 else text

    def paragraph(self, text: str, *, plain: bool = True) -> str:
        text = self.safe(text) if plain else text
        return text if self.markdown else fill(text, WIDTH)

    def item(self, said: Statement) -> str:
        text = f"- {self.statement(said)}"
        return text if self.markdown else fill(text, WIDTH, indent="  ")

    def statement(self, said: Statement) -> str:
        lead = self.safe(said.lead)
        text = join_sentences(*(self.safe(part) for part in (said.text, said.note, said.missing)))
        marks = "" if said.marked else "".join(f"[{self.numbers[source]}]" for source in said.source_ids)
        text = " ".join(part for part in (text, self.safe(marks)) if part)
        if not lead:
            return text
        bold = f"**{lead}**" if self.markdown else lead
        return (
            f"{bold}{'' if lead.endswith('：') else ' '}{text}" if lead.endswith((":", "：")) else labelled(bold, text)
        )

    def table(self, table: Table) -> str:
        labels = [self.safe(column.label) for column in table.columns]
        rows = [[self.statement(cell) for cell in row.cells] for row in table.rows]
        head = self.safe(table.caption) if table.show_caption else ""
        if self.markdown:
            lines = [labels, ["---"] * len(labels), *rows]
            return "\n\n".join(part for part in (head, "\n".join(f"| {' | '.join(line)} |" for line in lines)) if part)
        widths = [min(max(columns(line[place]) for line in [labels, *rows]), 48) for place in range(len(labels))]
        body = [line for row in [labels, *rows] for line in _line(row, widths)]
        return "\n".join(part for part in (head, *body) if part)

    def safe(self, text: str) -> str:
        """Text that is only text where it will be read."""
        text = _UNPRINTABLE.sub(" ", text)
        return _SIGNS.sub(r"\\\1", text.replace("\n", " ")) if self.markdown else text


def _line(cells: list[str], widths: list[int]) -> Iterator[str]:
    """One row of a table, long cells on several lines."""
    wrapped = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for place in range(max(map(len, wrapped))):
        parts = [lines[place] if place < len(lines) else "" for lines in wrapped]
        yield "  " + "  ".join(pad(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
