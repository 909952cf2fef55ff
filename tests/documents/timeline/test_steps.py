"""The player's steps: each is the map of that day, and none needs a server."""

from datetime import date
from typing import Any

import pytest

from geo.atlas import Atlas
from geo.documents.timeline.steps import Moment, moments
from geo.maps.compose import compose
from geo.maps.style import LIGHT
from geo.render.web import Ground, ground, scene
from geo.render.web.reel import reel
from geo.view import View
from geo.view.select import select
from tests.world.record import tiny_record


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world with its record."""
    return tiny_record(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def base(atlas: Atlas) -> Ground:
    """The web map's ground of the invented world."""
    return ground(compose(select(atlas, View()), printed=True))


def unroll(packed: dict[str, Any]) -> list[dict[str, Any]]:
    """The scenes of a reel in full, as player.js makes one at a time."""
    pool = packed["pool"]
    return [
        {key: [pool[at] for at in value] if isinstance(value, list) else pool[value] for key, value in one.items()}
        for one in packed["scenes"]
    ]


def steps(atlas: Atlas, **fields: object) -> tuple[Moment, ...]:
    """The moments of a view with these fields."""
    return moments(atlas, View().change(**fields), LIGHT)[1]


def test_there_is_a_step_for_each_day_with_an_entry_and_one_for_the_whole_record(atlas: Atlas) -> None:
    """Days in order, then the record without a date limit, which alone holds the undated entry."""
    found = steps(atlas)

    assert [(one.said, one.keys) for one in found] == [
        ("10 January 2001", ("w1",)),
        ("10 February 2001", ("r4",)),
        ("28 February 2001", ("r1",)),
        ("20 March 2001", ("w2",)),
        ("1 April 2001", ("r2",)),
        ("10 May 2001", ("r5",)),
        ("Whole record", ("r3",)),
    ]


def test_a_step_says_what_was_reported_and_answered_by_then(atlas: Atlas) -> None:
    """Counters are sentences with what they count."""
    first, *_, last = steps(atlas)

    assert (first.counted, first.answered) == ("4 reported stations in 2 countries", "no response recorded")
    assert (last.counted, last.answered) == (
        "9 reported stations in 4 countries; 7 can be placed, in 3",
        "5 responses about 3 countries",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"responses": ("denied",)},
        {"measure": "range"},
        {"region": "asia"},
        {"measure": "cities"},
        {"waves": ("w1",)},
        {"bureaus": ("north",)},
    ],
)
def test_each_step_draws_what_the_page_would_draw_with_that_date_in_its_address(
    atlas: Atlas, base: Ground, fields: dict[str, object]
) -> None:
    """Played and opened, a day gives one and the same map: the shortcut between two steps loses nothing."""
    found = steps(atlas, **fields)
    played = unroll(reel([one.model for one in found], base))

    for one, drawn in zip(found, played, strict=True):
        opened = scene(compose(select(atlas, View().change(until=one.day, **fields))), base)
        assert drawn | {"alt": ""} == opened | {"alt": ""}


def test_the_date_of_the_view_itself_does_not_cut_the_steps(atlas: Atlas) -> None:
    """Someone who opens a link to one day can still play on to the next."""
    assert len(steps(atlas, until=date(2001, 1, 10))) == len(steps(atlas))
