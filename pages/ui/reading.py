"""A Document on a page: its HTML, what a link opens in it, and the same as a file that can be taken along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geo.briefing.sign import sign_file
from geo.documents.document import Document, Target, opened
from geo.maps.compose import compose as compose_map
from geo.maps.model import MapModel
from geo.render.html import STYLES, draw_head, draw_rest, write_page
from geo.render.paper import write_paper
from geo.settings import read_settings
from geo.words.messages import word
from pages.ui import address
from pages.ui.cached import Scene, get_today
from pages.ui.frame import draw_notices
from pages.ui.markup import Markup

Compose = Callable[..., Document]
"""compose(exported_on=…, base_url=…) → the Document of a page."""

FILES: Final = "reading-files"


@dataclass(frozen=True, eq=False)
class Reading:
    """A document and its HTML with the app's own addresses: its head, and all below."""

    document: Document
    head: Markup
    rest: Markup


def read(compose: Compose) -> Reading:
    """A document, composed and drawn. Callers keep it: it takes longer than a click may wait."""
    return _draw(compose())


def _draw(made: Document) -> Reading:
    return Reading(made, draw_head(made, href), draw_rest(made, href))


def href(to: Target) -> str:
    """The address of a place in the atlas, beside the page that leads there."""
    return f"./{to.page}?{urlencode(to.query, safe=',')}"


def draw_reading(
    reading: Reading,
    compose: Compose,
    model: Callable[..., MapModel],
    between: Callable[[], None] = lambda: None,
) -> None:
    """Draws a page: its head, what the page puts between, all below, its files.

    Where the address leads into a fold, that fold is opened and comes first. model: the view's map, for the stamp of
    a PDF.
    """
    anchor = address.own("at")
    shown = opened(reading.document, anchor) if anchor else None
    if anchor and shown is None:
        told = word("“{asked}” leads to nothing on this page, so it is shown from its top.", asked=anchor[:80])
        draw_notices((told,))
    st.html(STYLES)
    st.html(reading.head)
    between()
    st.html(_draw(shown).rest if shown else reading.rest)
    _offer_files(reading.document.file_name, compose, model)


def map_of(scene: Scene) -> Callable[..., MapModel]:
    """What composes the view's map for a file."""
    return partial(compose_map, scene.selection, printed=True)


def _offer_files(file_name: str, compose: Compose, model: Callable[..., MapModel]) -> None:
    """A button for each file that holds the whole page; a file is made when a reader asks for it."""
    printed = {"exported_on": get_today().isoformat(), "base_url": read_settings().url or address.home()}
    with st.container(key=FILES, horizontal=True, gap="small"):
        for label, suffix, mime, write in (
            (word("Download as PDF"), "pdf", "application/pdf", partial(_paper, compose, model, printed)),
            (word("Download as a web page"), "html", "text/html", partial(_page, compose, printed)),
        ):
            st.download_button(label, write, file_name=f"{file_name}.{suffix}", mime=mime, on_click="ignore")


def _paper(compose: Compose, model: Callable[..., MapModel], printed: dict[str, str]) -> bytes:
    shown = model(**printed)
    return sign_file(write_paper(compose(**printed), shown), "pdf", shown)


def _page(compose: Compose, printed: dict[str, str]) -> bytes:
    return write_page(compose(**printed))
