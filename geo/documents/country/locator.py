"""locator(selection, iso) → MapModel: where one country's reported places lie, in a local equal-area projection.

A locator map shows one country: it keeps the colour that it has on the world map, every other land is plain ground.
"""

from __future__ import annotations

from dataclasses import replace

from geo.documents.country.dossier import headline, view_of
from geo.maps.compose import compose
from geo.maps.model import Area, LegendEntry, MapModel
from geo.maps.style import LIGHT, Palette
from geo.view.select import Selection, select


def locator(
    selection: Selection, iso_a3: str, *, palette: Palette = LIGHT, exported_on: str = "", base_url: str = ""
) -> MapModel:
    """The composed view of one country with its frame cut for print; its legend names the country and its marks.

    Arguments as for compose. A country without a report in view is a middle grey, so that it can be found.
    """
    view = view_of(selection.view, iso_a3).change(layers=("areas", "marks"), measure="reports")
    selected = select(selection.atlas, view)
    model = compose(selected, palette=palette, printed=True, exported_on=exported_on, base_url=base_url)
    areas = tuple(_plain(area, iso_a3, palette) for area in model.areas)
    own = next((area for area in areas if area.iso_a3 == iso_a3), None)  # these borders may not have it apart
    marks = tuple(entry for entry in model.legend if entry.kind == "mark")
    label = own.label if own and own.state == "counted" else headline(selected, iso_a3)
    legend = (LegendEntry("none", label, own.fill),) if own else ()
    return replace(model, areas=areas, legend=(*legend, *marks))


def _plain(area: Area, iso_a3: str, palette: Palette) -> Area:
    if area.state == "disputed":
        return area
    if area.iso_a3 != iso_a3:
        return replace(area, fill=palette.no_report, pattern="", level=None)
    return area if area.state == "counted" else replace(area, fill=palette.disputed_lines, pattern="")
