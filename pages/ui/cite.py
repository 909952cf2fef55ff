"""How a page of the record cites and links: a source, its own record, a country's dossier, the rows behind a figure.

Links within the atlas keep the reader's view, so that a filter or a day is not lost on the way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from geo.record.statements import Backing, Citation
from geo.view import View
from pages.ui.markup import Markup, join, link, tag

RECORD_STYLES: Final = Path(__file__).parent / "styles" / "record.css"


def backing(found: Backing, view: View) -> Markup:
    """The sources of one statement, one a line, then what is said of those not shown."""
    lines = [citation(one, view) for one in found.cited]
    if found.missing:
        lines.append(tag("{words}", words=found.missing))
    return tag('<span class="sources">{lines}</span>', lines=join(lines, "<br>"))


def citation(one: Citation, view: View) -> Markup:
    """ "Newsweek, 19 October 2022", linked where it may be; then "record", the source's own page."""
    words = link(one.url, one.short) if one.url else tag("{words} ({why})", words=one.short, why=one.no_link)
    return tag("{words} {record}", words=words, record=record(one.source_id, "record", f"Record of {one.short}", view))


def record(source_id: str, words: object, label: str, view: View) -> Markup:
    """A link to a source's own page; label: what it is read out as."""
    return within("sources", view.to_query() | {"source": source_id}, words, label)


def dossier(iso_a3: str, words: object, view: View) -> Markup:
    """A link to a country's dossier."""
    return within("countries", view.change(countries=(iso_a3,)).to_query(), words)


def rows(view: View, words: object, label: str = "") -> Markup:
    """A link to the front page with the view whose rows make up a figure."""
    return within("", view.to_query(), words, label)


def within(page: str, query: dict[str, str], words: object, label: str = "") -> Markup:
    """A link to another page of the atlas, opened in the same tab."""
    named = tag(' aria-label="{label}"', label=label) if label else ""
    return tag(
        '<a class="within" href="./{page}?{query}" target="_self"{named}>{words}</a>',
        page=page,
        query=urlencode(query, safe=","),
        named=named,
        words=words,
    )
