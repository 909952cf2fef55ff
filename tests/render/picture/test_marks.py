"""Names keep off marks, off each other and off what an inset shows."""

import numpy as np
import pytest
import shapely
from shapely import Point, box

from geo.atlas import in_language
from geo.maps.compose import compose
from geo.maps.spread import spread
from geo.render.picture.ground import place
from geo.render.picture.labels import place_labels
from geo.render.picture.sheet import Box
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
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


@pytest.mark.parametrize("iso", ["MLT", "KEN"])
def test_a_country_asked_for_in_vain_is_named_clear_of_a_small_shape(iso: str):
    """A picture of Malta named Italy and Tunisia, and Malta not: its islands are smaller than its name."""
    atlas = real_atlas()
    model = compose(select(atlas, View(countries=(iso,))), printed=True)
    placement = place(model.frames[0], BOX)

    labels = place_labels(placement, model, [], np.empty((0, 2)), ROOM, 12, [], [])
    (own,) = [label for label in labels if label.text == atlas.countries["name"][iso]]
    land = shapely.union_all([row.geometry for row in placement.frame.shapes.itertuples() if row.unit_id == iso])
    covered = box(*placement.to_units([(own.box.x, own.box.y), (own.box.right, own.box.bottom)]).flatten())

    assert own.strong
    assert not own.counted
    assert covered.within(land) == (iso == "KEN")
    assert covered.intersects(land) == (iso == "KEN")


@pytest.mark.parametrize(
    ("fields", "frame"),
    [
        *(({}, 0), ({}, 1), ({"language": "it"}, 0), ({"language": "zh-Hans"}, 1)),
        *(({"region": "africa"}, 0), ({"region": "europe", "language": "sr-Latn"}, 0)),
    ],
)
def test_no_name_of_a_picture_is_read_as_another_countrys(fields: dict[str, str], frame: int):
    """“Lesotho” beside the mark of South Africa, “Italy” on France: on its own land alone a name may be near a mark."""
    atlas = in_language(real_atlas(), fields.get("language", "en"))
    model = compose(select(atlas, View(**fields)), printed=True)
    placement = place(model.frames[frame], BOX)
    marks = [mark for mark in model.marks if mark.key in placement.frame.marks]
    at = spread(placement.to_px([placement.frame.marks[mark.key] for mark in marks]), ROOM, (0, 0, 800, 600))
    shapes = dict(zip(placement.frame.shapes["unit_id"], placement.frame.shapes.geometry, strict=True))
    areas = {f"{area.name} {area.count}" if area.state == "counted" else area.name: area for area in model.areas}

    labels = [one for one in place_labels(placement, model, marks, at, ROOM / 1.6, 9, [], []) if one.text in areas]
    astray = []
    for label in labels:
        away = {False: [np.inf], True: [np.inf]}
        for mark, (x, y) in zip(marks, at, strict=True):
            beside = max(label.box.x - x, x - label.box.right, 0), max(label.box.y - y, y - label.box.bottom, 0)
            away[mark.iso_a3 == areas[label.text].iso_a3].append(np.hypot(*beside))
        own = areas[label.text].unit_id
        middle = Point(placement.to_units([(label.x, label.box.y + label.box.height / 2)])[0])
        if min(away[False]) < min(away[True]) < np.inf and not shapes[own].contains(middle):
            astray.append(label.text)
        corners = [(label.box.x, label.box.y + 3), (label.box.right, label.box.bottom - 3)]
        letters = box(*placement.to_units(corners).flatten())
        share = {unit: land.intersection(letters).area / letters.area for unit, land in shapes.items()}
        mine = share.pop(own)
        astray += [f"{label.text} on {unit}" for unit, part in share.items() if part > 0.95 and mine < 0.01]

    assert labels
    assert astray == []
