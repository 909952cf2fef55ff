"""draw_body, draw_head, draw_rest → Markup: any Document as HTML that can be read aloud.

Sources stand by name beside what rests on them, each with the way to its own record; the list of all of them, with the
numbers that paper uses, closes a document that asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from geo.documents.document import (
    Beside,
    Block,
    Document,
    Figure,
    Folded,
    Heading,
    Paragraph,
    Row,
    Statement,
    Table,
    Target,
    is_link,
    number,
)
from geo.record.cite import Citation
from geo.render.html.figures import draw_figure
from geo.render.html.markup import Markup, escape, join, link, spoken_in, tag
from geo.words.language import ENGLISH, speaking
from geo.words.messages import close, gap_after, labelled, say, with_aside, word

Href = Callable[[Target], str]
"""Address of a place in the atlas for whoever draws; "" where there is none, and then only the words are printed."""

RECORD: Final = "record"
_TONES: Final = {"plain": "", "lead": "lead", "quiet": "aside", "notice": "notice", "figure": "large"}
CONTENTS: Final = "On this page"
LETTER: Final = 0.9  # percent of a table's width that a letter of a heading takes where a desk is narrowest (1280 px)
ASIDE: Final = 2  # letters' room between two columns
_WORD: Final = re.compile(r"[^\W\d_\u2e80-\u9fff]+")  # a line may break behind any Chinese letter


def draw_body(document: Document, href: Href) -> Markup:
    """The whole document: head, blocks, the list of its sources where it has one, notes."""
    return draw_head(document, href) + draw_rest(document, href)


def draw_head(document: Document, href: Href) -> Markup:
    """Title, subtitle, what the chosen day means, and notices. The app puts its own controls below it."""
    with speaking(document.lang):
        return tag(
            '<div class="document" lang="{lang}">{head}</div>', lang=document.lang, head=_Drawing(document, href).head()
        )


def draw_rest(document: Document, href: Href) -> Markup:
    """All below the head, as one <article>."""
    with speaking(document.lang):
        return _draw_rest(document, _Drawing(document, href))


def _draw_rest(document: Document, drawing: _Drawing) -> Markup:
    return tag(
        '<article class="document {name}" lang="{lang}">{contents}{blocks}{sources}{notes}</article>',
        name=document.name,
        lang=document.lang,
        contents=_contents(document) if document.contents else "",
        blocks=drawing.blocks(document.blocks),
        sources=drawing.sources() if document.sources_heading else "",
        notes=_notes(document.notes),
    )


@dataclass(frozen=True, eq=False)
class _Drawing:
    document: Document
    href: Href

    def head(self) -> Markup:
        made = self.document
        known = (
            tag('<p class="known">{known} <span class="aside">{version}</span></p>', known=made.known,
                version=made.version_line)
            if made.known
            else ""
        )  # fmt: skip
        return tag(
            "<header>{kicker}<h1>{title}</h1>{subtitle}{known}{notices}</header>",
            kicker=tag('<p class="kicker">{words}</p>', words=made.kicker) if made.kicker else "",
            title=made.title,
            subtitle=tag('<p class="subtitle">{words}</p>', words=made.subtitle) if made.subtitle else "",
            known=known,
            notices=join(tag('<p class="notice">{words}</p>', words=words) for words in made.notices),
        )

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Blocks one after the other; statements that follow each other are one list, short links one in columns."""
        parts = []
        for listed, group in groupby(blocks, lambda block: isinstance(block, Statement)):
            own = list(group)
            drawn = join(self.block(block) for block in own)
            kind = "entries links" if all(is_link(block) for block in own) else "entries"
            parts.append(tag('<ul class="{kind}">{items}</ul>', kind=kind, items=drawn) if listed else drawn)
        return join(parts)

    def block(self, block: Block) -> Markup:
        if isinstance(block, Statement):
            return tag("<li{anchor}>{said}</li>", anchor=_id(block.anchor), said=self.said(block))
        if isinstance(block, Heading):
            level = "h3" if block.level == 3 else "h2"
            pattern = f"<{level}{{anchor}}>{{words}}</{level}>"
            return tag(pattern, anchor=_id(block.anchor), words=block.text)
        if isinstance(block, Paragraph):
            said = block.said
            return tag(
                '<p class="{tone}"{anchor}>{said}</p>',
                tone=_TONES[block.tone],
                anchor=_id(said.anchor),
                said=self.said(said),
            )
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Folded):
            return self.folded(block)
        if isinstance(block, Beside):
            columns = join(tag("<div>{blocks}</div>", blocks=self.blocks(column)) for column in block.columns)
            return tag(
                '<section class="beside" aria-label="{label}">{columns}</section>', label=block.label, columns=columns
            )
        return self.figure(block)

    def figure(self, block: Figure) -> Markup:
        return draw_figure(block)

    def said(self, one: Statement) -> Markup:
        """Lead, words, note, sources; the words lead where they should."""
        words: object = self.with_remark(one.text, one.remark)
        if one.strong:
            words = tag("<strong>{words}</strong>", words=words)
        if one.to:
            words = self.target(one.to, words)
        elif one.url:
            words = link(one.url, words)
        words = spoken_in(one.lang, words)
        after = gap_after(one.text)
        return tag(
            "{lead}{words}{note}{sources}",
            lead=tag('<strong class="said-lead">{lead}</strong>{gap}', lead=one.lead, gap=gap_after(one.lead))
            if one.lead
            else "",
            words=words,
            note=tag('{gap}<span class="aside">{note}</span>', gap=after, note=self.with_remark(one.note, one.remark))
            if one.note
            else "",
            sources=self.cited(one),
        )

    def target(self, to: Target, words: object) -> Markup:
        address = self.href(to)
        if not address:
            return escape(words)
        label = tag(' aria-label="{label}"', label=to.label) if to.label else ""
        return tag(
            '<a class="within" href="{address}" target="_self"{label}>{words}</a>',
            address=address,
            label=label,
            words=words,
        )

    def cited(self, one: Statement) -> Markup:
        own = () if one.marked else one.source_ids
        lines: list[object] = [self.source(self.document.citations[source]) for source in own]
        if one.missing:
            lines.append(one.missing)
        return tag('<span class="sources">{lines}</span>', lines=join(lines, "<br>")) if lines else Markup("")

    def source(self, one: Citation) -> Markup:
        """ "Newsweek, 19 October 2022", linked where it may be; then "record", the source's own page."""
        words = link(one.url, one.short) if one.url else self.unlinked(one)
        own = Target(
            "sources",
            (*self.document.query.items(), ("source", one.source_id)),
            word("Record of {source}", source=one.short),
        )
        return tag("{words} {record}", words=words, record=self.target(own, word(RECORD)) if self.href(own) else "")

    def unlinked(self, one: Citation) -> Markup:
        """Why a source has no link."""
        return self.with_remark(with_aside(one.short, one.no_link), one.caution)

    def table(self, made: Table) -> Markup:
        columns = join(tag('<col style="width:{share}%">', share=f"{share:.1f}") for share in _shares(made))
        heads = join(
            tag('<th scope="col" class="is-{kind}">{label}</th>', kind=column.kind, label=column.label)
            for column in made.columns
        )
        return tag(
            '<div class="scroll"{anchor}><table class="plain"><caption class="{shown}">{caption}</caption>'
            "<colgroup>{columns}</colgroup><thead{unseen}><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>",
            anchor=_id(made.anchor),
            shown="" if made.show_caption else "heard",
            caption=made.caption,
            columns=columns,
            unseen="" if made.headed else Markup(' class="unseen"'),
            heads=heads,
            rows=join(self.row(row, made) for row in made.rows),
        )

    def row(self, row: Row, made: Table) -> Markup:
        first, *rest = zip(made.columns, row.cells, strict=True)
        cells = join(
            tag(
                '<td class="is-{kind}" data-label="{label}">{cell}</td>',
                kind=column.kind,
                label=column.label,
                cell=self.said(cell),
            )
            for column, cell in rest
        )
        main = tag(
            '<tr{anchor}{known} class="{opens}"><th scope="row" class="is-{head}">{cell}</th>{cells}</tr>',
            anchor=_id(row.anchor),
            known=tag(' data-known="{day}"', day=row.known) if row.known else "",
            opens="opens" if row.more else "",
            head=first[0].kind,
            cell=self.said(first[1]),
            cells=cells,
        )
        if not row.more:
            return main
        return main + tag(
            '<tr class="more"><td colspan="{wide}"><details{open}><summary>{summary}</summary>{here}{blocks}</details>'
            "</td></tr>",
            wide=len(made.columns),
            open=Markup(" open") if row.open else "",
            summary=row.summary,
            here=self.here(row.anchor, labelled(row.cells[0].text, row.summary)),
            blocks=self.blocks(row.more),
        )

    def folded(self, made: Folded) -> Markup:
        return tag(
            '<details id="{anchor}"{open}><summary>{summary}{aside}</summary>{here}{blocks}</details>',
            anchor=made.anchor,
            open=Markup(" open") if made.open else "",
            summary=made.summary,
            aside=tag(' <span class="aside">{aside}</span>', aside=made.aside) if made.aside else "",
            here=self.here(made.anchor, made.summary),
            blocks=self.blocks(made.blocks),
        )

    def here(self, anchor: str, what: str) -> Markup:
        """The address of a fold, so that what stands in it can be sent to somebody."""
        address = self.href(Target(self.document.name, (*self.document.query.items(), ("at", anchor))))
        if not anchor or not address:
            return Markup("")
        return tag(
            '<a class="here" href="{to}" target="_self" aria-label="{label}">#</a>',
            to=address,
            label=word("Link to: {what}", what=what),
        )

    def with_remark(self, words: str, remark: str) -> Markup:
        """Words in which the compilers' own are marked as being in the language of the data."""
        said = escape(words)
        return said.replace(escape(remark), self.remark(remark)) if remark else said

    def remark(self, text: str) -> Markup:
        """What the compilers say, in the language of the data."""
        return spoken_in(ENGLISH if text and self.document.lang != ENGLISH else "", text)

    def sources(self) -> Markup:
        """Every source cited, numbered as on paper."""
        items = join(
            tag(
                '<li value="{number}">{cited}<span class="aside">{title}{then}{about} {note}</span></li>',
                number=place,
                cited=self.source(one),
                title=spoken_in(one.lang, one.title),
                then=say("join.details"),
                about=close(one.about),
                note=self.remark(one.note),
            )
            for place, one in enumerate(number(self.document).listed, start=1)
        )
        return tag(
            '<section><h2 id="sources">{heading}</h2><ol class="cited">{items}</ol></section>',
            heading=self.document.sources_heading,
            items=items,
        )


def _contents(document: Document) -> Markup:
    """The sections of a page, as links to them."""
    sections = [block for block in document.blocks if isinstance(block, Heading) and block.level == 2 and block.anchor]
    return tag(
        '<nav class="contents" aria-label="{label}">{links}</nav>',
        label=word(CONTENTS),
        links=join(tag('<a href="#{anchor}">{words}</a>', anchor=one.anchor, words=one.text) for one in sections),
    )


def _notes(notes: tuple[str, ...]) -> Markup:
    if not notes:
        return Markup("")
    return tag(
        '<footer class="notes aside">{notes}</footer>', notes=join(tag("<p>{note}</p>", note=note) for note in notes)
    )


def _shares(made: Table) -> list[float]:
    """Percent of a table's width for each column. None is narrower than the longest word of its heading, which would be
    broken between two letters; the others give it that room in proportion."""
    whole = sum(column.share for column in made.columns)
    given = [100 * column.share / whole for column in made.columns]
    least = [LETTER * (max(map(len, _WORD.findall(column.label)), default=0) + ASIDE) for column in made.columns]
    if not made.headed or sum(least) > 100:
        return given
    held: set[int] = set()
    shares = given
    while narrow := {place for place, share in enumerate(shares) if place not in held and share < least[place]}:
        held |= narrow
        free = sum(share for place, share in enumerate(given) if place not in held)
        room = (100 - sum(least[place] for place in held)) / free if free else 0
        shares = [least[place] if place in held else share * room for place, share in enumerate(given)]
    return shares


def _id(anchor: str) -> Markup:
    return tag(' id="{anchor}"', anchor=anchor) if anchor else Markup("")
