"""About: what this is and is not, how it counts, what does not add up, and what it asks of a network: nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from geo.dates import say_date
from geo.words import LICENCE
from pages.ui import Markup, Scene, china_position, join, show, source_links, table, tag
from pages.ui.server import SERVED

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
    """Draws the page: what depends on the view first, then all tables as one block that is sent once."""
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
    """What does not add up, and everything else that is the same in all views."""
    words, tables = scene.model.words, scene.atlas.tables
    return tag(
        "<article><h2>What does not add up</h2>"
        "{reconciliation}{unplaced}{disagreements}{thin}{questions}{context}</article>"
        '<article class="text"><h2>Sources</h2><p>{count} documents, resting on {origins} distinct origins.</p>'
        "<h2>Borders and names</h2><p>{borders}</p>"
        "<h2>Licence</h2><p>The tables may be used under {licence}; credit Station Atlas and the sources.</p>"
        "<h2>Report an error</h2>{error}<h2>Requests to other hosts</h2>{requests}{served}"
        '<p class="aside">{version}</p></article>',
        reconciliation=_reconciliation(tables["reconciliation"]),
        unplaced=_unplaced(scene, tables["unplaced"]),
        disagreements=_disagreements(scene, tables["disagreements"]),
        thin=_thin(scene, tables["thin_sources"]),
        questions=_questions(tables["curator_questions"]),
        context=_context(scene, tables["context"]),
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


def _folded(
    caption: str, columns: Mapping[str, str], rows: list[dict[str, object]], numbers: tuple[str, ...] = ()
) -> Markup:
    """A table that opens on request."""
    inside = table(caption, columns, rows, numbers)
    return tag("<details><summary>{caption}</summary>{inside}</details>", caption=caption, inside=inside)


def _reconciliation(rows: pd.DataFrame) -> Markup:
    return table(
        "Published figures against the rows of this dataset",
        {
            "target": "Published",
            "outcome": "Outcome",
            "result": "Rows here",
            "independent": "Independent check",
            "note": "Note",
        },
        rows.to_dict("records"),
    )


def _unplaced(scene: Scene, rows: pd.DataFrame) -> Markup:
    return _folded(
        "What is known about the reports that no source ties to a country",
        {"statement": "Statement", "basis": "Basis", "note": "Note", "sources": "Sources"},
        _with_sources(scene, rows),
    )


def _disagreements(scene: Scene, rows: pd.DataFrame) -> Markup:
    """One version a row; a point is named once, at its first version."""
    first = ~rows["disagreement_id"].duplicated()
    return _folded(
        "Where published sources disagree",
        {"point": "Point", "version": "Version", "said_by": "Said by", "note": "Note", "sources": "Sources"},
        _with_sources(scene, rows.assign(point=rows["point"].where(first, ""))),
    )


def _thin(scene: Scene, rows: pd.DataFrame) -> Markup:
    """Rows with one reason stand together."""
    stations = scene.atlas.stations.set_index("station_id")
    names = (stations["country_name"] + ", " + stations["city"].replace("", "no city named")).to_dict()
    rows = rows.assign(place=rows["station_id"].map(names).fillna("All reports"))
    together = rows.groupby(["fact", "reason", "source_ids"], sort=False)["place"]
    rows = together.agg(lambda places: "; ".join(dict.fromkeys(places))).reset_index()
    return _folded(
        "What rests on thin sources",
        {"place": "Report", "fact": "Fact", "reason": "Why it is thin", "sources": "Sources"},
        _with_sources(scene, rows),
    )


def _questions(rows: pd.DataFrame) -> Markup:
    return _folded(
        "Questions of judgement, and what was decided",
        {"number": "No.", "question": "Question", "decision": "Decision"},
        rows.to_dict("records"),
        numbers=("number",),
    )


def _context(scene: Scene, rows: pd.DataFrame) -> Markup:
    dated = rows.assign(day=rows["date"].map(say_date))
    return _folded(
        "Statements about the stations as a whole, and what is not counted",
        {
            "topic": "Topic",
            "statement": "Statement",
            "said_by": "Said by",
            "day": "Date",
            "note": "Note",
            "sources": "Sources",
        },
        _with_sources(scene, dated),
    )


def _with_sources(scene: Scene, rows: pd.DataFrame) -> list[dict[str, object]]:
    """The rows with their sources as links."""
    return [row | {"sources": source_links(scene.atlas, row["source_ids"])} for row in rows.to_dict("records")]


show(render)
