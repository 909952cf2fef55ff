"""What a proxy or a watcher asks: is the process there, can it show the data, and which version is it showing?

Answers carry counts and places and never a value of a table.
"""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from geo.errors import AtlasError, DataError
from geo.view import View
from pages.ui.cached import get_atlas, get_keeper, get_selection

TOLD: Final = 20  # places of problems
NOT_KEPT: Final = {"Cache-Control": "no-store"}


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok", headers=NOT_KEPT)


async def _ready(_request: Request) -> Response:
    """200 once data passed the check and a view was selected; 503 before. `problems`: how many errors keep the files as
    they are now from being shown; `refused`: where the first of them stand, and by which rule."""
    answer = await run_in_threadpool(_state)
    return JSONResponse(answer, status_code=200 if answer["ready"] else 503, headers=NOT_KEPT)


def _state() -> dict[str, object]:
    try:
        atlas = get_atlas()
    except AtlasError as error:
        return {"ready": False, **_refused(error)}
    reports = get_selection(atlas, View()).count.reports
    return {"ready": True, "version": atlas.version, "reports": reports, **_refused(get_keeper().refused)}


def _refused(error: AtlasError | None) -> dict[str, object]:
    """What keeps the files as they are now from being shown."""
    if not isinstance(error, DataError):
        return {"problems": 0 if error is None else 1}
    errors = [problem for problem in error.problems if problem.level == "error"]
    return {"problems": len(errors), "refused": [problem.whereabouts() for problem in errors[:TOLD]]}


async def _version(_request: Request) -> Response:
    """The data version that is shown, its reports, and since when this process shows it."""
    state = await run_in_threadpool(_state)
    if not state["ready"]:
        return JSONResponse({}, status_code=503, headers=NOT_KEPT)
    shown = {"version": state["version"], "reports": state["reports"], "since": get_keeper().since}
    return JSONResponse(shown, headers=NOT_KEPT)


def health_routes(base: str) -> list[Route]:
    """base: the path under which the app is served, "" or "/atlas"."""
    return [
        Route(f"{base}/healthz", _alive),
        Route(f"{base}/readyz", _ready),
        Route(f"{base}/version.json", _version),
    ]
