"""Steps of the map can be told apart on a grey printer and by eyes that see fewer colours; focus lines stand out.

Colour vision deficiencies: Machado, Oliveira and Fernandes 2009, severity 1.0, in linear RGB. Differences: CIE 1976 in
CIELAB under D65. Contrast: WCAG 2.2.
"""

from itertools import pairwise

import numpy as np
import pytest

from geo.maps.style import PALETTES, Palette

SEEN_BY = {
    "all": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
    "grey": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
LEAST_STEP = 10.0


def linear(colour: str) -> np.ndarray:
    """Linear RGB of #rrggbb."""
    values = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(colour: str, seen_by: str) -> np.ndarray:
    """CIELAB of a colour as somebody sees it."""
    ratio = TO_XYZ @ np.clip(SEEN_BY[seen_by] @ linear(colour), 0, 1) / WHITE
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours."""
    high, low = sorted((float(SEEN_BY["grey"][0] @ linear(colour)) for colour in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("seen_by", SEEN_BY)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_each_step_can_be_told_from_the_next(palette: Palette, seen_by: str) -> None:
    """From “no report” to one report above all: it is the most important step of the map."""
    steps = [palette.no_report, *palette.classes]

    apart = [float(np.linalg.norm(lab(a, seen_by) - lab(b, seen_by))) for a, b in pairwise(steps)]

    assert min(apart) >= LEAST_STEP, [round(step, 1) for step in apart]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_the_line_around_a_chosen_country_stands_out_from_every_class(palette: Palette) -> None:
    """It is a dark and a light line side by side: one of them has the contrast that WCAG asks of graphics."""
    grounds = [*palette.classes, palette.no_report, palette.filtered, palette.disputed]

    assert min(max(contrast(palette.ink, one), contrast(palette.paper, one)) for one in grounds) >= 3
