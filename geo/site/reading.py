"""The pages that are read: every document of the catalogue, each country, each source, each report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from geo.documents.catalogue import DOCUMENTS
from geo.documents.country.reading import compose_country
from geo.documents.country.report import NAME as REPORT
from geo.documents.country.report import compose_reports
from geo.documents.document import Document, Target
from geo.documents.register import register
from geo.documents.sources import compose_source
from geo.record import known
from geo.render.html import draw_body
from geo.render.html.markup import tag
from geo.site.addresses import COUNTRIES, SOURCES, address_of, folder, up
from geo.site.metadata import claim
from geo.site.shell import Picture, SitePage
from geo.view.select import Selection

PictureOf = Callable[[str], Picture]
"""A country's code, or "" for the world → the picture that stands for it."""

NOTHING_HERE: Final = "Nothing is at this address"
NOTHING_SAID: Final = (
    "A key that was published once is never given to another row: “Corrections” says what became of it. “Countries” "
    "and “Sources” list all that has a page."
)
SHORT: Final = 300  # characters of a description, which search engines and messengers cut anyway


def reading_pages(selection: Selection, picture_of: PictureOf, base: str) -> Iterator[SitePage]:
    """Every page that is a document, one after another; what one takes is let go before the next is composed."""
    for name, compose in DOCUMENTS.items():
        yield page_of(compose(selection, base_url=base), folder(name), name, picture_of(""))
    for iso in selection.atlas.countries.index:
        made = compose_country(selection, iso, base_url=base)
        yield page_of(made, folder(COUNTRIES, iso), COUNTRIES, picture_of(iso))
    for record in register(selection).records:
        source = record.source_id
        yield page_of(
            compose_source(selection, source, base_url=base), folder(SOURCES, source), SOURCES, picture_of("")
        )
    reports = {one.station_id: one for one in known.reports(selection)}
    for iso in selection.by_country.index:
        for station, made in compose_reports(selection, iso, base_url=base):
            path = folder(REPORT, station)
            yield page_of(made, path, COUNTRIES, picture_of(iso), claim(reports[station], made, base, path))


def lost_page() -> SitePage:
    """What a host shows at an address that leads to nothing."""
    return SitePage(
        path="",
        title=NOTHING_HERE,
        description=NOTHING_HERE,
        body=tag(
            '<article class="document"><header><h1>{title}</h1></header><p>{what}</p></article>',
            title=NOTHING_HERE,
            what=NOTHING_SAID,
        ),
        lost=True,
    )


def page_of(made: Document, path: str, page: str, picture: Picture, told: Mapping[str, Any] | None = None) -> SitePage:
    """A document as a page of the site. page: which of the masthead's it belongs to."""
    root = up(path)

    def lead(to: Target) -> str:
        return address_of(to, root)

    return SitePage(
        path=path,
        title=made.title,
        description=describe(made),
        body=draw_body(made, lead),
        page=page,
        picture=picture,
        told=told or {},
    )


def describe(made: Document) -> str:
    """What a page holds, for who has not opened it."""
    text = " ".join(part for part in (f"{made.title}.", made.subtitle) if part)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
