"""A title that counts carries the day by which its numbers were known: it is quoted without the line below it."""

import pytest

from geo.documents.catalogue import DOCUMENTS
from tests.real_atlas import real_selection

COUNTING = ("countries", "timeline", "sources", "reconciliation")


@pytest.mark.parametrize("name", COUNTING)
def test_a_number_as_known_on_a_day_says_so(name: str) -> None:
    """ "54 of 54" is all that was known, not all that there is."""
    then = DOCUMENTS[name](real_selection(until="2022-10-31"))
    now = DOCUMENTS[name](real_selection())

    assert then.title.endswith(", as known on 31 October 2022")
    assert "as known on" not in now.title
