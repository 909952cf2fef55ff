"""Every document by name. Pages, files and tests that walk all of them take them from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from geo.documents.about import compose_about
from geo.documents.context import compose_context
from geo.documents.corrections import compose_corrections
from geo.documents.country.dossier import country_of
from geo.documents.country.listing import compose_countries
from geo.documents.country.reading import compose_country
from geo.documents.document import Document
from geo.documents.quoting import compose_quoting
from geo.documents.reconciliation import compose_reconciliation
from geo.documents.sources import compose_sources
from geo.documents.timeline.reading import compose_timeline
from geo.view.select import Selection

Compose = Callable[..., Document]


def _countries(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """One country's dossier where the view asks for one, else the list of all, as on the page."""
    iso = country_of(selection.view)
    if iso:
        return compose_country(selection, iso, exported_on=exported_on, base_url=base_url)
    return compose_countries(selection, exported_on=exported_on, base_url=base_url)


DOCUMENTS: Final[dict[str, Compose]] = {
    "countries": _countries,
    "timeline": compose_timeline,
    "sources": compose_sources,
    "reconciliation": compose_reconciliation,
    "corrections": compose_corrections,
    "context": compose_context,
    "about": compose_about,
    "quoting": compose_quoting,
}
"""Page → compose(selection, exported_on=…, base_url=…), in the order of the pages."""
