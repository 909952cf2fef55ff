"""What a reader sees before Streamlit has put its page together, and how still the page stands then."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import wait_until_whole
from tests.real_atlas import real_title

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SEEN = {"desk": (1440, 900), "phone": (390, 844)}
MOST_SHIFT = 0.05  # of a screen, when the typeface comes; from 0.1 on readers lose their place (Core Web Vitals)
SUM_SHIFTS = """
window.shifted = 0;
const sum = (list) => list.getEntries().forEach((one) => { shifted += one.value; });
new PerformanceObserver(sum).observe({ type: "layout-shift", buffered: true });
"""


def covered(page: "Page") -> bool:
    """Whether the cover lies over the page."""
    return bool(page.evaluate("getComputedStyle(document.querySelector('.cover')).visibility === 'visible'"
                              " && document.querySelector('.cover').offsetHeight > 0"))  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "path"), [("desk", ""), ("phone", ""), ("desk", "countries?country=ESP"), ("phone", "timeline")]
)
def test_a_page_appears_at_once_and_stands_still(server: str, chromium: "Browser", seen: str, path: str) -> None:
    """No part of it pushes another one aside under a reader's eyes."""
    wide, high = SEEN[seen]
    context = chromium.new_context(viewport={"width": wide, "height": high}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(SUM_SHIFTS)
    page.goto(server + path)
    wait_until_whole(page)
    expect(page.locator("html:not(.unsettled)")).to_be_attached()

    assert page.evaluate("shifted") <= MOST_SHIFT
    assert not covered(page)
    expect(page.locator("h1").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    "path", ["?country=RUS", "?until=2020-01-01", "?country=FIN&open=FIN", "timeline?country=FIN", "curate"]
)
def test_a_page_with_little_to_show_appears_as_well(server: str, chromium: "Browser", path: str) -> None:
    """The frame of a table of one row is low: it was waited for until the cover was lifted after seconds."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(server + path)

    expect(page.locator("html:not(.unsettled)")).to_be_attached()
    context.close()


@pytest.mark.parametrize(("language", "word"), [("", "China’s position:"), ("fr", "Position de la Chine")])
def test_until_then_its_words_are_read(server: str, chromium: "Browser", language: str, word: str) -> None:
    """Headline, claim and reply, in the page's language; who reads aloud waits for the page itself."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/static/js/**", lambda route: route.abort())  # as on a slow line
    page.goto(f"{server}?lang={language}" if language else server, wait_until="domcontentloaded")
    cover = page.locator(".cover")

    expect(cover).to_be_visible()
    expect(cover).to_have_attribute("aria-hidden", "true")
    expect(cover.locator("strong")).to_have_text(page.title())
    expect(cover).to_contain_text(word)
    if not language:
        expect(cover.locator("strong")).to_have_text(real_title())
    context.close()


def test_the_cover_is_lifted_whatever_happens(server: str, chromium: "Browser") -> None:
    """Also where the script that lifts it never comes: after some seconds what there is of the page is shown."""
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/assets/page.*.js", lambda route: route.abort())
    page.goto(server)

    assert covered(page)
    expect(page.locator("h1").first).to_be_visible(timeout=20_000)
    expect(page.locator(".cover")).to_be_hidden()
    context.close()


def test_an_embedded_map_has_no_cover_left(server: str, chromium: "Browser") -> None:
    """The words of the page are not those of a frame for long."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{server}?embed=true")
    expect(page.locator("html:not(.unsettled)")).to_be_attached()

    assert not covered(page)
    context.close()
