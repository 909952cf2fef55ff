"""The masthead of every page: the atlas's name, the way to each page with the reader's view, the link, the languages.

One piece of markup: Streamlit's own page links would be a message each at every click on a filter.
"""

from __future__ import annotations

from urllib.parse import urlencode

from geo.view import FILTERS, View
from geo.words.captions import CLAIM, NAME
from geo.words.language import ENGLISH, LANGUAGES
from geo.words.messages import labelled, word
from pages.ui.cached import keep
from pages.ui.markup import Markup, join, tag

Parts = tuple[tuple[str, str], ...]
VIEW_KEYS = " ".join(filter_.key for filter_ in FILTERS if filter_.field != "language")
"""What the links to other pages take along. An address need not name the language that a browser prefers."""


@keep(256)
def masthead(pages: Parts, current: str, view: View, own: Parts, link: str, language: str) -> Markup:
    """The masthead of a page.

    pages: title in English → what the page is called in an address, "" for the front page; current: which of these
    this page is; own: the page's own keys in its address, with their texts; link: the address that opens exactly this
    view of it, which page.js copies; language: the one that is spoken. Kept.
    """
    query = urlencode(view.to_query(), safe=",")
    return tag(
        '<header class="masthead"><p><strong>{name}</strong><span>{claim}</span></p>'
        '<nav aria-label="{pages}" data-keys="{keys}">{links}'
        '</nav><button class="copy-link" data-link="{link}">{copy}</button>{languages}</header>',
        name=NAME,
        claim=word(CLAIM),
        pages=word("Pages"),
        keys=VIEW_KEYS,
        links=join(_page(word(title), name, query, name == current) for title, name in pages),
        link=link,
        copy=word("Copy link"),
        languages=_languages(view, own, language),
    )


def _page(title: str, name: str, query: str, is_current: bool) -> Markup:
    if is_current:
        return tag('<a aria-current="page">{title}</a>', title=title)
    to = f"./{name}?{query}" if query else f"./{name}"
    return tag('<a class="within" href="{to}" target="_self">{title}</a>', to=to, title=title)


def _languages(view: View, own: Parts, language: str) -> Markup:
    """The way to this view in each language.

    page.js opens it, tells the browser which one is spoken, and finds here what it says itself.
    """
    chosen = view.language or ENGLISH
    kept = word("What people said, remarks and titles of sources stay in English, the language of the data.")
    links = join(
        tag(
            '<li><a href="?{query}" lang="{code}" hreflang="{code}" target="_self"{current}>{name}</a></li>',
            query=urlencode(view.change(language=code).to_query() | dict(own), safe=","),
            code=code,
            name=name,
            current=Markup(' aria-current="true"') if code == chosen else "",
        )
        for code, name in LANGUAGES.items()
    )
    return tag(
        '<details class="languages" data-lang="{spoken}" data-filters="{filters}" data-copied="{copied}" '
        'data-failed="{failed}" data-done="{done}"><summary aria-label="{label}">{name}</summary>'
        "<ul>{links}{kept}</ul></details>",
        spoken=language,
        filters=word("Filters"),
        copied=word("Link copied."),
        failed=word("Not copied: this browser allows no copying here. The address of the page is the link."),
        done=word("Done: {what}", what="").rstrip(),
        label=labelled(word("Language"), LANGUAGES[chosen]),
        name=LANGUAGES[chosen],
        links=links,
        kept=tag("<li>{kept}</li>", kept=kept) if chosen != ENGLISH else "",
    )
