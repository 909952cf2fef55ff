"""Files at addresses of their own: any copy of the atlas makes what a page offered, or says why not."""

import asyncio
import errno
import html
import io
import re
import zipfile
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from geo.briefing.drawing import LONGEST, Drawing
from geo.briefing.pack import in_pack
from geo.documents.catalogue import DOCUMENTS
from geo.render import FORMATS
from geo.view import View
from pages.ui.cached import get_atlas, get_today
from pages.ui.files import PAPERS, base_of, drawing_address, drawing_of, size_of
from pages.ui.server import files
from tests.pages.without_browser import open_page, page_files, read

HOST = b"atlas.example"


def answer(kind: str, query: bytes, path: str, serve: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
    """The answer to one reader, who is in no session."""
    scope = {"type": "http", "method": "GET", "path": f"/assets/{path}/{kind}", "query_string": query}
    request = Request({**scope, "headers": [(b"host", HOST)], "path_params": {"kind": kind, "name": kind}})
    with ThreadPoolExecutor(1) as apart:  # the thread of the tests may have a loop of the browser's driver already
        return apart.submit(asyncio.run, serve(request)).result()


def ask(kind: str, query: bytes = b"country=ESP") -> Response:
    """The answer of a view's file."""
    return answer(kind, query, "view", files.view_file)


def ask_document(name: str, query: bytes = b"") -> Response:
    """The answer of a page's document as a file."""
    return answer(name, query, "document", files.document_file)


def offered(file: str, **query: str) -> list[tuple[str, str, bytes]]:
    """What a page offers: (folder under assets, name, query) of each file, pictures included."""
    addresses = re.findall(r'(?:href|src)="\./assets/(view|document)/([^"]+)"', read(open_page(file, **query)))
    parts = [(folder, *html.unescape(rest).partition("?")) for folder, rest in addresses]
    return [(folder, name, asked.encode()) for folder, name, _, asked in parts]


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

    def note(_kind: str, query: dict[str, str], _base: str) -> files.MadeFile:
        asked.append(query)
        return files.MadeFile(b"", "text/plain")

    monkeypatch.setattr(files, "_make", note)
    ask("csv", b"country=ESP&country=ITA&wave=sd-2022-09")

    assert asked == [{"country": "ESP,ITA", "wave": "sd-2022-09"}]


def test_every_file_of_a_page_is_made_by_who_never_drew_the_page():
    """Behind a balancer the next request goes to another copy: what a page offers must stand in its address."""
    found = {file: offered(file, country="SRB") for file in page_files() if file not in ("overview", "curate")}
    briefing = found.pop("briefing")
    kinds = {name: ask(name, asked) for _, name, asked in briefing}

    assert set(kinds) == {*FORMATS, "preview"}
    assert {name for name, made in kinds.items() if made.status_code != 200 or not made.body} == set()
    for file, links in found.items():
        assert [name for _, name, _ in links] == [f"{file}.{suffix}" for suffix in PAPERS]


@pytest.mark.parametrize(
    ("file", "query", "holds"),
    [
        ("countries", {"country": "ESP"}, "Barcelona"),
        ("countries", {"open": "ESP", "lang": "de"}, "Spanien"),
        ("countries", {"sort": "name"}, "Serbia"),
        ("sources", {"find": "prato foglio"}, "1 of "),
        ("timeline", {"new": "2024-01-01"}, "Since 1 January 2024: "),
        ("timeline", {"new": "junk"}, "disclosures"),
        ("about", {"lang": "fr"}, "/assets/leaflet"),
    ],
)
def test_a_document_holds_what_its_page_shows(file: str, query: dict[str, str], holds: str):
    """The keys of the page itself and the language travel in the address; junk is ignored as there."""
    page = next((name, asked) for _, name, asked in offered(file, **query) if name.endswith(".html"))
    made = ask_document(*page)

    assert made.status_code == 200
    assert holds in html.unescape(made.body.decode())
    heading = re.findall(r"<h1>(.*?)</h1>", read(open_page(file, **query)))[-1]
    assert heading in made.body.decode()


def test_a_paper_is_a_paper_under_its_name():
    """As every file it is taken along, not opened in the place of the page."""
    made = ask_document("context.pdf")

    assert made.body.startswith(b"%PDF")
    assert (
        made.headers["content-disposition"] == f'attachment; filename="station-atlas-context-{get_atlas().version}.pdf"'
    )


@pytest.mark.parametrize("words", ["警察", 'a"\r\nSet-Cookie: x', "../../etc/passwd", "x" * 5000])
def test_a_name_on_the_disk_has_no_sign_that_a_disk_refuses(words: str):
    """What a reader searched for stands in the file's name."""
    name = ask_document("sources.html", urlencode({"find": words}).encode()).headers["content-disposition"]

    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9._-]{10,130}\.html"', name)
    assert "/" not in name


@pytest.mark.parametrize("name", ["", ".pdf", "briefing.pdf", "about", "about.docx", "../about.pdf", "about.pdf.exe"])
def test_a_document_that_is_none_is_not_found(name: str):
    """And the answer names those that there are."""
    made = ask_document(name)

    assert made.status_code == 404
    assert all(page in made.body.decode() for page in DOCUMENTS)


def test_a_preview_stands_in_its_page_with_the_size_that_was_asked():
    """It is no download."""
    made = ask("preview", b"country=ESP&size=180x120mm&dpi=300&theme=grey")

    assert "content-disposition" not in made.headers
    assert Image.open(io.BytesIO(made.body)).size == (1100, 733)


def test_a_pack_is_the_one_that_the_page_names():
    """Its number is in the file's name."""
    made = ask("pack", b"country=SRB")
    own = in_pack(drawing_of({"country": "SRB"}, "http://atlas.example/").model).pack_id

    assert own in read(open_page("briefing", country="SRB"))
    assert made.headers["content-disposition"] == f'attachment; filename="{own}.zip"'
    assert "page.pdf" in zipfile.ZipFile(io.BytesIO(made.body)).namelist()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (b"size=own", "is no size"),
        (b"size=9000x9000px", "81.0 million pixels"),
        (b"size=180x120mm&dpi=", ""),
        (b"size=180x120mm&dpi=many", "no number of dots per inch"),
        (b"size=180x120mm&dpi=nan", "can’t be drawn"),
        (b"size=slide&dpi=200", "leave the dpi out"),
        (b"title=" + b"x" * 201, "The title has 201 characters"),
        (b"size=own&title=%F4%8F%BF%BF", "is no size"),
    ],
)
def test_what_cant_be_drawn_is_told_in_a_sentence(query: bytes, told: str):
    """Never a traceback, whatever stands in an address."""
    made = ask("preview", b"country=ESP&" + query)

    assert made.status_code == (422 if told else 200)
    assert told in made.body.decode() if told else True


@pytest.mark.parametrize(
    ("kind", "asked", "told"),
    [
        ("pdf", "size=a4", "can’t show these letters: ཀ"),
        ("pdf", "size=a4&lang=de", "diese Buchstaben nicht zeigen kann: ཀ"),
        ("preview", "", "a picture can’t show these letters: ཀ"),
        ("svg", "lang=de", "ein Bild diese Buchstaben"),
    ],
)
def test_a_letter_that_no_typeface_has_is_told_in_the_language_of_the_view(kind: str, asked: str, told: str):
    """Who typed it reads why there is no file; a sign in its place would say nothing."""
    made = ask(kind, f"country=ESP&title=%E0%BD%80&{asked}".encode())

    assert made.status_code == 422
    assert told in made.body.decode()


def test_a_setting_that_cant_be_used_is_no_readers_concern(monkeypatch: pytest.MonkeyPatch):
    """Its place on the operator's disk stands in the log."""
    monkeypatch.setenv("ATLAS_SHAPES", "/srv/secret/shapes.parquet")

    for made in (ask("csv"), ask_document("about.html")):
        assert (made.status_code, made.body.decode()) == (503, files.NO_DATA)


def test_who_asks_for_many_files_at_once_leaves_threads_to_everybody_else(monkeypatch: pytest.MonkeyPatch):
    """The others wait for their turn, and all of them come."""
    made, most, lock, all_at_work = 0, 0, Lock(), Barrier(files.MOST_AT_ONCE)

    def make(_kind: str, _query: Mapping[str, str], _base: str) -> files.MadeFile:
        nonlocal made, most
        with lock:
            made += 1
            most = max(most, made)
        all_at_work.wait(30)
        with lock:
            made -= 1
        return files.MadeFile(b"x", "text/plain")

    async def ask_often() -> list[Response]:
        scope = {"type": "http", "method": "GET", "path": "/assets/view/csv", "query_string": b"", "headers": []}
        requests = [Request({**scope, "path_params": {"kind": "csv"}}) for _ in range(4 * files.MOST_AT_ONCE)]
        return await asyncio.gather(*map(files.view_file, requests))

    monkeypatch.setattr(files, "_make", make)
    monkeypatch.setattr(files, "_TURNS", asyncio.Semaphore(files.MOST_AT_ONCE))
    with ThreadPoolExecutor(1) as apart:
        answers = apart.submit(asyncio.run, ask_often()).result()

    assert [one.status_code for one in answers] == [200] * len(answers)
    assert most == files.MOST_AT_ONCE


def test_a_readers_own_headings_are_shown_by_no_other_site():
    """A picture from this host that says what somebody wrote into its address is not the atlas's word."""
    assert ask("svg").headers.get("cross-origin-resource-policy") is None  # a preview of a link is shown elsewhere
    assert ask("svg", b"country=ESP&title=Nine").headers["cross-origin-resource-policy"] == "same-origin"


@given(
    st.sampled_from(["light", "dark", "grey"]),
    st.text(max_size=LONGEST["title"]),
    st.text(max_size=LONGEST["subtitle"]),
    st.sampled_from([View(), View(countries=("ESP", "ITA")), View(focus="ESP", language="de")]),
    st.sampled_from([{"size": "a4", "dpi": "300"}, {"size": "7x5in", "dpi": "100"}, {"size": "square"}]),
)
def test_an_address_asks_for_the_very_drawing(
    palette: str, title: str, subtitle: str, view: View, size: dict[str, str]
):
    """There and back: view, palette, headings and size."""
    base, day = "https://atlas.example/", get_today().isoformat()
    drawing = Drawing(get_atlas(), view, palette, title.strip(), subtitle.strip(), day, base)
    query = dict(parse_qsl(urlsplit(drawing_address("png", drawing, size)).query))
    again = drawing_of(query, base)

    assert (again.view, again.palette, again.title, again.subtitle) == (view, palette, drawing.title, drawing.subtitle)
    assert size_of(query) == size_of(size)


@pytest.mark.parametrize(
    ("home", "base"),
    [
        ("http://atlas.example/outer/", "http://atlas.example/outer/"),  # a proxy takes "outer" away
        ("https://atlas.example/", "https://atlas.example/"),
        ("", "http://atlas.example/"),
        ("http://elsewhere.example/", "http://atlas.example/"),
        ("http://atlas.example@elsewhere.example/", "http://atlas.example/"),
        ("http://atlas.example.elsewhere.example/", "http://atlas.example/"),
        ("javascript://atlas.example/%0aalert(1)", "http://atlas.example/"),
        ('http://atlas.example/"><script>', "http://atlas.example/"),
        ("http://[", "http://atlas.example/"),
    ],
)
def test_printed_links_begin_where_the_reader_has_the_atlas(home: str, base: str, monkeypatch: pytest.MonkeyPatch):
    """On the host that was asked: an address that somebody sends must print no link to their own place."""
    monkeypatch.delenv("ATLAS_URL", raising=False)
    assert base_of({"home": home}, "http://atlas.example/") == base

    monkeypatch.setenv("ATLAS_URL", "https://public.example/")
    assert base_of({"home": home}, "http://atlas.example/") == "https://public.example/"
