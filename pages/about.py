"""About: what this is and is not, how it counts, where the record stands, and what it asks of a network: nothing."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.words.sentences import LICENCE
from pages.ui import Markup, Scene, china_position, join, show, table, tag
from pages.ui.cite import within
from pages.ui.server.routes import SERVED

IS: Final = """
Station Atlas shows what has been reported about Chinese overseas police service stations: which police bureau, in which
host country and city, disclosed on which day, and what governments answered.

Every row is a claim with its sources. The claims are the NGO Safeguard Defenders’, drawn from Chinese official and
state-media text, and reach these tables through news items that relay the NGO’s list. Neither of its two reports, nor
the annex, could be read in full by the compilers.
"""
IS_NOT: Final = """
It is not proof that a place exists or existed, and no list of places to visit: a mark stands for a city, never for a
building. No street address, private person, business or telephone number is kept.

It holds no single “status” of a station. What a government said, what it looked into, what came of it and what happened
at the site are four things, each with a date and a source. A denial is a denial; a closed inquiry is not a finding.

A country without a mark is a country for which no report was found, and nothing more.
"""
ERROR: Final = """
Tell whoever runs this copy of the atlas: the country, the row as the table shows it, what is wrong, and a source that
anyone can read. Send the link from “Copy link” as well; it carries the data version. Corrections are made in the
tables, checked, and come with a new version.
"""
REQUESTS: Final = """
None. The typeface, the map and its shapes come from the machine that serves this page, and the page’s own policy
forbids anything else. A link to a source leaves the atlas only when you follow it, and does not say from where.
"""


def render(scene: Scene) -> None:
    """Draws the page: what depends on the view first, then what is the same in all."""
    words = scene.model.words
    st.html(
        tag(
            '<article class="text"><h1>About this atlas</h1><h2>What it is</h2>{is_}<h2>What it is not</h2>{is_not}'
            "<h2>How it counts</h2><p>{rule}</p><p>{placed}</p><p>{absence}</p>"
            "<h2>China’s position</h2>{china}</article>",
            is_=_paragraphs(IS),
            is_not=_paragraphs(IS_NOT),
            rule=words.counting_note,
            placed=words.placed,
            absence=words.absence_note,
            china=china_position(scene),
        )
    )
    st.html(_record(scene))


def _record(scene: Scene) -> Markup:
    """Where the record stands, and what is the same in all views."""
    words, tables, query = scene.model.words, scene.atlas.tables, scene.view.to_query()
    return tag(
        '<article class="text"><h2>Sources</h2><p>{count} documents, resting on {origins} distinct origins: {sources}. '
        "{reconciliation} and {context} have pages of their own.</p>"
        "<h2>Borders and names</h2><p>{borders}</p>"
        "<h2>Licence</h2><p>The tables may be used under {licence}; credit Station Atlas and the sources.</p>"
        "<h2>Report an error</h2>{error}<h2>Requests to other hosts</h2>{requests}{served}"
        '<p class="aside">{version}</p></article>',
        sources=within("sources", query, "what rests on which"),
        reconciliation=within("reconciliation", query, "What doesn’t add up"),
        context=within("context", query, "what was said around the reports"),
        count=len(tables["sources"]),
        origins=len(tables["origins"]),
        borders=words.border_note,
        licence=LICENCE,
        error=_paragraphs(ERROR),
        requests=_paragraphs(REQUESTS),
        served=table(
            "What the page loads, all of it from its own host",
            {"path": "Address", "what": "What it is"},
            [{"path": path, "what": what} for path, what in SERVED],
        ),
        version=words.version_line,
    )


def _paragraphs(text: str) -> Markup:
    return join(tag("<p>{text}</p>", text=part) for part in text.strip().split("\n\n"))


show(render)
