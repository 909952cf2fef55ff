"""The page in the reader's language: asked for in the address, taken from the browser, chosen in the header."""

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from pages.ui.server.widgets import NAMES as OF_STREAMLIT
from tests.browser.conftest import Reader, follow, wait_until_whole

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
            follow(page, f"{server}{address}{'&' if '?' in address else '?'}lang={language}")
            wait_until_whole(page)
            wide = page.locator(".stMain").evaluate("one => one.scrollWidth - one.clientWidth")
            assert wide <= 1, (language, address, wide)
    page.close()


def test_a_date_is_typed_and_cleared_under_its_translated_names(server: str, chromium: "Browser") -> None:
    """What stands in the parts of a date is Streamlit's to write again, whatever it was called meanwhile."""
    page = chromium.new_page(locale="de-DE", viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page.goto(f"{server}about")
    wait_until_whole(page)
    parts = page.locator(".st-key-filter-until").get_by_role("spinbutton")
    expect(parts).to_have_text(["JJJJ", "MM", "TT"])

    parts.first.focus()
    page.keyboard.type("20221031")
    expect(page).to_have_url(re.compile("until=2022-10-31"))
    expect(parts).to_have_text(["2022", "10", "31"])
    for _ in range(2):
        page.keyboard.press("Backspace")
    expect(parts).to_have_text(["2022", "10", "TT"])
    expect(parts.last).to_have_attribute("aria-valuetext", "Leer")
    page.close()


def test_the_controls_are_named_in_the_language_of_the_page(server: str, chromium: "Browser") -> None:
    """Streamlit's own names for fields, lists, the calendar and files, also after a filter was changed; none is left
    in English, and none is changed on a page that is in English only."""
    page = chromium.new_page(locale="fr-FR", viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page.goto(f"{server}?country=ESP")
    wait_until_whole(page)

    expect(page.get_by_role("spinbutton", name="jour, État connu au")).to_have_text("jj")
    expect(page.get_by_role("spinbutton", name="jour, État connu au")).to_have_attribute("aria-valuetext", "Vide")
    page.get_by_role("button", name=re.compile("^Vague 1")).click()
    expect(page.locator("h1")).to_contain_text("Vague 1")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.get_by_role("button", name="Choisir une date").first.click()
    expect(page.get_by_role("button", name="Mois précédent")).to_be_visible()
    page.keyboard.press("Escape")
    country, response = page.get_by_test_id("stMultiSelect").locator("input").all()
    country.press_sequentially("zzqq")
    expect(page.get_by_role("option")).to_have_text("Chercher\u00a0: zzqq")
    country.press("Escape")
    response.press_sequentially("zzqq")
    expect(page.get_by_role("option")).to_have_text("Aucun résultat")
    said = page.evaluate(
        """[...document.querySelectorAll("[aria-label], [aria-valuetext], [placeholder]")]
             .filter((one) => !one.closest(".stHtml"))
             .flatMap((one) => [one.ariaLabel, one.ariaValueText, one.placeholder])"""
    )
    named = [words.partition("{")[0] for words in OF_STREAMLIT]
    assert [text for text in said if text and any(text.startswith(name) for name in named if name)] == []

    page.goto(f"{server}briefing")
    wait_until_whole(page)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("Mo par fichier · PNG")
    page.goto(f"{server}curate")
    wait_until_whole(page)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("per file")
    page.close()
