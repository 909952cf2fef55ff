"""Context: what was said around the reports, kept apart from every count and from the map."""

from __future__ import annotations

import streamlit as st

from geo.documents.context import SUBTITLE, TITLE, Topic, context
from pages.ui import Markup, Scene, join, show, table, tag
from pages.ui.cached import per_view
from pages.ui.cite import RECORD_STYLES, backing


def render(scene: Scene) -> None:
    """Draws the page."""
    st.html(RECORD_STYLES)
    st.html(context_page(scene))


@per_view
def context_page(scene: Scene) -> Markup:
    """The whole page, kept: it depends on the view alone."""
    topics = context(scene.selection)
    return tag(
        '<article class="record-page columns context-page cards">'
        '<h1>{title}</h1><p class="subtitle lead">{subtitle}</p>{topics}</article>',
        title=TITLE,
        subtitle=SUBTITLE,
        topics=join(_topic(topic, scene) for topic in topics) or "No statement was known by this date.",
    )


def _topic(topic: Topic, scene: Scene) -> Markup:
    return table(
        topic.heading,
        {"text": "What is said", "said_by": "Who says so", "date": "When", "sources": "Sources"},
        (
            {
                "text": tag(
                    '<span id="context-{id}">{text}</span>{note}',
                    id=one.context_id,
                    text=one.text,
                    note=tag('<span class="aside">{note}</span>', note=one.note) if one.note else "",
                ),
                "said_by": one.said_by,
                "date": tag('<span class="nowrap">{date}</span>', date=one.date_text),
                "sources": backing(one.backing, scene.view),
            }
            for one in topic.statements
        ),
    )


show(render)
