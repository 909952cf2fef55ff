"""Headless Chromium, and a page in it whose changes are timed, weighed and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, WebSocket, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-quic",
    # The browser's own search box loads pages of its own with each new window; no reader opens one at each visit.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup",
)
WATCH = Path(__file__).with_name("watch.js")
WINDOW = {"width": 1360, "height": 900}
QUIET = 250  # ms without a script run before the next change, so that changes do not overlap
LIMIT = 60_000  # ms


@dataclass(frozen=True)
class Change:
    """One change: ms from the click to the frame after the map's paint, and until the whole page is at rest; bytes over
    the websocket, both directions."""

    ms: float
    rest: float
    received: int
    sent: int


@dataclass
class Weight:
    """Bytes over the page's websockets so far, as messages: without the frames' headers of 2 to 14 bytes."""

    received: int = 0
    sent: int = 0


@dataclass
class Watched:
    """An open page. others: addresses asked of hosts other than the server's, whether or not they answered."""

    page: Page
    weight: Weight = field(default_factory=Weight)
    others: list[str] = field(default_factory=list)

    def first(self) -> float:
        """Milliseconds from the start of the navigation to the end of the frame that painted the first map."""
        return float(self.page.evaluate("async () => (await benchmark.first).at"))

    def time(self, act: Callable[[], Any], event: str = "click") -> Change:
        """Acts once and times the change that follows. event: the one in the browser that the clock starts with.

        Raises RuntimeError when what was seen at that moment was not yet the end of the change.
        """
        self.settle()
        received, sent = self.weight.received, self.weight.sent
        self.page.evaluate("event => benchmark.arm(event)", event)
        act()
        answer = self.page.evaluate("() => benchmark.answer")
        self.settle()
        if self.page.evaluate("() => benchmark.seen()") != answer["seen"]:
            raise RuntimeError("the page went on changing after the change that was timed")
        rest = max(answer["ms"], self.page.evaluate("() => benchmark.rest()"))
        return Change(answer["ms"], rest, self.weight.received - received, self.weight.sent - sent)

    def settle(self) -> None:
        """Waits until no script runs and the browser had time to breathe."""
        for _ in range(2):
            self.page.wait_for_function(
                "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'",
                timeout=LIMIT,
            )
            self.page.wait_for_timeout(QUIET)

    def pill(self, key: str, words: str) -> Locator:
        """The pill of a widget whose label begins with these words."""
        return self.page.locator(f".st-key-{key} button", has_text=words).first


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser process, ended with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, url: str, *, blocked: bool = False) -> Iterator[Watched]:
    """A page with an empty cache, opened at url, not waited for. blocked: every other host is cut off."""
    context: BrowserContext = browser.new_context(viewport=WINDOW)
    context.add_init_script(path=WATCH)
    own = urlsplit(url).netloc
    watched = Watched(context.new_page())

    def note(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            watched.others.append(address)

    def weigh(socket: WebSocket) -> None:
        note(socket.url)
        socket.on("framereceived", lambda body: _add(watched.weight, "received", body))
        socket.on("framesent", lambda body: _add(watched.weight, "sent", body))

    def cut(route: Route) -> None:
        if urlsplit(route.request.url).netloc == own:
            route.continue_()
        else:
            route.abort()

    context.on("request", lambda request: note(request.url))
    watched.page.on("websocket", weigh)
    if blocked:
        context.route("**/*", cut)
    watched.page.goto(url, wait_until="commit")
    yield watched
    context.close()


def _add(weight: Weight, way: str, body: bytes | str) -> None:
    setattr(weight, way, getattr(weight, way) + len(body))
