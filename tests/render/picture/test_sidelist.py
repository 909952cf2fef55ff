"""The short list beside a map names the country of each response, wherever more than one host is in view."""

from dataclasses import replace

from geo.maps.model import Tables
from geo.render.picture.sheet import Box
from geo.render.picture.sidelist import lay_out_list
from geo.words.captions import CITIES, TABLES
from tests.world import models as worlds

BOX = Box(0, 0, 400, 300)


def listed(hosts: int) -> list[str]:
    """The names in the list of a view with so many hosts."""
    model = worlds.a_model()
    tables = {name: (lambda name=name: model.tables[name]) for name in model.tables}
    tables["countries"] = lambda: model.tables["countries"].head(hosts)
    found = lay_out_list(replace(model, tables=Tables(tables)), 10, BOX)
    assert found is not None
    return [row.name for part in found.parts if part.heading == TABLES["responses"] for row in part.rows]


def test_a_response_is_never_nobodys():
    """Two hosts: each line begins with whose it is; one host: the heading of the picture says it."""
    kinds = list(worlds.a_model().tables["responses"]["kind_label"])
    countries = list(worlds.a_model().tables["responses"]["country_name"])

    assert listed(2) == [f"{country}: {kind}" for country, kind in zip(countries, kinds, strict=True)]
    assert listed(1) == kinds


def test_one_host_is_told_by_its_cities_and_what_was_answered():
    """Bars of the cities, then each response with its sentence; with less room the sentences go first."""
    model = worlds.a_model()
    tables = {name: (lambda name=name: model.tables[name]) for name in model.tables}
    tables["countries"] = lambda: model.tables["countries"].head(1)
    one = replace(model, tables=Tables(tables))
    cities, responses = lay_out_list(one, 10, BOX).parts
    told = list(model.tables["responses"]["summary"])
    low = lay_out_list(one, 10, Box(0, 0, 400, cities.height(10) + 12 + 17 + 14.2 * len(told) + 1)).parts[-1]

    assert (cities.heading, responses.heading) == (CITIES, TABLES["responses"])
    assert sum(int(row.number) for row in cities.rows) == len(model.tables["reports"])
    assert [row.share for row in cities.rows] == sorted((row.share for row in cities.rows), reverse=True)
    assert [" ".join(row.said) for row in responses.rows] == told
    assert [row.said for row in low.rows] == [()] * len(told)
