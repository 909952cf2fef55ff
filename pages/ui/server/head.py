"""What an address says before any script has run: title, words and picture of that very view, or that it is no page.

Streamlit answers every address with one and the same page, whose title is its own name and whose text asks for scripts.
Here that page gets the words of the view that the address names: for link previews, search engines and readers without
scripts. An address that is no page is answered with 404.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.errors import AtlasError
from geo.maps.style import DARK, LIGHT
from geo.render.about import describe
from geo.render.html.markup import Markup, join, tag
from geo.render.presets import SLIDE
from geo.settings import read_settings
from geo.view import View, join_repeated
from geo.words.captions import NAME
from geo.words.language import ENGLISH, LANGUAGES, best_of, speaking
from geo.words.messages import join_sentences, labelled, word
from pages.ui.cached import get_atlas, get_atlas_of, get_model
from pages.ui.server.files import NO_DATA
from pages.ui.server.widgets import widget_words

# Frames and Streamlit's own endpoints, which answer with HTML too
_PARTS_OF_PAGES: Final = ("component", "_stcore")
ROOT: Final = b'<div id="root">'  # where Streamlit's page is put together; what has it is that page
ASSETS: Final = "./assets/"
NEED_SCRIPTS: Final = "Filters and the other pages need scripts."
_CLOSED: Final = ("_stcore/metrics",)  # Streamlit tells there what is kept in memory: no reader's concern
_TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_SCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_LOST: Final = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="icon" href="{icon}"><title>{title} · {name}</title><style>:root{{color-scheme:light dark}}'
    "body{{max-width:60rem;margin:0 auto;padding:1rem 1.6rem;font:1rem/1.5 'Source Sans Pro',sans-serif;"
    "background:light-dark({light.paper},{dark.paper});color:light-dark({light.ink},{dark.ink})}}"
    "a{{color:light-dark({light.accent},{dark.accent})}}h1{{margin-top:2rem;line-height:1.2}}"
    "ul{{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.6rem 1.4rem}}</style></head>"
    "<body><strong>{name}</strong><h1>{title}</h1><p>{told}</p><nav><ul>{pages}</ul></nav></body></html>"
)


@dataclass(frozen=True)
class HeadWords:
    """What stands in a page's head, and in its text for readers without scripts. picture: query of the view, to be
    drawn; lines: sentences in their order; scripts: what needs some; widgets: names of Streamlit's controls."""

    title: str
    description: str
    picture: str
    alt: str
    lines: tuple[str, ...]
    language: str
    scripts: str
    widgets: Markup


class PageHead:
    """Middleware around Streamlit's page. base: path under which the app is served; titles: address → title of each
    page, "" for the front page; scripts: file names of those that run beside Streamlit's; sheet: of the styles."""

    def __init__(
        self, app: ASGIApp, base: str, titles: Mapping[str, str], scripts: tuple[str, ...], sheet: str
    ) -> None:
        self._app = app
        self._base = base
        self._titles = titles
        self._scripts = scripts
        self._sheet = sheet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; whatever is no page of HTML passes unchanged."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        name = scope["path"].removeprefix(self._base).strip("/")
        if name in _CLOSED:
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
            return
        if name.partition("/")[0] in _PARTS_OF_PAGES:
            await self._app(scope, receive, send)
            return
        if name in self._titles and name and scope["path"].endswith("/"):  # its files would be looked for below it
            query = scope["query_string"].decode("latin-1")
            answer: Response = RedirectResponse(f"{self._base}/{name}" + (f"?{query}" if query else ""))
            await answer(scope, receive, send)
            return
        caught = _Caught(send)
        await self._app(_plain(scope), receive, caught)
        if caught.start is None:
            return
        if ROOT not in caught.body:  # a file of HTML that is taken along, and no page
            await send(caught.start)
            await send({"type": "http.response.body", "body": caught.body})
            return
        answer = await self._answer(name, Request(scope), caught)
        await answer(scope, receive, send)

    async def _answer(self, name: str, request: Request, caught: _Caught) -> Response:
        wanted = request.headers.get("accept-language", "")
        if name not in self._titles:
            asked = request.query_params.get("lang", "")
            kept = f"?lang={asked}" if asked in LANGUAGES else ""
            lost = _say_lost(self._base, self._titles, asked if kept else best_of(wanted), kept)
            return HTMLResponse(lost, status_code=404)
        page = caught.body.decode()
        told = await run_in_threadpool(_tell, name, self._titles[name], request.url.query, wanted)
        page = write_silent(page) if told is None else write_head(page, told, _public(request, self._base))
        # As Streamlit's own files, by the way from the page: a proxy may take the path away under which the page lies.
        page = add_own(page, (ASSETS + script for script in self._scripts), ASSETS + self._sheet)
        return HTMLResponse(page, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})


class _Caught:
    """Keeps a page of HTML back; every other answer is sent on as it comes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if kind.startswith("text/html"):
                self.start = message
                return
        if self.start is None:
            await self._send(message)
        else:
            self.body += message.get("body", b"")


def _plain(scope: Scope) -> Scope:
    """The request without what would bring the page compressed or not at all."""
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    headers = [(key, value) for key, value in scope["headers"] if key not in unwanted]
    return {**scope, "method": "GET", "headers": headers}


def write_head(page: str, told: HeadWords, public: str) -> str:
    """Streamlit's page with these words in it. public: what the app's public addresses begin with."""
    picture = f"{public}assets/view/png" + (f"?{told.picture}" if told.picture else "")
    width, height = SLIDE.pixels
    named = {
        "og:type": "website",
        "og:site_name": NAME,
        "og:title": told.title,
        "og:description": told.description,
        "og:image": picture,
        "og:image:alt": told.alt,
        "og:image:width": str(width),
        "og:image:height": str(height),
    }
    head = join(
        [
            tag("<title>{title}</title>", title=told.title),
            tag('<meta name="description" content="{description}">', description=told.description),
            *(tag('<meta property="{name}" content="{said}">', name=name, said=said) for name, said in named.items()),
            Markup('<meta name="twitter:card" content="summary_large_image">'),
        ]
    )
    said = join(tag("<p>{line}</p>", line=line) for line in told.lines)
    still = tag("<noscript><h1>{title}</h1><p><img src='{picture}' alt='{alt}' style='width:100%'></p>{said}"
                "<p>{scripts}</p></noscript>", scripts=told.scripts,
                title=told.title, picture=picture, alt=told.alt, said=said)  # fmt: skip
    # What is read while Streamlit puts its page together (start.js, page.js); its words come again in the page itself.
    cover = tag('<div class="cover" aria-hidden="true"><p>{name}</p><strong>{title}</strong>{said}</div>',
                name=NAME, title=told.title, said=said)  # fmt: skip
    page = _TITLE.sub(lambda _: str(head), page, count=1)
    page = page.replace('<html lang="en"', f'<html lang="{told.language}"', 1)
    page = page.replace("<body>", f"<body>{cover}{told.widgets}", 1)
    return _NO_SCRIPT.sub(lambda _: str(still), page, count=1)


def add_own(page: str, scripts: Iterable[str], sheet: str) -> str:
    """Streamlit's page that loads these scripts before its own, one after the other, and the style sheet, from the
    atlas's own host. Streamlit writes its styles into the head; ours stand in the body, as those that come later hold.
    """
    loaded = join(tag('<script src="{address}"></script>', address=address) for address in scripts)
    page = page.replace("<head>", f"<head>{loaded}", 1)
    styles = tag('<link rel="stylesheet" href="{sheet}">', sheet=sheet)
    return page.replace("<body>", f"<body>{styles}", 1)


def write_silent(page: str) -> str:
    """Streamlit's page while nothing of the data can be said: under the atlas's name, and with the reason."""
    page = _TITLE.sub(lambda _: str(tag("<title>{title}</title>", title=NAME)), page, count=1)
    still = tag("<noscript><h1>{title}</h1><p>{said}</p></noscript>", title=NAME, said=NO_DATA)
    return _NO_SCRIPT.sub(lambda _: str(still), page, count=1)


def _say_lost(base: str, titles: Mapping[str, str], language: str, kept: str) -> str:
    """The page of an address that leads nowhere, in the reader's language, with the way to each page that there is.
    kept: the query that its links take along."""
    with speaking(language):
        links = join(
            tag('<li><a href="{address}">{title}</a></li>', address=f"{base}/{name}{kept}", title=word(title or "Map"))
            for name, title in titles.items()
        )
        return str(
            tag(
                _LOST,
                language=language,
                name=NAME,
                icon=f"{base}/favicon.png",
                light=LIGHT,
                dark=DARK,
                title=word("No such page"),
                told=word("{name} has no page at this address.", name=NAME),
                pages=links,
            )
        )


def _tell(name: str, title: str, query: str, wanted: str) -> HeadWords | None:
    """None while the data can't be shown: then nothing is said of them. wanted: the languages that the browser prefers,
    one of which is spoken where the address names none."""
    try:
        atlas = get_atlas()
        view, _ = View.from_query(join_repeated(parse_qsl(query)), atlas.choices)
        language = view.language or best_of(wanted)
        view = view.change(language="" if language == ENGLISH else language)
        model = get_model(get_atlas_of(view), view, "light")
    except AtlasError:
        return None
    words = model.words
    shown = urlencode(view.change(focus="").to_query(), safe=",")
    about = view.countries or not name
    with speaking(language):
        title, scripts, widgets = word(title), word(NEED_SCRIPTS), widget_words()
        said = labelled(title, describe(words)) if about and name else describe(words)
        lines = words.subtitle, join_sentences(words.reported_line, words.placed), words.china_line, words.source_line
    headline = words.title if about else f"{title} · {NAME}"
    return HeadWords(
        headline,
        said,
        shown,
        words.alt_text,
        lines,
        language,
        scripts,
        widgets,
    )


def _public(request: Request, base: str) -> str:
    """The address that the deployer set, else the one that was asked."""
    try:
        set_by_deployer = read_settings().url
    except AtlasError:
        set_by_deployer = ""
    return set_by_deployer or f"{request.url.scheme}://{request.url.netloc}{base}/"
