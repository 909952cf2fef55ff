"""Lines of the legend that say how to read what is drawn at one size only; who draws shows those that apply."""

from __future__ import annotations

from collections.abc import Sequence

from geo.maps.model import Area, LegendEntry, Mark
from geo.view import View
from geo.words.messages import say


def legend_hints(areas: Sequence[Area], marks: Sequence[Mark], view: View) -> tuple[LegendEntry, ...]:
    """ "moved", where marks may stand aside of their place; "name", what the number behind a country's name counts."""
    moved = (LegendEntry("moved", say("legend.moved")),) if "marks" in view.layers and marks else ()
    if "areas" not in view.layers or not any(area.state == "counted" for area in areas):
        return moved
    return *moved, LegendEntry("name", say("legend.name-cities" if view.measure == "cities" else "legend.name"))
