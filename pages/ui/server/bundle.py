"""Streamlit's own scripts, styles and fonts, answered from memory and compressed once.

A first visit asks for more than a hundred of these files. Streamlit reads each from disk in several steps on helper
threads and sends it as it is, 4 MB in all; on a small machine that took half of the time until the first map. Every
name carries a hash of its file's content, so what was read once never changes.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from pathlib import Path
from typing import Final

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOREVER: Final = "public, max-age=31536000, immutable"
_FOLDER: Final = Path(streamlit.__file__).parent / "static" / "static"
_NAME: Final = re.compile(r"(?:js|css|media)/[\w-][\w.-]*", flags=re.ASCII)
_TEXT: Final = (".js", ".css")


class Bundle:
    """Middleware that answers for the files under static/ and leaves everything else to the app.

    base: path under which the app is served, "" or "/atlas".
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app = app
        self._prefix = f"{base}/static/"
        self._kept: dict[tuple[str, bool], Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One message of the server; a name that is no file of the bundle is the app's to refuse."""
        name = self._name(scope)
        if not name:
            await self._app(scope, receive, send)
            return
        compressed = name.endswith(_TEXT) and _takes_gzip(scope)
        answer = self._kept.get((name, compressed))
        if answer is None:
            answer = await run_in_threadpool(_answer, _FOLDER / name, compressed)
            self._kept[name, compressed] = answer
        await answer(scope, receive, send)

    def _name(self, scope: Scope) -> str:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return ""
        name = scope["path"].removeprefix(self._prefix)
        wanted = name != scope["path"] and _NAME.fullmatch(name)
        known = wanted and ((name, True) in self._kept or (name, False) in self._kept or (_FOLDER / name).is_file())
        return name if known else ""


def _takes_gzip(scope: Scope) -> bool:
    return any(key == b"accept-encoding" and b"gzip" in value for key, value in scope["headers"])


def _answer(file: Path, compressed: bool) -> Response:
    body = file.read_bytes()
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if compressed:
        body = gzip.compress(body, 6, mtime=0)
        headers["Content-Encoding"] = "gzip"
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Response(body, media_type=media_type, headers=headers)
