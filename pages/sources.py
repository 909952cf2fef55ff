"""Sources: each document with what rests on it, how independent it is, and how to find it; one of them, or all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from geo.documents.sources import FACETS, Record, Register, Stood, register, standings
from geo.words.messages import say_number
from pages.ui import Markup, Scene, address, draw_notices, join, link, plain, show, table, tag
from pages.ui.cached import per_view
from pages.ui.cite import RECORD_STYLES, dossier, record

FIND: Final = "sources-find"
MOST_PLACES: Final = 6
THIN_NOTE: Final = (
    "A row is marked when the compilers named it, or when its only source is a copy, a translation or a digest."
)


def render(scene: Scene) -> None:
    """Draws the page."""
    st.html(RECORD_STYLES)
    found = sources_register(scene)
    asked = address.own("source")
    one = next((record for record in found.records if record.source_id == asked), None)
    if asked and one is None:
        draw_notices((f"“{asked[:80]}” is no source of this view, so all of them are listed.",))
    if one:
        _one(one, scene)
        st.button("All sources", on_click=address.change_own, kwargs={"source": ""})
        return
    st.html(
        tag(
            '<h1>{title}</h1><p class="subtitle lead">{subtitle}</p><ul class="lead">{independence}</ul>',
            title=found.title,
            subtitle=found.subtitle,
            independence=join(tag("<li>{words}</li>", words=each.words) for each in found.independence if each.rows),
        )
    )
    chosen = _choose(found)
    kept = [record for record in found.records if record.matches(address.own("find"), chosen)]
    if kept:
        st.html(_all(kept, len(found.records), scene))
    else:
        st.html(tag('<div class="notice" role="status">{words}</div>', words=_nothing()))
    st.html(sources_marked(scene))


@per_view
def sources_register(scene: Scene) -> Register:
    """The register of the view, kept."""
    return register(scene.selection)


def _choose(found: Register) -> dict[str, str]:
    """The search field and the choices, seeded from the address; the values that exist, by key."""
    chosen, bad = {}, []
    for key in FACETS:
        value = address.own(key)
        chosen[key] = value if value in found.choices[key] else ""
        if value and not chosen[key]:
            bad.append(f"“{value[:80]}” is not a value of “{key}” here, so it is ignored.")
    draw_notices(tuple(bad))
    with st.container(key="sources-choices", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.session_state[FIND] = address.own("find")
        st.text_input(
            "Search",
            key=FIND,
            placeholder="Publisher, title, place, language …",
            on_change=lambda: address.change_own(find=str(st.session_state[FIND]).strip()),
        )
        for key, label in FACETS.items():
            _facet(key, label, found, chosen[key])
    return chosen


def _facet(key: str, label: str, found: Register, value: str) -> None:
    widget, labels = f"sources-{key}", found.choices[key]
    st.session_state[widget] = value or None
    st.selectbox(
        label,
        list(labels),
        index=None,
        format_func=lambda option: plain(labels.get(option, option)),
        placeholder="Any",
        key=widget,
        on_change=lambda: address.change_own(**{key: st.session_state[widget] or ""}),
    )


def _nothing() -> str:
    return "No source matches. Shorten the search, or set the choices back to “Any”."


def _all(records: list[Record], whole: int, scene: Scene) -> Markup:
    count = f"{len(records)} of {whole} sources" if len(records) < whole else f"{whole} sources"
    columns = {"source": "Source", "what": "Kind, form, language", "origin": "Origin", "rests": "What rests on it"}
    rows = sources_rows(scene)
    made = table(f"{count}, those with most resting on them first", columns, (rows[one.source_id] for one in records))
    return tag('<div class="cards">{made}</div>', made=made)


@per_view
def sources_rows(scene: Scene) -> dict[str, dict[str, object]]:
    """Source id → its row of the list, kept, so that a search only picks."""
    return {one.source_id: _row(one, scene) for one in sources_register(scene).records}


def _row(one: Record, scene: Scene) -> dict[str, object]:
    what = ", ".join(one.tags[key][1] for key in ("kind", "form", "language"))
    return {
        "source": tag(
            '<span id="source-{id}">{title}</span><span class="aside">{publisher}, {date} · {shown}</span>',
            id=one.source_id,
            title=_title(one),
            publisher=one.publisher,
            date=one.date_text,
            shown=record(one.source_id, "full record", f"Full record: {one.cited.title}", scene.view),
        ),
        "what": what[:1].upper() + what[1:],
        "origin": one.tags["origin"][1],
        "rests": tag(
            '{resting}<span class="aside">{countries}</span>', resting=one.resting, countries=_countries(one, scene)
        ),
    }


def _title(one: Record) -> Markup:
    """The title as a link, or the title and why there is none."""
    if one.cited.url:
        return link(one.cited.url, one.cited.title)
    return tag("{title} <em>{why}</em>", title=one.cited.title, why=one.cited.no_link)


def _countries(one: Record, scene: Scene) -> Markup:
    places = list(dict.fromkeys((row.iso_a3, row.place) for row in one.rows if row.iso_a3))
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    links = join((dossier(iso, name, scene.view) for iso, name in places[:MOST_PLACES]), ", ")
    return tag("{links}{more}", links=links, more=more)


def _one(one: Record, scene: Scene) -> None:
    """One source with every row that rests on it."""
    facts = {
        "Publisher": one.publisher,
        "Published": one.date_text,
        "Language": one.tags["language"][1],
        "Kind": one.tags["kind"][1],
        "Form": one.tags["form"][1],
        "Origin": " – ".join(part for part in (one.tags["origin"][1], one.origin_note) if part),
        "Link": link(one.cited.url, one.cited.url) if one.cited.url else one.cited.no_link,
        "Note": one.cited.note,
        "Rests on it": one.resting,
    }
    st.html(
        tag(
            '<article class="one-source record-page"><h1>{title}</h1><dl class="facts">{facts}</dl></article>'
            '<div class="cards">{rows}</div>',
            title=one.cited.title,
            facts=join(
                tag("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in facts.items() if value
            ),
            rows=_resting(one, scene) if one.rows else "",
        )
    )


def _resting(one: Record, scene: Scene) -> Markup:
    columns = {"kind": "What it is", "text": "What it says", "country": "Country"}
    rows = (
        {
            "kind": row.kind,
            "text": f"{row.text} ({len(row.ids)} rows)" if len(row.ids) > 1 else row.text,
            "country": dossier(row.iso_a3, row.place, scene.view) if row.iso_a3 else "",
        }
        for row in one.rows
    )
    return table("Every row that rests on it", columns, rows)


@per_view
def sources_marked(scene: Scene) -> Markup:
    """Rows on thin sources, and the standing of every row."""
    standing = standings(scene.selection, sources_register(scene).found)
    thin = [row for rows in standing.values() for row in rows if row.thin]
    return tag(
        '<section class="record-page cards"><h2>Rows resting on a thin source</h2><p>{note}</p>{thin}'
        "<h2>How many origins stand behind each row</h2>{every}</section>",
        note=THIN_NOTE,
        thin=_rows(f"{say_number(len(thin), 'rows')} marked", thin, scene),
        every=join(
            tag(
                "<details><summary>{name} ({count})</summary>{rows}</details>",
                name=name,
                count=len(rows),
                rows=_rows(name, rows, scene),
            )
            for name, rows in standing.items()
            if rows
        ),
    )


def _rows(caption: str, rows: Iterable[Stood], scene: Scene) -> Markup:
    return table(
        caption,
        {"text": "Row", "words": "Rests on", "thin": "Why it is marked"},
        (
            {
                "text": dossier(row.iso_a3, row.text, scene.view) if row.iso_a3 else row.text,
                "words": row.words,
                "thin": row.thin,
            }
            for row in rows
        ),
    )


show(render)
