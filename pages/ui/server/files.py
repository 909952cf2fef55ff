"""Files of a view, for the bar above the map: the picture, drawing, paper, slides, page and table of exactly that view.

GET assets/view/FORMAT?<view>&theme=light. The same drawing as on the Briefing page, in the size that has everything.
"""

from __future__ import annotations

import logging
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.briefing.drawing import Drawing
from geo.errors import AtlasError, UsageError
from geo.maps.style import DARK, LIGHT
from geo.render import FORMATS
from geo.render.presets import PRESETS
from geo.settings import read_settings
from geo.view import View, join_repeated
from pages.ui.cached import get_atlas, get_atlas_of, get_drawing, get_today, keep
from pages.ui.journal import tell

SIZE: Final = PRESETS["slide"]
NO_DATA: Final = "The data can’t be shown at the moment."
FAILED: Final = "The file could not be made at the moment; the map and the other formats may still be there."


@keep(32)
def _file(drawing: Drawing, kind: str) -> bytes:
    return drawing.file(kind, SIZE)


def _make(kind: str, query: dict[str, str], base: str) -> tuple[bytes, str]:
    """The file and its name. Raises AtlasError while the data or a setting can't be used."""
    atlas = get_atlas()
    view, _ = View.from_query(query, atlas.choices)
    palette = DARK.name if query.get("theme") == DARK.name else LIGHT.name
    shown, base = view.change(focus=""), read_settings().url or base
    asked = Drawing(get_atlas_of(view), shown, palette, "", "", get_today().isoformat(), base)
    drawing = get_drawing(asked)
    return _file(drawing, kind), drawing.file_name(kind, SIZE)


async def view_file(request: Request) -> Response:
    """A file of the view in the query, drawn beside the event loop; a format that is unknown is not found."""
    kind = request.path_params["kind"]
    if kind not in FORMATS:
        return PlainTextResponse(f"No such format; there are {', '.join(FORMATS)}.", status_code=404)
    base = str(request.url).partition("assets/")[0]
    try:
        body, name = await run_in_threadpool(_make, kind, join_repeated(request.query_params.multi_items()), base)
    except UsageError as error:
        return PlainTextResponse(str(error), status_code=422)
    except AtlasError:
        return PlainTextResponse(NO_DATA, status_code=503)
    except (OSError, MemoryError) as error:  # such as a full disk
        tell(logging.ERROR, "file-failed", format=kind, reason=type(error).__name__)
        return PlainTextResponse(FAILED, status_code=500)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, media_type=FORMATS[kind].mime, headers=headers)
