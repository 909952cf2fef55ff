"""The numbers behind figures in prose, counted from the rows of the view that the sentence is about."""

from __future__ import annotations

from geo.tables.figures import fill
from geo.view import View
from geo.view.select import Selection, select


def fill_figures(selection: Selection, text: str, query: str) -> str:
    """The text with its figures counted in a view, as known on the selection's day. query: "wave=w1&region=europe"."""
    if "{" not in text:
        return text
    keys = dict(part.split("=", 1) for part in query.split("&") if part)
    view, _ = View.from_query(keys, selection.atlas.choices)
    own = select(selection.atlas, view.change(until=selection.view.until))

    def number_of(name: str, member: str) -> int:
        rows, published = own.stations, own.published
        columns = {"bureau": "bureau", "country": "country_iso3", "city": "city"}
        if name in columns:
            return int((rows[columns[name]] == member).sum())
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
