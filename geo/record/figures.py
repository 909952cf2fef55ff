"""The numbers behind figures in prose, counted from the rows of the view that the sentence is about."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from geo.atlas import Atlas
from geo.tables.figures import fill
from geo.view import Ignored, View
from geo.view.select import Selection, select

COLUMNS: Final = {"bureau": "bureau", "country": "country_iso3", "city": "city"}
"""Group of figures → the column of the stations table that has its members."""


def read_counted_in(query: str, atlas: Atlas) -> tuple[View, tuple[Ignored, ...]]:
    """The view whose rows a text's figures count, and what of the query makes no sense, so that it would count all."""
    return View.from_query(dict(parse_qsl(query, keep_blank_values=True)), atlas.choices, also=())


def fill_figures(selection: Selection, text: str, query: str) -> str:
    """The text with its figures counted in a view, as known on the selection's day. query: "wave=w1&region=europe"."""
    if "{" not in text:
        return text
    view, _ = read_counted_in(query, selection.atlas)
    own = select(selection.atlas, view.change(until=selection.view.until))

    def number_of(name: str, member: str) -> int:
        rows, published = own.stations, own.published
        if name in COLUMNS:
            return int((rows[COLUMNS[name]] == member).sum())
        return {
            "reports": own.count.reports,
            "countries": own.count.countries,
            "cities": own.count.cities,
            "published": published.reports,
            "published_countries": published.countries,
            "missing": published.reports - published.placed,
            "missing_countries": published.countries - published.placed_countries,
        }[name]

    return fill(text, number_of)
