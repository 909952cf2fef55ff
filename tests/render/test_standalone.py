"""The stand-alone page: opens from disk without a network, answers clicks and switches, lets no text of a table run."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.maps.model import MapModel
from geo.maps.style import DARK
from geo.render import FORMATS
from tests import worlds


class Opened:
    """The page of a model, opened from disk with the network off; what it asked for and complained about."""

    def __init__(
        self, browser: Browser, model: MapModel, folder: Path, width: int = 1200, scheme: str = "light"
    ) -> None:
        path = folder / "view.html"
        path.write_bytes(FORMATS["html"].write(model))
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            offline=True,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.address = path.as_uri()
        self.page.goto(self.address)

    def colour(self) -> str:
        """The paper's colour as the browser computes it."""
        return str(self.page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_page_opens_without_a_network_and_asks_for_nothing(chromium: Browser, tmp_path: Path):
    """One request, for the file itself; no complaint; the map, the words and the tables are there."""
    opened = Opened(chromium, worlds.a_model(), tmp_path)

    expect(opened.page.locator("#land path")).to_have_count(5)
    expect(opened.page.locator("h1")).to_have_text(worlds.WORDS.title)
    expect(opened.page.locator("#shown")).to_have_text("Shown: 8 of 8 reports · 2 countries · 3 cities")

    assert [url for url in opened.asked if not url.startswith(("data:", opened.address))] == []
    assert opened.complaints == []


def test_a_click_on_a_country_opens_its_reports_and_responses(chromium: Browser, tmp_path: Path):
    """On the map and in the table; what China says stands in the same panel."""
    page = Opened(chromium, worlds.a_model(), tmp_path).page

    page.locator("#land path.c3").click(position={"x": 5, "y": 5})
    expect(page.locator("#panel h2")).to_have_text("Bland")
    expect(page.locator("#panel")).to_contain_text("7 reports · 2 cities")
    expect(page.locator("#panel")).to_contain_text("Bland denied it.")
    expect(page.locator("#panel")).to_contain_text("Called it false.")
    page.get_by_role("button", name="Aland").click()

    expect(page.locator("#panel")).to_contain_text("No official response found")
    expect(page.locator("tr.chosen th")).to_have_text("Aland")


def test_hover_names_the_country_and_its_count(chromium: Browser, tmp_path: Path):
    """Without a click."""
    page = Opened(chromium, worlds.a_model(), tmp_path).page

    page.locator("#land path.c3").hover(position={"x": 5, "y": 5})

    expect(page.locator("#tip")).to_contain_text("Bland")
    expect(page.locator("#tip")).to_contain_text("7 reports")


def test_the_wave_switch_recounts_map_line_and_table(chromium: Browser, tmp_path: Path):
    """Wave 2 is named by two marks of Bland; Aland is filtered out and looks it."""
    page = Opened(chromium, worlds.a_model(), tmp_path).page

    page.get_by_label("Wave 2").check()

    expect(page.locator("#shown")).to_have_text("Shown: 4 of 8 reports · 1 country · 1 city")
    expect(page.locator("#land path.s-filtered")).to_have_count(2)
    expect(page.locator("tr[data-iso=AAA] td").first).to_have_text("0")
    expect(page.locator("#marks .mark-square")).to_have_count(1)


def test_the_slider_shows_what_was_known_on_a_day(chromium: Browser, tmp_path: Path):
    """On the first day the reports were out and no response was; the panel says so."""
    page = Opened(chromium, worlds.a_model(), tmp_path).page

    page.locator("#until").fill("0")
    page.get_by_role("button", name="Bland").click()

    expect(page.locator("#until-said")).to_have_text("10 January 2001")
    expect(page.locator("#shown")).to_contain_text("8 of 8 reports")
    expect(page.locator("#panel")).to_contain_text("No official response found")
    expect(page.locator("#panel")).not_to_contain_text("Called it false.")


def test_hostile_text_is_shown_and_runs_nowhere(chromium: Browser, tmp_path: Path):
    """Every table and word full of code: it stands there as text, and the page neither alerts nor complains."""
    opened = Opened(chromium, worlds.hostile_model(), tmp_path)
    opened.page.locator("#land path.hit").first.click(force=True)
    opened.page.locator("button.country").first.click()

    expect(opened.page.locator("#panel")).to_contain_text("{{ 7*7 }}")
    expect(opened.page.locator("h1")).to_contain_text("<script>alert(1)</script>")
    links = opened.page.locator("a").evaluate_all("all => all.map((one) => one.href)")

    assert opened.complaints == []
    assert [link for link in links if link.startswith("javascript:")] == []
    assert opened.page.locator("img").count() == 0


def test_the_policy_forbids_everything_but_the_page_itself():
    """Scripts and styles by hash, fonts from within, nothing else."""
    html = FORMATS["html"].write(worlds.a_model()).decode()

    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)

    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_sticks_out_at_the_width_of_a_phone_or_a_desk(chromium: Browser, tmp_path: Path, width: int):
    """Only wide tables scroll, inside their own box."""
    page = Opened(chromium, worlds.long_model(), tmp_path, width).page

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_light_page_follows_the_reader_and_a_dark_one_stays_dark(chromium: Browser, tmp_path: Path):
    """A printed palette is a choice; the light one is only the default."""
    papers = [
        Opened(chromium, worlds.a_model(), tmp_path, scheme="light").colour(),
        Opened(chromium, worlds.a_model(), tmp_path, scheme="dark").colour(),
        Opened(chromium, worlds.a_model(DARK), tmp_path, scheme="light").colour(),
    ]

    assert papers == ["rgb(251, 249, 245)", "rgb(21, 23, 28)", "rgb(21, 23, 28)"]


def test_an_empty_view_says_what_would_bring_rows_back(chromium: Browser, tmp_path: Path):
    """No controls without rows to control."""
    opened = Opened(chromium, worlds.empty_model(), tmp_path)

    expect(opened.page.get_by_text("Clearing “Wave” brings 8 back.")).to_be_visible()
    expect(opened.page.locator("#controls")).to_be_hidden()

    assert opened.complaints == []


def test_the_same_model_gives_the_same_bytes():
    """No clock and no random name in it."""
    assert FORMATS["html"].write(worlds.a_model()) == FORMATS["html"].write(worlds.a_model())


def test_on_an_early_day_the_page_tells_nothing_of_later_ones(chromium: Browser, tmp_path: Path):
    """Title, tables, hover texts, sources and paragraph included: no date after the slider's day can be read."""
    page = Opened(chromium, worlds.a_model(), tmp_path).page
    page.locator("#until").fill("0")
    page.locator("#land path.c3").hover(position={"x": 5, "y": 5})

    page.evaluate("document.querySelector('footer').remove()")  # which says on what day the file was made
    said = page.evaluate("document.body.innerText") + page.title() + page.locator("#map").get_attribute("aria-label")
    days = set(re.findall(r"\d{1,2} [A-Z][a-z]+ 2001", said))

    assert days == {"10 January 2001"}
    expect(page.locator("h1")).to_have_text("As known on 10 January 2001: 8 reports in 2 countries")
    page.locator("#until").press("End")
    expect(page.locator("h1")).to_have_text(worlds.WORDS.title)
