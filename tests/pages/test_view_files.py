"""A file of the view at its own address, when it can't be made."""

import asyncio
import errno
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response

from pages.ui.server import files


def ask(kind: str, query: bytes = b"country=ESP") -> Response:
    """The answer to one reader."""
    scope = {"type": "http", "method": "GET", "path": f"/assets/view/{kind}", "query_string": query}
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


def test_a_key_that_occurs_twice_asks_for_both_as_on_the_page(monkeypatch):
    """The last one alone was taken, so the file showed less than the page it came from."""
    asked = []

    def note(_kind: str, query: dict[str, str], _base: str) -> tuple[bytes, str]:
        asked.append(query)
        return b"", "name"

    monkeypatch.setattr(files, "_make", note)
    ask("csv", b"country=ESP&country=ITA&wave=sd-2022-09")

    assert asked == [{"country": "ESP,ITA", "wave": "sd-2022-09"}]
