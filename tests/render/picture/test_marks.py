"""Marks part until each number can be read, near their places, the same way each time; names keep off them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.render.picture.ground import place
from geo.render.picture.labels import place_labels
from geo.render.picture.marks import spread
from geo.render.picture.sheet import Box
from tests import worlds

BOX = Box(0, 0, 800, 600)
ROOM = 12.0
places = st.lists(st.tuples(st.floats(0, 800), st.floats(0, 600)), max_size=45)


def closest(points: np.ndarray) -> float:
    """Distance of the two marks that are closest."""
    apart = [np.hypot(*(a - b)) for number, a in enumerate(points) for b in points[number + 1 :]]
    return float(min(apart, default=np.inf))


@settings(max_examples=60, deadline=None)
@given(places)
def test_no_two_marks_lie_on_each_other_and_none_leaves_the_map(given: list[tuple[float, float]]):
    """Forty-five in one spot included."""
    at = spread(np.array(given, float).reshape(-1, 2), ROOM, BOX)

    assert closest(at) >= 2 * ROOM * 0.93
    assert ((at >= ROOM - 1e-6) & (at <= np.array([800, 600]) - ROOM + 1e-6)).all()


def test_a_mark_that_has_room_stays_where_it_is():
    """Only what collides moves, and not far."""
    given = np.array([[100.0, 100.0], [400.0, 300.0], [404.0, 300.0]])

    at = spread(given, ROOM, BOX)
    moved = np.hypot(*(at - given).T)

    assert moved[0] < 0.5
    assert (moved[1:] < 2 * ROOM).all()


def test_the_same_marks_part_the_same_way():
    """No random number decides who goes left."""
    given = np.full((12, 2), 300.0)

    assert np.array_equal(spread(given, ROOM, BOX), spread(given, ROOM, BOX))


def test_names_lie_on_no_mark_no_name_and_inside_the_map():
    """A city's name stands beside its mark."""
    model = worlds.local_model()
    placement = place(model.frames[0], BOX)
    marks = [mark for mark in model.marks if mark.key in model.frames[0].marks]
    at = spread(placement.to_px([model.frames[0].marks[mark.key] for mark in marks]), ROOM, placement.box)

    labels = place_labels(placement, model, marks, at, ROOM / 1.6, 12, [], [])
    boxes = [label.box for label in labels]
    spots = [Box(x - ROOM / 1.6, y - ROOM / 1.6, ROOM / 0.8, ROOM / 0.8) for x, y in at]

    assert {"Bx", "By"} <= {label.text for label in labels}
    assert not [1 for n, one in enumerate(boxes) for other in (*boxes[n + 1 :], *spots) if one.overlaps(other)]
    assert all(placement.box.holds(box) for box in boxes)


def test_nothing_is_named_where_an_inset_shows_it():
    """The main map leaves names inside the window to the inset."""
    model = worlds.a_model()
    placement = place(model.frames[0], BOX)
    window = placement.to_px([(-5, -5), (35, -5), (35, 35), (-5, 35), (-5, -5)])

    labels = place_labels(placement, model, [], np.empty((0, 2)), ROOM, 12, [window], [])

    assert [label.text for label in labels] == ["Aland"]
