"""How a page cites: each source with its link or why there is none, and the way to its own row on the sources page."""

from __future__ import annotations

from urllib.parse import urlencode

from geo.dossier_model import Backing, Citation
from pages.ui.markup import Markup, join, link, tag

SOURCES_PAGE = "sources"


def backing(found: Backing) -> Markup:
    """The sources of one statement, one a line, then what is said of those not shown."""
    lines = [*(citation(one) for one in found.cited), *([tag("{words}", words=found.missing)] if found.missing else [])]
    return tag('<span class="sources">{lines}</span>', lines=join(lines, "<br>"))


def citation(one: Citation) -> Markup:
    """ "Newsweek, 19 October 2022", linked where it may be; then "record", the source's row on the sources page."""
    words = link(one.url, one.short) if one.url else tag("{words} ({why})", words=one.short, why=one.no_link)
    return tag("{words} {record}", words=words, record=record(one.source_id, one.short))


def record(source_id: str, words: str) -> Markup:
    """A link to the source's row on the sources page."""
    return tag(
        '<a class="record" href="./{page}?{query}" target="_self" aria-label="Record of {words}">record</a>',
        page=SOURCES_PAGE,
        query=urlencode({"source": source_id}),
        words=words,
    )
