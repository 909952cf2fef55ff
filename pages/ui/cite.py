"""Links from one page of the atlas to another. They keep the reader's view, so that no filter or day is lost."""

from __future__ import annotations

from geo.documents.country.dossier import view_of
from geo.documents.document import Target
from geo.view import View
from pages.ui.markup import Markup, tag
from pages.ui.reading import href


def dossier(iso_a3: str, words: object, view: View) -> Markup:
    """A link to a country's dossier. Whoever comes back to the map finds it as it was, not narrowed to the country."""
    own = view_of(view, iso_a3) if view.countries else view.change(focus=iso_a3)
    return within("countries", words, own)


def within(page: str, words: object, view: View) -> Markup:
    """A link to a page of the atlas with a view."""
    to = href(Target(page, tuple(view.to_query().items())))
    return tag('<a class="within" href="{to}" target="_self">{words}</a>', to=to, words=words)
