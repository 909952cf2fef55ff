"""What our script does beside Streamlit's on every page: dates, the spoken line, files; with the keyboard alone."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.conftest import CHROMIUM

ROOT = Path(__file__).parents[2]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Route

    from tests.browser.conftest import Reader


def type_date(reader: "Reader", label: str, digits: str) -> None:
    """Types a whole date into a field, year first."""
    reader.page.get_by_role("spinbutton", name=f"year, {label}").focus()
    reader.page.keyboard.type(digits)


def test_a_typed_date_is_taken_without_leaving_its_field(server: str, reader: "Reader") -> None:
    """After a short pause, and the reader can type on where they are."""
    reader.open(f"{server}about")
    reader.wait_until_drawn()

    type_date(reader, "As known on", "20221031")

    expect(reader.page).to_have_url(re.compile(r"until=2022-10-31"))
    expect(reader.page.get_by_role("spinbutton", name="day, As known on")).to_be_focused()


def test_half_a_date_is_waited_for(server: str, reader: "Reader") -> None:
    """A year and a month are no day; with Enter neither. The whole is taken by Enter at once."""
    reader.open(f"{server}about")
    reader.wait_until_drawn()
    type_date(reader, "As known on", "202210")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.type("31")
    reader.page.keyboard.press("Enter")

    expect(reader.page).to_have_url(re.compile(r"until=2022-10-31"))
    assert "until=2022-10-01" not in "".join(reader.requests)


def test_a_change_is_said_once_where_no_map_says_it(server: str, newcomer: "Reader") -> None:
    """Title, filter and day, in one polite region."""
    newcomer.open(f"{server}countries")
    newcomer.wait_until_drawn()
    voice = newcomer.page.get_by_role("status").and_(newcomer.page.locator(".voice"))
    expect(voice).to_have_text("")

    newcomer.page.get_by_role("button", name=re.compile(r"^Wave 2")).press("Enter")

    expect(voice).to_have_text(re.compile(r"^\d+ countries with reported stations\. Wave 2\."))


def test_a_file_of_an_upload_says_that_it_came_and_gives_the_focus_back(server: str, reader: "Reader") -> None:
    """Streamlit switches the button off while the file is made, which drops the focus."""
    reader.open(f"{server}curate")
    reader.page.locator("input[type=file]").set_input_files(ROOT / "data" / "waves.csv")
    button = reader.page.get_by_role("button", name="Download the package (zip)")

    with reader.page.expect_download():
        button.press("Enter", timeout=60_000)

    expect(reader.page.locator(".voice")).to_have_text("Done: Download the package (zip)")
    expect(button).to_be_focused()


def test_a_file_says_beside_its_link_that_it_came(server: str, reader: "Reader") -> None:
    """Pressed by key, twice at once: one file comes, and the link keeps the focus."""
    reader.open(f"{server}briefing?country=SRB")
    link = reader.page.get_by_role("link", name="Download CSV table")
    asked: list[Route] = []
    reader.page.route("**/assets/view/csv*", lambda route: asked.append(route))

    link.press("Enter")
    expect(link).to_have_attribute("aria-busy", "true")
    link.press("Enter")
    with reader.page.expect_download():
        asked[0].continue_()

    expect(reader.page.locator(".files .said")).to_have_text("Done: Download CSV table")
    expect(link).to_be_focused()
    assert len(asked) == 1
    reader.page.unroute_all()


def test_a_file_that_does_not_come_is_told_with_the_reason(server: str, reader: "Reader") -> None:
    """In the server's words where it has some; the preview says so, too."""
    reader.open(f"{server}about")
    refused = lambda route: route.fulfill(status=422, body="The title has 250 characters; up to 200 fit.")  # noqa: E731
    reader.page.route("**/assets/view/csv*", refused)
    reader.page.route("**/assets/view/svg?*", lambda route: route.fulfill(status=503, body="no data"))
    reader.page.route("**/assets/view/preview*", refused)
    reader.open(f"{server}briefing?country=SRB")
    said = reader.page.locator(".files .said")

    reader.page.get_by_role("link", name="Download CSV table").click()
    expect(said).to_have_text("The title has 250 characters; up to 200 fit.")
    reader.page.get_by_role("link", name="Download SVG drawing").click()
    expect(said.first).to_have_text("No file came: the atlas did not answer. Try again.")
    expect(reader.page.locator(".preview").get_by_role("status")).to_have_text(
        "The title has 250 characters; up to 200 fit."
    )
    reader.page.unroute_all()


def test_large_text_grows_on_the_page_in_the_map_and_in_the_table(server: str, chromium: "Browser") -> None:
    """Who set their text to twice its size reads all of it so, with nothing beyond the page's edge."""
    large = (*CHROMIUM, "--blink-settings=defaultFontSize=32")
    browser = chromium.browser_type.launch(executable_path="/usr/bin/chromium", args=large)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.goto(server)
    frame = page.frame_locator(".st-key-map iframe")
    expect(frame.locator(".legend")).to_be_visible(timeout=30_000)
    expect(frame.locator(".mark").first).to_be_visible()

    def tall(found: "Locator") -> float:
        return found.evaluate("one => one.getBoundingClientRect().height / Math.round(one.offsetHeight || 1)")

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
    assert tall(frame.locator(".legend")) > 1.9
    assert tall(frame.locator(".strip")) > 1.9
    assert frame.locator(".mark").first.evaluate("one => one.getBoundingClientRect().width") > 40
    assert (
        page.frame_locator("iframe[title*=rows], iframe[title*=able]")
        .locator("body")
        .evaluate("one => getComputedStyle(one).zoom")
        == "2"
    )
    assert page.locator(".stMain").evaluate("one => one.scrollWidth <= one.clientWidth")
    expect(frame.locator(".strip")).to_contain_text("China’s position")
    assert page.locator(".st-key-map iframe").evaluate(
        "one => one.contentDocument.querySelector('.strip').getBoundingClientRect().bottom <= one.offsetHeight + 1"
    )
    browser.close()


def test_on_a_phone_the_filters_are_a_sheet_that_leaves_the_map_in_sight(server: str, chromium: "Browser") -> None:
    """Its button says how many are set; the sheet takes the lower half."""
    page = chromium.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page.goto(f"{server}?wave=sd-2022-09&region=europe")
    opener = page.get_by_role("button", name="Filters", exact=True)
    expect(opener).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name=re.compile("of Europe"))).to_be_visible()

    page.wait_for_function("getComputedStyle(document.documentElement).getPropertyValue('--set').includes('2')")
    opener.click()
    pill = page.get_by_role("button", name=re.compile("^Wave 2"))
    expect(pill).to_be_visible()
    page.wait_for_function("document.querySelector('.stSidebar').getBoundingClientRect().x === 0")  # it slides in
    sheet = page.locator(".stSidebar").bounding_box()

    assert sheet["y"] >= 844 * 0.45
    assert (sheet["x"], sheet["width"]) == (0, 390)
    page.close()


def test_the_sheet_is_entered_and_left_by_key_and_is_closed_on_the_next_page(server: str, chromium: "Browser") -> None:
    """The focus goes with it and comes back; a page never opens half hidden."""
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(server)
    opener = page.locator("[data-testid=stExpandSidebarButton]")
    sheet = page.locator('.stSidebar[data-collapsed="false"]')
    expect(opener).to_be_visible(timeout=30_000)

    opener.press("Enter")
    expect(sheet.locator('[data-testid="stSidebarCollapseButton"] button')).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(opener).to_be_focused()

    opener.press("Enter")
    expect(sheet).to_have_count(1)
    page.goto(f"{server}countries")
    expect(page.locator("html:not(.unsettled)")).to_be_attached()
    expect(sheet).to_have_count(0)
    page.close()


def test_the_list_of_languages_is_left_by_escape(server: str, site: str, chromium: "Browser") -> None:
    """In the app and on the site; the focus is at its button again."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    for address in (f"{server}about", site):
        page.goto(address)
        expect(page.locator("html:not(.unsettled)")).to_be_attached()
        summary = page.locator(".languages summary")
        expect(summary).to_be_visible()
        summary.press("Enter")
        expect(page.locator(".languages[open]")).to_have_count(1)
        page.locator(".languages a").first.focus()
        page.keyboard.press("Escape")
        expect(page.locator(".languages[open]")).to_have_count(0)
        expect(summary).to_be_focused()
    page.close()
