"""Addresses of the published site, answered by the app with its own page: a link to either leads to the same."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.documents.country.dossier import dossier
from geo.errors import AtlasError
from geo.view import View
from geo.view.select import select
from pages.ui.cached import get_atlas
from pages.ui.server.files import NO_DATA

NOTHING = "No report has this key. The page of corrections says what became of keys that were published once."


def site_routes(base: str) -> list[Route]:
    """countries/ESP/, sources/ID/ and report/ID/ under the app's base path, with the slash or without."""
    answers: dict[str, Callable[[Request], Response]] = {
        "countries": lambda request: _to(base, "countries", "country", request),
        "sources": lambda request: _to(base, "sources", "source", request),
        "report": lambda request: _report(base, request),
    }
    return [Route(f"{base}/{page}/{{key}}{end}", answer) for page, answer in answers.items() for end in ("/", "")]


def _to(base: str, page: str, name: str, request: Request) -> Response:
    return RedirectResponse(f"{base}/{page}?{name}={quote(request.path_params['key'], safe='')}")


def _report(base: str, request: Request) -> Response:
    """The report in its country's dossier, opened at it; reports that say the same are one row there."""
    key = request.path_params["key"]
    try:
        atlas = get_atlas()
    except AtlasError:
        return PlainTextResponse(NO_DATA, status_code=503)
    stations = atlas.stations
    found = stations.loc[stations["station_id"] == key, "country_iso3"]
    if found.empty:
        return PlainTextResponse(NOTHING, status_code=404)
    told = dossier(select(atlas, View()), found.iloc[0])
    first = next(one.station_ids[0] for wave in told.waves for one in wave.reports if key in one.station_ids)
    return RedirectResponse(f"{base}/countries?country={found.iloc[0]}&at=report-{quote(first, safe='')}")
