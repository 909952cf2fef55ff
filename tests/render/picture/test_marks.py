"""Names keep off marks, off each other and off what an inset shows."""

import numpy as np

from geo.maps.spread import spread
from geo.render.picture.ground import place
from geo.render.picture.labels import place_labels
from geo.render.picture.sheet import Box
from tests.world import models as worlds

BOX = Box(0, 0, 800, 600)
ROOM = 12.0


def test_names_lie_on_no_mark_no_name_and_inside_the_map():
    """A city's name stands beside its mark."""
    model = worlds.local_model()
    placement = place(model.frames[0], BOX)
    marks = [mark for mark in model.marks if mark.key in model.frames[0].marks]
    at = spread(placement.to_px([model.frames[0].marks[mark.key] for mark in marks]), ROOM, (0, 0, 800, 600))

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

    assert [label.text for label in labels] == ["Aland 1"]


def test_a_name_on_a_dark_area_is_light_and_without_a_halo():
    """Ink with a pale edge on navy looks smudged; a name that sticks out keeps its ink."""
    model = worlds.a_model()
    placement = place(model.frames[0], BOX)

    labels = {label.text: label for label in place_labels(placement, model, [], np.empty((0, 2)), ROOM, 8, [], [])}

    assert labels["Bland 7"].light  # seven reports: the strongest class
    assert not labels["Aland 1"].light
