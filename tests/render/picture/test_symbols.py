"""Rings of marks: a whole line, half of one, or as many dashes as the wave's number; no two look alike."""

import numpy as np
import pytest
from matplotlib.path import Path

from geo.render.picture.sheet import symbols

HERE = np.array([[10.0, 20.0]])


@pytest.mark.parametrize("form", ["circle", "square"])
@pytest.mark.parametrize("number", [3, 4, 7])
def test_a_dashed_ring_has_as_many_dashes_as_it_says(form: str, number: int):
    """Each begins anew, and all lie on the outline."""
    path = symbols(f"dashed-{number} {form}", HERE, 5.0)
    away = np.abs(path.vertices - HERE)

    assert (path.codes == Path.MOVETO).sum() == number
    reach = np.hypot(*away.T) if form == "circle" else away.max(axis=1)
    assert np.allclose(reach, 5.0)
