"""The front page: the map, what one country's panel says, the headline figures and the same rows as a table."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.atlas import CHINA, Atlas
from geo.words.captions import NAME, NOT_APART
from geo.words.messages import word
from geo.words.sentences import area_label
from pages.ui import Markup, Scene, address, china_position, join, per_view, reports_of, responses_by_axis, show, tag
from pages.ui.cached import per_atlas
from pages.ui.cite import dossier, within
from pages.ui.components.map import world_map
from pages.ui.components.rows.embed import report_rows
from pages.ui.picker import pick_country

PICKER: Final = "overview-country"


def render(scene: Scene) -> None:
    """Draws the page: what is found, the map, and below it who says so, who replied and what China says."""
    words = scene.model.words
    if st.context.is_embedded:  # in somebody's page: the map, which carries its claim, reply and source
        st.html(
            tag(
                '<h1>{title}</h1><p class="subtitle">{subtitle} · '
                '<a href="{link}" target="_blank" rel="noopener">{name}</a></p>',
                title=words.title,
                subtitle=words.subtitle,
                link=address.link(scene.atlas, scene.view),
                name=NAME,
            )
        )
        world_map(scene)
        return
    # The advice stands in the same element: a map that moves to another place on the page is loaded again.
    advice = tag('<div class="notice" role="status">{advice}</div>', advice=words.empty) if words.empty else ""
    st.html(
        tag(
            '<h1>{title}</h1><p class="subtitle">{subtitle}</p>{advice}',
            title=words.title,
            subtitle=words.subtitle,
            advice=advice,
        )
    )
    world_map(scene)
    _pick_country(scene)
    with st.container(key="panel"):
        _panel(scene)
    _table(scene)


def _panel(scene: Scene) -> None:
    """Below the map, side by side (page.css): the open country or those with most reports; the responses about it
    and the figures; China’s position. An element each, since what did not change is not sent again."""
    words, focus = scene.model.words, scene.view.focus
    if focus:
        st.html(_country(scene))
    elif not words.empty:
        st.html(_hosts(scene))
    if focus and focus != CHINA:  # whose words stand beside it anyway
        st.html(_responses(scene))
    st.html(_figures(scene))
    st.html(
        tag(
            '<section class="panel china"><h2>{title}</h2>{china}<p class="aside">{reported}</p></section>',
            title=word("China’s position"),
            china=china_position(scene),
            reported=words.reported_line,
        )
    )


@per_view
def _figures(scene: Scene) -> Markup:
    items = join(
        tag(
            "<div><dt>{label}</dt><dd><b>{value}</b><span>{note}</span></dd></div>",
            label=figure.label,
            value=figure.value,
            note=figure.note,
        )
        for figure in scene.model.figures
    )
    quoting = within("quoting", word("How to read and quote this"), scene.view)
    return tag('<dl class="figures">{items}</dl><p>{quoting}</p>', items=items, quoting=quoting)


def _pick_country(scene: Scene) -> None:
    """The way to a country; offered are those of which something is told."""
    pick_country(scene, PICKER, scene.view.focus, _offered(scene.atlas), lambda iso: address.change(focus=iso))


@per_atlas
def _offered(atlas: Atlas) -> list[str]:
    hosts = set(atlas.stations["country_iso3"].unique()) | set(atlas.responses["country_iso3"])
    return [iso for iso in atlas.choices["open"] if iso in hosts]


@per_view
def _country(scene: Scene) -> Markup:
    """The open country and its reports in view."""
    focus = scene.view.focus
    area = next((area for area in scene.model.areas if area.iso_a3 == focus), None)
    state = area.state if area else "none"
    notes = [scene.model.words.absence_note] if state == "none" else []
    notes += [] if area else [word(NOT_APART)]
    more = word("Whole dossier: {name}", name=scene.atlas.choices["open"].get(focus, focus))
    return tag(
        '<section class="panel first"><h2>{label}</h2>{absent}{reports}<p>{more}</p></section>',
        label=area.label if area else area_label(scene.atlas.countries["name"][focus], state, 0, "reports", None, 0),
        absent=join(tag("<p class='aside'>{note}</p>", note=note) for note in notes),
        reports=reports_of(scene, focus),
        more=dossier(focus, more, scene.view),
    )


@per_view
def _responses(scene: Scene) -> Markup:
    """The responses about the open country. Apart from its reports: most filters leave it as it is, and what did
    not change is not sent again."""
    return tag(
        '<section class="panel"><h2>{title}</h2>{responses}</section>',
        title=word("Responses"),
        responses=responses_by_axis(scene, scene.view.focus),
    )


@per_view
def _hosts(scene: Scene) -> Markup:
    rows = scene.model.tables["countries"].head(10)
    most = max(rows["reports"])
    bars = join(
        tag(
            '<li><span>{name}</span><span class="bar"><i style="width:{share}%"></i></span><b>{reports}</b></li>',
            name=row.country_name,
            share=round(100 * row.reports / most),
            reports=row.reports,
        )
        for row in rows.itertuples(index=False)
    )
    title = word("Most reports")
    panel = '<section class="panel first"><h2>{title}</h2><ol class="bars">{bars}</ol></section>'
    return tag(panel, title=title, bars=bars)


def _table(scene: Scene) -> None:
    """The same rows as text, linked with the map both ways."""
    empty = bool(scene.model.words.empty)
    told = word(
        "No row: these filters leave no report."
        if empty
        else "A heading sorts by its column; a row opens its country. The Briefing page has these rows as files."
    )
    title = word("The same reports as a table")
    st.html(tag("<h2>{title}</h2><p class='aside'>{told}</p>", title=title, told=told))
    if empty:
        return
    report_rows(scene)


show(render)
