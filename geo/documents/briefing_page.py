"""compose_briefing_page(model) → Document: a view to hand out: map, claim and reply, paragraph, tables, sources.

Made of a MapModel alone, so that the page tells nothing that the picture does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

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
from geo.tables.dates import say_date
from geo.words.captions import COLUMNS, NOTES, NOTHING, PARAGRAPH, TABLES
from geo.words.language import ENGLISH, say_figure, speaking
from geo.words.messages import say, word

NAME: Final = "page"
FIGURES: Final = "Figures of this view"
SIDES: Final = "Claim and reply"


def _country_columns() -> tuple[Column, ...]:
    return (
        Column(COLUMNS["country_name"], 17, "label"),
        Column(COLUMNS["reports"], 8, "number"),
        Column(COLUMNS["cities"], 9, "number"),
        Column(COLUMNS["newest_response"], 25),
        Column(COLUMNS["newest_response_date"], 15),
        Column(TABLES["sources"], 26, "sources"),
    )


def _response_columns() -> tuple[Column, ...]:
    return (
        Column(COLUMNS["date"], 16),
        Column(COLUMNS["country_name"], 15, "label"),
        Column(COLUMNS["kind_label"], 18),
        Column(COLUMNS["summary"], 51),
    )


def compose_briefing_page(model: MapModel) -> Document:
    """The document of a printed model. Sources have the numbers of the paragraph's marks and go on from there."""
    with speaking(model.language):
        return _compose(model)


def _compose(model: MapModel) -> Document:
    words = model.words
    return Document(
        name=NAME,
        lang=model.language,
        kicker="",
        title=words.title,
        subtitle=words.subtitle,
        known=" · ".join(text for text in (words.filters, words.counted) if text),
        notices=(words.empty,) if words.empty else (),
        blocks=(*_front(model), *_paragraph(model), *_countries(model), *_responses(model), *_notes(model)),
        citations={one.source_id: one for one in model.citations},
        sources_heading=TABLES["sources"] if model.citations else "",
        notes=(words.source_line, words.border_note),
        version_line=words.version_line,
        link=words.link,
        file_name="",
        query=model.query,
    )


def _front(model: MapModel) -> Iterable[Block]:
    """What the first sheet holds: the figures, the map with its legend, then claim and reply side by side."""
    words = model.words
    figures = tuple(
        (Statement(one.value, lead=one.label, strong=True), *((Statement("", note=one.note),) if one.note else ()))
        for one in model.figures
    )
    yield Beside(word(FIGURES), figures)
    yield Figure(model, words.placed, words.alt_text, whole=True)
    yield Beside(word(SIDES), ((Statement(words.reported_line),), (Statement(words.china_line),)))


def _paragraph(model: MapModel) -> Iterable[Block]:
    """The paragraph with the sources of its marks, which are the first of the model's."""
    cited = tuple(one.source_id for one in model.citations[: len(model.words.footnotes)])
    yield Heading(word(PARAGRAPH))
    yield Paragraph(Statement(model.words.paragraph, source_ids=cited, marked=True))


def _countries(model: MapModel) -> Iterable[Block]:
    """Hosts, most reports first, each with every source that its reports rest on."""
    reports = model.tables["reports"]
    behind: dict[str, dict[str, None]] = {}
    for iso, ids in zip(reports["country_iso3"], reports["source_ids"], strict=True):
        behind.setdefault(iso, {}).update(dict.fromkeys(_sources(model, ids)))
    rows = tuple(_country(row, tuple(behind.get(row["country_iso3"], ()))) for row in _rows(model, "countries"))
    if rows:
        yield Heading(TABLES["countries"])
        yield Table(TABLES["countries"], _country_columns(), rows)


def _country(row: dict[str, Any], sources: tuple[str, ...]) -> Row:
    day = say_date(row["newest_response_date"]) if row["newest_response_date"] else NOTHING
    return Row(
        (
            Statement(row["country_name"]),
            Statement(say_figure(row["reports"])),
            Statement(say_figure(row["cities"])),
            Statement(row["newest_response"] or say("response.none")),
            Statement(day),
            Statement("", source_ids=sources),
        )
    )


def _responses(model: MapModel) -> Iterable[Block]:
    """What hosts and China said, in date order, each with its sources."""
    for name in ("responses", "china"):
        rows = tuple(
            Row(
                (
                    Statement(say_date(row["date"])),
                    Statement(row["country_name"]),
                    Statement(row["kind_label"]),
                    Statement(
                        row["summary"],
                        source_ids=_sources(model, row["source_ids"]),
                        lang="" if model.language == ENGLISH else ENGLISH,
                    ),
                )
            )
            for row in _rows(model, name)
        )
        if rows:
            yield Heading(TABLES[name])
            yield Table(TABLES[name], _response_columns(), rows)


def _notes(model: MapModel) -> Iterable[Block]:
    words = model.words
    yield Heading(word(NOTES))
    for text in (words.counting_note, words.absence_note):
        yield Statement(text)


def _rows(model: MapModel, name: str) -> list[dict[str, Any]]:
    return [{str(key): cell for key, cell in row.items()} for row in model.tables[name].to_dict("records")]


def _sources(model: MapModel, ids: str) -> tuple[str, ...]:
    """The ids of a joined cell that the model cites, in their order."""
    cited = {one.source_id for one in model.citations}
    return tuple(source for source in ids.split(";") if source in cited)
