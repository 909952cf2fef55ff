"""The site's map where there is little room: in a frame of somebody else's page, and on a phone."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit
from tests.real_atlas import real_title

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_an_embedded_map_begins_at_the_top_of_its_frame(site: str, visit: Visit) -> None:
    """No room is kept for filters that are not there."""
    visit.page.set_viewport_size({"width": 1280, "height": 640})
    visit.open(f"{site}embed/")

    assert visit.page.locator("#map").bounding_box()["y"] < 100


def test_an_embedded_map_tells_its_height(site: str, visit: Visit) -> None:
    """The page around it needs no guess."""
    page = visit.page
    page.set_content(
        "<script>addEventListener('message', ({ data }) => { document.title = data.type + ' ' + data.height; });"
        f"</script><iframe src='{site}embed/?wave=sd-2022-12' width='900' height='100'></iframe>"
    )
    expect(page).to_have_title(re.compile("station-atlas-height [4-9][0-9][0-9]"))
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text(real_title(wave="sd-2022-12"))
    expect(frame.get_by_role("button", name="Open the atlas")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?asof=2026.11.22", "“2026.11.22” is not a value of “asof” here, so it is ignored. Write 2026.11.23."),
        ("?country=ZZZ", "“ZZZ” is not a value of “country” here, so it is ignored."),
        ("", ""),
    ],
)
def test_an_embedded_map_says_what_it_ignores(site: str, visit: Visit, query: str, said: str) -> None:
    """A story that fixed its map to a version that is none shows today's numbers, and must not do so silently."""
    visit.open(f"{site}embed/{query}")

    expect(visit.page.locator("#notices")).to_have_text(said)


@pytest.mark.parametrize(("path", "width"), [("?lang=en", 320), ("de/", 390), ("fr/", 414), ("de/embed/", 320)])
def test_nothing_of_the_map_is_cut_off_on_a_phone(site: str, chromium: "Browser", path: str, width: int) -> None:
    """However many lines legend and strip take in a language: Europe stands below them, whole."""
    context = chromium.new_context(viewport={"width": width, "height": 844}, has_touch=True)
    visit = Visit(context.new_page())
    visit.open(site + path)
    ends = "name => document.querySelector(name).getBoundingClientRect().bottom"
    inset, stage, frame, host = (
        visit.page.evaluate(ends, name) for name in (".inset", ".stage", ".frame", ".map-host")
    )

    assert inset <= stage + 1 <= frame + 2
    assert frame <= host + 1
    context.close()
