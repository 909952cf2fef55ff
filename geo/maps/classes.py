"""Counts to classes: whole numbers with breaks that a person would choose. "No report" is not a class."""

from __future__ import annotations

from geo.maps.style import CLASS_BREAKS
from geo.words.messages import word


def level_of(count: int) -> int | None:
    """Index of the class that holds the count, None for 0.

    Interval rule: breaks[i] ≤ count < breaks[i + 1], the last class is open above. Raises ValueError below 0.
    """
    if count < 0:
        raise ValueError(f"a count can't be below 0: {count}")
    return None if count == 0 else sum(count >= lowest for lowest in CLASS_BREAKS) - 1


def class_label(level: int) -> str:
    """What the legend prints for a class: "1", "2–3", "4–6", "7 or more"."""
    lowest = CLASS_BREAKS[level]
    if level == len(CLASS_BREAKS) - 1:
        return word("{number} or more", number=lowest)
    highest = CLASS_BREAKS[level + 1] - 1
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"
