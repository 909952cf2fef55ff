"""Outlines travel as encoded polylines, which anybody can read."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.render.web.polyline import encode_polyline

PUBLISHED = [
    (3850000, -12020000),
    (4070000, -12095000),
    (4325200, -12645300),
]  # the format's own example
numbers = st.integers(-(2**40), 2**40)


def decoded(text: str) -> list[tuple[int, int]]:
    """The points of an encoded polyline, read as the format's description has it."""
    found, bits, shift = [], 0, 0
    for letter in text:
        group = ord(letter) - 63
        bits |= (group & 0x1F) << shift
        shift += 5
        if not group & 0x20:
            found.append(~(bits >> 1) if bits & 1 else bits >> 1)
            bits = shift = 0
    return [tuple(point) for point in np.cumsum(np.reshape(found, (-1, 2)), axis=0).tolist()]


def test_the_published_example_is_written_as_published() -> None:
    """Three points in steps of a hundred thousandth of a degree."""
    assert encode_polyline(np.array(PUBLISHED)) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


@given(st.lists(st.tuples(numbers, numbers), min_size=1))
def test_every_point_comes_back(points: list[tuple[int, int]]) -> None:
    """In letters that need no escape in a page."""
    text = encode_polyline(np.array(points))

    assert decoded(text) == points
    assert not set(text) & set("<>&'\"")
