"""A real server on a free port and a real Chromium; both are waited for, never slept for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.atlas import Atlas, load_atlas
from geo.site.publish import Publication
from geo.site.writing import write_site
from tests.browser.hostile import write_hostile_data
from tests.browser.visiting import Visit, serve

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 29)  # the day on which the shipped data are read
START_LIMIT = 90.0  # seconds; a cold machine loads and projects the world first
DRAWING_LIMIT = 90_000.0  # milliseconds; a preview is drawn while other tests keep the machine busy
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """start(data) runs the app on a data folder and returns its address; all servers end with the session."""
    running: list[subprocess.Popen[bytes]] = []

    def run(data: Path = ROOT / "data", base: str = "") -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        options = [f"--server.port={port}", "--server.address=127.0.0.1", f"--server.baseUrlPath={base}"]
        log = tmp_path_factory.mktemp("server") / "log.txt"
        with log.open("wb") as out:
            server = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", *options],
                cwd=ROOT,
                env=os.environ | {"ATLAS_DATA": str(data)},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        running.append(server)
        address = f"http://127.0.0.1:{port}/{base}"
        until = monotonic() + START_LIMIT
        while not _answers(f"{address.rstrip('/')}/_stcore/health"):
            if server.poll() is not None or monotonic() > until:
                pytest.fail(f"the server did not start: {log.read_text()}")
        return address

    yield run
    for server in running:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 -- our own server
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        Event().wait(0.1)
        return False


@pytest.fixture(scope="session")
def server(start: Callable[..., str]) -> str:
    """The address of the app with the project's own data."""
    return start()


@pytest.fixture(scope="session")
def hostile_server(start: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the app with a copy of the data that has code in every free text."""
    return start(write_hostile_data(ROOT / "data", tmp_path_factory.mktemp("hostile")))


def wait_until_whole(page: Page) -> None:
    """Waits until the page's script has ended, nothing of the page before is left, and every frame has drawn.

    What a reader sees is waited for, never a quiet network: a page that asks ahead for its pictures is never quiet.
    """
    page.wait_for_selector("h1")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
    page.wait_for_function("!document.querySelector('[data-stale=\"true\"]')")
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")  # what stands for a frame to come
    page.wait_for_function(DRAWN)


# A frame of the app tells when it has drawn; before that it says "Loading …" and nothing else. The player has its days
# later than its map. Asked of the page, as a frame of the page before may go while it is asked.
DRAWN = """[...document.querySelectorAll("iframe")].every(({ offsetHeight, contentDocument }) =>
  offsetHeight > 40 && contentDocument.documentElement && contentDocument.documentElement.dataset.ready
  && !contentDocument.querySelector("#play:disabled"))"""
FOLLOW = 'address => { history.pushState(null, "", address); dispatchEvent(new PopStateEvent("popstate")); }'


def follow(page: Page, address: str) -> None:
    """Goes to another view as a link within the app does, without loading the scripts anew: a sixth of the work. The
    first one of a server is loaded. Returns when the masthead is that of the new view."""
    if urlsplit(page.url).netloc != urlsplit(address).netloc:
        page.goto(address)
    if page.url == address:
        return
    link = page.locator(".copy-link")
    before = link.get_attribute("data-link") or ""
    page.evaluate(FOLLOW, address)
    expect(link).not_to_have_attribute("data-link", before)


class Reader:
    """A page in a browser of its own, and what it asked for and complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.map = page.frame_locator(".st-key-map iframe")

    def open(self, address: str) -> None:
        """Goes there and waits for the first heading."""
        self.page.goto(address)
        expect(self.page.locator("h1").first).to_be_visible()

    def wait_until_drawn(self) -> None:
        """Waits until the page's script has ended; a quiet network would also be one that waits for a busy server."""
        ended = self.page.locator('[data-test-script-state="notRunning"]')
        expect(ended).to_be_attached(timeout=DRAWING_LIMIT)

    def wait_for_map(self) -> None:
        """Waits until the map has drawn a view."""
        expect(self.map.locator("html[data-ready]")).to_be_attached()

    def strip(self) -> str:
        """The strip below the map."""
        return self.map.locator(".says").inner_text()


class Returning(Reader):
    """One whose window has the app already."""

    def open(self, address: str) -> None:
        """Goes on there as by a link, and waits until the page stands whole."""
        follow(self.page, address)
        wait_until_whole(self.page)


@pytest.fixture
def newcomer(chromium: Browser) -> Iterator[Reader]:
    """A fresh reader at a desk, who has nothing of the app yet."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield Reader(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def desk(chromium: Browser) -> Iterator[Returning]:
    """One reader for all tests of a file, whose window goes on from page to page; scripts may be handed in."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    yield Returning(context.new_page())
    context.close()


@pytest.fixture
def reader(desk: Returning, server: str) -> Returning:
    """The one at the desk, who comes from a page without a map, where nothing is kept of what was done before."""
    desk.page.set_viewport_size({"width": 1440, "height": 900})
    desk.open(f"{server}about")
    desk.page.mouse.move(0, 0)
    desk.page.evaluate("sessionStorage.clear()")
    desk.requests.clear()
    desk.complaints.clear()
    return desk


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """A fresh reader at a desk."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield Visit(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The shipped data, with its released versions."""
    return load_atlas(ROOT / "data", today=TODAY)


@pytest.fixture(scope="session")
def site_folder(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map's part of the site of the shipped data, in three languages."""
    out = tmp_path_factory.mktemp("published") / "site"
    write_site(out, Publication(atlas, ROOT / "data", "", ("fr", "de")).files(("map",)), {})
    return out


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """Its address."""
    yield from serve(site_folder)
