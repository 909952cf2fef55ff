"""Every page passes axe-core, WCAG 2.2 AA and its best practices, in both themes, on a desk and on a phone.

What is Streamlit's own and can't be mended by a setting or a style stands in UPSTREAM with its place.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow, wait_until_whole
from tests.pages.without_browser import page_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEEN = {"desk, light": ("light", 1440, 900), "phone, dark": ("dark", 390, 844), "desk, dark": ("dark", 1440, 900)}
FILTERED = "?country=ITA&response=denied-existence&wave=sd-2022-09&basis=listed"
ADDRESSES = ["", *page_files()[1:], "countries?country=ITA", "?open=ESP", FILTERED, "?country=XXX"]
# Rule → what of Streamlit 1.67 breaks it. The drop zone of its file picker is <section role="presentation"
# aria-label=…> (frontend/lib/src/components/widgets/FileUploader/FileDropzone.tsx).
UPSTREAM = {"presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]'}
RUN = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  const told = (rule) => rule.nodes.map((node) => [rule.id, node.target.flat().join(" "), node.html]);
  return found.violations.flatMap(told);
}"""


# Documents are drawn by one drawer, so of those that only have its headings, statements and tables one stands for all
# in the dark and on a phone, where filters are folded away.
ALIKE = ("about", "context", "corrections", "quoting", "?country=XXX", FILTERED)
SHOWN = {
    "desk, light": ADDRESSES,
    "phone, dark": [address for address in ADDRESSES if address not in ALIKE],
    "desk, dark": [FILTERED],
}
CASES = [(seen, address) for seen, shown in SHOWN.items() for address in shown]

STOP = """() => {
  const at = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(at);
  const words = (at.ariaLabel || at.textContent).trim().slice(0, 40);
  return { kind: at.tagName, words, ring: outlineStyle + " " + outlineWidth };
}"""


@pytest.fixture(scope="module")
def windows(chromium: "Browser") -> "Iterator[dict[str, Page]]":
    """A window of each kind, which lets axe into pages whose policy allows no foreign script."""
    contexts = {
        seen: chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
        )
        for seen, (scheme, width, height) in SEEN.items()
    }
    yield {seen: context.new_page() for seen, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("seen", "address"), CASES)
def test_no_rule_is_broken(windows: "dict[str, Page]", server: str, seen: str, address: str) -> None:
    """Names, roles, contrast, sizes of targets, headings and landmarks, in all frames of the page."""
    window = windows[seen]
    follow(window, f"{server}{address}")
    wait_until_whole(window)
    for frame in window.frames:
        frame.wait_for_function("document.readyState === 'complete'")
        frame.evaluate(AXE)
    broken = [
        (rule, target, html[:160])
        for rule, target, html in window.evaluate(RUN, RULES)
        if not (rule in UPSTREAM and window.locator(UPSTREAM[rule]).count())
    ]

    assert [one for one in broken if not is_cut_off(window, *one)] == []


def is_cut_off(window: "Page", rule: str, target: str, _: str) -> bool:
    """Whether a target is only small because a scrolled box shows half of it: the last row of the table of reports."""
    return rule == "target-size" and target.startswith("iframe") and "tr:nth-child" in target


def test_with_a_readers_own_colours_classes_and_choices_are_still_told_apart(server: str, chromium: "Browser") -> None:
    """The legend's steps keep their colours, and a chosen pill looks chosen."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, forced_colors="active")
    page = context.new_page()
    page.goto(f"{server}?wave=sd-2022-09")
    frame = page.frame_locator(".st-key-map iframe")
    expect(frame.locator("html[data-ready]")).to_be_attached()
    colour = "one => getComputedStyle(one).backgroundColor"
    steps = [one.evaluate(colour) for one in frame.locator(".key-class .swatch").all()]
    pills = page.locator(".st-key-filter-waves button")

    assert len(set(steps)) == len(steps) > 1
    assert pills.nth(0).evaluate(colour) != pills.nth(1).evaluate(colour)
    context.close()


def test_each_stop_of_the_tab_key_shows_where_it_is(server: str, chromium: "Browser") -> None:
    """Links, buttons and folds have a ring of the page's own, in full strength."""
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page.goto(server)
    wait_until_whole(page)
    stops = []
    for _ in range(30):  # into the map, which has its own keys
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
    told = [stop for stop in stops if stop["kind"] in ("A", "BUTTON", "SUMMARY")]

    assert [stop for stop in told if stop["ring"] != "solid 2px"] == []
    assert {"Wave 1", "Timeline", "Copy link"} <= {stop["words"] for stop in told}
    page.close()
