"""What the code reads, the check demands: all is drawn alike from tables that hold nothing but what is demanded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from geo.atlas import Atlas
from geo.documents.catalogue import DOCUMENTS
from geo.maps.compose import compose
from geo.record.cite import bibtex, chicago
from geo.render import FORMATS
from geo.render.html.file import write_page
from geo.tables.needs import NEEDED
from geo.view import View
from geo.view.select import select
from tests.world.record import tiny_record

VIEWS = (View(), View(until=date(2001, 3, 1), measure="range"), View(countries=("AAA",)), View(countries=("CHN",)))


def drawn(atlas: Atlas) -> Iterator[tuple[str, object]]:
    """Every document and table file of some views, and every citation."""
    for view in VIEWS:
        selection = select(atlas, view)
        for name, compose_document in DOCUMENTS.items():
            yield name, write_page(compose_document(selection))
        model = compose(selection, printed=True)
        for name in ("csv", "xlsx", "geojson"):
            yield name, FORMATS[name].write(model)
        yield "words", repr((model.words, model.legend, model.marks))
    for row in atlas.tables["sources"].to_dict("records"):
        yield "citation", chicago(row) + bibtex(row)


def test_nothing_is_read_that_is_not_demanded(tmp_path: Path) -> None:
    """A folder that passes the check has every table and column that a page or file needs."""
    atlas = tiny_record(tmp_path)
    trimmed = {
        name: frame[[column for column in frame.columns if column in NEEDED[name]]]
        for name, frame in atlas.tables.items()
        if name in NEEDED
    }

    least = replace(atlas, tables=MappingProxyType(trimmed))

    assert trimmed.keys() == NEEDED.keys()
    for (name, whole), (_, part) in zip(drawn(atlas), drawn(least), strict=True):
        assert part == whole, name
