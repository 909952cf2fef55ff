"""A click on a filter is painted before the server has answered, and the answer changes nothing of it."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

PILLS = "[class*=st-key-filter-] button[data-variant=pills]"
# Each scene that is drawn, with what the page around the map said at that moment.
WATCH = """() => {
  window.drawn = [];
  const own = StationAtlas.drawStrip;
  StationAtlas.drawStrip = (scene) => {
    drawn.push([decodeURIComponent(new URLSearchParams(scene.query)), parent.document.querySelector("h1").textContent]);
    own(scene);
  };
}"""


def watched_frame(reader, address: str):
    """The map's frame of a page, ready to paint ahead and watched."""
    with reader.page.expect_response(re.compile(r"assets/record\.")) as answer:
        reader.open(address)
    answer.value.finished()
    reader.wait_for_map()
    found = next(one for one in reader.page.frames if "folium" in one.url)
    found.wait_for_function("window.StationCompose && StationAtlas.scene")
    found.evaluate(WATCH)
    return found


@pytest.fixture
def frame(server, reader):
    """That of the real data."""
    return watched_frame(reader, server)


def click(reader, name: str) -> None:
    """A pill of the filters, by what it says."""
    reader.page.locator(PILLS).filter(has_text=re.compile(f"^{re.escape(name)}$")).first.click()


def queries(frame) -> list[str]:
    """What was drawn since the watch began, in order."""
    return [query for query, _ in frame.evaluate("drawn")]


def wait_for_answer(reader, address: str) -> None:
    """Waits until the server's run for this address has ended."""
    expect(reader.page).to_have_url(address)
    reader.wait_until_drawn()


def test_every_click_is_painted_once_and_before_the_server_answers(server, reader, frame):
    """One drawing for each pill, of the view that the address then names; the headline around it was still the old."""
    reader.page.locator(".st-key-more summary").click()
    expect(reader.page.locator("[class*=st-key-filter-measure]")).to_be_visible()
    names = reader.page.locator(PILLS).all_inner_texts()
    names.remove("Reports")  # what is counted is always one of them
    for name in names:
        headline, address = reader.page.locator("h1").first.inner_text(), reader.page.url
        frame.evaluate("drawn.length = 0")
        click(reader, name)
        expect(reader.page).not_to_have_url(address)
        reader.wait_until_drawn()
        ((query, then),) = frame.evaluate("drawn")

        assert query == unquote(reader.page.url.partition("?")[2]), name
        assert then == headline, name
    assert len(names) > 15
    assert reader.complaints == []


def test_a_day_of_the_calendar_is_painted_before_the_server_answers(server, reader):
    """Chosen, and cleared again."""
    frame = watched_frame(reader, f"{server}?until=2022-11-01")
    field, headline = reader.page.locator(".st-key-filter-until"), reader.page.locator("h1").first.inner_text()
    field.get_by_role("button", name="Choose a date").click()
    reader.page.get_by_test_id("stDateInputCalendar").get_by_role("button", name="November 3, 2022").click()
    wait_for_answer(reader, f"{server}?until=2022-11-03")
    chosen = frame.evaluate("drawn.splice(0)")
    field.get_by_test_id("stDateInputClearButton").click()
    wait_for_answer(reader, server)

    assert chosen == [["until=2022-11-03", headline]]
    assert queries(frame) == [""]


def test_an_entry_of_a_list_is_painted_before_the_server_answers(server, reader, frame):
    """Chosen with mouse or keyboard, and taken away again; a name that only the server can read waits for it."""
    field, headline = reader.page.locator(".st-key-filter-countries"), reader.page.locator("h1").first.inner_text()
    asked = field.get_by_role("combobox")
    asked.fill("Spa")
    reader.page.get_by_role("option").filter(has_text="Spain").click()
    wait_for_answer(reader, f"{server}?country=ESP")
    asked.fill("Ital")
    asked.press("Enter")
    wait_for_answer(reader, f"{server}?country=ESP%2CITA")
    chosen = frame.evaluate("drawn.splice(0)")
    asked.press("Escape")  # while the list is open, all else is hidden from who looks for names
    field.get_by_role("button", name="Remove Spain").click()
    wait_for_answer(reader, f"{server}?country=ITA")
    asked.press("Backspace")
    wait_for_answer(reader, server)
    removed = queries(frame)
    asked.fill("Dutch")
    asked.press("Enter")
    wait_for_answer(reader, f"{server}?country=NLD")

    assert [query for query, _ in chosen] == ["country=ESP", "country=ESP,ITA"]
    assert chosen[0][1] == headline
    assert removed == ["country=ITA", ""]
    assert queries(frame)[-1] == "country=NLD"


def test_the_way_back_is_painted_before_the_server_answers(server, reader):
    """What is no filter stays: the open country, the language, what is counted."""
    frame = watched_frame(reader, f"{server}?wave=sd-2022-09&measure=cities&open=ESP&lang=fr")
    headline = reader.page.locator("h1").first.inner_text()
    reader.page.locator(".st-key-reset button").click()
    wait_for_answer(reader, f"{server}?measure=cities&open=ESP&lang=fr")

    assert frame.evaluate("drawn") == [["measure=cities&open=ESP&lang=fr", headline]]


def test_a_country_of_the_map_is_outlined_before_the_server_answers(server, reader, frame):
    """The map stays where the reader is."""
    frame.evaluate("() => { window.at = StationAtlas.map.getZoom(); }")
    frame.evaluate("() => StationAtlas.choose('ESP')")
    assert frame.evaluate("document.querySelectorAll('path.chosen').length") > 0
    wait_for_answer(reader, f"{server}?open=ESP")

    assert queries(frame) == ["open=ESP"]
    assert frame.evaluate("StationAtlas.map.getZoom() === at")


def test_clicks_that_follow_each_other_never_lead_back(server, reader, frame):
    """An answer to the first click is passed over when a second has been painted."""
    click(reader, "Wave 1")
    click(reader, "Fuzhou")
    click(reader, "Europe")
    wait_for_answer(reader, f"{server}?wave=sd-2022-09&bureau=fuzhou&region=europe")

    assert queries(frame) == [
        "wave=sd-2022-09",
        "wave=sd-2022-09&bureau=fuzhou",
        "wave=sd-2022-09&bureau=fuzhou&region=europe",
    ]
    assert "Wave 1 · bureau Fuzhou · Europe" in reader.strip()


def test_what_the_server_answers_stands(server, reader, frame):
    """A scene painted ahead that was wrong is replaced."""
    frame.evaluate("""() => {
      const own = StationCompose.composer;
      StationAtlas.ground.texts = StationAtlas.ground.texts.map((text) => text.replace("Wave 1", "Wave X"));
    }""")
    click(reader, "Wave 1")
    wait_for_answer(reader, f"{server}?wave=sd-2022-09")

    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("(Wave 1)")
    assert queries(frame) == ["wave=sd-2022-09", "wave=sd-2022-09"]


def test_a_click_that_is_never_answered_is_taken_back(reader, frame):
    """When the server stays silent, its last scene is shown again."""
    frame.evaluate("""() => {
      const own = window.setTimeout;
      window.setTimeout = (act, wait) => (wait > 10000 ? ((window.overdue = act), 0) : own(act, wait));
      StationAtlas.show = () => {}; // no answer comes through
    }""")
    click(reader, "Wave 1")
    frame.wait_for_function("Boolean(window.overdue)")
    frame.evaluate("window.overdue()")

    assert queries(frame) == ["wave=sd-2022-09", ""]


def test_the_map_is_not_loaded_again_by_a_view_without_a_report(server, reader, frame):
    """The notice above it takes a place that was kept."""
    frame.evaluate("() => { window.kept = true; }")
    click(reader, "Wave 1")
    click(reader, "Wenzhou")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("No reported stations in this view")
    reader.wait_until_drawn()

    assert frame.evaluate("window.kept") is True
