"""Arrow keys lead to the mark that a reader would point at, and to every mark."""

import json
import random
import subprocess
from collections import deque
from collections.abc import Iterable
from pathlib import Path

import pytest

from geo.maps.compose import compose
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas

LEFT, RIGHT, UP, DOWN = range(4)
HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "geo" / "render" / "web" / "neighbours.js"
CLOUDS = 300  # drawn at random, up to 30 places each

Place = tuple[float, float]


@pytest.fixture(scope="module")
def graphs_of(tmp_path_factory):
    """places, places, … → the graph of each, as the browser makes it."""

    def ask(lists: Iterable[list[Place]]) -> list[list[list[int]]]:
        cases = tmp_path_factory.mktemp("neighbours") / "cases.json"
        cases.write_text(json.dumps(list(lists)))
        done = subprocess.run(
            ["node", HERE / "neighbours_runner.js", SCRIPT, cases], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def reached(graph: list[list[int]], start: int) -> set[int]:
    """All places that arrow keys lead to from one."""
    seen, waiting = {start}, deque([start])
    while waiting:
        for following in graph[waiting.popleft()]:
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def test_each_arrow_leads_the_way_it_points(graphs_of):
    """A cross of five: from the middle to each arm and back."""
    (graph,) = graphs_of([[(0, 0), (-5, 0), (5, 0), (0, 5), (0, -5)]])

    assert graph[0] == [1, 2, 3, 4]
    assert (graph[1][RIGHT], graph[2][LEFT], graph[3][DOWN], graph[4][UP]) == (0, 0, 0, 0)
    assert (graph[1][LEFT], graph[2][RIGHT], graph[3][UP], graph[4][DOWN]) == (1, 2, 3, 4)


def test_what_lies_straight_ahead_comes_before_what_is_nearer_but_aside(graphs_of):
    """A step to the right does not jump a row."""
    (graph,) = graphs_of([[(0, 0), (3, 2.9), (5, 0)]])

    assert graph[0][RIGHT] == 2


def test_marks_at_one_spot_follow_each_other(graphs_of):
    """None hides another from the keyboard."""
    (graph,) = graphs_of([[(1, 1), (1, 1), (1, 1)]])

    assert [row[RIGHT] for row in graph] == [1, 2, 2]
    assert [row[LEFT] for row in graph] == [0, 0, 1]


def test_no_mark_has_no_neighbour(graphs_of):
    """An empty map has no graph, a single mark leads to itself."""
    assert graphs_of([[], [(1, 2)]]) == [[], [[0, 0, 0, 0]]]


def test_arrow_keys_reach_every_mark_and_holding_one_never_leads_back(graphs_of):
    """In clouds of marks drawn at random: no island, and no circle under one key."""
    draw = random.Random(20221205)  # noqa: S311 -- places, not secrets
    clouds = [
        [(draw.randint(-20, 20), draw.randint(-20, 20)) for _ in range(draw.randint(1, 30))] for _ in range(CLOUDS)
    ]
    for places, graph in zip(clouds, graphs_of(clouds), strict=True):
        assert all(len(reached(graph, start)) == len(places) for start in range(len(places))), places
        for direction in range(4):
            for start in range(len(places)):
                here, steps = start, 0
                while graph[here][direction] != here:
                    here, steps = graph[here][direction], steps + 1
                    assert steps <= len(places), places


def test_every_mark_of_the_real_map_is_reached_from_every_other(graphs_of):
    """With arrow keys alone, in the whole and in each region."""
    atlas = real_atlas()
    views = [View(region=region) for region in ("", *atlas.choices["region"])]
    places = [[(mark.x, mark.y) for mark in compose(select(atlas, view)).marks] for view in views]
    for own, graph in zip(places, graphs_of(places), strict=True):
        assert all(len(reached(graph, n)) == len(own) for n in range(len(own)))
