"""Views to ask two languages about: each option alone, the days around each event, and a seeded mixture."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from geo.atlas import Atlas
from geo.tables.dates import known_from
from geo.view import FILTERS, View

SINGLE = ("region",)
VIEWS = 160  # of each atlas, drawn at random besides each option alone


def asked(view: View) -> dict[str, Any]:
    """A view in the keys of an address, lists as lists."""
    found = {}
    for filter_ in FILTERS:
        if filter_.keep is None:
            continue
        value = getattr(view, filter_.field)
        if value:
            found[filter_.key] = value.isoformat() if isinstance(value, date) else value
    return found


def views(atlas: Atlas, seed: int) -> Iterator[View]:
    """Each option of each filter alone, the days around each disclosure and each response, and a seeded mixture."""
    offered = [
        (filter_, values)
        for filter_ in FILTERS
        if filter_.keep is not None and (values := list(filter_.accepted(atlas.choices)))
    ]
    yield View()
    for filter_, values in offered:
        for value in values:
            yield View().change(**{filter_.field: value if filter_.key in SINGLE else (value,)})
    days = {date.fromisoformat(day) for day in atlas.stations["disclosed_on"]}
    days |= {day for text in atlas.responses["date"] if (day := known_from(text))}
    around = sorted(day + timedelta(days=step) for day, step in product(days, (-1, 0)))
    for day in around:
        yield View(until=day)
        yield View(since=day)
    chance = random.Random(seed)  # noqa: S311 -- the same views each time
    for _ in range(VIEWS):
        fields: dict[str, object] = {}
        for filter_, values in offered:
            if chance.random() < 0.35:
                several = tuple(chance.sample(values, k=min(len(values), chance.randint(1, 3))))
                fields[filter_.field] = several[0] if filter_.key in SINGLE else several
        ends = sorted(chance.sample(around, 2))
        fields |= {name: day for name, day in zip(("since", "until"), ends, strict=True) if chance.random() < 0.4}
        yield View().change(**fields)
