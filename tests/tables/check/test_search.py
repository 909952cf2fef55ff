"""A reader finds a country by what comes to mind."""

import pytest

from geo.tables.check.adjectives import adjectives
from geo.tables.check.search import search_country
from pages.ui.cached import get_cities
from tests.real_atlas import real_atlas

KNOWN = dict(real_atlas().countries["name"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(
            ("Dutch", "NLD"),
            ("the Dutch government", "NLD"),
            ("dutch", "NLD"),
            ("Spaniards", "ESP"),
            ("British", "GBR"),
        ),
        *(("South Korean", "KOR"), ("Irish", "IRL"), ("Basotho", "LSO"), ("South African", "ZAF"), ("Serbs", "SRB")),
        *(
            ("NLD", "NLD"),
            ("nl", "NLD"),
            ("Holland", "NLD"),
            ("Pays-Bas", "NLD"),
            ("荷兰", "NLD"),
            ("Нидерланды", "NLD"),
        ),
        *(("Amsterdam", "NLD"), ("Den Haag", "NLD"), ("Vancouver", "CAN"), ("Ulaanbaatar", "MNG"), ("Maseru", "LSO")),
        *(
            ("Wien", "AUT"),
            ("Lisboa", "PRT"),
            ("Roma", "ITA"),
            ("Praha", "CZE"),
            ("Paris", "FRA"),
            ("Netherlnds", "NLD"),
        ),
    ],
)
def test_it_is_found_by_name_code_adjective_and_city(typed: str, code: str) -> None:
    """In whatever language and spelling."""
    assert search_country(typed, KNOWN)[0] == code


def test_what_means_nothing_finds_nothing() -> None:
    """No guess."""
    assert [search_country(typed, KNOWN) for typed in ("", "   ", "xyzzy", "??")] == [(), (), (), ()]


def test_what_can_mean_several_gives_them_all() -> None:
    """Congo is asked, not chosen."""
    assert set(search_country("Congo", KNOWN)) == {"COD", "COG"}


def test_every_host_and_every_country_that_answered_has_its_adjective() -> None:
    """“Dutch” found no country once."""
    atlas = real_atlas()
    spoken_of = set(atlas.stations["country_iso3"]) | set(atlas.responses["country_iso3"])

    assert spoken_of - set(adjectives().values()) == set()
    assert set(adjectives().values()) <= set(KNOWN)


def test_a_city_of_the_atlas_comes_before_a_larger_namesake() -> None:
    """In each language in which the atlas names it: 罗马 is Rome, and Valencia in Spain has reports."""
    atlas = real_atlas()
    cities = get_cities(atlas)
    named = {
        (iso, city, city) for iso, city in zip(atlas.stations["country_iso3"], atlas.stations["city"], strict=True)
    }
    named |= {(*key, name) for names in atlas.city_names.values() for key, name in names.items()}
    found = {name: search_country(name, KNOWN, cities) for _, city, name in named if city}

    assert [(iso, name) for iso, city, name in sorted(named) if city and iso not in found[name][:1]] == []
    assert search_country("Valencia", KNOWN, cities)[:2] == ("ESP", "VEN")
    assert search_country("罗马", KNOWN, cities)[0] == "ITA"
