"""A name stands where it touches nothing: the grid of a box answers as a look at every rectangle would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.maps.space import Rectangle, Space

BOX = (-500.0, -300.0, 700.0, 500.0)
numbers = st.floats(-900, 1100, width=32)
sizes = st.floats(0, 400, width=32)
rectangles = st.builds(lambda x, y, width, height: (x, y, x + width, y + height), numbers, numbers, sizes, sizes)


def touches(one: Rectangle, other: Rectangle) -> bool:
    """Whether two rectangles have a surface in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@settings(max_examples=150, deadline=None)
@given(st.lists(rectangles, max_size=25), st.lists(rectangles, max_size=8))
def test_the_first_free_rectangle_is_the_first_that_touches_nothing(
    taken: list[Rectangle], asked: list[Rectangle]
) -> None:
    """Taken ones may lie beyond the box; what is asked for must lie inside it. What was found is taken then."""
    space = Space(BOX)
    space.take(*taken)
    inside = [box[0] >= BOX[0] and box[1] >= BOX[1] and box[2] <= BOX[2] and box[3] <= BOX[3] for box in asked]
    wanted = next((n for n, box in enumerate(asked) if inside[n] and not any(touches(box, one) for one in taken)), None)

    assert space.first_free(asked) == wanted
    if wanted is not None:
        left, top, right, bottom = asked[wanted]
        assert space.free(asked[wanted]) == (left == right or top == bottom)


def test_squares_around_points_are_taken():
    """Marks are given by their middles."""
    space = Space(BOX)
    space.take_squares([(0, 0), (100, 0)], 10)

    assert space.first_free([(-5, -5, 5, 5), (95, 5, 99, 20), (20, -5, 80, 5)]) == 2
