"""Tables of what does not add up lose nothing when they are made readable."""

from datetime import date
from pathlib import Path

import pytest

from geo.atlas import Atlas, load_atlas
from geo.notes import context_rows, disagreement_rows, thin_rows


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """The real data."""
    return load_atlas(Path(__file__).parent.parent / "data", today=date(2026, 11, 23))


def test_a_point_is_named_once_and_every_version_stays(atlas: Atlas) -> None:
    """Repeating "countries in wave 1" three times would hide that they are three answers to one question."""
    rows, table = disagreement_rows(atlas), atlas.tables["disagreements"]

    assert [row["version"] for row in rows] == list(table["version"])
    assert len([row for row in rows if row["point"]]) == table["disagreement_id"].nunique()


def test_thin_reports_are_named_by_place_and_none_is_lost(atlas: Atlas) -> None:
    """The Spanish bureau split is one row with its cities, each once."""
    rows = thin_rows(atlas)
    (spain,) = [row for row in rows if "Spain, Madrid" in row["place"]]

    assert {row["reason"] for row in rows} == set(atlas.tables["thin_sources"]["reason"])
    assert spain["place"].count("Madrid") == 1
    assert spain["fact"] == "bureau"


def test_context_carries_a_day_a_person_can_read(atlas: Atlas) -> None:
    """A statement without a date says so."""
    days = {row["day"] for row in context_rows(atlas)}

    assert len(context_rows(atlas)) == len(atlas.tables["context"])
    assert all("-" not in day for day in days)
