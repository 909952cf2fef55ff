"""The ground of the web map: at each scale numbers can be read, every report is somewhere, and names stand free."""

import gzip
import json
from functools import cache
from itertools import combinations
from math import hypot

import numpy as np
import pytest
import shapely
from shapely import Point, STRtree, box

from geo.atlas import in_language
from geo.maps.compose import compose
from geo.maps.spread import Land
from geo.render.picture.fonts import text_width
from geo.render.web import ground
from geo.render.web.ladders import lay_out
from geo.render.web.spots import LINE, NAME, ROOM
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world import models as worlds

PANELS = ("near", "world", "inset")


@cache
def held() -> dict:
    """The ground of the real tables, as the browser holds it."""
    return json.loads(ground(compose(select(real_atlas(), View()), printed=True)).body)


def places(panel: str) -> dict[int, list[float]]:
    """Mark → its place in the panel."""
    everywhere = {number: [mark["x"], mark["y"]] for number, mark in enumerate(held()["marks"])}
    inset = {int(number): at for number, at in held()["inset"]["marks"].items()}
    if panel == "inset":
        return inset
    return everywhere if panel == "near" else {n: at for n, at in everywhere.items() if n not in inset}


def rungs(panel: str) -> list[dict]:
    """The rungs of a panel on which marks carry numbers."""
    return [rung for rung in held()[panel]["rungs"] if not rung.get("dots")]


def spots(panel: str, rung: dict) -> np.ndarray:
    """Where the marks stand, in px from the origin, y downwards."""
    at = [rung["marks"].get(str(number), place) for number, place in places(panel).items()]
    return np.array(at) * 2.0 ** rung["zoom"] * [1, -1]


def test_world_and_inset_hold_each_report_once():
    """What the inset shows is not drawn on the world beside it, and nothing is missing."""
    assert set(places("world")) & set(places("inset")) == set()
    assert set(places("world")) | set(places("inset")) == set(places("near"))
    assert len(places("inset")) > 20


@pytest.mark.parametrize("panel", PANELS)
def test_no_mark_lies_on_another_at_any_scale(panel):
    """Where a scale is nearly full they come a hair closer than the room that a finger needs."""
    for rung in rungs(panel):
        at = spots(panel, rung)
        gap = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) + np.eye(len(at)) * 1e9
        assert gap.min() > 2 * ROOM - 2.5, rung["zoom"]


@pytest.mark.parametrize("panel", PANELS)
def test_marks_stay_inside_their_panel(panel):
    """None is cut off at the edge, where it had room."""
    left, bottom, right, top = held()["bounds"] if panel != "inset" else held()["inset"]["bounds"]
    for rung in rungs(panel):
        for number, (x, y) in rung["marks"].items():
            assert left < x < right, (rung["zoom"], number)
            assert bottom < y < top, (rung["zoom"], number)


@pytest.mark.parametrize("panel", PANELS)
def test_names_touch_neither_each_other_nor_a_mark(panel):
    """At the scale of each rung, with the total of the plain view."""
    units, ladder = held()["units"], rungs(panel)
    for rung in ladder:
        scale = 2.0 ** rung["zoom"]
        boxes = []
        for unit, x, y, _ in rung["names"]:
            half = text_width(f"{units[unit]['name']} {units[unit]['count']}", NAME, "bold") / 2
            boxes.append((x * scale - half, -y * scale - LINE / 2 + 1, x * scale + half, -y * scale + LINE / 2 - 1))
        marks = [(x - ROOM + 6, y - ROOM + 6, x + ROOM - 6, y + ROOM - 6) for x, y in spots(panel, rung)]
        clashes = [
            (a, b)
            for a, b in [*combinations(boxes, 2), *((box, mark) for box in boxes for mark in marks)]
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]
        assert clashes == [], rung["zoom"]


def test_from_near_enough_every_host_is_named():
    """And far out at least those with most reports."""
    units = held()["units"]
    hosts = {number for number, unit in enumerate(units) if unit["count"]}
    most = {number for number in hosts if units[number]["count"] >= 4}
    beside = next(rung for rung in held()["world"]["rungs"] if rung["zoom"] == 1.0)
    inset = next(rung for rung in held()["inset"]["rungs"] if rung["zoom"] == 3.25)

    assert {name[0] for name in held()["near"]["rungs"][-1]["names"]} == hosts
    assert most <= {name[0] for name in (*beside["names"], *inset["names"])}


def test_a_world_that_is_too_full_is_drawn_as_dots():
    """Thousands of cities at world view are said by their countries' totals, not by a heap of numbers."""
    model = worlds.a_model()
    many = worlds.many_marks_model(3_000)

    assert not any(rung.get("dots") for rung in json.loads(ground(model).body)["near"]["rungs"])
    assert json.loads(ground(many).body)["near"]["rungs"][0]["dots"] is True


def test_what_was_laid_out_before_makes_the_same_ground():
    """Kept as JSON between two starts; and marks stand alike in every language, whatever the names' widths."""
    model = compose(select(real_atlas(), View()), printed=True)
    french = compose(select(in_language(real_atlas(), "fr"), View(language="fr")), printed=True)
    laid, other = lay_out(model), lay_out(french)

    assert ground(model, json.loads(json.dumps(laid))).body == ground(model).body
    for panel in PANELS:
        assert [rung["marks"] for rung in laid[panel]] == [rung["marks"] for rung in other[panel]]
    assert laid["near"] != other["near"]


def test_land_is_told_by_its_outlines_and_whose_they_are():
    """Where marks stand is found once for equal land, and anew for any other."""
    square, other = shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1, 1.01)

    assert Land.of([square], ["ESP"]) == Land.of([shapely.box(0, 0, 1, 1)], ["ESP"])
    assert len({Land.of([square], ["ESP"]), Land.of([square], ["ITA"]), Land.of([other], ["ESP"])}) == 3


def test_the_ground_is_small_enough_for_a_first_visit():
    """Two maps in at most 330 kB on the wire."""
    body = json.dumps(held(), ensure_ascii=False, separators=(",", ":")).encode()

    assert len(gzip.compress(body, 9)) < 330_000


def test_no_name_stands_nearer_to_another_countrys_mark_than_to_its_own() -> None:
    """It would be read as that mark's; only on its own land may it."""
    model = compose(select(real_atlas(), View()), printed=True)
    isos = {place: mark.iso_a3 for place, mark in enumerate(model.marks)}
    shapes = dict(zip(model.frames[0].shapes["unit_id"], model.frames[0].shapes.geometry, strict=True))
    units = list(model.frames[0].shapes["unit_id"])
    codes = {area.unit_id: area.iso_a3 for area in model.areas}
    astray = []
    for rung in lay_out(model)["near"]:
        scale = 2.0 ** rung["zoom"]
        for unit, x, y, inside in rung["names"]:
            host = codes[units[unit]]
            label = next(area for area in model.areas if area.unit_id == units[unit])
            half = text_width(f"{label.name} {label.count}", NAME, "bold") / 2 + 2
            away: dict[bool, list[float]] = {True: [], False: []}
            for place, mark in enumerate(model.marks):
                at = rung["marks"].get(str(place), [mark.x, mark.y])
                off = max(abs(at[0] - x) * scale - half, 0.0), max(abs(at[1] - y) * scale - 7, 0.0)
                away[isos[place] == host].append(hypot(*off))
            on_own_land = inside or shapes[units[unit]].contains(Point(x, y))
            if min(away[False]) < min(away[True], default=0.0) - 0.5 and not on_own_land:  # px: decimals are cut
                astray.append((rung["zoom"], host))

    assert astray == []


def test_no_name_lies_all_but_wholly_on_another_country() -> None:
    """It would be read as the other's: “Mongolia” on China."""
    model = compose(select(real_atlas(), View()), printed=True)
    shapes = model.frames[0].shapes
    units, land = list(shapes["unit_id"]), STRtree(shapes.geometry.to_numpy())
    areas = {area.unit_id: area for area in model.areas}
    astray = []
    for rung in lay_out(model)["near"]:
        scale = 2.0 ** rung["zoom"]
        for unit, x, y, _ in rung["names"]:
            area = areas[units[unit]]
            half = text_width(f"{area.name} {area.count}", NAME, "bold") / 2
            letters = box(x - half / scale, y - 5 / scale, x + half / scale, y + 5 / scale)
            share = {
                int(at): land.geometries[at].intersection(letters).area / letters.area
                for at in land.query(letters, predicate="intersects")
            }
            mine = share.pop(unit, 0)
            astray += [
                (area.name, rung["zoom"], units[at]) for at, part in share.items() if part > 0.95 and mine < 0.01
            ]

    assert astray == []
