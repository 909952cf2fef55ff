"""A copy of the atlas that is gone takes no click along: the next one shows what was chosen."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader


class Balancer:
    """Hands each connection on to one copy, as a balancer does; what a reader sends can be kept from it."""

    def __init__(self, copy: str) -> None:
        self._held = threading.Event()
        self._open: list[socket.socket] = []
        self._lead(copy)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def hold(self) -> None:
        """From now on nothing that a reader sends arrives, as when the copy has just died."""
        self._held.set()

    def lead_to(self, copy: str) -> None:
        """Ends every connection; new ones go to this copy."""
        self._lead(copy)
        self._held.clear()
        self._end()

    def close(self) -> None:
        """Nothing is taken any more."""
        self._listening.close()
        self._end()

    def _lead(self, copy: str) -> None:
        parts = urlsplit(copy)
        self._copy = (parts.hostname or "", parts.port or 0)

    def _end(self) -> None:
        ended, self._open = self._open, []
        for one in ended:
            with suppress(OSError):  # the other side has closed it already
                one.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                reader, _ = self._listening.accept()
                copy = socket.create_connection(self._copy)
                self._open += [reader, copy]
                threading.Thread(target=self._carry, args=(reader, copy, self._held), daemon=True).start()
                threading.Thread(target=self._carry, args=(copy, reader, threading.Event()), daemon=True).start()

    @staticmethod
    def _carry(begin: socket.socket, end: socket.socket, held: threading.Event) -> None:
        with suppress(OSError):
            while part := begin.recv(65536):
                if not held.is_set():
                    end.sendall(part)
            end.shutdown(socket.SHUT_WR)


@pytest.fixture
def balancer(server: str) -> Iterator[Balancer]:
    """Leads to the copy that is running anyway."""
    made = Balancer(server)
    yield made
    made.close()


@pytest.fixture(scope="module")
def other(start: Callable[..., str]) -> str:
    """The address of a second copy."""
    return start()


def test_what_was_chosen_when_a_copy_died_is_shown_by_the_next(
    balancer: Balancer, other: str, newcomer: Reader
) -> None:
    """A pill, a day and a country that only the dead copy was told of, and the first click after it."""
    page = newcomer.page
    newcomer.open(f"{balancer.address}?wave=sd-2022-09")
    newcomer.wait_for_map()
    newcomer.wait_until_drawn()

    balancer.hold()
    page.get_by_role("button", name=re.compile("^Fuzhou")).click()
    page.get_by_role("spinbutton", name="year, As known on").focus()
    page.keyboard.type("20230101")
    page.keyboard.press("Tab")
    page.get_by_role("combobox", name="Host country").fill("Spain")
    page.get_by_role("option", name=re.compile("^Spain")).click()
    balancer.lead_to(other)

    expect(page).to_have_url(
        re.compile(r"\?(?=.*until=2023-01-01)(?=.*country=ESP)(?=.*bureau=fuzhou)(?=.*wave=sd-2022-09)")
    )
    expect(page.locator("h1")).to_contain_text("in Spain (Wave 1; bureau Fuzhou)")
    page.get_by_role("button", name=re.compile("^Fuzhou")).click()
    expect(page).not_to_have_url(re.compile("bureau"))
    expect(page.locator("h1")).to_contain_text("in Spain (Wave 1)")


def test_the_first_click_after_a_copy_died_is_answered(balancer: Balancer, other: str, newcomer: Reader) -> None:
    """On the map: the new session has heard of no frame either until it has run once."""
    newcomer.open(balancer.address)
    newcomer.wait_for_map()
    newcomer.wait_until_drawn()

    balancer.lead_to(other)
    expect(newcomer.page.locator('[data-test-connection-state="CONNECTED"]')).not_to_be_attached()
    expect(newcomer.page.locator('[data-test-connection-state="CONNECTED"]')).to_be_attached()
    newcomer.wait_until_drawn()
    newcomer.map.locator(".mark").first.click()

    expect(newcomer.page).to_have_url(re.compile(r"open=[A-Z]{3}"))
