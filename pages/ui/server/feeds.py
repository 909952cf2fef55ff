"""GET /reports.atom, /responses.atom, /corrections.atom: the record for whoever follows it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo.curate.feeds import FEEDS, write_one_feed
from geo.errors import AtlasError
from geo.render.feed import TYPE
from geo.settings import read_settings
from geo.view import View
from pages.ui.cached import get_atlas, get_atlas_of, get_selection
from pages.ui.server.files import NO_DATA


def feed_routes(base: str) -> list[Route]:
    """The feeds' addresses under the app's base path."""
    return [Route(f"{base}/{name}", _feed) for name in FEEDS]


async def _feed(request: Request) -> Response:
    """The feed, with the public address that the deployer set, else the one that was asked. Its language is that of
    lang=: who follows a feed is a program, which prefers none."""
    name = request.url.path.rpartition("/")[2]
    asked = request.query_params.get("lang", "")
    try:
        public = read_settings().url
        base = public or str(request.url).partition("?")[0].removesuffix(name)
        view, _ = View.from_query({"lang": asked}, get_atlas().choices)
        own = f"{base}{name}?lang={view.language}" if view.language else f"{base}{name}"
        feed = await run_in_threadpool(_write, name, view, base, own)
    except AtlasError:
        return PlainTextResponse(NO_DATA, status_code=503)
    # Without a public address its links have the host that was asked for, which whoever asks can make up.
    kept = "public" if public else "private"
    return Response(feed, media_type=TYPE, headers={"Cache-Control": f"{kept}, max-age=3600"})


def _write(name: str, view: View, base: str, own: str) -> bytes:
    return write_one_feed(name, get_selection(get_atlas_of(view), view), base, own)
