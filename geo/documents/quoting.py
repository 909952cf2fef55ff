"""compose_quoting: how to read and quote the atlas: three worked examples, what to take along, the terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from geo.documents.binding import bind, in_its_language, target_of
from geo.documents.country.dossier import view_of
from geo.documents.document import Block, Column, Document, Heading, Row, Statement, Table, Target, in_words
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.language import sort_key
from geo.words.messages import close, join_sentences, say, say_number, word

NAME: Final = "quoting"
TITLE: Final = "How to read and quote this"
SUBTITLE: Final = "Two minutes before a number leaves this page."
RULES: Final = (
    ("Who said it, and when", "Every number is somebody’s claim. Name the publisher and the day with it."),
    (
        "What was answered",
        "A denial, an inquiry, a closure stand beside the claim, each with its day and speaker.",
    ),
    (
        "What is not known",
        "What no source ties to a country is counted and said; no report is not “none there”.",
    ),
)
EXAMPLES: Final = "Three examples"
COLUMNS: Final = (
    Column("The question", 18, "label"),
    Column("What can be written", 46),
    Column("What can’t, and why", 36),
)
TAKE: Final = "What to take along"
TAKEN: Final = (
    "“Copy link” holds the whole view and the data version: who opens it later is told what has changed since.",
    "A picture or page made here carries claim, reply, source and version, and can be traced back to its view.",
    "Each report and each source has an address of its own; cite the source of the claim beside the atlas.",
    "“As known on” shows what was out on a day: use it where your text speaks of that day.",
)
TERMS: Final = "The terms"
TERM_COLUMNS: Final = (Column("Term", 22, "label"), Column("What it means here", 78))
MEANINGS: Final = (
    ("Report", "One police bureau in one place, as published by somebody. Whether it existed is not known here."),
    ("Wave", "One disclosure: what a publisher published on a day. Later waves name more reports."),
    ("Placed", "Tied to a country by a source that was read. The rest of what was published is said, never drawn."),
    ("Country only", "No source names a city; the hollow square stands somewhere in the country."),
    ("Inferred", "Worked out by the compilers, not stated by a source; it is marked wherever it stands."),
    ("Another version", "What other sources say instead of the value that is used here."),
    ("Origin", "Whose information a text passes on. Ten links can be one origin."),
    ("Response", "What an authority said or did, on four axes that are never mixed: position, inquiry, outcome, site."),
)


@in_its_language
def compose_quoting(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """The page; its examples are counted from the data of the view, so that they never go stale."""
    return bind(
        selection,
        NAME,
        title=word(TITLE),
        subtitle=word(SUBTITLE),
        blocks=(
            *(Statement(word(text), lead=word(lead)) for lead, text in RULES),
            *_examples(selection),
            Heading(word(TAKE), anchor="take"),
            *(Statement(word(text)) for text in TAKEN),
            *_terms(),
        ),
        exported_on=exported_on,
        base_url=base_url,
    )


def _examples(selection: Selection) -> Iterable[Block]:
    rows = tuple(_rows(selection))
    if rows:  # before the first disclosure there is nothing to quote
        yield Heading(word(EXAMPLES), anchor="examples")
        yield Table(word(EXAMPLES), in_words(COLUMNS), rows)


def _rows(selection: Selection) -> Iterable[Row]:
    """The host with most reports, the first day, and a country of which nothing is recorded."""
    atlas = selection.atlas
    plain = select(atlas, selection.view.unfiltered())
    if plain.by_country.empty:
        return
    names = atlas.countries["name"]
    host, number = str(plain.by_country.index[0]), int(plain.by_country.iloc[0])
    name = str(names[host])
    own = select(atlas, view_of(plain.view, host))
    yield _example(
        say("quoting.how-many", country=name),
        target_of(selection, "countries", country=host),
        join_sentences(close(sentences.sentence(own)), sentences.china_line(own)),
        say("quoting.alone", stations=say_number(number, "stations"), country=name),
    )
    first = str(plain.waves["disclosed_on"].iloc[0])
    then = select(atlas, plain.view.change(until=date.fromisoformat(first)))
    yield _example(
        word("How many were known at first?"),
        target_of(selection, "", until=first),
        close(sentences.sentence(then)),
        say("quoting.today", reports=plain.count.reports),
    )
    spoken = set(plain.by_country.index) | set(plain.responses["country_iso3"])
    silent = min((iso for iso in names.index if iso not in spoken), key=lambda iso: sort_key(names[iso]), default="")
    if silent:
        where = str(names[silent])
        yield _example(
            say("quoting.and-in", country=where),
            target_of(selection, "countries", country=silent),
            say("quoting.no-report", country=where, version=atlas.version),
            say("quoting.none", country=where),
        )


def _example(question: str, to: Target, right: str, wrong: str) -> Row:
    return Row((Statement(question, to=to), Statement(right), Statement(wrong)))


def _terms() -> tuple[Block, ...]:
    rows = tuple(Row((Statement(word(term)), Statement(word(meaning)))) for term, meaning in MEANINGS)
    return Heading(word(TERMS), anchor="terms"), Table(word(TERMS), in_words(TERM_COLUMNS), rows)
