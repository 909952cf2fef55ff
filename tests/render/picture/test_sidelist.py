"""The short list beside a map names the country of each response, wherever more than one host is in view."""

from dataclasses import replace

from geo.maps.model import Tables
from geo.render.picture.sheet import Box
from geo.render.picture.sidelist import lay_out_list
from tests.world import models as worlds

BOX = Box(0, 0, 400, 300)


def listed(hosts: int) -> list[str]:
    """The names in the list of a view with so many hosts."""
    model = worlds.a_model()
    tables = {name: (lambda name=name: model.tables[name]) for name in model.tables}
    tables["countries"] = lambda: model.tables["countries"].head(hosts)
    found = lay_out_list(replace(model, tables=Tables(tables)), 10, BOX)
    assert found is not None
    return [name for name, _, _ in found.rows]


def test_a_response_is_never_nobodys():
    """Two hosts: each line begins with whose it is; one host: the heading of the picture says it."""
    kinds = list(worlds.a_model().tables["responses"]["kind_label"])
    countries = list(worlds.a_model().tables["responses"]["country_name"])

    assert listed(2) == [f"{country}: {kind}" for country, kind in zip(countries, kinds, strict=True)]
    assert listed(1) == kinds
