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


def test_the_table_turns_pages_and_the_map_holds_what_is_in_sight(large: str, newcomer: Reader) -> None:
    """Rows 25 at a time, marks only near the place that is looked at; a filter brings the whole short table back."""
    newcomer.open(large)
    newcomer.wait_for_map()
    rows = rows_of(newcomer)

    expect(rows.locator("tbody tr")).to_have_count(25)
    expect(rows.locator("#place")).to_have_text("Rows 1–25 of 992")
    rows.get_by_role("button", name="Next").click()
    expect(rows.locator("#place")).to_have_text("Rows 26–50 of 992")
    assert newcomer.map.locator(".mark").count() < 400
    expect(newcomer.map.locator(".many-dots").first).to_be_attached()

    newcomer.page.get_by_role("button", name=re.compile("^Wave 1")).click()
    expect(rows.locator("tbody tr")).to_have_count(54)
    expect(rows.locator("#pager")).to_be_hidden()
    assert newcomer.complaints == []


def test_a_click_is_painted_before_the_server_answers_there_too(large: str, newcomer: Reader) -> None:
    """Once for each pill, and the server's answer changes nothing of it: both say the same of every mark."""
    frame = watched_frame(newcomer, large)
    pills = newcomer.page.locator(PILLS)
    names = pills.all_inner_texts()
    assert len(names) > 8

    for place, name in enumerate(names):
        for _ in ("chosen", "taken back"):
            headline, address = newcomer.page.locator("h1").first.inner_text(), newcomer.page.url
            frame.evaluate("drawn.length = 0")
            pills.nth(place).click()
            expect(newcomer.page).not_to_have_url(address)
            newcomer.wait_until_drawn()
            ((_, then),) = frame.evaluate("drawn")
            assert then == headline, name
    assert newcomer.complaints == []
