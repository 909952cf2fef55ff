"""Addresses of the published site, answered by the app with its own page: a link to either leads to the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.documents.country.dossier import dossier
from geo.errors import AtlasError
from geo.view import View, join_repeated
from geo.view.select import select
from geo.words.language import ENGLISH, LANGUAGES
from pages.ui.cached import get_atlas
from pages.ui.server.files import NO_DATA

NOTHING = "No report has this key. The page of corrections says what became of keys that were published once."


def site_routes(base: str) -> list[Route]:
    """countries/ESP/, sources/ID/ and report/ID/ under the app's base path, with the slash or without; and whatever the
    site has in the folder of a language."""
    answers: dict[str, Callable[[Request], Response]] = {
        "countries": lambda request: _to(base, "countries", "country", request),
        "sources": lambda request: _to(base, "sources", "source", request),
        "report": lambda request: _report(base, request),
    }
    spoken = [
        Route(f"{base}/{language}/{{path:path}}", partial(_spoken, base, language))
        for language in LANGUAGES
        if language != ENGLISH
    ]
    return spoken + [
        Route(f"{base}/{page}/{{key}}{end}", answer) for page, answer in answers.items() for end in ("/", "")
    ]


def _spoken(base: str, language: str, request: Request) -> Response:
    """The same address without the folder, which says its language."""
    query = urlencode(join_repeated(request.query_params.multi_items()) | {"lang": language}, safe=",")
    path = quote(request.path_params["path"].lstrip("/"))  # two slashes would lead to another host
    return RedirectResponse(f"{base}/{path}?{query}")


def _to(base: str, page: str, name: str, request: Request) -> Response:
    """The page with the key of its row, and what else was asked."""
    query = urlencode({name: request.path_params["key"]} | join_repeated(request.query_params.multi_items()), safe=",")
    return RedirectResponse(f"{base}/{page}?{query}")


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
    query = urlencode(
        {"country": found.iloc[0], "at": f"report-{first}"} | join_repeated(request.query_params.multi_items()),
        safe=",",
    )
    return RedirectResponse(f"{base}/countries?{query}")
