"""Encoded polylines: many small whole numbers as text, two fifths of the size of a list of them.

The Encoded Polyline Algorithm Format of Google's maps: each number is doubled, a negative one turned round, and written
in groups of five bits, the smallest first, each as the letter 63 places further on.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

BITS: Final = 5
MORE: Final = 1 << BITS  # set while another group of the same number follows
FIRST: Final = 63  # "?": no letter is "<", ">", "&" or a quotation mark


def encode_polyline(points: NDArray[np.int_]) -> str:
    """Points (n × 2, whole numbers) as text: the first one, then the move from each to the next."""
    letters = []
    for number in np.diff(points, axis=0, prepend=0).ravel().tolist():
        left = ~(number << 1) if number < 0 else number << 1
        while left >= MORE:
            letters.append(chr((left & (MORE - 1) | MORE) + FIRST))
            left >>= BITS
        letters.append(chr(left + FIRST))
    return "".join(letters)
