"""The stand-alone page: opens from disk without a network, filters by itself, lets no text of a table run."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.atlas import Atlas, load_atlas
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.maps.style import DARK, LIGHT
from geo.render import FORMATS
from geo.view import View
from geo.view.select import select
from tests.browser.hostile import write_hostile_data
from tests.world.record import tiny_record

DATA = Path(__file__).parents[2] / "data"
BASE = "https://atlas.example/"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world."""
    return tiny_record(tmp_path_factory.mktemp("standalone"))


def printed(atlas: Atlas, view: View | None = None, **more: object) -> MapModel:
    """A view as it is printed."""
    return compose(select(atlas, view or View()), printed=True, exported_on="2001-12-31", **more)


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
        expect(self.page.locator("html[data-ready]")).to_be_attached()

    def colour(self) -> str:
        """The paper's colour as the browser computes it."""
        return str(self.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    def said(self) -> str:
        """All that can be read or heard, hidden parts left out."""
        label = self.page.locator("#map_div").get_attribute("aria-label")
        return f"{self.page.evaluate('document.body.innerText')} {self.page.title()} {label}"


def test_the_page_opens_without_a_network_and_asks_for_nothing(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """One request, for the file itself; no complaint; the map, the words and the tables are there."""
    model = printed(atlas)
    opened = Opened(chromium, model, tmp_path)

    expect(opened.page.locator("h1")).to_have_text(model.words.title)
    expect(opened.page.locator(".mark")).to_have_count(len(model.marks))
    expect(opened.page.locator(".strip")).to_contain_text(model.words.china_line)
    assert [url for url in opened.asked if not url.startswith(("data:", opened.address))] == []
    assert opened.complaints == []


def test_a_country_opens_its_reports_and_responses(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """From the table and from its mark; nothing leads to a page that is not there."""
    opened = Opened(chromium, printed(atlas), tmp_path)
    page = opened.page
    page.get_by_role("button", name="Aland", exact=True).click()

    panel = page.locator("#open")
    expect(panel.locator("h2")).to_contain_text("Aland: 4 reports")
    expect(panel).to_contain_text("An inquiry was opened")
    expect(page.locator("tr.chosen th")).to_have_text("Aland")
    assert panel.locator('a[href^="file"]').count() == 0
    page.get_by_role("button", name="Bland", exact=True).click()
    expect(panel.locator("h2")).to_contain_text("Bland")


def test_where_the_atlas_is_known_the_page_leads_to_it(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """To the dossier and to each report, by the address that the app and the site both answer."""
    page = Opened(chromium, printed(atlas, View(focus="AAA"), base_url=BASE), tmp_path).page

    expect(page.locator(f'#open a[href="{BASE}countries/AAA/"]')).to_be_visible()
    expect(page.locator(f'#open a[href="{BASE}report/a1/"]')).to_be_visible()


def test_filters_recount_map_words_and_table(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """The same words as the atlas has for that view; the texts of the whole give way."""
    page = Opened(chromium, printed(atlas), tmp_path).page
    wanted = printed(atlas, View(waves=("w2",)))
    page.get_by_role("checkbox", name="Wave 2").check()

    expect(page.locator("h1")).to_have_text(wanted.words.title)
    expect(page.locator(".strip")).to_contain_text(wanted.words.counted)
    expect(page.get_by_role("heading", name="For a briefing")).to_be_hidden()
    page.get_by_role("button", name="Reset the filters").click()
    expect(page.get_by_role("heading", name="For a briefing")).to_be_visible()


def test_a_file_of_a_view_opens_with_it_and_offers_the_rest(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """What was filtered out is a click away."""
    view = View(countries=("AAA",))
    page = Opened(chromium, printed(atlas, view), tmp_path).page

    expect(page.locator("h1")).to_have_text(printed(atlas, view).words.title)
    page.get_by_role("button", name="Reset the filters").click()
    expect(page.locator("h1")).to_have_text(printed(atlas).words.title)


def test_back_and_forward_lead_through_what_was_chosen(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """Also to the view without any filter, which is not the one that the file opens with."""
    view = View(countries=("AAA",))
    page = Opened(chromium, printed(atlas, view), tmp_path).page
    opened, whole = (printed(atlas, one).words.title for one in (view, View()))
    page.get_by_role("button", name="Reset the filters").click()
    page.get_by_role("checkbox", name="Wave 2").check()
    for step, title in ((page.go_back, whole), (page.go_back, opened), (page.go_forward, whole)):
        step()
        expect(page.locator("h1")).to_have_text(title)


def test_a_file_speaks_for_its_own_version_whatever_its_address_asks(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """It has no other version in it."""
    opened = Opened(chromium, printed(replace(atlas, releases=("2000.1.1",))), tmp_path)
    opened.page.goto(f"{opened.address}?asof=2000.1.1")
    expect(opened.page.locator("html[data-ready]")).to_be_attached()

    assert "version 2000.1.1" not in opened.page.locator("main").inner_text()


def test_on_an_early_day_the_page_tells_nothing_of_later_ones(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """Title, tables, hover texts, sources and paragraph included: no date after the day can be read."""
    opened = Opened(chromium, printed(atlas), tmp_path)
    page = opened.page
    page.get_by_role("slider", name="As known on").fill("0")
    page.evaluate("document.querySelector('footer').remove()")  # which says on what day the file was made

    expect(page.locator("h1")).to_have_text(printed(atlas, View(until=date(2001, 1, 10))).words.title)
    assert set(re.findall(r"\d{1,2} [A-Z][a-z]+ 2001", opened.said())) == {"10 January 2001"}


def test_a_file_of_an_early_day_holds_nothing_later(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """Not even where nobody sees it: neither a date, nor a wave, nor a host that was named later."""
    model = printed(atlas, View(until=date(2001, 2, 1)))
    html = FORMATS["html"].write(model).decode()
    page = Opened(chromium, model, tmp_path).page
    page.get_by_role("button", name="Reset the filters").click()

    assert not re.findall(r"2001-0[3-9]|March 2001|April 2001|May 2001|Wave 2", html)
    expect(page.locator("#subtitle")).to_contain_text("as known on 1 February 2001")
    expect(page.get_by_role("checkbox", name="Wave 2")).to_have_count(0)


def test_hostile_text_is_shown_and_runs_nowhere(chromium: Browser, tmp_path: Path):
    """Every free text full of code: it stands there as text, and the page neither alerts nor complains."""
    hostile = load_atlas(write_hostile_data(DATA, tmp_path / "hostile"), today=date(2026, 11, 29))
    opened = Opened(chromium, printed(hostile, View(focus="ESP")), tmp_path)
    page = opened.page
    page.locator('.mark[tabindex="0"]').focus()
    page.keyboard.press("Enter")

    expect(page.locator("#open")).to_contain_text("onerror=")
    links = page.locator("a").evaluate_all("all => all.map((one) => one.href)")
    assert opened.complaints == []
    assert [link for link in links if link.startswith("javascript:")] == []
    assert page.locator("img").count() == 0


def test_the_policy_forbids_everything_but_the_page_itself(atlas: Atlas):
    """Scripts and styles by hash, fonts from within, nothing else."""
    html = FORMATS["html"].write(printed(atlas)).decode()

    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', html)

    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_sticks_out_at_the_width_of_a_phone_or_a_desk(
    chromium: Browser, atlas: Atlas, tmp_path: Path, width: int
):
    """Only wide tables scroll, inside their own box."""
    page = Opened(chromium, printed(atlas, View(focus="AAA")), tmp_path, width).page

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_light_page_follows_the_reader_and_a_dark_one_stays_dark(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """A printed palette is a choice; the light one is only the default."""
    papers = [
        Opened(chromium, printed(atlas, palette=palette), tmp_path, scheme=scheme).colour()
        for palette, scheme in ((LIGHT, "light"), (LIGHT, "dark"), (DARK, "light"))
    ]

    assert papers == ["rgb(251, 249, 245)", "rgb(21, 23, 28)", "rgb(21, 23, 28)"]


def test_an_empty_view_says_what_would_bring_rows_back(chromium: Browser, atlas: Atlas, tmp_path: Path):
    """And the button that does it is there."""
    model = printed(atlas, View(countries=("BBB",), waves=("w1",)))
    opened = Opened(chromium, model, tmp_path)

    expect(opened.page.get_by_text(model.words.empty)).to_be_visible()
    expect(opened.page.get_by_role("button", name="Reset the filters")).to_be_visible()
    assert opened.complaints == []


def test_the_same_model_gives_the_same_bytes(atlas: Atlas):
    """No clock and no random name in it."""
    assert FORMATS["html"].write(printed(atlas)) == FORMATS["html"].write(printed(atlas))
