"""What is read to who can't see the picture: what is drawn on it, and no choice among equals."""

import pytest

from geo.view import View
from geo.view.select import select
from geo.words.alt import alt_text
from tests.real_atlas import real_atlas

HEADING = "Reported stations per country"


def read(**fields: object) -> str:
    """The words of a view of the real tables."""
    return alt_text(select(real_atlas(), View().change(**fields)), HEADING)


@pytest.mark.parametrize("layers", [("areas", "marks"), ("areas",), ("marks",), ()])
def test_of_a_layer_that_is_not_drawn_nothing_is_told(layers: tuple[str, ...]) -> None:
    """A picture without marks has no numbered ones, one without areas no shades; what absence means is always said."""
    said = read(layers=layers)

    assert ("Numbered marks" in said, "Hollow squares" in said) == (("marks" in layers),) * 2
    assert ("Shading" in said) == ("areas" in layers)
    assert "not evidence of absence" in said


def test_the_highest_numbers_are_no_choice_among_equals() -> None:
    """Of some twenty countries with one report each none is among those with most."""
    selection = select(real_atlas(), View(precision=("country",)))
    least = int(selection.by_country.min())
    said = read(precision=("country",))

    named = said.partition("Most reports: ")[2].partition(".")[0]
    names = real_atlas().countries["name"]
    assert named
    for iso, number in selection.by_country.items():
        assert (names[iso] in named) == (number > least)


def test_no_number_is_said_of_cities_where_none_is_named() -> None:
    """“0 cities” with numbered marks would be marks that nobody finds."""
    assert "Numbered marks" not in read(precision=("country",))
