"""What the app serves besides Streamlit's own files: the map's script and ground, Leaflet, fonts, and headers.

Everything lies under assets/ of the app's own base path and comes from this machine. Files named by their content are
compressed once and kept by the browser for good.
"""

from __future__ import annotations

import base64
import gc
import hashlib
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from geo.atlas import Atlas
from geo.errors import AtlasError, UsageError
from geo.maps.style import FONT_PACKAGE
from geo.render.html.file import page_colours
from geo.render.web import FILES, LEAFLET_PACKAGE, script
from geo.render.web.ahead import ahead_script
from geo.settings import INDEX, read_settings
from geo.site.metadata import robots
from geo.view import join_repeated
from geo.words.language import ENGLISH, speaking
from pages.ui.address import VERSION_KEY
from pages.ui.cached import ahead, get_atlas, get_atlases, get_ground, get_gzip, get_spoken
from pages.ui.components.ahead import get_record
from pages.ui.components.player.programme import FILE as PROGRAMME
from pages.ui.components.player.programme import asked_for, programme
from pages.ui.components.rows.listing import listing
from pages.ui.files import DOCUMENT_FILES
from pages.ui.journal import open_log
from pages.ui.server.bundle import FOREVER, Bundle
from pages.ui.server.feeds import feed_routes
from pages.ui.server.files import NO_DATA, document_file, view_file
from pages.ui.server.frames import serve_frames
from pages.ui.server.head import PageHead
from pages.ui.server.health import health_routes
from pages.ui.server.limits import raise_file_limit
from pages.ui.server.site import site_routes

HERE: Final = Path(__file__).parents[1]
CSS: Final = HERE / "styles" / "page.css"
SCRIPTS: Final = (
    *(HERE / "scripts" / f"{name}.js" for name in ("start", "page", "widgets")),
    HERE.parents[1] / "geo" / "render" / "web" / "files.js",  # the map's frame has it in its own script
    HERE / "scripts" / "taking.js",
)
APP_ICON: Final = HERE.parents[1] / "geo" / "site" / "assets" / "icon.png"
WIRE: Final = HERE / "components" / "wire.js"  # named in the frames' own pages, so its name can't carry a hash
GARBAGE: Final = 10_000  # more objects than before, and Python looks for rubbish: by its own 700, 6 % of all CPU
A_DAY: Final = "public, max-age=86400"
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def css_name() -> str:
    """The file name of the page's styles, made from their content once: every run of a page asks for it."""
    return _named(CSS, _styles())


@cache
def _styles() -> bytes:
    """The page's style sheet after the colours that it uses, which follow the theme wherever it is changed."""
    return f":root {{ {page_colours()} }}\n".encode() + CSS.read_bytes()


@cache
def page_scripts() -> Mapping[str, Path]:
    """File name → file of the scripts that run beside Streamlit's on every page, in the order in which they load."""
    return {_named(path, path.read_bytes()): path for path in SCRIPTS}


def _named(path: Path, content: bytes) -> str:
    return f"{path.stem}.{hashlib.sha256(content).hexdigest()[:16]}{path.suffix}"


async def _asset(request: Request) -> Response:
    """One of the files that are named by their content."""
    name = request.path_params["name"]
    if name == script().name:
        return _kept(script().body, "text/javascript")
    if name == ahead_script().name:
        return _kept(ahead_script().body, "text/javascript")
    if name == css_name():
        return _kept(_styles(), "text/css")
    if name in page_scripts():
        return _kept(page_scripts()[name].read_bytes(), "text/javascript")
    if name == WIRE.name:
        return Response(WIRE.read_bytes(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})
    if re.fullmatch(r"(ground|record|listing)(\.[A-Za-z-]+)?\.[0-9a-f]{16}\.json", name):
        try:
            found = await run_in_threadpool(_of_atlas, name)
        except AtlasError:
            return PlainTextResponse(NO_DATA, status_code=503)
        if found is not None:
            return _kept(found, "application/json")
    return PlainTextResponse("Not found", status_code=404)


def _of_atlas(name: str) -> bytes | None:
    """The ground, record or listing of the atlas that a file's name belongs to: mostly the present one's."""
    kind, *spoken, _hash, _suffix = name.split(".")
    make = {"ground": get_ground, "record": get_record, "listing": listing}[kind]
    for atlas in get_atlases():
        with speaking(spoken[0] if spoken else ENGLISH):
            file = make(get_spoken(atlas, spoken[0] if spoken else ""))
        if file is not None and file.name == name:
            return file.body
    return None


async def _programme(request: Request) -> Response:
    """The timeline's days for the view and theme in the query; kept by the browser for the version that it names."""
    query = join_repeated(request.query_params.multi_items())
    try:
        version, body = await run_in_threadpool(_make_programme, query)
    except AtlasError:
        return PlainTextResponse(NO_DATA, status_code=503)
    keep = FOREVER if query.get(VERSION_KEY) == version else "no-store"
    headers = {"Content-Encoding": "gzip", "Cache-Control": keep, "Vary": "Accept-Encoding"}
    return Response(body, media_type="application/json", headers=headers)


def _make_programme(query: dict[str, str]) -> tuple[str, bytes]:
    """The version of the data that a query asks for, and the days. Raises AtlasError where that can't be read."""
    scene = asked_for(query, get_atlas())
    return scene.atlas.version, programme(scene)


async def _icon(_request: Request) -> Response:
    return Response(APP_ICON.read_bytes(), media_type="image/png", headers={"Cache-Control": A_DAY})


async def _robots(_request: Request) -> Response:
    try:
        is_listed = INDEX.read()
    except UsageError:  # which the log says elsewhere: until it is mended nothing is shown that could be listed
        is_listed = False
    return PlainTextResponse(robots("", is_listed=is_listed).decode(), headers={"Cache-Control": A_DAY})


def _kept(body: bytes, media_type: str) -> Response:
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    return Response(get_gzip(body), media_type=media_type, headers=headers)


class _KeptFiles(StaticFiles):
    """A package's files, kept by the browser for a day."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = A_DAY
        return response


def _base() -> str:
    """The path under which the app is served: "" or "/atlas"."""
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def routes() -> list[BaseRoute]:
    """Our routes under the configured base path (Streamlit adds it to its own routes only)."""
    return [
        *health_routes(_base()),
        *feed_routes(_base()),
        *site_routes(_base()),
        Route(f"{_base()}/favicon.png", _icon),  # in the place of Streamlit's, which its page and its script ask for
        Route(f"{_base()}/robots.txt", _robots),
        Mount(
            f"{_base()}/assets",
            routes=[
                Mount("/leaflet", _KeptFiles(packages=[(LEAFLET_PACKAGE, "data")])),
                Mount("/fonts", _KeptFiles(packages=[(FONT_PACKAGE.replace("-", "_"), "files")])),
                Route(f"/{PROGRAMME}", _programme),
                Route(f"/{FILES}/{{kind}}", view_file),
                Route(f"/{DOCUMENT_FILES}/{{name}}", document_file),
                Route("/{name}", _asset),
            ],
        ),
    ]


class _Headers:
    """Adds the Content-Security-Policy and two quieter headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.page, self.component = _policies()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        policy = self.component if "/component/" in scope["path"] else self.page

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    (b"content-security-policy", policy),
                    (b"referrer-policy", b"no-referrer"),
                    (b"x-content-type-options", b"nosniff"),
                ]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _policies() -> tuple[bytes, bytes]:
    """The policy for pages, and the one for component frames, where st_folium evaluates the map's script."""
    index = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
        for inline in _INLINE_SCRIPT.findall(index)
    ]
    ancestors = " ".join(["'self'", *_framing()])
    rest = (
        "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
        "worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; "
        f"frame-ancestors {ancestors}; form-action 'self'; script-src 'self' "
    )
    # A hash would switch 'unsafe-inline' off, so each policy has only its own.
    return (rest + " ".join(hashes)).encode(), f"{rest}'unsafe-inline' 'unsafe-eval'".encode()


def _framing() -> tuple[str, ...]:
    """Hosts that may frame a page; none while a setting can't be used, which the log says elsewhere."""
    try:
        return read_settings().embed
    except UsageError:
        return ()


def middleware(titles: Mapping[str, str]) -> list[Middleware]:
    """The headers around every answer, Streamlit's own files from memory, and the words in the head of its page.

    titles: address → title of each page, "" for the front page.
    """
    base = _base()
    return [
        Middleware(_Headers),
        Middleware(Bundle, base=base),
        Middleware(PageHead, base=base, titles=titles, scripts=tuple(page_scripts()), sheet=css_name()),
    ]


@ahead
def _pack_listing(atlas: Atlas) -> None:
    """The rows of the table, as they are sent."""
    rows = listing(atlas)
    get_gzip(rows.body)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncGenerator[dict[str, Any], None]:
    """Loads and draws once before the first reader, then takes all of it out of the garbage collector's rounds.

    A full collection over these imports costs 0.1 s; Python's own collector, which alone still runs, passes frozen
    objects over, and is called less often. (The collection that Streamlit would add after every run is switched off in
    .streamlit/config.toml.)
    Data with errors or a wrong setting does not stop the server: the page says what is wrong.
    """
    open_log()
    raise_file_limit()
    serve_frames()
    gc.disable()  # a table of millions of cells is no rubbish, and looking for some takes a tenth of the start
    try:
        atlas = get_atlas()
    except AtlasError:
        pass
    else:
        ground = get_ground(atlas)
        get_gzip(ground.body)
    get_gzip(script().body)
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, *gc.get_threshold()[1:])
    yield {}
