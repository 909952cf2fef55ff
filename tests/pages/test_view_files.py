"""A file of the view at its own address, when it can't be made."""

import asyncio
import errno
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response

from pages.ui.server import files


def ask(kind: str) -> Response:
    """The answer to one reader."""
    scope = {"type": "http", "method": "GET", "path": f"/assets/view/{kind}", "query_string": b"country=ESP"}
    request = Request({**scope, "headers": [(b"host", b"atlas.example")], "path_params": {"kind": kind}})
    with ThreadPoolExecutor(1) as apart:  # the thread of the tests may have a loop of the browser's driver already
        return apart.submit(asyncio.run, files.view_file(request)).result()


def test_a_full_disk_is_one_sentence_for_the_reader_and_one_line_in_the_log(monkeypatch, caplog):
    """No traceback, and nothing of the path."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/atlas/secret")

    monkeypatch.setattr(files, "_make", fail)
    answer = ask("png")

    assert (answer.status_code, answer.body.decode()) == (500, files.FAILED)
    assert [record.getMessage() for record in caplog.records] == ["file-failed format=png reason=OSError"]
