"""GET /reports.atom, /responses.atom, /corrections.atom: the record for whoever follows it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo.curate.feeds import FEEDS, write_one_feed
from geo.errors import AtlasError
from geo.render.feed import TYPE
from geo.settings import read_settings
from pages.ui.cached import get_atlas
from pages.ui.server.files import NO_DATA


def feed_routes(base: str) -> list[Route]:
    """The feeds' addresses under the app's base path."""
    return [Route(f"{base}/{name}", _feed) for name in FEEDS]


async def _feed(request: Request) -> Response:
    """The feed, with the public address that the deployer set, else the one that was asked."""
    name = request.url.path.rpartition("/")[2]
    try:
        base_url = read_settings().url or str(request.url).removesuffix(request.url.query).rstrip("?")
        feed = write_one_feed(name, get_atlas(), base_url.removesuffix(name))
    except AtlasError:
        return PlainTextResponse(NO_DATA, status_code=503)
    return Response(feed, media_type=TYPE, headers={"Cache-Control": "public, max-age=3600"})
