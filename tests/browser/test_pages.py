"""The app in a real browser: what only a browser can show. Kept to a handful."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from geo.view import View
from geo.view.select import select
from tests.browser.conftest import FOLLOW, Returning, follow
from tests.pages.without_browser import page_files
from tests.real_atlas import real_atlas, real_title

WHOLE = real_title()
FIRST = real_title(wave="sd-2022-09")
SECOND = real_title(wave="sd-2022-12")


def addresses(server: str) -> list[str]:
    """The front page and every other page."""
    return [server, *(f"{server}{file}" for file in page_files()[1:])]


def test_a_cold_deep_link_opens_its_page_with_its_view(start, newcomer):
    """The first visit after a start, straight to another page: frame, filters and view are there.

    What frames a page asks for it may have been told by another copy: this one has them before it drew any.
    """
    cold = start(base="atlas")
    for frame in (
        "streamlit_folium.st_folium",
        *(f"pages.ui.components.{one}.embed.{one}" for one in ("rows", "player")),
    ):
        with urllib.request.urlopen(f"{cold}/component/{frame}/index.html") as answer:  # noqa: S310 -- our own server
            assert answer.status == 200

    newcomer.open(f"{cold}/about?wave=sd-2022-12")

    expect(newcomer.page.get_by_role("heading", name="About this atlas")).to_be_visible()
    expect(newcomer.page.get_by_role("button", name=re.compile(r"^Wave 2"))).to_have_attribute("aria-pressed", "true")
    newcomer.page.get_by_role("link", name="Map").click()
    expect(newcomer.page.get_by_role("heading", name=SECOND)).to_be_visible()
    newcomer.wait_for_map()
    assert newcomer.complaints == []


def test_a_filter_writes_the_address_and_the_address_brings_it_back(server, reader):
    """Filter → address → reload and Back; the first click after a cold load counts."""
    reader.open(server)
    reader.wait_for_map()

    reader.page.get_by_role("button", name=re.compile(r"^Wave 1")).click()
    expect(reader.page.get_by_role("heading", name=FIRST)).to_be_visible()
    expect(reader.page).to_have_url(f"{server}?wave=sd-2022-09")
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name=FIRST)).to_be_visible()
    reader.page.go_back()

    expect(reader.page.get_by_role("heading", name=WHOLE)).to_be_visible()
    expect(reader.page.get_by_role("button", name=re.compile(r"^Wave 1"))).to_have_attribute("aria-pressed", "false")


def test_a_link_to_another_page_loads_nothing_anew_and_back_returns(server, newcomer):
    """From the map to a dossier, on to the timeline by key, and back: the view goes along, at the top of each page."""
    newcomer.open(f"{server}?wave=sd-2022-09&open=ESP")
    newcomer.wait_for_map()
    newcomer.page.evaluate("window.same = true")

    newcomer.page.get_by_role("link", name="Whole dossier: Spain").click()
    expect(newcomer.page.get_by_role("heading", level=1, name=re.compile("^Spain"))).to_be_in_viewport()
    expect(newcomer.page).to_have_url(f"{server}countries?wave=sd-2022-09&open=ESP")
    newcomer.page.get_by_role("link", name="Timeline", exact=True).press("Enter")
    expect(newcomer.page).to_have_title("Timeline · Station Atlas")
    newcomer.page.go_back()
    expect(newcomer.page.get_by_role("heading", level=1, name=re.compile("^Spain"))).to_be_visible()

    newcomer.page.go_back()
    expect(newcomer.page.get_by_role("heading", name=FIRST)).to_be_visible()
    assert newcomer.page.evaluate("window.same")
    assert newcomer.complaints == []


def test_a_link_to_another_view_of_its_page_is_read_from_the_top(server, reader):
    """From far down the list of countries to a dossier, by key: the first stop of the Tab key is one of its own."""
    reader.open(f"{server}countries")
    reader.wait_until_drawn()
    link = reader.page.locator(".document a.within", has_text="Sweden").first
    link.scroll_into_view_if_needed()

    link.press("Enter")
    heading = reader.page.get_by_role("heading", level=1, name=re.compile("^Sweden"))
    expect(heading).to_be_in_viewport()
    reader.wait_until_drawn()
    expect(reader.page.locator("#start")).to_be_focused()
    reader.page.keyboard.press("Tab")
    first = reader.page.locator(":focus")
    expect(first).not_to_have_class(re.compile("skip"))
    assert first.bounding_box()["y"] > heading.bounding_box()["y"]
    expect(heading).to_be_in_viewport()


def test_quick_clicks_all_count(server, reader):
    """Three filters within a tenth of a second, while the server still answers the first: none is lost or undone."""
    reader.open(server)
    reader.wait_for_map()
    expect(reader.page.get_by_role("button", name="Reset filters")).to_be_visible()

    reader.page.evaluate(
        """["Wave 1", "Fuzhou", "Europe"].forEach((label, place) => setTimeout(() => {
             const pills = [...document.querySelectorAll("[data-testid=stSidebar] button")];
             pills.find((pill) => pill.innerText.startsWith(label)).click();
           }, 40 * place))"""
    )

    expect(reader.page).to_have_url(f"{server}?wave=sd-2022-09&bureau=fuzhou&region=europe")
    expect(reader.map.locator(".says strong")).to_have_text("Wave 1 · bureau Fuzhou · Europe")


FILTER_AND_GO_ON = """() => {
  const find = (kind, label) => [...document.querySelectorAll(kind)].find((one) => one.innerText.startsWith(label));
  const before = location.search;
  const go = () => {
    if (location.search === before) setTimeout(go, 1);
    else find(".masthead nav a", "Countries").click();
  };
  find("[data-testid=stSidebar] button", "Wave 1").click();
  go();
}"""


def test_who_filters_and_goes_on_at_once_takes_the_filter_along(server, reader):
    """As soon as the address tells of the filter, though the link is still the one that was drawn before it was set."""
    reader.open(f"{server}?region=europe")
    reader.wait_for_map()
    expect(reader.page.get_by_role("button", name="Reset filters")).to_be_enabled()

    reader.page.evaluate(FILTER_AND_GO_ON)

    first, both = (select(real_atlas(), View(region="europe", waves=waves)) for waves in (("sd-2022-09",), ()))
    assert first.count.countries < both.count.countries
    heading = reader.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(f"{first.count.countries} countries with reported stations")
    expect(reader.page).to_have_url(f"{server}countries?wave=sd-2022-09&region=europe")


@pytest.mark.parametrize("asked", ["about?wave=sd-2022-12", "about"])
def test_a_link_followed_before_the_answer_came_leads_where_it_says(server, newcomer, asked):
    """The date's field had not yet heard of the day that was chosen on the axis, and is no reader's wish."""
    held, is_held = [], False

    def carry(page_side):
        server_side = page_side.connect_to_server()
        page_side.on_message(server_side.send)
        server_side.on_message(lambda message: held.append(message) if is_held else page_side.send(message))
        carry.on = page_side.send

    newcomer.page.route_web_socket(re.compile("_stcore/stream"), carry)
    newcomer.open(f"{server}timeline?until=2022-09-12")
    newcomer.wait_until_drawn()
    slider = newcomer.page.frame_locator("iframe[title*=player]").get_by_role("slider", name="As known on")
    slider.focus()
    is_held = True
    slider.press("ArrowRight")
    while not any(b"until=2022-09-29" in message for message in held):
        newcomer.page.wait_for_function("new Promise(requestAnimationFrame)")
    newcomer.page.evaluate(FOLLOW, f"{server}{asked}")
    is_held = False
    for message in held:
        carry.on(message)

    expect(newcomer.page.get_by_role("heading", name="About this atlas")).to_be_visible()
    newcomer.wait_until_drawn()
    expect(newcomer.page).to_have_url(f"{server}{asked}")
    expect(newcomer.page.locator(".document .known")).to_have_count(0)  # no day


def test_page_and_map_follow_a_change_of_the_theme(server, reader):
    """When the machine turns dark in the evening, map, text and rules turn with the page."""
    reader.page.emulate_media(color_scheme="light")
    reader.open(server)
    reader.wait_for_map()

    reader.page.emulate_media(color_scheme="dark")

    expect(reader.map.locator(".frame")).to_have_css("background-color", "rgb(21, 23, 28)")
    expect(reader.page.locator(".subtitle")).to_have_css("color", "rgb(176, 178, 187)")


def test_the_copied_link_opens_the_same_view_of_the_same_page_elsewhere(server, reader, chromium):
    """What "Copy link" puts on the clipboard reproduces page, filters and open country for a stranger."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open(f"{server}about?wave=sd-2022-12&open=ITA")

    reader.page.get_by_role("button", name="Copy link").click()
    expect(reader.page.get_by_role("button", name="Link copied")).to_be_visible()
    link = reader.page.evaluate("navigator.clipboard.readText()")
    stranger = chromium.new_context().new_page()
    stranger.goto(link)

    assert re.fullmatch(re.escape(server) + r"about\?wave=sd-2022-12&open=ITA&v=[\d.]+-[0-9a-f]{8}", link)
    expect(stranger.get_by_role("heading", name="About this atlas")).to_be_visible()
    expect(stranger.get_by_role("button", name=re.compile(r"^Wave 2"))).to_have_attribute("aria-pressed", "true")
    expect(stranger.locator(".notice")).to_have_count(0)
    stranger.context.close()


def test_nothing_leaves_the_machine_and_nothing_complains(server, newcomer):
    """The first page, loaded in full, and every other one ask their own host only and write no error to the console."""
    for address in addresses(server):
        follow(newcomer.page, address)
        newcomer.wait_until_drawn()
        if address == server:
            newcomer.wait_for_map()

    outside = [url for url in newcomer.requests if not url.startswith((server, "data:", "blob:"))]
    assert outside == []
    assert newcomer.complaints == []


@pytest.fixture(scope="module")
def watched(chromium):
    """A reader whose window tells whether what stands in a table ran; more may run in it than in anybody else's."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    context.add_init_script("window.hostile = () => { window.top.ran = true; }; window.top.ran = false;")
    yield Returning(context.new_page())
    context.close()


# The curators' page shows no cell before something is uploaded; tests/pages/test_curate.py hands a hostile table in.
@pytest.mark.parametrize("file", ["", *(name for name in page_files()[1:] if name != "curate")])
def test_hostile_text_in_the_tables_shows_as_text(hostile_server, watched, file):
    """Markup, templates and scripts in every free text of every table are read, and run nowhere."""
    page = watched.page
    watched.open(f"{hostile_server}{file}?open=ESP")
    if not file:
        watched.map.locator('[data-mark^="ESP/Madrid"]').dispatch_event("click")
        expect(watched.map.locator(".list strong")).to_contain_text("{{7*191}}")
    expect(page.locator("body")).to_contain_text("{{7*191}}")
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")

    for frame in page.frames:
        assert "1337" not in frame.evaluate("document.documentElement.innerText")
        assert frame.locator("img[src=x]").count() == 0
    assert page.evaluate("window.ran") is False
    assert page.evaluate("typeof window.hostile") == "function"
    assert watched.complaints == []
