"""Nothing that was published is lost: every released version opens, and every key that it held leads somewhere."""

import pytest

from geo.curate.compare import compare
from geo.record.corrections import corrections, of_rows
from geo.select import select
from geo.tables.load import load_raw
from geo.tables.package import open_package, released
from geo.view import View
from tests.real_atlas import DATA, real_atlas

VERSIONS = released(DATA)
# Tables whose keys stand in addresses and files; the rest are cited by their text.
KEYED = ("stations", "claims", "responses", "sources", "waves", "origins", "context", "disagreements", "thin_sources")


def test_there_is_a_version_to_hold_to() -> None:
    """A test over no version would hold anything."""
    assert VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_every_key_that_was_published_leads_somewhere(version: str) -> None:
    """It is a row today, or the register says what became of it."""
    old, new = open_package(version, DATA), load_raw(DATA)
    found = corrections(select(real_atlas(), View()))
    difference = compare(old, new)
    lost = {
        (name, key)
        for name in KEYED
        for key in (*difference.of(name).removed, *(gone for gone, _ in difference.of(name).renamed))
        if key not in of_rows(found, name)
    }

    assert lost == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_released_version_can_be_counted(version: str) -> None:
    """As it was, by the program of today."""
    old = open_package(version, DATA)

    assert old.schema.version == version
    assert len(old.tables["stations"]) > 0
