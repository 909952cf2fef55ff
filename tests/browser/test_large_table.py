"""A page of more reports than a browser could hold at once: a few thousand, in as many towns as a map can have."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.test_ahead import PILLS, watched_frame
from tests.browser.test_report_rows import rows_of
from tests.world.large_table import write_large


@pytest.fixture(scope="module")
def large(start: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the app with 900 more reports, in some 900 towns."""
    folder = tmp_path_factory.mktemp("large") / "data"
    write_large(folder, 900)
    return start(folder)


def test_the_table_turns_pages_and_the_map_holds_what_is_in_sight(large: str, reader: Reader) -> None:
    """Rows 25 at a time, marks only near the place that is looked at; a filter brings the whole short table back."""
    reader.open(large)
    reader.wait_for_map()
    rows = rows_of(reader)

    expect(rows.locator("tbody tr")).to_have_count(25)
    expect(rows.locator("#place")).to_have_text("Rows 1–25 of 992")
    rows.get_by_role("button", name="Next").click()
    expect(rows.locator("#place")).to_have_text("Rows 26–50 of 992")
    assert reader.map.locator(".mark").count() < 400
    expect(reader.map.locator(".many-dots").first).to_be_attached()

    reader.page.get_by_role("button", name=re.compile("^Wave 1")).click()
    expect(rows.locator("tbody tr")).to_have_count(54)
    expect(rows.locator("#pager")).to_be_hidden()
    assert reader.complaints == []


def test_a_click_is_painted_before_the_server_answers_there_too(large: str, reader: Reader) -> None:
    """Once for each pill, and the server's answer changes nothing of it: both say the same of every mark."""
    frame = watched_frame(reader, large)
    pills = reader.page.locator(PILLS)
    names = pills.all_inner_texts()
    assert len(names) > 8

    for place, name in enumerate(names):
        for _ in ("chosen", "taken back"):
            headline, address = reader.page.locator("h1").first.inner_text(), reader.page.url
            frame.evaluate("drawn.length = 0")
            pills.nth(place).click()
            expect(reader.page).not_to_have_url(address)
            reader.wait_until_drawn()
            ((_, then),) = frame.evaluate("drawn")
            assert then == headline, name
    assert reader.complaints == []
