"""Sources: each document with what rests on it, how independent it is, and how to find it; one of them, or all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import streamlit as st

from geo.documents.register import FACETS, Register
from geo.words.messages import word
from pages.ui import Scene, address, draw_notices, plain, show
from pages.ui.documents import register_of, search_of
from pages.ui.reading import draw_reading

FIND: Final = "sources-find"


def render(scene: Scene) -> None:
    """Draws the page."""
    found = register_of(scene)
    asked = address.own("source")
    if asked in {record.source_id for record in found.records}:
        draw_reading("sources", scene)
        st.button(word("All sources"), on_click=address.change_own, kwargs={"source": ""})
        return
    if asked:
        draw_notices((word("“{asked}” is no source of this view, so all of them are listed.", asked=asked[:80]),))
    draw_reading("sources", scene, partial(_choose, found, _chosen(found)))


def _chosen(found: Register) -> Mapping[str, str]:
    """Facet key → the value that the address names, "" for none; what does not exist is said and left out."""
    chosen = search_of(found, address.own_keys()).chosen
    draw_notices(
        tuple(
            word("“{value}” is not a value of “{key}” here, so it is ignored.", value=value[:80], key=key)
            for key, value in ((key, address.own(key)) for key in FACETS)
            if value and not chosen[key]
        )
    )
    return chosen


def _choose(found: Register, chosen: Mapping[str, str]) -> None:
    """The search field and the choices, seeded from the address."""
    with st.container(key="sources-choices", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.session_state[FIND] = address.own("find")
        st.text_input(
            word("Search"),
            key=FIND,
            placeholder=word("Publisher, title, place, language …"),
            on_change=lambda: address.change_own(find=str(st.session_state[FIND]).strip()),
        )
        for key, label in FACETS.items():
            _facet(key, word(label), found, chosen[key])


def _facet(key: str, label: str, found: Register, value: str) -> None:
    widget, labels = f"sources-{key}", found.choices[key]
    st.session_state[widget] = value or None
    st.selectbox(
        label,
        list(labels),
        index=None,
        format_func=lambda option: plain(labels.get(option, option)),
        placeholder=word("Any"),
        key=widget,
        on_change=lambda: address.change_own(**{key: st.session_state[widget] or ""}),
    )


show(render)
