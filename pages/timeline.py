"""The timeline: disclosures and responses on one axis, played with the map, and all of them as a table."""

from __future__ import annotations

import streamlit as st

from geo.documents.timeline.axis import NOTE as AXIS_NOTE
from geo.documents.timeline.entries import LANES, MONTH_NOTE, Chronicle, Entry, chronicle
from pages.ui import Markup, Scene, show, table, tag
from pages.ui.cached import per_view
from pages.ui.cite import RECORD_STYLES, backing
from pages.ui.components.player.embed import player


def render(scene: Scene) -> None:
    """Draws the page."""
    st.html(RECORD_STYLES)
    story = timeline_chronicle(scene)
    st.html(tag("<h1>{title}</h1><p class='subtitle'>{period}</p>", title=story.title, period=story.period))
    with st.container(key="player"):
        player(scene, story)
    st.html(timeline_tables(scene))


@per_view
def timeline_chronicle(scene: Scene) -> Chronicle:
    """The chronicle of the view, kept."""
    return chronicle(scene.selection)


@per_view
def timeline_tables(scene: Scene) -> Markup:
    """How the axis is to be read, then every entry as text: the undated ones apart and first."""
    story = timeline_chronicle(scene)
    return tag(
        '<p class="aside">{month} {axis}</p>{undated}{dated}',
        month=MONTH_NOTE,
        axis=AXIS_NOTE,
        undated=_entries("Responses without a date", story.undated, scene) if story.undated else "",
        dated=_entries("Every dated entry, oldest first", story.entries, scene),
    )


def _entries(caption: str, entries: tuple[Entry, ...], scene: Scene) -> Markup:
    columns = {
        "date": "Date",
        "place": "Who it is about",
        "lane": "Kind",
        "text": "What was said or done",
        "said_by": "Said by",
        "sources": "Sources",
    }
    made = table(caption, columns, [_row(entry, scene) for entry in entries])
    return tag('<div class="record-page cards">{made}</div>', made=made)


def _row(entry: Entry, scene: Scene) -> dict[str, object]:
    note = tag('<br><span class="aside">{note}</span>', note=entry.note) if entry.note else ""
    return {
        "date": tag('<span class="nowrap" id="entry-{key}">{date}</span>', key=entry.key, date=entry.date_text),
        "place": entry.place or "All host countries",
        "lane": tag("{lane}: {label}", lane=LANES[entry.lane], label=entry.label),
        "text": tag("{text}{note}", text=entry.text, note=note),
        "said_by": entry.said_by,
        "sources": backing(entry.backing, scene.view),
    }


show(render)
