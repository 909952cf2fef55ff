"""compose_countries: the list of all dossiers as a document: hosts in view first, every other country folded below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geo.documents.binding import bind
from geo.documents.country.index import CAPTION, COLUMNS, NO_REPORT_SHORT, NUMBERS, Index, ListedCountry, index
from geo.documents.document import Block, Column, Document, Folded, Row, Statement, Table, Target
from geo.view.select import Selection

SHARES = {"name": 15, "reports": 8, "differ": 13, "cities": 7}
AXIS_SHARE = 14


def compose_countries(selection: Selection, *, exported_on: str = "", base_url: str = "") -> Document:
    """Every country of the dataset once; each leads to its dossier."""
    listed = index(selection)
    return bind(
        selection,
        "countries",
        title=listed.title,
        subtitle=listed.filters,
        known=listed.known,
        blocks=(_hosts(listed, {**COLUMNS, **selection.atlas.axes}), *_others(listed)),
        exported_on=exported_on,
        base_url=base_url,
    )


def _hosts(listed: Index, labels: Mapping[str, str]) -> Table:
    columns = tuple(
        Column(label, SHARES.get(key, AXIS_SHARE), "number" if key in NUMBERS else "label" if key == "name" else "text")
        for key, label in labels.items()
    )
    return Table(CAPTION, columns, tuple(_row(row, labels) for row in (*listed.hosts, *listed.answering)))


def _row(row: ListedCountry, keys: Iterable[str]) -> Row:
    told = {
        "reports": str(row.reports) if row.reports else NO_REPORT_SHORT,
        "differ": row.differ,
        "cities": str(row.cities) if row.cities else "",
        **row.axes,
    }
    name = Statement(row.name, to=_dossier(row))
    return Row((name, *(Statement(told[key]) for key in keys if key != "name")), anchor=f"country-{row.iso_a3}")


def _others(listed: Index) -> tuple[Block, ...]:
    """Hosts that the filters leave out, then the countries of which nothing is recorded."""
    groups = (("left-out", listed.hidden_label, listed.hidden), ("others", listed.others_label, listed.others))
    return tuple(
        Folded(label, tuple(Statement(row.name, to=_dossier(row)) for row in rows), anchor)
        for anchor, label, rows in groups
        if rows
    )


def _dossier(row: ListedCountry) -> Target:
    return Target("countries", tuple(row.query.items()))
