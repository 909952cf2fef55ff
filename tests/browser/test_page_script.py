"""What our script does beside Streamlit's on every page: dates, the spoken line, files; with the keyboard alone."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
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


def test_a_change_is_said_once_where_no_map_says_it(server: str, reader: "Reader") -> None:
    """Title, filter and day, in one polite region."""
    reader.open(f"{server}countries")
    reader.wait_until_drawn()
    voice = reader.page.get_by_role("status").and_(reader.page.locator(".voice"))
    expect(voice).to_have_text("")

    reader.page.get_by_role("button", name=re.compile(r"^Wave 2")).press("Enter")

    expect(voice).to_have_text(re.compile(r"^\d+ countries with reported stations\. Wave 2\."))


def test_a_file_says_that_it_came_and_gives_the_focus_back(server: str, reader: "Reader") -> None:
    """Streamlit switches the button off while the file is made, which drops the focus."""
    reader.open(f"{server}briefing")
    reader.wait_until_drawn()
    button = reader.page.get_by_role("button", name="Download CSV table")

    with reader.page.expect_download():
        button.press("Enter")

    expect(reader.page.locator(".voice")).to_have_text("Downloaded: CSV table")
    expect(button).to_be_focused()
