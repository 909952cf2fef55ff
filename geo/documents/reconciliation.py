"""compose_reconciliation: what doesn't add up, a summary first, one line an item, every version below it.

Folded is what a reader opens when a number is to be quoted: who printed which version, and on what it rests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geo.documents.binding import as_known, backed, bind, cut_table, in_its_language, of_data
from geo.documents.country.dossier import dossier_target
from geo.documents.discrepancies import (
    RULE,
    Comparison,
    Disagreement,
    Discrepancies,
    Inferred,
    Version,
    discrepancies,
)
from geo.documents.document import (
    Bar,
    Bars,
    Beside,
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
from geo.view import View
from geo.view.select import Selection
from geo.words.messages import close, join_clauses, join_details, join_sentences, labelled, say, say_number, word

PLACED: Final = "Published and placed"
REPORTS: Final = "Reports"
HOSTS: Final = "Host countries"
NO_CHECKS: Final = "The compilers checked the whole record; clear “As known on” to see what came out."
NOTHING_MISSING: Final = "Nothing is missing from the waves in view."
WHO_PRINTED: Final = "Who printed which number"
EVERY_VERSION: Final = "Every version, and who says so"
QUALIFIED: Final = "Countries with differing or qualified counts"
QUESTIONS: Final = "Questions that the compilers left open, and what is done here"
FIGURES: Final = (
    Column("Wave", 10, "label"),
    Column("Figure", 20),
    Column("Published", 24),
    Column("Placed here", 10, "number"),
    Column("Of these inferred", 10, "number"),
    Column("What comes out", 26),
)
POINTS: Final = (Column("Point", 44), Column("Versions", 44), Column("Range", 12, "number"))
INFERRED: Final = (
    Column("Report", 24),
    Column("What was inferred", 24),
    Column("How", 30),
    Column("From", 22, "sources"),
)
CHECKS: Final = (Column("Target", 40), Column("Outcome", 22), Column("Rows here", 38))
ASKED: Final = (Column("Question", 50), Column("Decision", 50))


@in_its_language
def compose_reconciliation(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """What doesn't add up in a view, as known on its `until`: its finding as title and as bars, then each point."""
    found = discrepancies(selection)
    writer = _Writer(selection)
    return bind(
        selection,
        "reconciliation",
        title=as_known(selection, found.title),
        subtitle=found.subtitle,
        blocks=(
            *writer.summary(found),
            Heading(word("Published against placed"), anchor="published"),
            writer.figures(word("Reports and countries by wave"), (*found.waves, *found.countries_of_waves), "by-wave"),
            writer.figures(word("Reports by wave and police bureau"), found.bureaus, "by-bureau"),
            *writer.missing(found),
            *writer.disagreements(found.disagreements),
            *writer.countries(found),
            *writer.inferred(found.inferred),
            *writer.checks(found),
        ),
        contents=True,
        exported_on=exported_on,
        base_url=base_url,
    )


class _Writer:
    """Blocks of one view."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection

    def summary(self, found: Discrepancies) -> tuple[Block, ...]:
        """The rule, and the finding as a drawing: per wave, what is placed and what is not."""
        rule = Paragraph(Statement(word(RULE)), "quiet")
        drawn = [
            _drawn(word(what), lines)
            for what, lines in ((REPORTS, found.waves), (HOSTS, found.countries_of_waves))
            if lines
        ]
        if not drawn:
            return (rule,)
        return Beside(word(PLACED), tuple((figure,) for figure in drawn)), rule

    def figures(self, caption: str, lines: Iterable[Comparison], anchor: str) -> Table:
        rows = tuple(self._figure(line, f"{anchor}-{place}") for place, line in enumerate(lines, start=1))
        return Table(caption, in_words(FIGURES), rows, anchor=anchor, show_caption=True)

    def _figure(self, line: Comparison, anchor: str) -> Row:
        what = labelled(say_number(line.placed, "rows"), join_details(line.wave, line.label))
        printed = list(dict.fromkeys(version.text for version in line.versions))
        return Row(
            (
                Statement(line.wave),
                Statement(line.label),
                Statement(join_clauses(printed) or word("not published")),
                Statement(str(line.placed), to=_rows(line.rows, word("Show the {rows}", rows=what))),
                Statement(str(line.inferred or "")),
                Statement(line.verdict, strong=line.differs),
            ),
            anchor=anchor,
            summary=f"{word(WHO_PRINTED)} · {say_number(len(line.versions), 'versions')}" if line.versions else "",
            more=tuple(self._version(version) for version in line.versions),
        )

    def missing(self, found: Discrepancies) -> tuple[Block, ...]:
        heading = Heading(word("What is known about the missing reports"), anchor="missing")
        if not found.missing:
            return heading, Paragraph(Statement(word(NOTHING_MISSING)))
        return heading, *(
            backed(
                remark.statement,
                remark.support,
                lead=remark.basis,
                note=remark.note,
                lang=of_data(self._selection),
                remark=remark.note,
            )
            for remark in found.missing
        )

    def disagreements(self, points: tuple[Disagreement, ...]) -> tuple[Block, ...]:
        heading = Heading(word("Where published sources disagree"), anchor="disagreements")
        rows = tuple(self._point(point, f"point-{place}") for place, point in enumerate(points, start=1))
        return heading, Table(say("reconciliation.points", number=len(points)), in_words(POINTS), rows)

    def _point(self, point: Disagreement, anchor: str) -> Row:
        versions = list(dict.fromkeys(version.text for version in point.versions))
        return Row(
            (
                Statement(
                    point.point, to=dossier_target(self._selection.view, point.iso_a3), lang=of_data(self._selection)
                ),
                Statement(join_clauses(versions), lang=of_data(self._selection)),
                Statement(point.span),
            ),
            anchor=anchor,
            summary=word(EVERY_VERSION),
            more=tuple(self._version(version) for version in point.versions),
        )

    def countries(self, found: Discrepancies) -> tuple[Block, ...]:
        """Countries whose published numbers differ, or were counted by another list, in sight; the others folded."""
        odd = [
            line
            for line in found.countries
            if line.differs or any(version.covers or version.note for version in line.versions)
        ]
        rest = [line for line in found.countries if line not in odd]
        view = self._selection.view.change(measure="range", focus="")
        ranges = Statement(word("Show the map with the reported ranges"), to=_rows(view, ""))
        return (
            Heading(word("Countries"), anchor="countries"),
            Paragraph(ranges),
            Folded(
                word(QUALIFIED),
                (self.figures(word(QUALIFIED), odd, "odd"),),
                "differing-countries",
                say_number(len(odd), "lines"),
            ),
            Folded(
                word("All other countries"),
                (self.figures(word("All other countries"), rest, "even"),),
                "other-countries",
                say_number(len(rest), "lines"),
            ),
        )

    def inferred(self, facts: tuple[Inferred, ...]) -> tuple[Block, ...]:
        rows = tuple(
            Row(
                (
                    Statement(one.place, to=dossier_target(self._selection.view, one.iso_a3)),
                    Statement(labelled(one.fact, one.value) if one.value else one.fact),
                    Statement(one.reason, lang=of_data(self._selection)),
                    backed("", one.support),
                )
            )
            for one in facts
        )
        caption = say("reconciliation.inferred", facts=say_number(len(facts), "facts"))
        table = Table(caption, in_words(INFERRED), rows)
        return (
            Heading(word("What was inferred"), anchor="inferred"),
            Folded(caption, cut_table(self._selection, table), "inferred-facts"),
        )

    def checks(self, found: Discrepancies) -> tuple[Block, ...]:
        heading = Heading(word("Checks"), anchor="checks")
        if not found.checks:
            return heading, Paragraph(Statement(word(NO_CHECKS)))
        rows = tuple(
            Row(
                (
                    Statement(check.target, lang=of_data(self._selection)),
                    Statement(check.outcome),
                    Statement(check.result, note=check.note, lang=of_data(self._selection), remark=check.note),
                )
            )
            for check in found.checks
        )
        made = Table(word("Published targets and what the rows come to"), in_words(CHECKS), rows)
        return heading, Folded(made.caption, (made,), "targets", say_number(len(rows), "lines")), *self._questions()

    def _questions(self) -> tuple[Block, ...]:
        tables, said = self._selection.atlas.tables, of_data(self._selection)
        asked = tables["curator_questions"].to_dict("records") if "curator_questions" in tables else ()
        rows = tuple(
            Row((Statement(row["question"], lang=said), Statement(row["decision"], lang=said))) for row in asked
        )
        table = Table(word("Open questions"), in_words(ASKED), rows)
        return (Folded(word(QUESTIONS), (table,), "questions", say_number(len(rows), "questions")),) if rows else ()

    def _version(self, version: Version) -> Statement:
        """ "9 · Newsweek", then its caveat and its source; a source that is the publisher is not named twice."""
        note, said = join_sentences(version.covers, version.note), of_data(self._selection)
        return backed(version.by, version.support, lead=version.text, note=note, lang=said, remark=version.note)


def _rows(view: View | None, label: str) -> Target | None:
    return Target("", tuple(view.to_query().items()), label) if view else None


def _drawn(what: str, lines: tuple[Comparison, ...]) -> Figure:
    bars = tuple(_bar(line) for line in lines)
    alt = join_sentences(close(what), say_bars(bars))
    return Figure(Bars(bars), say("reconciliation.hatched", what=what), alt)


def _bar(line: Comparison) -> Bar:
    published = int(line.versions[0].text)
    missing = max(published - line.placed, 0)
    return Bar(
        label=line.wave,
        parts=(
            (line.placed, say("reconciliation.placed", number=line.placed), "placed"),
            *(((missing, say("reconciliation.not-placed", number=missing), "missing"),) if missing else ()),
        ),
        value=say("timeline.total", placed=line.placed, published=published),
    )
