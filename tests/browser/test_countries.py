"""The country dossiers in a real browser: leafing through, the way to a source, the PDF, a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.real_atlas import real_selection


def test_leafing_writes_the_address_and_back_returns(server, reader):
    """Previous and next keep the day, change the address, and Back undoes them."""
    reader.open(f"{server}countries?country=ESP&until=2023-02-01")
    reader.page.get_by_role("button", name="Sweden →").click()

    expect(reader.page.get_by_role("heading", level=1)).to_contain_text(
        f"Sweden: {len(real_selection(country='SWE', until='2023-02-01').stations)} reported station"
    )
    expect(reader.page).to_have_url(re.compile(r"until=2023-02-01&country=SWE"))

    reader.page.go_back()

    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Spain: 9 reported stations in 4 cities")
    assert reader.complaints == []


def test_a_fact_is_one_click_from_its_source(server, reader):
    """ "Who says so?" opens with the keyboard; the bureau of Porto's report shows its rival place and a link to it."""
    reader.open(f"{server}countries?country=PRT")
    porto = reader.page.get_by_role("group").filter(has_text="Vila do Conde")
    porto.locator("summary").focus()
    reader.page.keyboard.press("Enter")

    expect(porto.get_by_text("Another version")).to_be_visible()
    expect(porto.get_by_role("link", name="SIC Noticias, 29 September 2022", exact=True)).to_have_attribute(
        "href", re.compile("^https://sicnoticias.pt/")
    )


def test_a_number_on_the_timeline_leads_to_its_entry(server, reader):
    """A click on the mark of the British outcome goes to the entry with its words and sources."""
    reader.open(f"{server}countries?country=GBR")
    mark = reader.page.get_by_role("link", name=re.compile(r"^\d+\. 6 June 2023: No evidence found"))
    target = mark.get_attribute("href")
    mark.click()
    entry = reader.page.locator(f"#{target.partition('#')[2]}")

    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("no unlawful activity for the Chinese state")


def test_the_dossier_downloads_as_pdf(server, reader):
    """The file's name says country, day and data version; it is a PDF."""
    reader.open(f"{server}countries?country=FIN&until=2023-01-01")
    with reader.page.expect_download(timeout=60_000) as waiting:
        reader.page.get_by_role("link", name="Download as PDF").click()
    found = waiting.value

    assert re.fullmatch(r"dossier-fin-known-2023-01-01-[\d.]+-[0-9a-f]{8}\.pdf", found.suggested_filename)
    assert found.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("page", ["countries?country=ITA", "countries", "sources", "reconciliation"])
def test_nothing_runs_over_the_edge_of_a_phone(server, desk, page):
    """At 390 px no part of a document is cut off; only a wide table scrolls by itself."""
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.open(f"{server}{page}")
    expect(desk.page.locator(".document").last).to_be_attached()
    wide = desk.page.evaluate(
        """[...document.querySelectorAll('.stMain .stHtml *')]
        .filter((one) => !one.closest('.scroll') && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 80))"""
    )

    assert wide == []


def test_what_a_reader_types_leads_to_its_country(server, reader):
    """People, a city, a name in another language: one after the other in the same box."""
    reader.open(f"{server}countries")
    for typed, title in (
        ("Dutch", "Netherlands: 2 reported"),
        ("Irlande", "Ireland: 1"),
        ("Den Haag", "Netherlands: 2"),
    ):
        box = reader.page.get_by_role("combobox", name="Country", exact=True)
        box.fill(typed)
        box.press("Enter")

        expect(reader.page.get_by_role("heading", level=1)).to_contain_text(title)


def test_from_a_country_without_a_report_links_and_back_lead_on(server, reader):
    """Its name stands in the list of countries as one that was typed, and is no change by itself."""
    reader.open(f"{server}countries?country=FIN&until=2023-01-01")
    heading = reader.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Finland")
    reader.open(f"{server}countries?country=ITA")
    expect(heading).to_contain_text("Italy")
    reader.page.go_back()
    expect(heading).to_contain_text("Finland")
    reader.page.go_forward()
    expect(heading).to_contain_text("Italy")
    expect(reader.page).to_have_url(f"{server}countries?country=ITA")


def test_what_means_no_country_is_said(server, reader):
    """And the page stays where it was; the filter of hosts takes the same words."""
    reader.open(f"{server}countries?country=ESP")
    box = reader.page.get_by_role("combobox", name="Country", exact=True)
    box.fill("xyzzy")
    box.press("Enter")
    expect(reader.page.get_by_text("“xyzzy” is no country, people or city that is known here.")).to_be_visible()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Spain: 9")

    reader.open(server)
    hosts = reader.page.get_by_role("combobox", name=re.compile("Host country"))
    hosts.fill("Dutch")
    hosts.press("Enter")
    expect(reader.page).to_have_url(re.compile("country=NLD"))
