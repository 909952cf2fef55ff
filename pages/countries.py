"""Countries: one country's dossier, or the list of all of them."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from geo.documents.country.dossier import country_of, neighbours, view_of
from geo.documents.country.listing import compose_countries
from geo.documents.country.locator import locator
from geo.documents.country.model import Neighbour
from geo.documents.country.reading import compose_country
from geo.maps.style import PALETTES
from pages.ui import Scene, address, plain, show
from pages.ui.cached import per_view
from pages.ui.picker import pick_country
from pages.ui.reading import Reading, draw_reading, map_of, read

PICKER: Final = "countries-picker"


def render(scene: Scene) -> None:
    """Draws the page."""
    iso = country_of(scene.view)
    if iso:
        draw_reading(
            dossier_reading(scene),
            partial(compose_country, scene.selection, iso),
            partial(locator, scene.selection, iso),
            partial(_controls, scene, iso),
        )
    else:
        draw_reading(
            countries_reading(scene),
            partial(compose_countries, scene.selection),
            map_of(scene),
            partial(_picker, scene, ""),
        )


@per_view
def dossier_reading(scene: Scene) -> Reading:
    """The dossier that the view asks for, with its map in the reader's theme, kept. The view must ask for one."""
    return read(partial(compose_country, scene.selection, country_of(scene.view), palette=PALETTES[scene.theme]))


@per_view
def countries_reading(scene: Scene) -> Reading:
    """All dossiers, kept."""
    return read(partial(compose_countries, scene.selection))


def _controls(scene: Scene, iso: str) -> None:
    """Previous country, picker, next country, all countries."""
    previous, following = neighbours(scene.selection, iso)
    with st.container(key="dossier-controls", horizontal=True, vertical_alignment="center", gap="small"):
        _neighbour("previous", previous)
        _picker(scene, iso)
        _neighbour("following", following)
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
    pick_country(scene, PICKER, iso_a3, sorted(names, key=lambda iso: names[iso].casefold()), _open)


show(render)
