"""compose_about: what the atlas is and is not, how it counts, where the record stands, what it asks of a network."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geo.documents.binding import bind, in_its_language, of_data, rest_on, target_of
from geo.documents.country.words import CHINA, CHINA_SILENT
from geo.documents.document import (
    Beside,
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Statement,
    Table,
    Target,
    in_words,
)
from geo.record.known import responses
from geo.tables.dates import say_date
from geo.view.select import Selection, known_on
from geo.words import sentences
from geo.words.captions import LICENCE
from geo.words.messages import join_details, join_sentences, say, say_number, word

TITLE: Final = "About this atlas"
IS: Final = (
    (
        "Station Atlas shows what has been reported about Chinese overseas police service stations: which "
        "police bureau, in which host country and city, disclosed on which day, and what governments "
        "answered."
    ),
    (
        "Every row is a claim with its sources: what a publisher lists, as the sources print it. What of a "
        "list itself could be read by the compilers stands in its record."
    ),
)
IS_NOT: Final = (
    (
        "It is not proof that a place exists or existed, and no list of places to visit: a mark stands for a "
        "city, never for a building. No street address, private person, business or telephone number is kept."
    ),
    (
        "It holds no single “status” of a station. What a government said, what it looked into, what came of "
        "it and what happened at the site are four things, each with a date and a source. A denial is a "
        "denial; a closed inquiry is not a finding."
    ),
    "A country without a mark is a country for which no report was found, and nothing more.",
)
ERROR: Final = (
    "Tell whoever runs this copy of the atlas: the country, the row as the table shows it, what is wrong, and "
    "a source that anyone can read. Send the link from “Copy link” as well; it carries the data version. "
    "Corrections are made in the tables, checked, and come with a new version."
)
REQUESTS: Final = (
    "None. The typeface, the map and its shapes come from the machine that serves this page, and the page’s "
    "own policy forbids anything else. A link to a source leaves the atlas only when you follow it, and does "
    "not say from where."
)
CREDIT: Final = "The tables may be used under {licence}; credit Station Atlas and the sources."
PAGES: Final = (
    ("quoting", "How to read and quote this"),
    ("sources", "What rests on which source"),
    ("reconciliation", "What doesn’t add up"),
    ("context", "What was said around the reports"),
)
SIDES: Final = "What the atlas is, and what it is not"
USE: Final = "To use and to check it"
TERMS: Final = (Column("What", 18, "label"), Column("How it is here", 82))
LOADED: Final = "What the page loads, all of it from its own host"
COLUMNS: Final = (Column("Address", 42), Column("What it is", 58))


@in_its_language
def compose_about(
    selection: Selection, served: Iterable[tuple[str, str]] = (), *, exported_on: str = "", base_url: str = ""
) -> Document:
    """About a view of the atlas. served: (address, what it is) of all that the server hands out, "" where none runs."""
    query, out = tuple(selection.view.to_query().items()), selection.sources_out
    documents = say_number(len(out), "documents")
    origins = say_number(out["origin_id"].nunique(), "distinct origins")
    loaded = tuple(Row((Statement(path), Statement(word(what)))) for path, what in served)
    return bind(
        selection,
        "about",
        title=word(TITLE),
        subtitle="",
        blocks=(
            Beside(
                word(SIDES),
                (
                    (*_section(word("What it is"), *map(word, IS)), *_lists(selection)),
                    _section(word("What it is not"), *map(word, IS_NOT)),
                ),
            ),
            *_section(
                word("How it counts"),
                sentences.counting_note(),
                sentences.placed_line(selection),
                sentences.absence_note(),
            ),
            Heading(word(CHINA), anchor="china"),
            *_china(selection),
            Heading(word(USE)),
            *(Statement(word(words), to=Target(page, query)) for page, words in PAGES),
            Table(
                word(USE),
                in_words(TERMS),
                tuple(
                    Row((Statement(term), Statement(text, note=note)))
                    for term, text, note in (
                        (word("Sources"), say("about.sources", documents=documents, origins=origins), ""),
                        (word("Borders and names"), sentences.border_note(selection), ""),
                        (word("Licence"), word(CREDIT, licence=LICENCE), ""),
                        (word("Report an error"), word(ERROR), selection.atlas.contact),
                        (word("Requests to other hosts"), word(REQUESTS), ""),
                    )
                ),
                headed=False,
            ),
            *((Table(word(LOADED), in_words(COLUMNS), loaded, show_caption=True),) if loaded else ()),
        ),
        exported_on=exported_on,
        base_url=base_url,
    )


def _section(heading: str, *texts: str) -> tuple[Block, ...]:
    return Heading(heading), *(Paragraph(Statement(text)) for text in texts if text)


def _lists(selection: Selection) -> tuple[Block, ...]:
    """What kind of claim the lists make, then each of them, leading to the record of its document."""
    waves = known_on(selection.atlas.tables["waves"], "disclosed_on", selection.view.until)
    waves = waves.sort_values("disclosed_on", kind="stable")
    return (
        Paragraph(Statement(sentences.reported_line(selection))),
        *(
            Statement(
                join_details(row["label"], row["publisher"], say_date(row["disclosed_on"])),
                to=target_of(selection, "sources", source=row["source_id"]),
            )
            for row in waves.to_dict("records")
        ),
    )


def _china(selection: Selection) -> tuple[Block, ...]:
    """What China is recorded as saying, as known in this view, oldest first."""
    speakers = selection.atlas.labels.inline["responses.said_by"]
    said = tuple(
        rest_on(
            selection,
            one.summary,
            one.source_ids,
            one.withheld,
            lead=f"{say_date(one.date)} · {one.kind_label}",
            note=join_sentences(say("said-by", speaker=speakers[one.said_by]), one.note),
            lang=of_data(selection),
            remark=one.note,
        )
        for one in responses(selection)
        if one.about_china
    )
    return said or (Paragraph(Statement(word(CHINA_SILENT))),)
