"""Files at addresses of their own: a view in each format, its preview and its pack, and the document of each page.

GET assets/view/FORMAT?<view>&theme=light&size=slide&title=…&subtitle=…, also with `preview` and `pack`; GET
assets/document/PAGE.pdf?<view and keys of the page>, also .html. Whatever a query leaves out is as the page has it at
first.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.briefing.drawing import Drawing
from geo.briefing.pack import in_pack
from geo.briefing.sign import sign_file
from geo.documents.catalogue import DOCUMENTS
from geo.errors import AtlasError, UsageError
from geo.maps.style import LIGHT
from geo.render import FORMATS
from geo.render.html import write_page
from geo.render.paper import write_paper
from geo.render.presets import Size
from geo.view import PAGE_KEYS, join_repeated
from geo.words.language import speaking
from pages.ui.cached import Scene, get_atlas_of, get_pack, get_preview, get_today, keep
from pages.ui.documents import document_of
from pages.ui.files import PACK, PAPERS, PREVIEW, base_of, drawing_of, size_of, view_of
from pages.ui.journal import tell

NO_DATA: Final = "The data can’t be shown at the moment."
FAILED: Final = "The file could not be made at the moment; the map and the other formats may still be there."
KINDS: Final = (*FORMATS, PREVIEW, PACK)
PNG, ZIP = "image/png", "application/zip"
MOST_AT_ONCE: Final = 4  # files that are being made: the helper threads serve the map of everybody else, too
_TURNS: Final = asyncio.Semaphore(MOST_AT_ONCE)
LONGEST_NAME: Final = 120  # characters before the suffix
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
PAPER_TYPES: Final = {"pdf": "application/pdf", "html": "text/html"}


@dataclass(frozen=True)
class MadeFile:
    """What is sent. name: under which a browser keeps it, "" for what stands in a page."""

    body: bytes
    mime: str
    name: str = ""


async def view_file(request: Request) -> Response:
    """A file of the view in the query; a format that is unknown is not found."""
    kind = request.path_params["kind"]
    if kind not in KINDS:
        return PlainTextResponse(f"No such format; there are {', '.join(KINDS)}.", status_code=404)
    return await _answer(request, kind, _make)


async def document_file(request: Request) -> Response:
    """A page's document as a file; a page or form that is unknown is not found."""
    page, _, suffix = request.path_params["name"].rpartition(".")
    if page not in DOCUMENTS or suffix not in PAPERS:
        return PlainTextResponse(
            f"No such document; there are {', '.join(DOCUMENTS)}, each with .{' and .'.join(PAPERS)}.", status_code=404
        )
    return await _answer(request, suffix, partial(_make_document, page))


async def _answer(request: Request, kind: str, make: Callable[[str, Mapping[str, str], str], MadeFile]) -> Response:
    """A file, made beside the event loop, or why there is none; both in the language of the view."""
    query = join_repeated(request.query_params.multi_items())
    try:
        base = base_of(query, str(request.url).partition("assets/")[0])
        view = await run_in_threadpool(view_of, query)
    except AtlasError:  # data or a setting that can't be used: what is wrong with them is no reader's concern
        return PlainTextResponse(NO_DATA, status_code=503)
    try:
        async with _TURNS:
            with speaking(view.language):
                made = await run_in_threadpool(make, kind, query, base)
    except UsageError as error:
        return PlainTextResponse(str(error), status_code=422)
    except AtlasError:
        return PlainTextResponse(NO_DATA, status_code=503)
    except (OSError, MemoryError) as error:  # such as a full disk
        tell(logging.ERROR, "file-failed", format=kind, reason=type(error).__name__)
        return PlainTextResponse(FAILED, status_code=500)
    headers = {"Cache-Control": "no-store"}
    if made.name:
        headers["Content-Disposition"] = f'attachment; filename="{_plain_name(made.name)}"'
    if query.get("title") or query.get("subtitle"):  # a reader's own words: no other site may show them as the atlas's
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return Response(made.body, media_type=made.mime, headers=headers)


def _plain_name(name: str) -> str:
    """A name that every disk takes, whatever a reader searched for: words of theirs may stand in it."""
    stem, _, suffix = name.rpartition(".")
    return f"{_UNSAFE.sub('-', stem)[:LONGEST_NAME].strip('-')}.{suffix}"


def _make(kind: str, query: Mapping[str, str], base: str) -> MadeFile:
    """A file of a drawing. Raises AtlasError while the data or a setting can't be used, UsageError for a size or a
    heading that can't be drawn."""
    drawing, size = drawing_of(query, base), size_of(query)
    if kind == PREVIEW:
        return MadeFile(get_preview(drawing, size), PNG)
    if kind == PACK:
        return MadeFile(get_pack(drawing), ZIP, f"{in_pack(drawing.model).pack_id}.zip")
    return MadeFile(_file(drawing, kind, size), FORMATS[kind].mime, drawing.file_name(kind, size))


@keep(32)
def _file(drawing: Drawing, kind: str, size: Size) -> bytes:
    return drawing.file(kind, size)


def _make_document(page: str, suffix: str, query: Mapping[str, str], base: str) -> MadeFile:
    """A file of a page's document. Raises as _make."""
    view = view_of(query)
    scene = Scene(get_atlas_of(view), view, LIGHT.name)
    asked = document_of(page, scene, {key: text for key, text in query.items() if key in PAGE_KEYS})
    printed = {"exported_on": get_today().isoformat(), "base_url": base}
    document = asked.compose(**printed)
    if suffix == "pdf":
        model = asked.model(**printed)
        body = sign_file(write_paper(document, model), suffix, model)
    else:
        body = write_page(document)
    return MadeFile(body, PAPER_TYPES[suffix], f"{document.file_name}.{suffix}")
