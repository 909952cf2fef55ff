"""The pages that are read: every document of the catalogue, each country, each source, each report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from geo.documents.catalogue import DOCUMENTS
from geo.documents.country.dossier import view_of
from geo.documents.country.reading import compose_country
from geo.documents.country.report import NAME as REPORT
from geo.documents.country.report import compose_reports
from geo.documents.document import Document, Target
from geo.documents.register import register
from geo.documents.sources import compose_source
from geo.record import known
from geo.render.html import draw_body
from geo.render.html.markup import Markup, join, tag
from geo.site.addresses import COUNTRIES, SOURCES, address_of, folder, home_of, is_plain, up
from geo.site.metadata import claim
from geo.site.shell import Picture, SitePage
from geo.view.select import Selection, select
from geo.words.language import ENGLISH, speaking
from geo.words.messages import close, word

Unit = tuple[str, str]
"""Kind of page ("document", "country", "sources"), and which document, country or language."""

PictureOf = Callable[[str, str], Picture]
"""A country's code, or "" for the world, and a language → the picture that stands for it."""

NOTHING_HERE: Final = "Nothing is at this address"
NOTHING_SAID: Final = (
    "A key that was published once is never given to another row: “Corrections” says what became of it. “Countries” "
    "and “Sources” list all that has a page."
)
SHORT: Final = 300  # characters of a description, which search engines and messengers cut anyway


def reading_units(selections: Sequence[Selection]) -> list[Unit]:
    """What the pages that are read are made of, each by itself: documents, countries with their reports, and the
    sources of each language. selections: as for reading_pages."""
    return [
        *(("document", name) for name in DOCUMENTS),
        *(("country", str(iso)) for iso in selections[0].atlas.countries.index),
        *(("sources", selection.atlas.language) for selection in selections),  # in one language they share their rows
    ]


def reading_pages(
    unit: Unit, selections: Sequence[Selection], picture_of: PictureOf, base: str, plain: Collection[str] = ()
) -> Iterator[SitePage]:
    """The pages of a unit, one after another; what one takes is let go before the next is composed.

    selections: the plain view, in English first, then in the other languages; a page is made in all of them before the
    next, for they have their ground in common. plain: what is made in English only, see is_plain.
    """
    kind, key = unit

    def page(made: Document, path: str, of: str, picture: Picture, told: Mapping[str, Any] | None = None) -> SitePage:
        return page_of(made, path, of, picture, told, plain=plain)

    def made_in(path: str) -> Sequence[Selection]:
        return selections[:1] if is_plain(path, plain) else selections

    english = selections[0]
    if kind == "document":
        for selection in selections:
            yield page(
                DOCUMENTS[key](selection, base_url=base), folder(key), key, picture_of("", selection.atlas.language)
            )
        return
    if kind == "sources":
        selection = next(one for one in selections if one.atlas.language == key)
        records = register(selection).records
        titles = Counter(record.cited.title for record in records)
        for record in records:
            made = compose_source(selection, record.source_id, base_url=base)
            named = page(made, folder(SOURCES, record.source_id), SOURCES, picture_of("", key))
            yield replace(named, title=f"{made.title} · {made.subtitle}") if titles[made.title] > 1 else named
        return
    path = folder(COUNTRIES, key)
    for selection in made_in(path):
        picture = picture_of(key, selection.atlas.language)
        yield page(compose_country(selection, key, base_url=base), path, COUNTRIES, picture)
    if key not in english.by_country.index:
        return
    own = select(english.atlas, view_of(english.view, key))
    reports = {one.station_id: one for one in known.reports(own)}
    publishers = own.atlas.tables["waves"].set_index("wave_id")["publisher"]
    for selection in made_in(folder(REPORT)):
        for station, made in compose_reports(selection, key, base_url=base):
            path = folder(REPORT, station)
            one = reports[station]
            told = claim(one, publishers[one.wave], made, base, path) if selection is english else None
            named = page(made, path, COUNTRIES, picture_of(key, selection.atlas.language), told)
            yield replace(named, title=f"{named.title} · {station}")  # one city can have several reports


def lost_page(languages: Sequence[str]) -> SitePage:
    """What a host shows at an address that leads to nothing, whose language nobody knows: so in all of them."""
    said = []
    for language in languages:
        with speaking(language):
            said.append(
                tag(
                    '<section lang="{language}"><{head}>{title}</{head}><p>{what}</p></section>',
                    language=language,
                    head=Markup("h1" if language == ENGLISH else "h2"),
                    title=word(NOTHING_HERE),
                    what=word(NOTHING_SAID),
                )
            )
    return SitePage(
        path="",
        title=NOTHING_HERE,
        description=NOTHING_HERE,
        body=tag('<article class="document lost">{said}</article>', said=join(said)),
        lost=True,
    )


def page_of(
    made: Document,
    path: str,
    page: str,
    picture: Picture,
    told: Mapping[str, Any] | None = None,
    *,
    plain: Collection[str] = (),
) -> SitePage:
    """A document as a page of the site. path: its folder among the pages of its language; page: which of the masthead's
    it belongs to; plain: what is in English only."""
    whole = f"{home_of(made.lang)}{path}"
    own, root = up(path), up(whole)

    def href(to: Target) -> str:
        return address_of(to, own, root, plain)

    return SitePage(
        path=whole,
        title=made.title,
        description=describe(made),
        body=draw_body(made, href),
        page=page,
        picture=picture,
        told=told or {},
        language=made.lang,
        spoken=not is_plain(path, plain),
    )


def describe(made: Document) -> str:
    """What a page holds, for who has not opened it."""
    with speaking(made.lang):
        title = close(made.title)
    text = " ".join(part for part in (title, made.subtitle) if part)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
