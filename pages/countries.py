"""Countries: one country's dossier, or the list of all of them."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from geo.documents.country.dossier import country_of, neighbours, view_of
from geo.documents.country.index import ORDERS
from geo.documents.country.model import Neighbour
from geo.words.language import sort_key
from geo.words.messages import join_words, word
from pages.ui import Scene, address, draw_notices, plain, show
from pages.ui.documents import order_of
from pages.ui.picker import pick_country
from pages.ui.reading import draw_reading

PICKER: Final = "countries-picker"


def render(scene: Scene) -> None:
    """Draws the page."""
    iso = country_of(scene.view)
    draw_reading("countries", scene, partial(_controls, scene, iso) if iso else partial(_choose, scene, _order()))


def _order() -> str:
    """The order of the hosts that the address names; what does not exist is said and left out."""
    asked = address.own("sort")
    if asked and asked not in ORDERS:
        told = word(
            "“{asked}” is no order of this list; write {orders}.",
            asked=asked[:80],
            orders=join_words(list(ORDERS), "or"),
        )
        draw_notices((told,))
    return order_of(address.own_keys())


def _choose(scene: Scene, order: str) -> None:
    """A country's own page, and the order of the list."""
    with st.container(key="countries-controls", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _picker(scene, "")
        st.segmented_control(
            word("Order"),
            list(ORDERS),
            format_func=ORDERS.__getitem__,
            default=order,
            key=f"countries-order-{order}",
            on_change=_sort,
            args=(order,),
            label_visibility="collapsed",
            width="content",
        )


def _sort(now: str) -> None:
    """Takes the order that was chosen; a second click on the present one changes nothing."""
    chosen = st.session_state[f"countries-order-{now}"] or now
    address.change_own(sort="" if chosen == next(iter(ORDERS)) else chosen)


def _controls(scene: Scene, iso: str) -> None:
    """Previous country, picker, next country, all countries."""
    previous, following = neighbours(scene.selection, iso)
    with st.container(key="dossier-controls", horizontal=True, vertical_alignment="center", gap="small"):
        _neighbour("previous", previous)
        _picker(scene, iso)
        _neighbour("following", following)
        st.button(word("All countries"), key="countries-all", on_click=_open, args=("",))


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
    pick_country(scene, PICKER, iso_a3, sorted(names, key=lambda iso: sort_key(names[iso])), _open)


show(render)
