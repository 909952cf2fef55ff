"""One country's dossier as Markup: headings, lists and tables that can be read aloud.

Every text is decided in geo; here it is only escaped and put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.documents.country.model import (
    CountBlock,
    Dispute,
    Dossier,
    Entry,
    FactLine,
    Lane,
    Mark,
    PublishedRow,
    Report,
    Side,
    Statement,
    Timeline,
    Version,
    Wave,
)
from geo.view import View
from pages.ui.blocks import table
from pages.ui.cite import backing, citation
from pages.ui.markup import Markup, join, tag


@dataclass(frozen=True, eq=False)
class Blocks:
    """The sections of a dossier. view: what links within the atlas keep."""

    made: Dossier
    view: View

    def head(self) -> Markup:
        """Title, what it shows and as known on which day."""
        notes = join(
            tag('<p class="notice">{note}</p>', note=note) for note in (self.made.empty, self.made.left_out) if note
        )
        return tag(
            '<header class="dossier-head"><p class="kicker">{kicker}</p><h1>{title}</h1>'
            '<p class="subtitle">{subtitle}</p><p class="known">{known} '
            '<span class="aside">{version}</span></p>{notes}</header>',
            kicker=self.made.kicker,
            title=self.made.title,
            subtitle=self.made.subtitle,
            known=self.made.known,
            version=self.made.version_line,
            notes=notes,
        )

    def sides(self) -> Markup:
        """Claim, host and China beside each other, set alike."""
        columns = join(self._side(side) for side in self.made.sides)
        return tag(
            '<section class="sides" aria-label="{label}">{columns}</section>',
            label=self.made.headings["sides"],
            columns=columns,
        )

    def _side(self, side: Side) -> Markup:
        return tag(
            '<section><h2>{heading}</h2><ul class="entries">{items}</ul></section>',
            heading=side.heading,
            items=self._statements(side.statements),
        )

    def _statements(self, statements: Iterable[Statement]) -> Markup:
        return join(
            tag(
                "<li>{lead}{text}{note}{sources}</li>",
                lead=tag("<strong>{lead}</strong> ", lead=one.lead) if one.lead else "",
                text=one.text,
                note=_note(one.note),
                sources=backing(one.backing, self.view),
            )
            for one in statements
        )

    def not_known(self) -> Markup:
        """What the record leaves open."""
        return tag(
            '<section class="unknown"><h2>{heading}</h2><ul>{items}</ul></section>',
            heading=self.made.headings["unknown"],
            items=join(tag("<li>{text}</li>", text=text) for text in self.made.unknown),
        )

    def record(self) -> Markup:
        """The timeline and, in the same order, what its numbers stand for; then what has no date."""
        undated = (
            tag(
                '<h3>{heading}</h3><ol class="dated">{items}</ol>',
                heading=self.made.headings["undated"],
                items=join(self._entry(one) for one in self.made.undated),
            )
            if self.made.undated
            else ""
        )
        return tag(
            '<section><h2>{heading}</h2>{timeline}<ol class="dated">{items}</ol>{nothing}{undated}</section>',
            heading=self.made.headings["timeline"],
            timeline=_timeline(self.made.timeline),
            items=join(self._entry(one) for one in self.made.entries),
            nothing=tag("<p>{text}</p>", text=self.made.no_response) if self.made.no_response else "",
            undated=undated,
        )

    def _entry(self, one: Entry) -> Markup:
        number = tag('<b class="badge">{number}</b>', number=one.number) if one.number else Markup("<span></span>")
        return tag(
            '<li id="entry-{anchor}" class="{lane}">{number}<span class="when"><time>{day}</time><span class="aside">'
            '{axis}</span></span><span class="what"><strong>{label}</strong> {text}{note} '
            '<span class="aside">{said_by}: {who}.</span></span>{sources}</li>',
            said_by=self.made.headings["said_by"],
            anchor=one.number or one.key.partition(":")[2],
            lane=one.lane,
            number=number,
            day=one.day,
            axis=one.lane_label,
            label=one.label,
            text=one.text,
            note=_note(one.note),
            who=one.said_by,
            sources=backing(one.backing, self.view),
        )

    def reports(self) -> Markup:
        """What is reported, by wave; each report opens to those who say so."""
        body = join(self._wave(wave) for wave in self.made.waves) or tag("<p>{text}</p>", text=self.made.empty)
        return tag("<section><h2>{heading}</h2>{body}</section>", heading=self.made.headings["reports"], body=body)

    def _wave(self, wave: Wave) -> Markup:
        heads = join(
            tag(
                '<th scope="col" class="{kind}">{head}</th>',
                kind="number" if key == "number" else "",
                head=self.made.headings[key],
            )
            for key in ("place", "number", "bureau", "basis")
        )
        return tag(
            '<h3>{heading}</h3><p>{claim}</p>{sources}<div class="scroll"><table class="plain reports"><thead><tr>'
            "{heads}</tr></thead><tbody>{rows}</tbody></table></div>",
            heading=wave.heading,
            claim=wave.disclosed.text,
            sources=backing(wave.disclosed.backing, self.view),
            heads=heads,
            rows=join(self._report(one) for one in wave.reports),
        )

    def _report(self, one: Report) -> Markup:
        note = tag('<span class="aside"> {note}</span>', note=one.note) if one.note else ""
        return tag(
            '<tr class="main"><th scope="row">{place}</th><td class="number" data-label="{numbers}">{number}</td>'
            '<td data-label="{bureaus}">{bureau}</td><td>{basis}.'
            '{note}</td></tr><tr class="more"><td colspan="4"><details><summary>{who} '
            '<span class="aside">{standing}</span><span class="unseen">: '
            "{place}, {bureau}</span></summary><dl>{facts}</dl></details></td></tr>",
            place=one.place,
            numbers=self.made.headings["number"],
            number=one.number,
            bureaus=self.made.headings["bureau"],
            bureau=one.bureau,
            basis=one.basis,
            note=note,
            who=self.made.headings["who"],
            standing=one.standing,
            facts=join(self._fact(line) for line in one.facts),
        )

    def _fact(self, line: FactLine) -> Markup:
        used = self._version(line.used) if line.used else tag("<p>{nothing}</p>", nothing=line.nothing)
        rivals = join(
            tag(
                '<div class="rival"><span>{label}</span>{told}</div>',
                label=self.made.headings["rival"],
                told=self._version(rival),
            )
            for rival in line.rivals
        )
        thin = join(
            tag('<p class="thin"><b>{label}.</b> {reason}</p>', label=self.made.headings["thin"], reason=reason)
            for reason in line.thin
        )
        return tag(
            "<div><dt>{label}</dt><dd>{used}{thin}{rivals}</dd></div>",
            label=line.label,
            used=used,
            thin=thin,
            rivals=rivals,
        )

    def _version(self, version: Version) -> Markup:
        return tag(
            "<div><strong>{value}</strong>{basis}{note}{sources}</div>",
            value=version.value,
            basis=f" ({version.basis})" if version.basis else "",
            note=_note(version.note),
            sources=backing(version.backing, self.view),
        )

    def cases(self) -> Markup:
        """Reported “persuasion to return” cases."""
        return tag(
            '<section><h2>{heading}</h2><p class="{kind}">{note}</p>{items}</section>',
            heading=self.made.headings["cases"],
            kind="aside" if self.made.cases else "",
            note=self.made.cases_note,
            items=tag('<ul class="entries">{items}</ul>', items=self._statements(self.made.cases))
            if self.made.cases
            else "",
        )

    def counts(self) -> Markup:
        """Published counts beside the placed ones, then the points on which sources differ."""
        blocks = join(self._block(block) for block in self.made.counts) or tag(
            "<p>{nothing}</p>", nothing=self.made.no_counts
        )
        disputes = (
            tag(
                "<h2>{heading}</h2>{points}",
                heading=self.made.headings["disputes"],
                points=join(self._dispute(dispute) for dispute in self.made.disputes),
            )
            if self.made.disputes
            else ""
        )
        return tag(
            '<section class="counts"><div><h2>{heading}</h2>{blocks}</div><div>{disputes}</div></section>',
            heading=self.made.headings["counts"],
            blocks=blocks,
            disputes=disputes,
        )

    def _block(self, block: CountBlock) -> Markup:
        rows = [self._published(row, "") for row in block.published] + [
            self._published(row, label) for label, row in block.beside
        ]
        columns = {
            "number": self.made.headings["count"],
            "by": self.made.headings["by"],
            "note": self.made.headings["remark"],
        }
        return tag(
            "<h3>{heading}</h3><p>{placed}. {verdict}</p>{rows}",
            heading=block.heading,
            placed=block.placed,
            verdict=block.verdict,
            rows=table(f"{self.made.headings['counts']}: {block.heading}", columns, rows) if rows else "",
        )

    def _published(self, row: PublishedRow, coverage: str) -> Mapping[str, object]:
        note = " ".join(part for part in (f"{coverage}." if coverage else "", row.note) if part)
        return {"number": row.number, "by": backing(row.backing, self.view), "note": note}

    def _dispute(self, dispute: Dispute) -> Markup:
        return tag(
            '<h3>{point}</h3><ul class="entries">{items}</ul>',
            point=dispute.point,
            items=self._statements(dispute.versions),
        )

    def sources(self) -> Markup:
        """Every source cited, numbered as in the PDF, and the notes that go with each picture."""
        items = join(
            tag(
                '<li value="{number}">{cited}<span class="aside">{title}, {about}. {note}</span></li>',
                number=one.number,
                cited=citation(one, self.view),
                title=one.title,
                about=one.about,
                note=one.note,
            )
            for one in self.made.sources
        )
        return tag(
            '<section><h2>{heading}</h2><ol class="cited">{items}</ol><div class="notes aside">{notes}</div></section>',
            heading=self.made.headings["sources"],
            items=items,
            notes=join(tag("<p>{note}</p>", note=note) for note in self.made.notes),
        )


def _note(text: str) -> Markup:
    return tag(' <span class="aside">{text}</span>', text=text) if text else Markup("")


def _timeline(made: Timeline) -> Markup:
    ticks = join(
        tag('<span style="left:{at}%">{label}</span>', at=_percent(at), label=label) for at, label in made.ticks
    )
    lanes = join(_lane(lane, made.ticks) for lane in made.lanes)
    return tag(
        '<div class="timeline" role="group" aria-label="Timeline">{lanes}<div class="scale" aria-hidden="true">'
        '<span></span><div class="track">{ticks}</div></div></div><p class="aside">{caption}</p>',
        lanes=lanes,
        ticks=ticks,
        caption=made.caption,
    )


def _lane(lane: Lane, ticks: tuple[tuple[float, str], ...]) -> Markup:
    lines = join(tag('<i style="left:{at}%"></i>', at=_percent(at)) for at, _ in ticks)
    marks = join(_mark(mark) for mark in lane.marks)
    return tag(
        '<div class="lane {key}"><span class="name">{label}</span><div class="track" style="--rows:{rows}">{lines}'
        "{marks}{empty}</div></div>",
        key=lane.key,
        label=lane.label,
        rows=lane.rows,
        lines=lines,
        marks=marks,
        empty=tag("<em>{empty}</em>", empty=lane.empty) if lane.empty else "",
    )


def _mark(mark: Mark) -> Markup:
    return tag(
        '<a class="{kind}" href="#entry-{number}" aria-label="{number}. {spoken}" title="{spoken}" '
        'style="left:{left}%;width:{width}%;--row:{row}"><b>{number}</b></a>',
        kind="span" if mark.end > mark.start else "day",
        number=mark.number,
        spoken=mark.spoken,
        left=_percent(mark.start),
        width=_percent(mark.end - mark.start),
        row=mark.row,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.2f}"
