"""What doesn't add up: published against placed, versions that disagree, what was inferred and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from geo.documents.discrepancies import RULE, Comparison, Disagreement, Discrepancies, Version, discrepancies
from pages.ui import Markup, Scene, join, show, table, tag
from pages.ui.cached import per_view
from pages.ui.cite import RECORD_STYLES, backing, dossier, record, rows, within

NO_CHECKS: Final = "The compilers checked the whole record; clear “As known on” to see what came out."


def render(scene: Scene) -> None:
    """Draws the page."""
    st.html(RECORD_STYLES)
    st.html(reconciliation_page(scene))


@per_view
def reconciliation_page(scene: Scene) -> Markup:
    """The whole page, kept: it depends on the view alone."""
    found = discrepancies(scene.selection)
    return tag(
        '<article class="record-page cards"><h1>{title}</h1><p class="subtitle lead">{subtitle}</p>'
        "<p class='aside lead'>{rule}</p>"
        "<h2>Published against placed</h2>{waves}{bureaus}"
        "<h2>What is known about the missing reports</h2>{missing}"
        "<h2>Where published sources disagree</h2>{disagreements}"
        "<h2>Countries</h2>{countries}"
        "<h2>What was inferred</h2>{inferred}"
        "<h2>Checks</h2>{checks}{questions}</article>",
        title=found.title,
        subtitle=found.subtitle,
        rule=RULE,
        waves=_comparisons("Reports and countries by wave", (*found.waves, *found.countries_of_waves), scene),
        bureaus=_comparisons("Reports by wave and police bureau", found.bureaus, scene),
        missing=_missing(found, scene),
        disagreements=_disagreements(found.disagreements, scene),
        countries=_countries(found, scene),
        inferred=_inferred(found, scene),
        checks=_checks(found),
        questions=_questions(scene) if scene.view.until is None else "",
    )


def _comparisons(caption: str, lines: Iterable[Comparison], scene: Scene) -> Markup:
    columns = {
        "wave": "Wave",
        "label": "Figure",
        "published": "Published, by whom",
        "placed": "Placed here",
        "inferred": "Of these inferred",
        "verdict": "What comes out",
    }
    made = table(caption, columns, (_comparison(line, scene) for line in lines), numbers=("placed", "inferred"))
    return tag('<div class="columns figures-by-wave">{made}</div>', made=made)


def _comparison(line: Comparison, scene: Scene) -> dict[str, object]:
    placed: object = line.placed
    if line.rows:
        what = f"{line.placed} rows: {line.wave}, {line.label}"
        placed = tag(
            "{rows}<br>{sources}",
            rows=rows(line.rows, line.placed, f"Show the {what}"),
            sources=within("sources", line.rows.to_query(), "sources", f"Sources of the {what}"),
        )
    return {
        "wave": line.wave,
        "label": line.label,
        "published": _versions(line.versions, scene),
        "placed": placed,
        "inferred": line.inferred or "",
        "verdict": tag(
            '<span class="{kind}">{words}</span>', kind="differs" if line.differs else "", words=line.verdict
        ),
    }


def _versions(versions: tuple[Version, ...], scene: Scene) -> Markup:
    """Each printed number once, with all who printed it; a caveat follows its source."""
    by_text: dict[str, list[Markup]] = {}
    for version in versions:
        by_text.setdefault(version.text, []).append(_who(version, scene))
    lines = (tag("<b>{text}</b> {who}", text=text, who=join(who, " · ")) for text, who in by_text.items())
    return tag('<span class="versions">{lines}</span>', lines=join(lines, "<br>"))


def _who(version: Version, scene: Scene) -> Markup:
    note = tag(' <span class="caveat">({note})</span>', note=version.note.rstrip(".")) if version.note else ""
    if not version.backing.cited:
        return tag("{by}{note}", by=version.by, note=note)
    one = version.backing.cited[0]
    return tag("{link}{note}", link=record(one.source_id, one.short, f"Record of {one.short}", scene.view), note=note)


def _missing(found: Discrepancies, scene: Scene) -> Markup:
    if not found.missing:
        return tag("<p>{words}</p>", words="Nothing is missing from the waves in view.")
    return table(
        "Statements about them",
        {"statement": "Statement", "basis": "Stated or inferred", "sources": "Sources"},
        (
            {
                "statement": _noted(remark.statement, remark.note),
                "basis": remark.basis,
                "sources": backing(remark.backing, scene.view),
            }
            for remark in found.missing
        ),
    )


def _noted(text: str, note: str) -> Markup:
    return tag("{text}{note}", text=text, note=tag('<span class="aside">{note}</span>', note=note) if note else "")


def _disagreements(points: tuple[Disagreement, ...], scene: Scene) -> Markup:
    lines = [
        {
            "point": _point(point, scene)
            if place == 0
            else tag('<span class="heard">{words}</span>', words=point.point),
            "span": point.span if place == 0 else "",
            "version": version.text,
            "by": _noted(version.by, version.note),
            "sources": backing(version.backing, scene.view),
        }
        for point in points
        for place, version in enumerate(point.versions)
    ]
    columns = {"point": "Point", "span": "Range", "version": "Version", "by": "Who says so", "sources": "Sources"}
    return table(f"{len(points)} points, every version", columns, lines, numbers=("span",))


def _point(point: Disagreement, scene: Scene) -> object:
    return dossier(point.iso_a3, point.point, scene.view) if point.iso_a3 else point.point


def _countries(found: Discrepancies, scene: Scene) -> Markup:
    """Countries whose published numbers differ, or were counted by another list, in sight; the others on request."""
    odd = [line for line in found.countries if line.differs or any(version.note for version in line.versions)]
    rest = [line for line in found.countries if line not in odd]
    return tag(
        "<p>{ranges}</p>{odd}<details><summary>All other countries ({count} lines)</summary>{rest}</details>",
        ranges=rows(scene.view.change(measure="range", focus=""), "Show the map with the reported ranges"),
        odd=_comparisons("Countries with differing or qualified counts", odd, scene),
        count=len(rest),
        rest=_comparisons("All other countries", rest, scene),
    )


def _inferred(found: Discrepancies, scene: Scene) -> Markup:
    return table(
        f"{len(found.inferred)} facts that no source states",
        {"place": "Report", "fact": "What was inferred", "reason": "How", "sources": "From"},
        (
            {
                "place": dossier(one.iso_a3, one.place, scene.view),
                "fact": f"{one.fact}: {one.value}" if one.value else one.fact,
                "reason": one.reason,
                "sources": backing(one.backing, scene.view),
            }
            for one in found.inferred
        ),
    )


def _checks(found: Discrepancies) -> Markup:
    if not found.checks:
        return tag("<p>{words}</p>", words=NO_CHECKS)
    return table(
        "Published targets and what the rows come to",
        {"target": "Target", "outcome": "Outcome", "result": "Rows here"},
        (
            {"target": check.target, "outcome": check.outcome, "result": _noted(check.result, check.note)}
            for check in found.checks
        ),
    )


def _questions(scene: Scene) -> Markup:
    return tag(
        "<details><summary>Questions that the compilers left open, and what is done here</summary>{rows}</details>",
        rows=table(
            "Open questions",
            {"question": "Question", "decision": "Decision"},
            scene.atlas.tables["curator_questions"].to_dict("records"),
        ),
    )


show(render)
