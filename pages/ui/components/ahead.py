"""The file from which the map's frame paints a click on a filter before the server has answered."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.render.web.ahead import MOST_REPORTS, RecordFile, record_file
from pages.ui.cached import get_plain_model, per_atlas
from pages.ui.filters import CONTROLS


@per_atlas
def get_record(atlas: Atlas) -> RecordFile | None:
    """Kept; None for an atlas that is too large to be fetched for the sake of a click."""
    model = get_plain_model(atlas)
    if len(atlas.stations) > MOST_REPORTS or model.filterable is None:
        return None
    return record_file(model.filterable().record, CONTROLS, atlas.language)
