"""The way to a country for those who know its name, or anything else about it: a list that takes what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import streamlit as st

from geo.tables.check.search import search_country
from geo.words.messages import word
from pages.ui.cached import Scene
from pages.ui.frame import draw_notices

PLACEHOLDER: Final = "Country, people, code or city, in any language"
_MISSED: Final = "country-missed"


def pick_country(scene: Scene, key: str, chosen: str, offered: Iterable[str], go: Callable[[str], None]) -> None:
    """Draws the list. chosen: the country that is shown, "" for none; offered: those to scroll through.

    go: called with the country that a reader chose or typed, "" for none. What is typed and means none is said, not
    guessed.
    """
    names = scene.atlas.choices["open"]
    st.session_state[key] = chosen or None

    def find() -> None:
        typed = str(st.session_state[key] or "")
        codes = (typed,) if typed in names or not typed else search_country(typed, names)
        if codes:
            go(codes[0])
        else:
            st.session_state[_MISSED] = typed

    st.selectbox(
        word("Country"),
        list(dict.fromkeys([*offered, *([chosen] if chosen else [])])),
        index=None,
        format_func=lambda iso: names.get(iso, iso),
        placeholder=word(PLACEHOLDER),
        label_visibility="collapsed",
        accept_new_options=True,
        key=key,
        on_change=find,
    )
    missed = st.session_state.pop(_MISSED, "")
    if missed:
        draw_notices((word("“{missed}” is no country, people or city that is known here.", missed=missed[:80]),))
