"""Arrow keys lead to the mark that a reader would point at, and to every mark."""

from collections import deque

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.maps.compose import compose
from geo.maps.neighbours import DIRECTIONS, neighbours
from geo.select import select
from geo.view import View
from tests.real_atlas import real_atlas

LEFT, RIGHT, UP, DOWN = range(4)


def reached(graph: tuple[tuple[int, ...], ...], start: int) -> set[int]:
    """All places that arrow keys lead to from one."""
    seen, waiting = {start}, deque([start])
    while waiting:
        for following in graph[waiting.popleft()]:
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def test_each_arrow_leads_the_way_it_points():
    """A cross of five: from the middle to each arm and back."""
    graph = neighbours([(0, 0), (-5, 0), (5, 0), (0, 5), (0, -5)])

    assert DIRECTIONS == ("left", "right", "up", "down")
    assert graph[0] == (1, 2, 3, 4)
    assert (graph[1][RIGHT], graph[2][LEFT], graph[3][DOWN], graph[4][UP]) == (0, 0, 0, 0)
    assert (graph[1][LEFT], graph[2][RIGHT], graph[3][UP], graph[4][DOWN]) == (1, 2, 3, 4)


def test_what_lies_straight_ahead_comes_before_what_is_nearer_but_aside():
    """A step to the right does not jump a row."""
    assert neighbours([(0, 0), (3, 2.9), (5, 0)])[0][RIGHT] == 2


def test_marks_at_one_spot_follow_each_other():
    """None hides another from the keyboard."""
    graph = neighbours([(1, 1), (1, 1), (1, 1)])

    assert [row[RIGHT] for row in graph] == [1, 2, 2]
    assert [row[LEFT] for row in graph] == [0, 0, 1]


def test_no_mark_has_no_neighbour():
    """An empty map has no graph, a single mark leads to itself."""
    assert neighbours([]) == ()
    assert neighbours([(1, 2)]) == ((0, 0, 0, 0),)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=1, max_size=30))
def test_arrow_keys_lead_left_of_left_and_never_back(places):
    """Holding one key ends at the edge of the map: no circle."""
    graph = neighbours(places)
    for direction in range(4):
        for start in range(len(places)):
            here, steps = start, 0
            while graph[here][direction] != here:
                here, steps = graph[here][direction], steps + 1
                assert steps <= len(places)


def test_every_mark_of_the_real_map_is_reached_from_every_other():
    """With arrow keys alone, in the whole and in each region."""
    atlas = real_atlas()
    for region in ("", *atlas.choices["region"]):
        marks = compose(select(atlas, View(region=region))).marks
        graph = neighbours([(mark.x, mark.y) for mark in marks])
        assert all(len(reached(graph, n)) == len(marks) for n in range(len(marks))), region
