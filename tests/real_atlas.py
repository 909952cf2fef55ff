"""The real tables as an Atlas, for expected facts. Not checked here: the check has its own tests."""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from geo.atlas import Atlas, read_city_names
from geo.tables.labels import read_labels
from geo.tables.load import load_raw, typed
from geo.view import View
from geo.view.select import Selection, select
from geo.words.language import LANGUAGES
from geo.words.messages import say_number
from geo.words.sentences import title

DATA = Path(__file__).parent.parent / "data"


@cache
def real_atlas() -> Atlas:
    """The project's own data."""
    raw = load_raw(DATA)
    low, medium = DATA / "countries_low.parquet", DATA / "countries_medium.parquet"
    tables = typed(raw)
    return Atlas(
        MappingProxyType(tables),
        low,
        medium,
        "0123456789abcdef" * 4,
        raw.schema.version,
        (),
        read_labels(raw.schema),
        city_names=read_city_names(tables["city_names"]),
        labels_of=MappingProxyType({language: read_labels(raw.schema, language) for language in LANGUAGES}),
    )


def real_selection(**query: str) -> Selection:
    """What an address keeps of the real tables."""
    view, _ = View.from_query(query, real_atlas().choices)
    return select(real_atlas(), view)


def real_title(**query: str) -> str:
    """The title of an address, so that no test but test_facts knows a figure of the real tables."""
    return title(real_selection(**query))


def real_number(**query: str) -> str:
    """ "9 reports" of an address, as headings have it, for the same reason."""
    return say_number(len(real_selection(**query).stations), "reports")
