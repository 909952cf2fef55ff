"""Eight questions that people come with, each answered from the front page by a reader who has never been here, within
six clicks. Typing is no click; each press of a button, link or list is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.atlas import Atlas
from geo.view import View
from geo.view.select import select

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Reader

MOST_CLICKS = 6


@dataclass
class Walk:
    """A reader's way from the front page, and how often they clicked."""

    reader: "Reader"
    clicks: int = 0

    def click(self, what: "Locator") -> None:
        """One click."""
        self.clicks += 1
        what.click()

    def find(self, words: str) -> None:
        """Types into the list of countries, which takes anything that a country is known by."""
        box = self.reader.page.get_by_role("combobox", name="Country", exact=True)
        self.click(box)
        box.fill(words)
        self.reader.page.keyboard.press("Enter")

    def type_date(self, label: str, digits: str) -> None:
        """Clicks into a date and types it, year first."""
        self.click(self.reader.page.get_by_role("spinbutton", name=f"year, {label}"))
        self.reader.page.keyboard.type(digits)

    def button(self, name: str) -> "Locator":
        """A button of the page by the beginning of its words."""
        return self.reader.page.get_by_role("button", name=re.compile(f"^{name}"))

    def panel(self) -> "Locator":
        """What is told below the map."""
        return self.reader.page.locator(".st-key-panel")


@pytest.fixture
def walk(server: str, reader: "Reader") -> "Iterator[Walk]":
    """On the front page; after the task the clicks are counted."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.open(server)
    reader.wait_for_map()
    reader.wait_until_drawn()
    made = Walk(reader)
    yield made
    assert made.clicks <= MOST_CLICKS


def test_how_many_in_spain_and_by_whom(walk: Walk, atlas: Atlas):
    """A number, and who says so beside it."""
    walk.find("Spain")

    expect(walk.panel()).to_contain_text(f"Spain: {select(atlas, View(countries=('ESP',))).count.reports} reports")
    expect(walk.panel()).to_contain_text("Reported by Safeguard Defenders")


def test_what_the_dutch_government_did(walk: Walk, atlas: Atlas):
    """ "Dutch" is a people, not a country's name."""
    walk.find("Dutch")

    expect(walk.panel()).to_contain_text("Netherlands:")
    done = atlas.responses[atlas.responses["country_iso3"] == "NLD"].iloc[0]
    expect(walk.panel()).to_contain_text(str(done["summary"]))


def test_the_first_wave_alone_as_a_picture_for_a_slide(walk: Walk):
    """Taken at the map; the file says what it shows."""
    walk.click(walk.button("Wave 1"))
    expect(walk.reader.map.locator(".says")).to_contain_text("Wave 1")
    walk.click(walk.reader.map.get_by_role("button", name="Download"))
    with walk.reader.page.expect_download() as taken:
        walk.click(walk.reader.map.get_by_role("menuitem", name="Picture (PNG)"))

    assert re.fullmatch(r"station-atlas-wave-.*-slide\.png", taken.value.suggested_filename)


def test_who_had_opened_an_inquiry_by_the_end_of_november_2022(walk: Walk, atlas: Atlas):
    """As known on that day, and no country that did so later."""
    walk.type_date("As known on", "20221130")
    expect(walk.reader.page).to_have_url(re.compile("until=2022-11-30"))
    hosts = walk.reader.page.get_by_role("combobox", name=re.compile("Response"))
    walk.click(hosts)
    hosts.fill("Inquiry opened")
    walk.reader.page.keyboard.press("Enter")
    expect(walk.reader.page).to_have_url(re.compile("response=investigation-opened"))
    walk.reader.page.keyboard.press("Escape")
    walk.click(walk.reader.page.get_by_role("link", name="Countries", exact=True))

    known = select(atlas, View(until=date(2022, 11, 30), responses=("investigation-opened",)))
    heading = walk.reader.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(f"{known.count.countries} countries")
    names = [atlas.countries["name"][iso] for iso in known.by_country.index]
    for name in names:
        expect(walk.reader.page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_anything_near_vancouver_and_who_says_so(walk: Walk):
    """A city leads to its country, and the source stands with the report."""
    walk.find("Vancouver")

    expect(walk.panel()).to_contain_text("Canada:")
    expect(walk.panel()).to_contain_text("Vancouver")
    expect(walk.panel().get_by_role("link").first).to_be_visible()


def test_this_exact_view_can_be_sent(walk: Walk, chromium):
    """Whoever opens the link sees the same."""
    walk.click(walk.reader.page.locator(".st-key-filter-region button").filter(has_text="Europe"))
    expect(walk.reader.page.get_by_role("heading", level=1)).to_contain_text("Europe")
    walk.click(walk.button("Copy link"))
    expect(walk.button("Link copied")).to_be_visible()
    page = chromium.new_page()
    page.goto(walk.reader.page.evaluate("navigator.clipboard.readText()"))

    expect(page.get_by_role("heading", level=1)).to_have_text(
        walk.reader.page.get_by_role("heading", level=1).inner_text()
    )
    page.close()


def test_what_china_says(walk: Walk, atlas: Atlas):
    """On the front page, beside the claim, with its source."""
    said = atlas.responses[atlas.responses["country_iso3"] == "CHN"].iloc[0]

    expect(walk.panel()).to_contain_text("China’s position")
    expect(walk.panel()).to_contain_text(str(said["summary"]))
    expect(walk.reader.map.locator(".sides")).to_contain_text("China’s position:")
    assert walk.clicks == 0


def test_what_changed_since_october_2022(walk: Walk):
    """A view of its own, which begins after the day."""
    walk.click(walk.reader.page.get_by_role("link", name="Timeline"))
    expect(walk.reader.page.get_by_role("heading", level=1)).to_contain_text("disclosures")
    walk.type_date("New since", "20221031")

    expect(walk.reader.page.get_by_role("heading", name=re.compile("^Since 31 October 2022: "))).to_be_visible()
