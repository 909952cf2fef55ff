"""compose_countries: the list of all dossiers as a document: hosts in view first, every other country folded below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from geo.documents.binding import as_known, bind, in_its_language
from geo.documents.country.index import CAPTION, COLUMNS, NUMBERS, Index, ListedCountry, index
from geo.documents.document import Block, Column, Document, Folded, Heading, Row, Statement, Table, Target
from geo.view.select import Selection
from geo.words.messages import join_details, with_aside, word

SHARES: Final = {"name": 16, "reports": 12, "cities": 8}
AXIS_SHARE: Final = 16
ANSWERED: Final = "Answered without being hosts"
ANSWERED_CAPTION: Final = "Newest response on each axis, of countries without a report"


@in_its_language
def compose_countries(
    selection: Selection, order: str = "reports", *, exported_on: str = "", base_url: str = ""
) -> Document:
    """Every country of the dataset once; each leads to its dossier. order: of the hosts, a key of index.ORDERS."""
    listed = index(selection, order)
    axes = selection.atlas.axes
    hosts = {**COLUMNS, **axes}
    answering = {"name": COLUMNS["name"], **axes}
    return bind(
        selection,
        "countries",
        title=as_known(selection, listed.title),
        subtitle=listed.filters,
        known=listed.known,
        blocks=(
            *((_table(word(CAPTION), listed.hosts, hosts),) if listed.hosts else ()),
            *_silent(listed),
            *(
                (
                    Heading(word(ANSWERED), anchor="answered"),
                    _table(word(ANSWERED_CAPTION), listed.answering, answering),
                )
                if listed.answering
                else ()
            ),
            *_others(listed),
        ),
        own={} if order == "reports" else {"sort": order},
        exported_on=exported_on,
        base_url=base_url,
    )


def _table(caption: str, rows: Iterable[ListedCountry], labels: Mapping[str, str]) -> Table:
    columns = tuple(
        Column(label, SHARES.get(key, AXIS_SHARE), "number" if key in NUMBERS else "label" if key == "name" else "text")
        for key, label in labels.items()
    )
    return Table(caption, columns, tuple(_row(row, labels) for row in rows))


def _row(row: ListedCountry, keys: Iterable[str]) -> Row:
    told = {
        "name": Statement(row.name, to=_dossier(row)),
        "reports": Statement(_number(row), note=row.differ),
        "cities": Statement(str(row.cities) if row.cities else ""),
        **{axis: Statement(text) for axis, text in row.axes.items()},
    }
    return Row(tuple(told[key] for key in keys), anchor=f"country-{row.iso_a3}")


def _number(row: ListedCountry) -> str:
    """ "9 (8–9)": the reports, and what others print of the same list."""
    return with_aside(str(row.reports), row.span)


def _told(row: ListedCountry) -> str:
    """The same in one line with what others print of single waves."""
    return join_details(_number(row), row.differ)


def _silent(listed: Index) -> tuple[Block, ...]:
    """Hosts of which no response is recorded, each with its reports: four empty cells a row would say no more."""
    if not listed.silent:
        return ()
    return (
        Heading(listed.silent_label, anchor="silent"),
        *(Statement(f"{row.name} {_told(row)}", to=_dossier(row)) for row in listed.silent),
    )


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
