"""A Document on a page: its HTML, what a link opens in it, and the same as files that can be taken along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from geo.documents.document import Document, Target, opened
from geo.render.html import STYLES, draw_head, draw_rest
from geo.words.messages import word
from pages.ui import address
from pages.ui.cached import Scene, keep
from pages.ui.documents import document_of
from pages.ui.files import PAPERS, FileLink, draw_files, paper_address
from pages.ui.frame import draw_notices
from pages.ui.markup import Markup


@dataclass(frozen=True, eq=False)
class Reading:
    """A document and its HTML with the app's own addresses: its head, and all below."""

    document: Document
    head: Markup
    rest: Markup


def _draw(made: Document) -> Reading:
    return Reading(made, draw_head(made, href), draw_rest(made, href))


@keep(256)
def _plain_reading(page: str, scene: Scene) -> Reading:
    """What a page says of a view alone, kept: it takes longer than a click may wait."""
    return _draw(document_of(page, scene, {}).on_screen())


def href(to: Target) -> str:
    """The address of a place in the atlas, beside the page that leads there."""
    return f"./{to.page}?{urlencode(to.query, safe=',')}"


def draw_reading(page: str, scene: Scene, between: Callable[[], None] = lambda: None) -> None:
    """Draws a page: its head, what the page puts between, all below, its files.

    Where the address leads into a fold, that fold is opened and comes first.
    """
    asked = document_of(page, scene, address.own_keys())
    reading = _plain_reading(page, scene) if asked.is_plain else _draw(asked.on_screen())
    anchor = address.own("at")
    shown = opened(reading.document, anchor) if anchor else None
    if anchor and shown is None:
        told = word("“{asked}” leads to nothing on this page, so it is shown from its top.", asked=anchor[:80])
        draw_notices((told,))
    st.html(STYLES)
    st.html(reading.head)
    between()
    st.html(_draw(shown).rest if shown else reading.rest)
    st.html(
        draw_files(
            FileLink(word(label), paper_address(page, suffix, scene.view, address.own_keys()))
            for suffix, label in PAPERS.items()
        )
    )
