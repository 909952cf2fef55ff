"""Marks part until each number can be read, near their places, the same way each time, and off foreign land."""

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.maps.spread import Land, crowded, leave_foreign_land, spread

EDGES = (0.0, 0.0, 800.0, 600.0)
ROOM = 12.0
places = st.lists(st.tuples(st.floats(0, 800), st.floats(0, 600)), max_size=45)


def closest(points: np.ndarray) -> float:
    """Distance of the two marks that are closest."""
    apart = [np.hypot(*(a - b)) for number, a in enumerate(points) for b in points[number + 1 :]]
    return float(min(apart, default=np.inf))


@settings(max_examples=60, deadline=None)
@given(places)
@example([(0.0, 0.0)] * 15)
@example([(800.0, 600.0)] * 45)
def test_no_two_marks_lie_on_each_other_and_none_leaves_the_map(given: list[tuple[float, float]]):
    """Forty-five in one spot included."""
    at = spread(np.array(given, float).reshape(-1, 2), ROOM, EDGES)

    assert closest(at) >= 2 * ROOM * 0.93
    assert ((at >= ROOM - 1e-6) & (at <= np.array([800, 600]) - ROOM + 1e-6)).all()


def test_a_mark_that_has_room_stays_where_it_is():
    """Only what collides moves, and not far."""
    given = np.array([[100.0, 100.0], [400.0, 300.0], [404.0, 300.0]])

    at = spread(given, ROOM, EDGES)
    moved = np.hypot(*(at - given).T)

    assert moved[0] < 0.5
    assert (moved[1:] < 2 * ROOM).all()


def test_the_same_marks_part_the_same_way():
    """No random number decides who goes left."""
    given = np.full((12, 2), 300.0)

    assert np.array_equal(spread(given, ROOM, EDGES), spread(given, ROOM, EDGES))


def test_thousands_of_marks_part_where_there_is_room_for_them():
    """A large table neither hangs nor piles up: 2,000 pairs at one spot each, on a map that has room."""
    side = np.arange(50) * 60.0
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)[:2000] + 100
    given = np.vstack([grid, grid + 1.0])

    at = spread(given, ROOM, (0.0, 0.0, 3300.0, 3300.0))
    pairs = np.hypot(*(at[:2000] - at[2000:]).T)

    assert pairs.min() >= 2 * ROOM * 0.93
    assert np.hypot(*(at - given).T).max() < 4 * ROOM


def lattice(number: int, apart: float) -> np.ndarray:
    """So many places, so far apart, in a square at the map's corner."""
    along = np.arange(np.ceil(np.sqrt(number))) * apart
    return np.stack(np.meshgrid(along, along), axis=-1).reshape(-1, 2)[:number]


@pytest.mark.parametrize(("number", "too_many"), [(0, False), (72, False), (10_000, True)])
def test_marks_that_fill_the_map_are_told(number, too_many):
    """Where pushing apart can't help, something else must be drawn."""
    assert crowded(lattice(number, 5.0), ROOM, EDGES) is too_many


@pytest.mark.parametrize(("number", "apart", "too_many"), [(600, 10.0, True), (600, 60.0, False), (60, 10.0, False)])
def test_many_marks_that_live_close_together_are_told_though_the_map_has_room(number, apart, too_many):
    """Pushed apart they would stand in other countries and at sea; a few find their room beside each other."""
    assert crowded(lattice(number, apart), ROOM, (0.0, 0.0, 20_000.0, 10_000.0)) is too_many


WEST, EAST = shapely.box(0, 0, 400, 600), shapely.box(400, 0, 800, 300)
LAND = Land.of([WEST, EAST], ["AAA", "BBB"])


def test_a_mark_pushed_over_the_border_goes_home_or_to_sea():
    """A count shall not stand on a country that has no such report."""
    at, places = np.array([[410.0, 200.0], [380.0, 200.0]]), np.array([[395.0, 200.0], [392.0, 200.0]])

    settled = leave_foreign_land(at, places, ["AAA", "AAA"], ROOM, EDGES, LAND)

    assert not LAND.foreign(settled, np.array(["AAA", "AAA"], object)).any()
    assert np.array_equal(settled[1], at[1])
    assert closest(settled) >= 2 * ROOM


def test_a_mark_without_a_free_spot_keeps_its_place():
    """Deep inside another country there is nowhere to go, and a mark is never dropped."""
    at, places = np.array([[600.0, 150.0]]), np.array([[620.0, 150.0]])

    assert np.array_equal(leave_foreign_land(at, places, ["AAA"], ROOM, EDGES, LAND), at)


def test_a_mark_at_its_own_place_is_never_moved():
    """A place that simplified borders put across the line is the place that the source names."""
    places = np.array([[401.0, 100.0]])

    assert np.array_equal(leave_foreign_land(places, places, ["AAA"], ROOM, EDGES, LAND), places)
