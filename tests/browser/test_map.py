"""The map as a reader sees and uses it: numbers that can be read, all in one screen, by pointer and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from geo.view import View
from geo.view.select import select
from tests.browser.drawn_marks import MEASURE
from tests.real_atlas import real_atlas, real_number, real_title

VIEWS = (
    "",
    "wave=sd-2022-09",
    "until=2022-10-31",
    "country=ESP",
    "region=europe",
    "response=closure-ordered",
    "region=antarctica",
    "country=Atlantis",
)
SIZES = ((1280, 720), (1440, 900), (1920, 1080))
MEASURED = (*((query, SIZES[0]) for query in VIEWS), *(("", size) for size in SIZES[1:]))  # all where room is least
LEAST_NUMBER = 10.5  # px


def frame_of(reader):
    """The frame with the map in it."""
    return next(frame for frame in reader.page.frames if "folium" in frame.url)


@pytest.mark.parametrize(("query", "size"), MEASURED)
def test_every_number_can_be_read_and_every_mark_be_hit(server, reader, size, query):
    """No two marks overlap, a click on a mark's middle opens that mark, and world and inset add up to n."""
    atlas = real_atlas()
    view, _ = View.from_query(dict(part.split("=") for part in query.split("&") if part), atlas.choices)
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.open(f"{server}?{query}")

    seen = frame_of(reader).evaluate(MEASURE)
    marks = seen["marks"]
    overlapping = [
        (one["key"], other["key"])
        for n, one in enumerate(marks)
        for other in marks[n + 1 :]
        if (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2 < (one["radius"] + other["radius"] - 1) ** 2
    ]
    iframe = reader.page.locator(".st-key-map iframe").bounding_box()

    assert overlapping == []
    assert [mark["key"] for mark in marks if not mark["radius"]] == []
    assert seen["shapes"] == len(marks)
    assert sum(mark["number"] for mark in marks) == select(atlas, view).count.reports
    assert [mark["key"] for mark in marks if not mark["own"] or not mark["inside"]] == []
    assert min((mark["size"] for mark in marks), default=LEAST_NUMBER) >= LEAST_NUMBER
    assert seen["strip"] <= seen["bottom"] + 0.5
    if query != VIEWS[-1]:  # whose notice of the junk stands above the map
        assert iframe["y"] + iframe["height"] <= size[1]
    assert reader.complaints == []


def test_a_click_opens_the_country_and_no_change_moves_the_map(server, reader):
    """Mark → list and panel; the place that the reader zoomed to survives a filter, a page and a reload."""
    reader.open(server)
    reader.wait_for_map()
    reader.map.get_by_role("button", name="Europe").click()
    madrid = reader.map.locator('[data-mark="ESP/Madrid"]')
    expect(reader.map.locator(".stage")).to_have_attribute("data-level", "near")
    reader.page.wait_for_function("sessionStorage.getItem('station-atlas.place') !== null")
    place = reader.page.evaluate("sessionStorage.getItem('station-atlas.place')")

    madrid.click()
    expect(reader.page.get_by_role("heading", name=f"Spain: {real_number(country='ESP')}")).to_be_visible()
    expect(reader.map.locator(".list li")).to_have_count(3)
    reader.page.get_by_role("button", name=re.compile(r"^Fuzhou")).click()
    expect(
        reader.page.get_by_role("heading", name=f"Spain: {real_number(country='ESP', bureau='fuzhou')}")
    ).to_be_visible()
    expect(reader.map.locator(".list li")).to_have_count(2)

    expect(reader.page).to_have_url(f"{server}?bureau=fuzhou&open=ESP")
    expect(madrid).to_have_text("2")
    assert reader.page.evaluate("sessionStorage.getItem('station-atlas.place')") == place
    assert reader.complaints == []


def test_the_window_follows_the_question(server, reader):
    """A link to a country opens on it; taking the filter off shows the world; one button shows the whole."""
    reader.open(f"{server}?country=ESP")
    reader.wait_for_map()
    stage = reader.map.locator(".stage")
    expect(stage).to_have_attribute("data-level", "near")
    box = reader.map.locator('[data-mark="ESP/Madrid"]').bounding_box()
    edge = reader.map.locator('[data-mark="ESP/Barcelona"]').bounding_box()
    assert edge["x"] - box["x"] > 80

    reader.page.get_by_role("button", name="Reset filters").click()
    expect(stage).to_have_attribute("data-level", "world")
    reader.map.get_by_role("button", name="Zoom in").click()
    expect(stage).to_have_attribute("data-level", "near")
    reader.map.get_by_role("button", name="World", exact=True).click()
    expect(stage).to_have_attribute("data-level", "world")


def test_the_list_of_a_mark_is_never_cut_off(server, reader):
    """Also of a mark at the edge of the frame: it moves into it."""
    reader.open(server)
    reader.wait_for_map()
    inside = """() => {
      const list = document.querySelector(".list").getBoundingClientRect();
      const frame = document.querySelector(".frame").getBoundingClientRect();
      const high = list.top >= frame.top && list.bottom <= frame.bottom;
      return high && list.left >= frame.left && list.right <= frame.right;
    }"""
    for key in ("CAN/", "NZL/", "SWE/Stockholm", "PRT/Ribeira Brava", "UKR/Odesa"):
        reader.map.locator(f'[data-mark="{key}"]').dispatch_event("click")
        assert frame_of(reader).evaluate(inside), key


def test_the_list_of_a_mark_is_closed_where_its_sign_is(server, reader):
    """Pointing at the sign does not move it away."""
    reader.open(server)
    reader.map.locator('[data-mark="CAN/Toronto"]').click()
    close = reader.map.locator(".list .close")
    close.hover()
    before = close.bounding_box()
    close.click()

    assert before["x"] > reader.map.locator(".frame").bounding_box()["x"]
    expect(reader.map.locator(".list")).to_be_hidden()


@pytest.mark.parametrize("width", [700, 1024])
def test_on_half_a_page_the_world_is_as_wide_as_the_frame(server, reader, width):
    """And the inset stands below it, whole."""
    reader.page.set_viewport_size({"width": width, "height": 900})
    reader.open(server)

    world, frame, inset, strip = (
        reader.map.locator(part).bounding_box() for part in (".world", ".frame", ".inset", ".strip")
    )
    assert world["width"] > 0.98 * frame["width"]
    assert inset["y"] >= world["y"] + world["height"] - 1
    assert inset["y"] + inset["height"] <= strip["y"] + 1


def test_a_country_is_found_read_and_taken_along_by_keyboard(server, newcomer):
    """From the first Tab: Serbia, what is said of it, and the picture, in at most 15 keys."""
    newcomer.open(server)
    newcomer.wait_for_map()
    pressed = 0

    def press(*keys: str) -> None:
        nonlocal pressed
        for key in keys:
            newcomer.page.keyboard.press(key)
            pressed += 1

    press("Tab", "Tab")
    expect(newcomer.page.get_by_role("link", name="To the map")).to_be_focused()
    press("Enter", "Tab")
    press("Tab")
    press("s", "e")
    expect(newcomer.map.locator('[data-mark="SRB/Belgrade"]')).to_be_focused()
    press("Enter")
    expect(newcomer.map.get_by_role("dialog")).to_contain_text("Serbia")
    expect(newcomer.map.get_by_role("dialog").get_by_role("button", name=re.compile("Serbia"))).to_be_focused()
    press("Escape")
    expect(newcomer.map.locator('[data-mark="SRB/Belgrade"]')).to_be_focused()
    press("Shift+Tab", "Shift+Tab", "End", "ArrowLeft", "Enter")
    with newcomer.page.expect_download(timeout=90_000) as download:
        press("Enter")

    assert download.value.suggested_filename == "station-atlas-slide.png"
    assert pressed <= 15
    expect(newcomer.map.get_by_role("status")).to_have_text("Downloaded: Picture (PNG).")


def test_arrow_keys_lead_from_mark_to_mark_and_the_map_is_one_stop(server, reader):
    """One Tab stop; an arrow leads to a mark in its direction, also from world to inset."""
    reader.open(server)
    reader.wait_for_map()
    stops = "document.querySelectorAll('.mark[tabindex=\"0\"]').length"
    assert frame_of(reader).evaluate(stops) == 1

    madrid = reader.map.locator('[data-mark="ESP/Madrid"]')
    madrid.focus()
    before = madrid.bounding_box()
    reader.page.keyboard.press("ArrowRight")
    here = reader.map.locator(".mark:focus")
    expect(here).not_to_have_attribute("data-mark", "ESP/Madrid")
    assert here.bounding_box()["x"] > before["x"]
    assert frame_of(reader).evaluate(stops) == 1


def test_a_change_is_said_once(server, reader):
    """The live region speaks title and filter after a change, and not before."""
    reader.open(server)
    reader.wait_for_map()
    status = reader.map.get_by_role("status")
    expect(status).to_have_text("")

    reader.page.get_by_role("button", name=re.compile(r"^Wave 1")).click()

    expect(status).to_have_text(f"{real_title(wave='sd-2022-09')}. Wave 1.")


def test_picture_and_link_are_taken_at_the_map(server, reader):
    """Copy picture puts the server's drawing of this view on the clipboard, Copy link its address."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open(f"{server}?country=ESP")
    reader.wait_for_map()

    reader.map.get_by_role("button", name="Copy link").click()
    expect(reader.map.locator(".said")).to_have_text("Link copied.")
    link = reader.page.evaluate("navigator.clipboard.readText()")
    reader.map.get_by_role("button", name="Copy picture").click()
    expect(reader.map.locator(".said")).to_have_text("Picture copied.", timeout=90_000)
    kinds = reader.page.evaluate("navigator.clipboard.read().then((all) => all[0].types)")

    assert re.fullmatch(re.escape(server) + r"\?country=ESP&v=[\d.]+-[0-9a-f]{8}", link)
    assert kinds == ["image/png"]


def test_the_legend_shows_where_its_class_is(server, reader):
    """Pointing at a class dims the others; pointing at a country marks its class."""
    reader.open(server)
    reader.wait_for_map()
    reader.wait_until_drawn()  # the frame finds its height last: a legend that moves away loses the pointer
    reader.map.get_by_text("7 or more").hover()
    expect(reader.map.locator(".stage")).to_have_attribute("data-lit", "yes")
    lit = frame_of(reader).evaluate("document.querySelectorAll('.world .land.lit').length")
    assert lit >= 2


@pytest.mark.parametrize("query", ["", "country=ESP", "response=closure-ordered", "until=2022-10-31", "layers=marks"])
def test_legend_and_drawing_are_equal_sets(server, reader, query):
    """Each colour, pattern and mark on the map stands in the legend, and nothing else does."""
    reader.open(f"{server}?{query}")
    drawn, told = frame_of(reader).evaluate(
        """() => {
          const areas = new Set(StationAtlas.areas.map((area) => area.level === undefined ? area.state : "class"));
          const marks = new Set(StationAtlas.marks.flatMap((mark) => [mark.shape, mark.ring]));
          if (!StationAtlas.scene.areas) areas.clear();
          const moved = document.querySelector(".lines line") ? ["moved"] : [];
          const named = document.querySelector(".names .country") ? ["name"] : [];
          const entries = StationAtlas.scene.legend.filter((entry) => {
            const item = document.querySelector(".key-" + entry.kind);
            return item && !item.hidden;
          });
          return [
            [...areas, ...marks, ...moved, ...named],
            entries.map((entry) => (entry.kind === "mark" ? entry.shape || entry.ring : entry.kind)),
          ];
        }"""
    )

    rings = {"single", "double", "mixed"}
    drawn = set(drawn) - (rings if "single" not in told else set())  # known by then is one wave: its mark needs no name
    assert set(told) == drawn


def test_on_a_phone_what_is_said_of_a_country_comes_into_sight(server, reader):
    """A tap on a mark opens its list, and its button leads to the country below the map."""
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open(server)
    reader.wait_for_map()

    reader.map.locator('[data-mark="SRB/Belgrade"]').click()
    reader.map.get_by_role("dialog").get_by_role("button", name=re.compile("^Serbia")).click()

    expect(reader.page.get_by_role("heading", name="Serbia: 2 reports")).to_be_in_viewport()


def test_the_map_stays_as_large_whatever_is_said_below_it(server, reader):
    """Of one wave the German legend has a line less: the map would grow by a tenth, and shrink at the next click."""
    reader.open(f"{server}?lang=de")
    reader.wait_for_map()
    container = reader.map.locator(".leaflet-container")
    lines = reader.map.locator(".legend .key").count()
    before = container.bounding_box()

    reader.page.get_by_role("button", name=re.compile("^Welle 1")).click()
    expect(reader.page.locator("h1").first).to_contain_text("Welle 1")
    reader.wait_until_drawn()

    assert reader.map.locator(".legend .key").count() < lines
    assert container.bounding_box() == before


def test_the_browser_reads_outlines_as_the_format_has_them(server, reader):
    """The published example of an encoded polyline, in steps of the ground."""
    reader.open(server)
    points = frame_of(reader).evaluate("""() => {
      const own = StationAtlas.ground.step;
      StationAtlas.ground.step = 1;
      const points = StationAtlas.unpack("_p~iF~ps|U_ulLnnqC_mqNvxq`@");
      StationAtlas.ground.step = own;
      return points;
    }""")

    assert points == [[3850000, -12020000], [4070000, -12095000], [4325200, -12645300]]


def test_another_window_draws_each_shape_once(server, reader):
    """Leaflet alone would draw it at the end of the zoom, of the move and for the new view."""
    reader.open(server)
    frame = frame_of(reader)
    frame.evaluate("""() => {
      window.drawn = 0;
      const land = StationAtlas.areas.find(({ unit }) => unit.iso === "FRA").shape.getElement();
      new MutationObserver((changes) => { drawn += changes.length; }).observe(land, { attributeFilter: ["d"] });
    }""")
    reader.page.locator(".st-key-filter-region button").filter(has_text="Europe").click()
    expect(reader.page).to_have_url(f"{server}?region=europe")
    frame.wait_for_function(
        "StationAtlas.scene.query.region === 'europe' || String(StationAtlas.scene.query).includes('europe')"
    )
    reader.wait_until_drawn()

    assert frame.evaluate("drawn") == 1


def test_only_what_the_window_shows_is_drawn(server, reader):
    """Most points of the world lie outside the window of a region; what a drag brings into it, is drawn then."""
    reader.open(f"{server}?region=europe")
    frame = frame_of(reader)
    drawn = """(iso) => {
      const { shape } = StationAtlas.areas.find(({ unit }) => unit.iso === iso);
      return shape.getElement().getAttribute("d").length > 10;
    }"""
    go = """(iso) => {
      const { unit } = StationAtlas.areas.find(({ unit }) => unit.iso === iso);
      StationAtlas.map.panTo([unit.y, unit.x], { animate: false });
    }"""

    assert frame.evaluate(drawn, "ITA")
    assert not frame.evaluate(drawn, "AUS")

    frame.evaluate(go, "AUS")
    assert frame.evaluate(drawn, "AUS")
    assert not frame.evaluate(drawn, "ITA")

    frame.evaluate("() => StationAtlas.whole()")
    assert all(frame.evaluate(drawn, iso) for iso in ("ITA", "AUS", "BRA"))


def test_a_coast_has_no_stairs(server, reader):
    """Corners lie between pixels as well: on whole ones a slanting coast is a flight of steps."""
    reader.open(server)
    corners = frame_of(reader).evaluate(
        "StationAtlas.areas.map(({ shape }) => shape.getElement().getAttribute('d')).join()"
    )
    numbers = re.findall(r"-?\d+(?:\.\d+)?", corners)

    assert sum("." in number for number in numbers) > 0.7 * len(numbers) > 0


def test_no_name_is_cut_by_the_window(server, reader):
    """Room for names was found on the whole map: at the upper edge of Europe's window half of Sweden's stood."""
    reader.open(f"{server}?region=europe")
    frame = frame_of(reader)

    assert frame.evaluate("""() => {
      const window = StationAtlas.map.getContainer().getBoundingClientRect();
      const names = [...StationAtlas.panels.world.names.children].map((name) => name.getBoundingClientRect());
      const seen = names.filter(({ left, top, right, bottom }) =>
        right > window.left && left < window.right && bottom > window.top && top < window.bottom);
      const whole = seen.filter(({ left, top, right, bottom }) =>
        left >= window.left && right <= window.right && top >= window.top && bottom <= window.bottom);
      return [seen.length > 5, seen.length - whole.length];
    }""") == [True, 0]


@pytest.mark.parametrize("size", [(1440, 900), (1280, 500)])
def test_a_country_asked_for_in_vain_is_named(server, reader, size):
    """Whoever asks where nothing is reported finds the country, named once; at the window's edge, too."""
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.open(f"{server}?country=MLT,DNK,ITA")
    frame = frame_of(reader)
    names = frame.evaluate("[...StationAtlas.panels.world.names.children].map((name) => name.textContent)")

    assert {name for name in names if name in ("Denmark", "Italy 11", "Malta")} == {"Denmark", "Italy 11", "Malta"}
