"""The document of each page: what an address asks a page for, as the page shows it and as its files hold it.

One place for both, so that a file which any copy of the atlas makes from its address is the page that a reader saw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from geo.documents.about import compose_about
from geo.documents.catalogue import DOCUMENTS
from geo.documents.country.dossier import country_of
from geo.documents.country.index import ORDERS
from geo.documents.country.listing import compose_countries
from geo.documents.country.locator import locator
from geo.documents.country.reading import compose_country
from geo.documents.document import Document
from geo.documents.register import FACETS, Register, register
from geo.documents.sources import Search, compose_source, compose_sources
from geo.documents.timeline.news import NEW, compose_news
from geo.maps.compose import compose as compose_map
from geo.maps.model import MapModel
from geo.maps.style import PALETTES
from geo.view import read_date
from pages.ui.cached import Scene, per_view
from pages.ui.served import SERVED

Compose = Callable[..., Document]
"""compose(exported_on=…, base_url=…) → the Document of a page."""

Own = Mapping[str, str]
"""PAGE_KEYS of an address and their texts."""

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)  # after which the timeline may begin


@dataclass(frozen=True, eq=False)
class PageDocument:
    """What a page holds. is_plain: it depends on the view alone, not on keys of the page's own; model: composes the
    map for the stamp of a PDF; on_screen: as compose, with pictures in the reader's theme."""

    is_plain: bool
    compose: Compose
    model: Callable[..., MapModel]
    on_screen: Compose


def document_of(page: str, scene: Scene, own: Own) -> PageDocument:
    """What an address of a page asks for. page: one of DOCUMENTS; keys that make no sense there are ignored."""
    asked = _WITH_KEYS.get(page)
    return asked(scene, own) if asked else _made(scene, partial(DOCUMENTS[page], scene.selection))


def _made(scene: Scene, compose: Compose, *, is_plain: bool = True) -> PageDocument:
    return PageDocument(is_plain, compose, partial(compose_map, scene.selection, printed=True), compose)


def _countries(scene: Scene, own: Own) -> PageDocument:
    """One country's dossier, else the list of all of them."""
    iso = country_of(scene.view)
    if not iso:
        order = order_of(own)
        return _made(scene, partial(compose_countries, scene.selection, order), is_plain=order == next(iter(ORDERS)))
    compose = partial(compose_country, scene.selection, iso)
    where = partial(locator, scene.selection, iso)
    return PageDocument(True, compose, where, partial(compose, palette=PALETTES[scene.theme]))


def order_of(own: Own) -> str:
    """The order of the countries."""
    asked = own.get("sort", "")
    return asked if asked in ORDERS else next(iter(ORDERS))


def _sources(scene: Scene, own: Own) -> PageDocument:
    """One source, else those that a search finds."""
    found = register_of(scene)
    asked = own.get("source", "")
    if asked in {record.source_id for record in found.records}:
        return _made(scene, partial(compose_source, scene.selection, asked), is_plain=False)
    search = search_of(found, own)
    return _made(scene, partial(compose_sources, scene.selection, search), is_plain=not search.own)


@per_view
def register_of(scene: Scene) -> Register:
    """The register of the view's sources, kept."""
    return register(scene.selection)


def search_of(found: Register, own: Own) -> Search:
    """What is looked for among the sources; "" for a choice that they don't offer."""
    asked = {key: own.get(key, "") for key in FACETS}
    return Search(
        own.get("find", ""), {key: value if value in found.choices[key] else "" for key, value in asked.items()}
    )


def _timeline(scene: Scene, own: Own) -> PageDocument:
    """What is new since a day, else the whole timeline."""
    since = day_of(own)
    if since:
        return _made(scene, partial(compose_news, scene.selection, since), is_plain=False)
    return _made(scene, partial(DOCUMENTS["timeline"], scene.selection))


def day_of(own: Own) -> date | None:
    """The day after which the timeline begins; None for the whole."""
    since, _ = read_date(own.get(NEW, ""), {})
    return since if isinstance(since, date) and FIRST_DAY <= since <= LAST_DAY else None


def _about(scene: Scene, _own: Own) -> PageDocument:
    """What this is, and every address that this app answers."""
    return _made(scene, partial(compose_about, scene.selection, SERVED))


_WITH_KEYS: Final[Mapping[str, Callable[[Scene, Own], PageDocument]]] = {
    "countries": _countries,
    "timeline": _timeline,
    "sources": _sources,
    "about": _about,
}
"""Pages whose document depends on more than the view."""
