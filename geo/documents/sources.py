"""compose_sources, compose_source: the register of sources as a document, whole, searched, or one source alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from geo.documents.binding import as_known, bind, cut_table, in_its_language, of_data
from geo.documents.country.dossier import dossier_target
from geo.documents.document import (
    Bar,
    Bars,
    Block,
    Column,
    Document,
    Figure,
    Folded,
    Heading,
    Paragraph,
    Row,
    Statement,
    Table,
    Target,
    in_words,
    say_bars,
)
from geo.documents.register import SHOWN, Register, SourceRecord, SupportedRow, register, standings
from geo.errors import UsageError
from geo.view.select import Selection
from geo.words.messages import (
    close,
    in_sentence,
    join_details,
    join_sentences,
    labelled,
    say,
    say_number,
    with_aside,
    word,
)

NO_MATCH: Final = "No source matches. Shorten the search, or set the choices back to “Any”."
THIN_NOTE: Final = (
    "A row is marked when the compilers named it, or when its only source is a copy, a translation or a digest."
)
ALONE: Final = "Rest on one origin alone"
SEVERAL: Final = "rest on several origins"
MOST_VOICES: Final = 6  # origins drawn as bars; the rest are one
COUNTS: Final = {"Reports": ("stations",), "Facts": ("claims",), "Responses": ("responses",)}
"""Column → the tables whose rows it counts; all of them together are the last column."""
LISTED: Final = (
    Column("Source", 35),
    Column("Kind, form, language", 18),
    Column("Origin", 14),
    *(Column(label, 9, "number") for label in COUNTS),
    Column("All rows", 8, "number"),
)
RESTING: Final = (Column("What it is", 20, "label"), Column("What it says", 58), Column("Country", 22))
STANDING: Final = (Column("Row", 50), Column("Rests on", 20), Column("Why it is marked", 30))
FACTS: Final = (Column("What", 18, "label"), Column("Recorded", 82))


@dataclass(frozen=True)
class Search:
    """What a reader looks for among the sources. find: words; chosen: facet key → value, "" for any."""

    find: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> dict[str, str]:
        """The keys of its address."""
        return {key: text for key, text in {"find": self.find, **self.chosen}.items() if text}


@in_its_language
def compose_sources(
    selection: Selection, search: Search | None = None, *, exported_on: str = "", base_url: str = ""
) -> Document:
    """Sources on which something in the view rests, most first, and how independent they are. Notes are folded."""
    asked = search or Search()
    found = register(selection)
    writer = _Writer(selection)
    kept = [record for record in found.records if record.matches(asked.find, asked.chosen)]
    return bind(
        selection,
        "sources",
        title=as_known(selection, found.title),
        subtitle=found.subtitle,
        blocks=(
            *_voices(found),
            *_alone(found),
            *writer.listed(kept, len(found.records)),
            *writer.standing(found),
        ),
        own=asked.own,
        exported_on=exported_on,
        base_url=base_url,
    )


@in_its_language
def compose_source(selection: Selection, source_id: str, *, exported_on: str = "", base_url: str = "") -> Document:
    """One source with every row that rests on it. Raises UsageError where it is no source of the view."""
    one = next((record for record in register(selection).records if record.source_id == source_id), None)
    if one is None:
        raise UsageError(f"{source_id[:40]!r} is no source of this view.")
    return bind(
        selection,
        "sources",
        kicker=word("Source"),
        title=one.cited.title,
        subtitle=join_details(one.publisher, one.date_text),
        blocks=_Writer(selection).whole(one),
        own={"source": source_id},
        exported_on=exported_on,
        base_url=base_url,
    )


class _Writer:
    """Blocks of one view."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection

    def listed(self, kept: list[SourceRecord], whole: int) -> tuple[Block, ...]:
        """One line a source; its places and the note on it open below."""
        count = say_number(whole, "sources")
        count = say("sources.of", number=len(kept), sources=count) if len(kept) < whole else count
        if not kept:
            return (Paragraph(Statement(word(NO_MATCH)), "notice"),)
        idle = sum(not one.rows for one in kept)
        caption = say("sources.listed", sources=count) + (say("sources.idle", number=idle) if idle else "")
        return (
            Table(caption, in_words(LISTED), tuple(self._line(one) for one in kept), anchor="list", show_caption=True),
        )

    def _line(self, one: SourceRecord) -> Row:
        what = join_details(one.tags["kind"][1], in_sentence(one.tags["form"][1]), one.tags["language"][1])
        unlinked = "" if one.cited.url else one.cited.no_link
        own = Target(
            "sources",
            self._keys(source=one.source_id),
            labelled(word("Full record"), one.cited.title),
        )
        more: tuple[Block, ...] = tuple(self._places(one))
        if one.cited.note:
            more = (
                *more,
                Paragraph(Statement(one.cited.note, lead=word("Note"), lang=of_data(self._selection)), "quiet"),
            )
        return Row(
            (
                Statement(
                    one.cited.title,
                    url=one.cited.url,
                    lang=one.cited.lang,
                    note=" · ".join(part for part in (join_details(one.publisher, one.date_text), unlinked) if part),
                    remark=one.cited.caution,
                ),
                Statement(what[:1].upper() + what[1:]),
                Statement(one.tags["origin"][1]),
                *(Statement(str(one.of(*tables) or "")) for tables in COUNTS.values()),
                Statement(str(one.total), to=own),
            ),
            anchor=f"source-{one.source_id}",
            summary=word("Countries and note") if more else "",
            more=more,
        )

    def _places(self, one: SourceRecord) -> Iterable[Statement]:
        places = dict.fromkeys((row.iso_a3, row.place) for row in one.rows if row.iso_a3)
        return (Statement(name, to=dossier_target(self._selection.view, iso)) for iso, name in places)

    def whole(self, one: SourceRecord) -> tuple[Block, ...]:
        """What is recorded of a source, then every row that rests on it."""
        facts = {
            "Publisher": Statement(one.publisher),
            "Published": Statement(one.date_text),
            "Language": Statement(one.tags["language"][1]),
            "Kind": Statement(one.tags["kind"][1]),
            "Form": Statement(one.tags["form"][1]),
            "Origin": Statement(" – ".join(part for part in (one.tags["origin"][1], one.origin_note) if part)),
            "Link": Statement(one.cited.url or one.cited.no_link, url=one.cited.url, remark=one.cited.caution),
            "Note": Statement(one.cited.note, lang=of_data(self._selection)),
            "Rests on it": Statement(one.resting),
        }
        told = tuple(Row((Statement(word(name)), said)) for name, said in facts.items() if said.text)
        rows = tuple(
            Row(
                (
                    Statement(row.kind),
                    Statement(with_aside(row.text, say_number(len(row.ids), "rows") if len(row.ids) > 1 else "")),
                    Statement(row.place, to=dossier_target(self._selection.view, row.iso_a3)),
                )
            )
            for row in one.rows
        )
        resting = (
            cut_table(
                self._selection, Table(word("Every row that rests on it"), in_words(RESTING), rows, show_caption=True)
            )
            if rows
            else ()
        )
        return Table(word("What is recorded of it"), in_words(FACTS), told), *resting

    def standing(self, found: Register) -> tuple[Block, ...]:
        """Rows on thin sources, and how many origins stand behind each row; both folded."""
        told = standings(self._selection, found.found)
        thin = [row for rows in told.values() for row in rows if row.thin]
        marked = Table(
            say("sources.marked", rows=say_number(len(thin), "rows")), in_words(STANDING), self._supported(thin)
        )
        return (
            Heading(word("How well each row is supported"), anchor="support"),
            Folded(
                word("Rows resting on a thin source"),
                (Paragraph(Statement(word(THIN_NOTE)), "quiet"), *cut_table(self._selection, marked)),
                "thin",
                say_number(len(thin), "rows"),
            ),
            *(
                Folded(
                    labelled(name, word("origins behind each row")),
                    cut_table(self._selection, Table(name, in_words(STANDING), self._supported(rows))),
                    f"origins-{SHOWN[table].lower().replace(' ', '-')}",
                    say_number(len(rows), "rows"),
                )
                for table, (name, rows) in zip(SHOWN, told.items(), strict=True)
                if rows
            ),
        )

    def _supported(self, rows: Iterable[SupportedRow]) -> tuple[Row, ...]:
        return tuple(
            Row(
                (
                    Statement(row.text, to=dossier_target(self._selection.view, row.iso_a3)),
                    Statement(row.words),
                    Statement(row.thin),
                )
            )
            for row in rows
        )

    def _keys(self, **own: str) -> tuple[tuple[str, str], ...]:
        return tuple((self._selection.view.to_query() | own).items())


def _alone(found: Register) -> tuple[Block, ...]:
    """How much rests on one origin alone, as bars on one scale, then in words with what the bars leave out."""
    told = [one for one in found.independence if one.rows]
    if not told:
        return ()
    bars = tuple(
        Bar(
            one.label,
            ((one.single, word(ALONE), "placed"), (one.rows - one.single, word(SEVERAL), "missing")),
            say("figure.of", placed=one.single, published=one.rows),
        )
        for one in told
    )
    alt = join_sentences(close(word(ALONE)), say_bars(bars))
    return Figure(Bars(bars), word("Rest on one origin alone, of all"), alt), *(Statement(one.words) for one in told)


def _voices(found: Register) -> tuple[Figure, ...]:
    """How many documents pass on whose information: one bar an origin, the longest first."""
    counts: dict[str, int] = {}
    for record in found.records:
        if record.rows:
            label = record.tags["origin"][1]
            counts[label] = counts.get(label, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown, rest = ranked[:MOST_VOICES], ranked[MOST_VOICES:]
    if rest:
        shown.append((say_number(len(rest), "other origins"), sum(count for _, count in rest)))
    bars = tuple(Bar(label, ((n, label, "placed"),), say_number(n, "documents")) for label, n in shown)
    if not bars:
        return ()
    return (Figure(Bars(bars), word("Whose information the documents pass on"), say_bars(bars)),)
