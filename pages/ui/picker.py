"""The way to a country for those who know its name, or anything else about it: a list that takes what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import streamlit as st

from geo.tables.check.search import search_country
from geo.words.messages import join_words, word
from pages.ui.cached import Scene, get_cities
from pages.ui.frame import draw_notices

PLACEHOLDER: Final = "Country, people, code or city, in any language"
_MISSED: Final = "country-missed"
_OTHERS: Final = "country-others"  # what was typed, and countries that it can mean besides the one that is opened
MOST: Final = 5


def pick_country(scene: Scene, key: str, chosen: str, offered: Iterable[str], go: Callable[[str], None]) -> None:
    """Draws the list. chosen: the country that is shown, "" for none; offered: those to scroll through.

    go: called with the country that a reader chose or typed, "" for none. What is typed and means none is said, not
    guessed.
    """
    names = scene.atlas.choices["open"]
    st.session_state[key] = chosen or None

    def find() -> None:
        typed = str(st.session_state[key] or "")
        known = typed in names or not typed
        codes = (typed,) if known else search_country(typed, names, get_cities(scene.atlas))
        if codes:
            st.session_state[_OTHERS] = (typed, codes[1:MOST])
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
    typed, others = st.session_state.pop(_OTHERS, ("", ()))
    if others:
        named = join_words([names[iso] for iso in others], "or")
        draw_notices((word("“{typed}” can also mean {countries}.", typed=typed[:80], countries=named),))
