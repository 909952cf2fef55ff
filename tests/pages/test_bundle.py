"""Streamlit's own files from memory: the same bytes, compressed for who takes it, kept for good, and nothing else."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import streamlit

from pages.ui.server.bundle import Bundle

FOLDER = Path(streamlit.__file__).parent / "static" / "static"
SCRIPT = next(iter(sorted(path.name for path in (FOLDER / "js").glob("index.*.js"))))
FONT = next(iter(sorted(path.name for path in (FOLDER / "media").glob("*.woff2"))))


class App:
    """Stands for the app behind: counts what is left to it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Finds nothing."""
        self.asked.append(scope["path"])
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def ask(bundle: Bundle, path: str, *, method: str = "GET", takes: bytes = b"gzip, br") -> tuple[int, dict, bytes]:
    """Status, headers and body of one answer."""
    said: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        said.append(dict(message))

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept-encoding", takes)]}
    with ThreadPoolExecutor(1) as apart:  # a browser that other tests hold open has its loop in this thread
        apart.submit(asyncio.run, bundle(scope, receive, send)).result()
    headers = {key.decode(): value.decode() for key, value in said[0]["headers"]}
    return said[0]["status"], headers, b"".join(message.get("body", b"") for message in said[1:])


@pytest.mark.parametrize("base", ["", "/atlas"])
def test_a_script_comes_compressed_and_is_kept_for_good(base):
    """Also the second time, when it comes from memory."""
    app = App()
    bundle = Bundle(app, base)

    for _ in range(2):
        status, headers, body = ask(bundle, f"{base}/static/js/{SCRIPT}")

        assert status == 200
        assert gzip.decompress(body) == (FOLDER / "js" / SCRIPT).read_bytes()
        assert "javascript" in headers["content-type"]
        assert "immutable" in headers["cache-control"]
    assert app.asked == []


def test_who_takes_no_gzip_gets_the_file_as_it_is():
    """A font never is compressed again, and a script only for who asked."""
    bundle = Bundle(App(), "")

    _, headers, body = ask(bundle, f"/static/js/{SCRIPT}", takes=b"identity")
    assert body == (FOLDER / "js" / SCRIPT).read_bytes()
    assert "content-encoding" not in headers

    _, headers, body = ask(bundle, f"/static/media/{FONT}")
    assert body == (FOLDER / "media" / FONT).read_bytes()
    assert "content-encoding" not in headers


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/", "GET"),
        ("/static/js/missing.0000.js", "GET"),
        ("/static/js/../../index.html", "GET"),
        ("/static/js/..", "GET"),
        ("/static/index.html", "GET"),
        (f"/elsewhere/static/js/{SCRIPT}", "GET"),
        (f"/static/js/{SCRIPT}", "POST"),
    ],
)
def test_everything_else_is_the_app_s(path, method):
    """No name leads out of the bundle's folders."""
    app = App()

    assert ask(Bundle(app, ""), path, method=method)[0] == 404
    assert app.asked == [path]
