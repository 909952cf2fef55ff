"""A country by whatever a reader types: a name in thirty languages, a code, an adjective, its capital or any city."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from geo.tables.check.adjectives import adjectives
from geo.tables.check.countries import SEVERAL, find_country, is_part_of_the_world, is_sure, plain
from geo.tables.check.gazetteer import lookup, plain_name

SAME_NAME: Final = 20  # times as many people: a namesake that small is not meant
PLURAL: Final = ("people", "government", "s")  # what may follow an adjective


def search_country(
    text: str, known: Mapping[str, str], cities: Mapping[str, Collection[str]] = MappingProxyType({})
) -> tuple[str, ...]:
    """Codes of the countries that a text can mean, the likeliest first; () where none is near.

    known: code → name. cities: plain name of a city that has a report → codes of its countries, which is what a reader
    of this atlas looks for, however large a namesake is. A sure name or code comes before these, then an adjective,
    then any city; a misspelt name comes last.
    """
    if not plain(text):
        return ()
    if is_sure(text, known) or plain(text) in SEVERAL or is_part_of_the_world(text):
        return find_country(text, known)
    own = tuple(code for code in cities.get(plain_name(text.strip()), ()) if code in known)
    if own:
        return tuple(dict.fromkeys((*own, *(code for code in _by_city(text) if code in known))))
    adjective = _by_adjective(text)
    if adjective in known:
        return (adjective,)
    anywhere = tuple(code for code in _by_city(text) if code in known)
    return anywhere or find_country(text, known)


def _by_adjective(text: str) -> str:
    """The country of "Dutch", "the Dutch government" or "South Korean"; "" for none."""
    words = [word for word in plain(text).split() if word != "the"]
    while words and words[-1] in PLURAL:
        words.pop()
    key = "".join(words)
    return adjectives().get(key) or adjectives().get(key.removesuffix("s"), "")


def _by_city(text: str) -> tuple[str, ...]:
    """Countries with a city of that name, most people first; those with far smaller namesakes are left out."""
    largest: dict[str, int] = {}
    for city in lookup([plain_name(text.strip())]):
        largest[city.iso_a3] = max(largest.get(city.iso_a3, 0), city.people)
    order = sorted(largest, key=lambda code: (-largest[code], code))
    return tuple(code for code in order if largest[code] * SAME_NAME > largest[order[0]])
