"""The table below the map: the same rows, linked with the map and the panel both ways, sorted in the browser."""

import re

from playwright.sync_api import expect

from geo.words.language import sort_key
from tests.real_atlas import real_number, real_selection


def rows_of(reader):
    """The frame of the table, ready."""
    frame = reader.page.frame_locator(".st-key-overview-rows iframe, iframe[title='The same reports as a table']")
    expect(frame.locator("html[data-ready]")).to_be_attached()
    return frame


def test_the_table_has_the_view_s_rows_and_opens_countries(server, reader):
    """Nine rows for Spain; a row opens its country, the map's open country is marked in the table."""
    reader.open(f"{server}?country=ESP")
    rows = rows_of(reader)
    shown = rows.locator("tbody tr:visible")
    expect(shown).to_have_count(len(real_selection(country="ESP").stations))

    rows.get_by_role("button", name="Spain").first.click()
    expect(reader.page.get_by_role("heading", name=f"Spain: {real_number(country='ESP')}")).to_be_visible()
    expect(reader.page).to_have_url(re.compile("open=ESP"))
    expect(rows.locator("tbody tr:visible [aria-pressed=true]")).to_have_count(
        len(real_selection(country="ESP").stations)
    )

    rows.get_by_role("button", name="Spain").first.click()  # again: closed
    expect(rows.locator("[aria-pressed=true]")).to_have_count(0)
    expect(reader.page).not_to_have_url(re.compile("open="))
    assert reader.complaints == []


def test_a_country_chosen_on_the_map_is_brought_into_sight_in_the_table(server, reader):
    """The table scrolls to it, the page does not."""
    reader.open(server)
    reader.wait_for_map()
    rows = rows_of(reader)
    serbia = rows.get_by_role("button", name="Serbia").first

    reader.map.locator('[data-mark="SRB/Belgrade"]').focus()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Enter")  # the list's own button

    expect(serbia).to_have_attribute("aria-pressed", "true")
    inside = (
        "(button) => { const box = document.getElementById('scroll').getBoundingClientRect();"
        " const own = button.getBoundingClientRect(); return own.top >= box.top && own.bottom <= box.bottom; }"
    )
    assert serbia.evaluate(inside)


def test_a_heading_sorts_up_and_down(server, reader):
    """By city; rows without one stand last, then first."""
    reader.open(server)
    rows = rows_of(reader)
    cities = rows.locator("tbody tr td:nth-child(2)")
    heading = rows.get_by_role("columnheader", name="City")

    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    up = cities.all_text_contents()
    assert up == sorted(up, key=lambda city: (city == "not named", sort_key(city)))

    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert cities.first.text_content() == "not named"
    assert sorted(cities.all_text_contents()) == sorted(up)


def test_a_row_chosen_in_the_table_stays_where_it_is(server, reader):
    """The reader who chose the last of a country's rows is not taken to its first one."""
    reader.open(server)
    rows = rows_of(reader)
    last = rows.get_by_role("button", name="Spain").last
    last.scroll_into_view_if_needed()
    before = rows.locator("#scroll").evaluate("box => box.scrollTop")
    assert before > 0

    last.click()

    expect(last).to_have_attribute("aria-pressed", "true")
    assert rows.locator("#scroll").evaluate("box => box.scrollTop") == before
