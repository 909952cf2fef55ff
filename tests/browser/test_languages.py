"""The page in the reader's language: asked for in the address, taken from the browser, chosen in the header."""

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.browser.conftest import Reader, wait_until_whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_link_in_a_language_speaks_it_everywhere(server: str, reader: Reader) -> None:
    """Title, filters, map, legend, and a click that is painted before the server answers, without a complaint."""
    reader.open(f"{server}?lang=fr")
    reader.wait_until_drawn()
    reader.wait_for_map()

    assert "stations signalées" in reader.page.locator("h1").inner_text()
    expect(reader.page.locator("html")).to_have_attribute("lang", "fr")
    expect(reader.map.locator(".legend")).to_contain_text("Stations signalées par pays")
    expect(reader.map.get_by_role("button", name="Télécharger")).to_be_visible()

    reader.page.get_by_role("button", name=re.compile("^Vague 1")).click()
    expect(reader.page.locator("h1")).to_contain_text("54 stations signalées dans 30 pays (Vague 1)")
    expect(reader.map.locator(".strip")).to_contain_text("n = 54 signalements")
    assert "lang=fr" in reader.page.url
    assert reader.complaints == []


def test_without_a_word_in_the_address_the_browsers_language_is_spoken(server: str, chromium: "Browser") -> None:
    """On every page; a link in English stays English."""
    context = chromium.new_context(locale="de-CH", viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()

    page.goto(server)
    expect(page.locator("h1")).to_contain_text("gemeldete Stationen")
    page.goto(f"{server}sources")
    expect(page.locator("h1")).to_contain_text("auf einen einzigen Ursprung zurück")
    page.goto(f"{server}?lang=en")
    expect(page.locator("h1")).to_contain_text("reported stations")
    context.close()


def test_the_language_is_chosen_by_keyboard_and_the_view_stays(server: str, reader: Reader) -> None:
    """The list says each language in itself."""
    reader.open(f"{server}?wave=sd-2022-09")
    reader.wait_until_drawn()

    reader.page.locator(".languages summary").focus()
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("link", name="Italiano").focus()
    reader.page.keyboard.press("Enter")

    expect(reader.page.locator("h1")).to_contain_text("54 stazioni segnalate in 30 paesi (Ondata 1)")
    assert "wave=sd-2022-09" in reader.page.url


def test_no_page_in_any_language_needs_to_be_moved_sideways(server: str, chromium: "Browser") -> None:
    """On a phone, in the languages of the longest words and of the fewest."""
    page = chromium.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    for language in ("de", "zh-Hans"):
        for address in ("", "countries?country=ESP", "briefing"):
            page.goto(f"{server}{address}{'&' if '?' in address else '?'}lang={language}")
            wait_until_whole(page)
            wide = page.locator(".stMain").evaluate("one => one.scrollWidth - one.clientWidth")
            assert wide <= 1, (language, address, wide)
    page.close()
