"""Countries: one country's dossier, or the list of all of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from geo.documents.country.dossier import country_of, view_of
from geo.documents.country.model import Dossier, Neighbour
from pages.ui import Scene, address, plain, show, tag
from pages.ui import dossier as made_of
from pages.ui.cached import get_today
from pages.ui.dossier_blocks import Blocks

PICKER: Final = "countries-picker"
STYLES: Final = Path(__file__).parent / "ui" / "styles" / "dossier.css"


def render(scene: Scene) -> None:
    """Draws the page."""
    st.html(STYLES)
    st.html(made_of.styles(scene.theme))
    if country_of(scene.view):
        _dossier(scene)
    else:
        _index(scene)


def _dossier(scene: Scene) -> None:
    made = made_of.get_dossier(scene)
    _controls(scene, made)
    shown = Blocks(made, view_of(scene.view, made.iso_a3))
    with st.container(key="dossier"):
        st.html(shown.head())
        st.html(shown.sides())
        with st.container(key="dossier-beside"):
            left, right = st.columns(2, gap="large")
        left.html(made_of.locator_map(scene))
        right.html(shown.not_known())
        st.html(shown.record())
        st.html(shown.reports())
        st.html(shown.cases())
        st.html(shown.counts())
        st.html(shown.sources())


def _controls(scene: Scene, made: Dossier) -> None:
    """Previous country, picker, next country, all countries, PDF."""
    home = address.link(scene.atlas, scene.view).partition("?")[0].removesuffix("countries")
    with st.container(key="dossier-controls", horizontal=True, vertical_alignment="center", gap="small"):
        _neighbour("previous", made.previous)
        _picker(scene, made.iso_a3)
        _neighbour("following", made.following)
        st.download_button(
            "Download PDF",
            partial(made_of.get_pdf, scene.selection, made.iso_a3, get_today().isoformat(), home),
            file_name=f"{made.file_name}.pdf",
            mime="application/pdf",
            on_click="ignore",
            icon=None,
        )
        st.button("All countries", key="countries-all", on_click=_open, args=("",))


def _neighbour(side: str, there: Neighbour | None) -> None:
    """A button, not a page link: a link to the page one is on changes the page and leaves the address behind."""
    if there:
        words = f"← {there.name}" if side == "previous" else f"{there.name} →"
        st.button(plain(words), key=f"countries-{side}", on_click=_open, args=(there.iso_a3,))


def _open(iso_a3: str) -> None:
    """Shows a country's dossier, or the list for ""; every other part of the view stays."""
    view = address.current()
    address.go(view_of(view, iso_a3) if iso_a3 else view.change(countries=(), focus=""))


def _picker(scene: Scene, iso_a3: str) -> None:
    """Every country of the dataset, by name; the full keyboard path to each dossier."""
    names = scene.atlas.choices["open"]
    st.session_state[PICKER] = iso_a3 or None
    st.selectbox(
        "Country",
        label_visibility="collapsed",
        options=sorted(names, key=lambda iso: names[iso].casefold()),
        index=None,
        format_func=lambda iso: names.get(iso, iso),
        placeholder="Type a country’s name",
        key=PICKER,
        on_change=lambda: _open(st.session_state[PICKER] or ""),
    )


def _index(scene: Scene) -> None:
    listed = made_of.get_index(scene)
    st.html(
        tag(
            '<h1>{title}</h1><p class="subtitle">{filters}</p><p class="known">{known}</p>',
            title=listed.title,
            filters=listed.filters,
            known=listed.known,
        )
    )
    with st.container(key="dossier-controls", horizontal=True):
        _picker(scene, "")
    st.html(made_of.hosts_table(listed))
    st.html(made_of.other_countries(listed))


show(render)
