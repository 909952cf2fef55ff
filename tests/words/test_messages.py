"""Numbers, lists and names as English puts them."""

import pytest

from geo.words.messages import with_article

TAKE_IT = (
    "United States",
    "United Kingdom",
    "Netherlands",
    "Philippines",
    "Central African Republic",
    "Solomon Islands",
)


@pytest.mark.parametrize("name", TAKE_IT)
def test_names_of_unions_and_islands_take_their_article(name: str) -> None:
    """ "4 reported stations in the United States"."""
    assert with_article(name) == f"the {name}"


@pytest.mark.parametrize("name", ["Spain", "South Africa", "Congo - Kinshasa", "Caribbean Netherlands", "Ireland"])
def test_other_names_take_none(name: str) -> None:
    """Nor does a name that only contains such a word."""
    assert with_article(name) == name
