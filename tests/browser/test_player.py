"""The timeline's player in a real browser: it plays without asking anybody, and a pause is a date in the address."""

import itertools
import re

import pytest
from playwright.sync_api import FrameLocator, WebSocket, expect

from tests.real_atlas import real_title

SAID_IN_ITS_ROOM = "box => getComputedStyle(box, '::after').content"  # by the room of the chart


class Wire:
    """Counts what goes over the page's websockets."""

    def __init__(self, page):
        self.frames = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._count)
        socket.on("framereceived", self._count)

    def _count(self, _) -> None:
        self.frames += 1


def player_of(reader) -> FrameLocator:
    """The player's frame, once it has drawn and can play."""
    frame = reader.page.frame_locator("iframe[title*=player]")
    expect(frame.locator("html[data-ready]")).to_be_attached()
    expect(frame.locator("#play")).to_be_enabled()
    return frame


@pytest.mark.parametrize("wide", [390, 1440])
def test_the_map_of_the_day_does_not_wait_for_the_other_days(server, newcomer, wide):
    """Those of a view that nobody has asked for take seconds: an empty frame stood there. Their room says so."""
    held = []
    newcomer.page.set_viewport_size({"width": wide, "height": 900})
    newcomer.page.route("**/assets/programme.json*", lambda route: held.append(route))
    newcomer.page.goto(f"{server}timeline?until=2022-09-12")
    frame = newcomer.page.frame_locator("iframe[title*=player]")

    expect(frame.locator("#said")).to_have_text("12 September 2022")
    expect(frame.locator(".leaflet-container path.land").first).to_be_attached()
    expect(frame.get_by_role("button", name="Play", exact=True)).to_be_disabled()
    place = frame.locator("#map").bounding_box()
    assert frame.locator("#chart").evaluate(SAID_IN_ITS_ROOM) == '"Drawing …"'

    newcomer.page.locator(".st-key-more summary").dispatch_event("click")  # the page runs again, and hands over again
    expect(newcomer.page.locator(".st-key-filter-basis")).to_be_attached()
    assert len(held) == 1
    while held:
        held.pop().continue_()
    newcomer.page.unroute("**/assets/programme.json*")
    expect(frame.get_by_role("button", name="Play", exact=True)).to_be_enabled()
    expect(frame.locator("#feed li").first).to_be_visible()
    assert frame.locator("#map").bounding_box() == place
    assert frame.locator("#chart").evaluate(SAID_IN_ITS_ROOM) == "none"


def test_playing_asks_nobody_and_a_pause_writes_the_date(server, reader):
    """Several steps on the map, the chart and the counters: no request, no message, no complaint; then the address."""
    wire = Wire(reader.page)
    reader.open(f"{server}timeline?until=2022-09-12")
    frame = player_of(reader)
    reader.wait_until_drawn()
    expect(frame.locator("#said")).to_have_text("12 September 2022")
    reader.requests.clear()
    frames = wire.frames

    frame.get_by_role("button", name="Play").click()
    expect(frame.locator("#said")).to_have_text("21 October 2022")
    expect(frame.locator("#answered")).to_have_text("4 responses about 4 countries")
    expect(frame.locator("#feed li")).to_have_count(5)
    assert reader.requests == []
    assert wire.frames == frames

    frame.get_by_role("button", name="Pause").click()
    expect(reader.page).to_have_url(re.compile(r"timeline\?until=2022-10-\d\d$"))
    said = frame.locator("#said").inner_text()
    expect(frame.locator("#said")).to_have_text(said)  # the page's answer does not move the reader
    assert reader.complaints == []


def test_the_axis_is_walked_with_the_keyboard(server, reader):
    """One tab stop: arrows step, End is the whole record; each step is read out with what was known by then."""
    reader.open(f"{server}timeline?until=2022-09-12")
    frame = player_of(reader)
    slider = frame.get_by_role("slider", name="As known on")

    slider.focus()
    reader.page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute(
        "aria-valuetext", re.compile(f"^29 September 2022. {re.escape(real_title(until='2022-09-29'))}")
    )
    expect(reader.page).to_have_url(f"{server}timeline?until=2022-09-29")
    reader.page.keyboard.press("End")

    expect(frame.locator("#said")).to_have_text("Whole record")
    expect(reader.page).to_have_url(f"{server}timeline")
    expect(reader.page.get_by_role("heading", name=re.compile(r"^\d+ disclosures, \d+ responses"))).to_be_visible()
    reader.page.go_back()
    expect(frame.locator("#said")).to_have_text("29 September 2022")


def test_a_day_mark_opens_its_entries(server, reader):
    """A mark on the chart sets the day, and its entries stand first in the list."""
    reader.open(f"{server}timeline")
    frame = player_of(reader)

    frame.locator(".item.disclosure").nth(1).click()

    expect(frame.locator("#said")).to_have_text("5 December 2022")
    expect(frame.locator("#feed li.fresh").last).to_contain_text("Patrol and Persuade")
    expect(reader.page).to_have_url(f"{server}timeline?until=2022-12-05")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_motion_is_left_out_for_who_asked_for_less(server, chromium, motion):
    """From the first step on the cursor jumps instead of gliding; before, it stands where it belongs at once."""
    context = chromium.new_context(reduced_motion=motion)
    page = context.new_page()
    page.goto(f"{server}timeline")
    frame = page.frame_locator("iframe[title*=player]")
    cursor = frame.locator(".cursor")
    expect(cursor).to_be_attached()
    glides = "element => getComputedStyle(element).transitionDuration !== '0s'"

    at_first = cursor.evaluate(glides)
    frame.get_by_role("button", name="One step back").click()
    later = cursor.evaluate(glides)
    context.close()

    assert not at_first
    assert later == (motion == "no-preference")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 800)])
def test_the_player_grows_with_a_reader_s_text(server, chromium, width, height):
    """Twice the size of text: the axis is twice as large, a click still takes the day under it, nothing is cut off."""
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto(f"{server}timeline")
    frame = page.frame_locator("iframe[title*=player]")
    expect(frame.locator("html[data-ready]")).to_be_attached()
    axis = frame.locator("#chart svg")
    expect(axis).to_be_attached()

    assert axis.evaluate("one => one.getBoundingClientRect().width / Number(one.getAttribute('width'))") == 2
    assert frame.locator("#player").evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    box = axis.bounding_box()
    axis.click(position={"x": box["width"] / 2, "y": 40})
    expect(page).to_have_url(re.compile(r"until=\d{4}-\d\d-\d\d"))
    line = frame.locator(".cursor line").evaluate("one => one.getBoundingClientRect().x")
    middle = axis.evaluate("one => one.getBoundingClientRect().x + one.getBoundingClientRect().width / 2")
    context.close()

    assert abs(line - middle) < box["width"] / 20


@pytest.mark.parametrize(("width", "language"), [(1440, ""), (390, "de"), (320, "zh-Hans")])
def test_no_dot_lies_on_a_number_and_no_word_of_the_axis_on_another(server, desk, width, language):
    """Where days are as crowded as on a phone; what has no room is left out."""
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.open(f"{server}about")  # which has no player
    desk.open(f"{server}timeline?lang={language}" if language else f"{server}timeline")
    frame = player_of(desk)
    words = frame.locator("#chart .month").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.right])"
    )
    dots_above = frame.locator("#chart").evaluate(
        "chart => { const all = [...chart.querySelectorAll('.item')];"
        " const first = all.findIndex((one) => one.querySelector('.many'));"
        " return first < 0 ? -1 : all.slice(first).filter((one) => !one.querySelector('.many')).length; }"
    )

    assert len(words) >= 4
    assert [(one, other) for one, other in itertools.pairwise(sorted(words)) if one[1] > other[0]] == []
    assert dots_above == 0
