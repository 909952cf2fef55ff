"""The real tables as an Atlas, for expected facts. Not checked here: the check has its own tests."""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from geo.atlas import Atlas
from geo.tables.load import load_raw, typed

DATA = Path(__file__).parent.parent / "data"


@cache
def real_atlas() -> Atlas:
    """The project's own data."""
    raw = load_raw(DATA)
    low, medium = DATA / "countries_low.parquet", DATA / "countries_medium.parquet"
    return Atlas(MappingProxyType(typed(raw)), low, medium, "0123456789abcdef" * 4, raw.schema.version, ())
