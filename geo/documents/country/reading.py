"""compose_country: one country's dossier as a document: claim and replies first, then who said what, when, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from geo.atlas import CHINA
from geo.documents.binding import backed, bind, cut_table, in_its_language, of_data
from geo.documents.corrections import told
from geo.documents.country.dossier import dossier, view_of
from geo.documents.country.locator import locator
from geo.documents.country.model import (
    CountBlock,
    Dossier,
    FactLine,
    PublishedRow,
    RecordEntry,
    ReportedPlace,
    Side,
    Wave,
)
from geo.documents.country.words import CORRECTED, EACH, HEADINGS, TIMELINE_CAPTION
from geo.documents.document import (
    Beside,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Paragraph,
    Row,
    Statement,
    Table,
)
from geo.maps.model import MapModel
from geo.maps.style import LIGHT, Palette
from geo.record.corrections import Correction, corrections, of_rows
from geo.view.select import Selection, select
from geo.words.messages import close, in_sentence, join_sentences, labelled, say_number, word

MOST_TOLD: Final = 100  # of a wave, each with all that is said of it


@in_its_language
def compose_country(
    selection: Selection, iso_a3: str, *, palette: Palette = LIGHT, exported_on: str = "", base_url: str = ""
) -> Document:
    """The document of a country's dossier. palette: of its locator map; the others as for bind. Raises as dossier."""
    made = dossier(selection, iso_a3)
    where = locator(selection, iso_a3, palette=palette, exported_on=exported_on, base_url=base_url)
    own = select(selection.atlas, view_of(selection.view, iso_a3))
    mended = tuple(one for one in corrections(own) if iso_a3 in one.hosts)
    corrected = {key: tuple(told(selection, one) for one in ones) for key, ones in of_rows(mended, "stations").items()}
    writer = _Writer(own, made, corrected)
    return bind(
        own,
        "countries",
        kicker=made.kicker,
        title=made.title,
        subtitle=made.subtitle,
        known=made.known,
        notices=tuple(words for words in (made.empty, made.left_out) if words),
        blocks=(
            Beside(made.headings["sides"], tuple(_side(side) for side in made.sides)),
            *writer.place(where),
            *writer.record(),
            *(() if iso_a3 == CHINA else (*writer.reports(), *writer.cases(), *writer.counts())),
            *_corrected(selection, mended),
        ),
        sources_heading=made.headings["sources"] if made.sources else "",
        notes=made.notes,
        exported_on=exported_on,
        base_url=base_url,
        file_name=made.file_name,
    )


class _Writer:
    """The sections of one dossier."""

    def __init__(self, own: Selection, made: Dossier, corrected: Mapping[str, tuple[Statement, ...]]) -> None:
        self._own = own
        self._lang = of_data(own)  # of what somebody said, where it is not the document's
        self._made = made
        self._corrected = corrected
        self._words = made.headings

    def place(self, where: MapModel) -> tuple[Block, ...]:
        """Where the country lies, and beside it what is not known of it, where there is anything to say."""
        figure = Figure(where, self._made.map_caption, self._made.map_alt)
        if not self._made.unknown:
            return (figure,)
        unknown = tuple(Statement(text) for text in self._made.unknown)
        return (Beside(self._words["map"], ((figure,), (Heading(self._words["unknown"]), *unknown))),)

    def record(self) -> tuple[Block, ...]:
        """The timeline and, in the same order, what its numbers stand for; then what has no date."""
        made = self._made
        heading = Heading(self._words["timeline"], anchor="timeline")
        figure = Figure(made.timeline, word(TIMELINE_CAPTION), self._words["timeline"])
        dated = self._entries(self._words["timeline"], made.entries)
        nothing = (Paragraph(Statement(made.no_response)),) if made.no_response else ()
        undated = self._entries(self._words["undated"], made.undated)
        if undated:
            undated = (Heading(self._words["undated"], 3), *undated)
        return heading, figure, *dated, *nothing, *undated

    def _entries(self, caption: str, entries: tuple[RecordEntry, ...]) -> tuple[Block, ...]:
        if not entries:
            return ()
        columns = (
            Column(word("No."), 5, "number"),
            Column(self._words["day"], 13, "label"),
            Column(self._words["axis"], 14),
            Column(self._words["said"], 34),
            Column(self._words["said_by"], 12),
            Column(word("Sources"), 22, "sources"),
        )
        rows = tuple(
            Row(
                (
                    Statement(str(one.number or "")),
                    Statement(one.day),
                    Statement(one.lane_label),
                    Statement(
                        one.text,
                        lead=labelled(one.label, "").strip(),
                        note=one.note,
                        lang=self._lang,
                        remark=one.note,
                    ),
                    Statement(one.said_by),
                    backed("", one.support),
                ),
                anchor=_anchor(one),
            )
            for one in entries
        )
        return (Table(caption, columns, rows),)

    def reports(self) -> tuple[Block, ...]:
        """What is reported, by wave; each report opens to those who say so."""
        heading = Heading(self._words["reports"], anchor="reports")
        if not self._made.waves:
            return heading, Paragraph(Statement(self._made.empty))
        return heading, *(block for wave in self._made.waves for block in self._wave(wave))

    def _wave(self, wave: Wave) -> tuple[Block, ...]:
        columns = (
            Column(self._words["place"], 26, "label"),
            Column(self._words["number"], 9, "number"),
            Column(self._words["bureau"], 22),
            Column(self._words["basis"], 43),
        )
        standings = {one.standing for one in wave.reports}
        alike = len(standings) == 1 and len(wave.reports) > 1  # then it is said once, and not in each row
        each = (Paragraph(Statement(word(EACH, standing=standings.pop())), "quiet"),) if alike else ()
        return (
            Heading(wave.heading, 3),
            Paragraph(wave.disclosed),
            *each,
            *cut_table(
                self._own,
                Table(wave.heading, columns, tuple(self._report(one, brief=alike) for one in wave.reports)),
                MOST_TOLD,
                count=lambda rest: say_number(sum(one.number for one in wave.reports[-rest:]), "reports"),
            ),
        )

    def _report(self, one: ReportedPlace, *, brief: bool) -> Row:
        return Row(
            (
                Statement(one.place),
                Statement(str(one.number)),
                Statement(one.bureau),
                Statement(close(one.basis), note=one.note, remark=one.note),
            ),
            anchor=f"report-{one.station_ids[0]}",
            summary=self._words["who"] if brief else f"{self._words['who']} {one.standing}",
            more=(
                *(said for line in one.facts for said in tell_fact(line)),
                *dict.fromkeys(said for key in one.station_ids for said in self._corrected.get(key, ())),
            ),
        )

    def cases(self) -> tuple[Block, ...]:
        """Reported “persuasion to return” cases."""
        note = Paragraph(Statement(self._made.cases_note), "quiet" if self._made.cases else "plain")
        return Heading(self._words["cases"], anchor="cases"), note, *self._made.cases

    def counts(self) -> tuple[Block, ...]:
        """Published counts beside the placed ones, then the points on which sources differ."""
        made = self._made
        counted = tuple(block for one in made.counts for block in self._count(one))
        nothing = (Paragraph(Statement(made.no_counts)),) if made.no_counts else ()
        disputes = tuple(block for dispute in made.disputes for block in (Heading(dispute.point, 3), *dispute.versions))
        if disputes:
            disputes = (Heading(self._words["disputes"], anchor="disputes"), *disputes)
        return Heading(self._words["counts"], anchor="counts"), *nothing, *counted, *disputes

    def _count(self, one: CountBlock) -> tuple[Block, ...]:
        columns = (
            Column(self._words["count"], 14, "label"),
            Column(self._words["by"], 40, "sources"),
            Column(self._words["remark"], 46),
        )
        rows = (
            *(_published(row, "") for row in one.published),
            *(_published(row, close(label)) for label, row in one.beside),
        )
        table = (Table(labelled(self._words["counts"], one.heading), columns, rows),) if rows else ()
        return Heading(one.heading, 3), Paragraph(Statement(join_sentences(close(one.placed), one.verdict))), *table


def tell_fact(line: FactLine) -> Iterable[Statement]:
    """The value of a fact that is used, what it rests on little, and what others say."""
    yield replace(line.used, lead=line.label) if line.used else Statement(line.nothing, lead=line.label)
    for reason in line.thin:
        yield Statement(reason, remark=reason, lead=labelled(line.label, in_sentence(HEADINGS["thin"])))
    for rival in line.rivals:
        yield replace(rival, lead=labelled(line.label, in_sentence(HEADINGS["rival"])))


def _corrected(selection: Selection, own: tuple[Correction, ...]) -> tuple[Block, ...]:
    """What this dossier said once and says no more; nothing where that never happened."""
    if not own:
        return ()
    return Heading(word(CORRECTED), anchor="corrected"), *(told(selection, one) for one in own)


def _side(side: Side) -> tuple[Block, ...]:
    return Heading(side.heading), *side.statements


def _published(row: PublishedRow, coverage: str) -> Row:
    said = Statement(join_sentences(coverage, row.note), remark=row.note)
    return Row((Statement(row.number), backed("", row.support), said))


def _anchor(one: RecordEntry) -> str:
    return f"entry-{one.number or one.key.partition(':')[2]}"
