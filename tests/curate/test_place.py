"""A new city brings its point along, and a name that can mean several places is asked about."""

from collections.abc import Iterable, Iterator

import pytest

from geo.curate import gazetteer
from geo.curate.place import with_place
from geo.errors import UsageError
from geo.tables.check.gazetteer import NamedCity, plain_name
from geo.tables.load import Raw, load_raw
from tests.real_atlas import DATA

CITIES = [
    NamedCity("ITA", "padova", "Padua", 45.41, 11.89, 200_000),
    NamedCity("ITA", "castro", "Castro", 45.80, 10.06, 1_300),
    NamedCity("ITA", "castro", "Castro", 40.00, 18.42, 2_500),
    NamedCity("ITA", "roma", "Rome", 41.89, 12.48, 2_300_000),
    NamedCity("ITA", "roma", "Roma", 45.00, 9.00, 600),
]


@pytest.fixture(autouse=True)
def few_cities(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gazetteer of five cities."""

    def few(keys: Iterable[str]) -> Iterator[NamedCity]:
        wanted = set(keys)
        return (row for row in CITIES if plain_name(row.key) in wanted)

    monkeypatch.setattr(gazetteer, "lookup", few)


@pytest.fixture(scope="module")
def raw() -> Raw:
    """The project's own tables."""
    return load_raw(DATA)


def test_a_city_brings_name_point_and_precision(raw: Raw) -> None:
    """As the gazetteer has it, or as the tables write it already."""
    assert with_place(raw, "it-venice-1", {"city": "Padova"}) == {
        "city": "Padua", "lat": "45.41", "lon": "11.89", "location_precision": "city",
    }  # fmt: skip
    assert with_place(raw, "it-venice-1", {"city": "Roma"})["lat"] == "41.90"


def test_no_city_takes_the_point_away(raw: Raw) -> None:
    """A point would claim one."""
    assert with_place(raw, "it-venice-1", {"city": ""}) == {
        "city": "", "lat": "", "lon": "", "location_precision": "country",
    }  # fmt: skip


def test_what_is_given_is_kept(raw: Raw) -> None:
    """And other columns and tables have no place."""
    venice = "it-venice-1"
    for row, cells in ((venice, {"city": "X", "lat": "1.00"}), (venice, {"bureau": "x"}), ("r", {"city": "x"})):
        assert with_place(raw, row, cells) == cells


@pytest.mark.parametrize(("name", "why"), [("Nowhere", "has no Nowhere in ITA"), ("Castro", "can be several places")])
def test_what_is_not_sure_is_asked(raw: Raw, name: str, why: str) -> None:
    """With what to give."""
    with pytest.raises(UsageError, match=why):
        with_place(raw, "it-venice-1", {"city": name})
