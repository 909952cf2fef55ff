"""The published site in a browser: the same numbers as the app, small, still, silent, and useful without a server."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from geo.atlas import Atlas, load_atlas, load_released
from geo.cli import main
from geo.maps.compose import compose
from geo.record import known
from geo.site.publish import Publication
from geo.site.writing import write_site
from geo.view import View
from geo.view.select import select
from tests.browser.conftest import TODAY
from tests.browser.hostile import write_hostile_data
from tests.browser.test_accessibility import AXE, RULES, RUN
from tests.browser.visiting import SEEN, Visit, serve
from tests.real_atlas import real_number, real_selection, real_title
from tests.render.vectors import views

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
PARITY = 200  # views that app, command line and site are asked about
BUDGET = 250_000  # bytes, compressed, of all that the first visit of the map's page fetches


def go_to(page: "Page", view: View) -> None:
    """Another view, as Back and Forward bring it: the address changes and the page follows."""
    query = "&".join(f"{key}={value}" for key, value in view.to_query().items())
    page.evaluate(
        "query => { history.pushState(null, '', '?' + query); dispatchEvent(new PopStateEvent('popstate')); }", query
    )


SHOWN = """() => {
  const text = (one) => document.querySelector(one).textContent;
  const atlas = window.StationAtlas;
  return {
    title: text("#title"), subtitle: text("#subtitle"), strip: [...document.querySelectorAll(".strip .says > *, .strip p")].map((one) => one.textContent),
    rows: [...document.querySelectorAll("#rows tbody tr")].filter((row) => !row.hidden).map((row) => row.dataset.report).sort(),
    marks: atlas.marks.map((mark) => mark.key + " " + mark.count),
    counts: Object.fromEntries(atlas.areas.filter((area) => area.state === "counted").map((area) => [area.unit.iso, atlas.text(area.label)])),
    figures: [...document.querySelectorAll("#figures b")].map((one) => one.textContent),
  };
}"""  # noqa: E501 -- one expression for the browser


def told(atlas: Atlas, view: View) -> dict[str, Any]:
    """The same of the app's model."""
    selection = select(atlas, view)
    model = compose(selection)
    words = model.words
    return {
        "title": words.title,
        "subtitle": words.subtitle,
        "strip": [words.filters, words.counted, f"{words.reported_line} {words.placed}", words.china_line],
        "rows": sorted(selection.stations["station_id"]),
        "marks": [f"{mark.key} {mark.count}" for mark in model.marks] if model.show_marks else [],
        "counts": {area.iso_a3: area.label for area in model.areas if area.state == "counted"},
        "figures": [one.value for one in model.figures],
    }


def test_site_app_and_command_line_say_the_same_of_200_views(
    site: str, atlas: Atlas, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headline, counts by country, marks, rows and sentences. The command line opens its own atlas for the first view
    only, since to open one takes longer than all else that it does."""
    visit.open(site)
    visit.page.evaluate("document.body.style.display = 'none'")  # what is said is read, not painted two hundred times
    every = list(views(atlas, seed=11))
    asked = [*every[::7], *reversed(every)][:PARITY]
    wrong = []
    for number, view in enumerate(asked):
        go_to(visit.page, view)
        shown, wanted = visit.page.evaluate(SHOWN), told(atlas, view)
        wrong += [(view, key, shown[key], wanted[key]) for key in wanted if shown[key] != wanted[key]]
        query = "&".join(f"{key}={value}" for key, value in view.to_query().items())
        line = CliRunner().invoke(main, ["stats", "--view", query, "--format", "json", "--data", str(ROOT / "data")])
        counted = json.loads(line.output)["by_country"]
        wrong += [(view, "command line", counted)] if counted.keys() != wanted["counts"].keys() else []
        wrong += [(view, "command line", counted)] if sum(counted.values()) != len(wanted["rows"]) else []
        if number == 0:
            monkeypatch.setattr("geo.cli.describe.open_atlas", lambda _: atlas)

    assert wrong[:3] == []
    assert len(asked) == PARITY
    assert not visit.complaints


def test_the_first_visit_is_small_still_and_asks_nobody_else(site: str, visit: Visit) -> None:
    """Bytes over the wire, shifts of the layout, hosts."""
    sizes = {}
    visit.page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers.get("content-length", 0))}))
    visit.page.add_init_script(
        "window.shifted = 0;"
        "const sum = (list) => list.getEntries().forEach((one) => { shifted += one.value; });"
        "new PerformanceObserver(sum).observe({ type: 'layout-shift', buffered: true });"
    )
    visit.open(site)
    visit.page.wait_for_load_state("networkidle")

    assert sum(sizes.values()) <= BUDGET, sorted(sizes.items(), key=lambda one: one[1])
    assert visit.page.evaluate("shifted") == 0
    assert all(url.startswith((site, "data:")) for url in visit.requests)
    assert not visit.complaints


def test_it_works_from_a_disk(site_folder: Path, visit: Visit) -> None:
    """No server at all: the map, a filter, and a link into a folder."""
    visit.open(f"{site_folder.as_uri()}/index.html?wave=sd-2022-09")
    page = visit.page

    assert page.locator("#title").inner_text() == real_title(wave="sd-2022-09")
    page.get_by_role("checkbox", name="Wave 2").check()
    expect(page.locator("#title")).to_have_text(real_title(wave="sd-2022-09,sd-2022-12"))
    assert page.locator('a[href*="countries/ITA/index.html"]').count() == 1
    assert not visit.complaints


def test_it_reads_without_a_script(site: str, chromium: "Browser") -> None:
    """Headline, claim, reply, a picture of the map, every report."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)

    expect(page.locator(".map-host img")).to_be_visible()
    expect(page.locator("h1")).to_have_text(real_title())
    assert page.locator("#rows tbody tr").count() == len(real_selection().stations)
    assert "China’s position: Foreign ministry called reports false" in page.locator(".map-host").inner_text()
    context.close()


def test_a_country_is_opened_read_and_closed_again_and_back_leads_back(site: str, visit: Visit) -> None:
    """By keyboard: a letter leads to its mark, Enter opens the list, the panel below says who says so."""
    page = visit.page
    visit.open(site)
    page.locator('.mark[tabindex="0"]').focus()
    page.keyboard.press("s")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.dataset.mark").startswith("ESP/")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="who says so").click()

    panel = page.locator("#open")
    expect(panel.get_by_role("heading", name=f"Spain: {real_number(country='ESP')}")).to_be_visible()
    expect(panel.get_by_text("Inquiry opened")).to_be_visible()
    assert "open=ESP" in page.url
    page.go_back()
    expect(panel.get_by_role("heading", name="Most reports")).to_be_visible()
    assert not visit.complaints


def test_on_an_earlier_day_the_page_tells_nothing_that_came_later(site: str, visit: Visit) -> None:
    """China’s statements, their sources and the rows go with the day."""
    page = visit.page
    visit.open(f"{site}?until=2022-10-20&open=ESP")
    expect(page.locator("#open").get_by_role("heading", name=f"Spain: {real_number(country='ESP')}")).to_be_visible()
    text = page.locator("body").inner_text()

    assert "No statement recorded by this date." in text
    later = ("2023", "2024", "5 December 2022", "Wave 2 only", "Tempo, 27 October")
    assert not [words for words in later if words in text]


def test_an_old_link_offers_what_the_atlas_said_then(site: str, atlas: Atlas, visit: Visit) -> None:
    """And the page of then says so, on its own ground."""
    (version, *_) = atlas.releases
    page = visit.page
    visit.open(f"{site}?v={version}-0000")
    page.get_by_role("link", name="View as then").click()
    expect(page.locator("#subtitle")).to_contain_text(f"as this atlas said in version {version}")
    assert not visit.complaints


@pytest.mark.parametrize("written", ["({})", "{}%20", "{}."])
def test_a_version_that_was_pasted_with_its_brackets_is_shown(
    site: str, atlas: Atlas, visit: Visit, written: str
) -> None:
    """And the page is loaded once."""
    (version, *_) = atlas.releases
    visit.open(f"{site}?asof={written.format(version)}")

    expect(visit.page.locator("#subtitle")).to_contain_text(f"as this atlas said in version {version}")
    assert len([url for url in visit.requests if url.startswith(f"{site}?")]) == 1


def test_the_table_of_a_version_says_what_that_version_said(site: str, atlas: Atlas, visit: Visit) -> None:
    """Its cells, not those of today: headline, panel and rows are one."""
    (version, *_) = atlas.releases
    then = load_released(atlas, version, ROOT / "data")
    view = View(asof=version, bureaus=("unknown",))
    visit.open(f"{site}?asof={version}&bureau=unknown")
    rows = visit.page.locator("#rows tbody tr:visible")
    wanted = select(then, view).stations.set_index("station_id")

    expect(rows).to_have_count(len(wanted))
    cells = {
        row[0]: row[1:]
        for row in rows.evaluate_all("all => all.map((row) => [...row.cells].map((one) => one.innerText))")
    }
    assert cells.keys() == set(wanted.index)
    assert {cell[2] for cell in cells.values()} == {"not known"}
    assert {key: cell[1] for key, cell in cells.items()} == {
        key: city or "not named" for key, city in wanted["city"].items()
    }
    today = {
        link.split("/")[1]
        for link in visit.page.locator("#rows tbody a").evaluate_all(
            "all => all.map((one) => one.getAttribute('href'))"
        )
    }
    assert today <= set(atlas.stations["station_id"])


def test_a_version_that_does_not_come_is_said(site: str, atlas: Atlas, visit: Visit) -> None:
    """The present one is shown, and not under the other’s name."""
    (version, *_) = atlas.releases
    visit.page.route(f"**/data-en-{version}.*.js", lambda route: route.abort())
    visit.open(f"{site}?asof={version}&wave=sd-2022-09")

    expect(visit.page.locator("#notices")).to_contain_text(f"The data of version {version} did not come")
    expect(visit.page.locator("#title")).to_contain_text(real_title(wave="sd-2022-09"))
    assert "version" not in visit.page.locator("#subtitle").inner_text()


def test_the_panel_tells_what_is_left_out_and_what_the_compilers_remark(site: str, visit: Visit) -> None:
    """A remark may take half of a claim back; a host whose reports are filtered out is not one without a report."""
    page = visit.page
    visit.open(f"{site}?open=KOR")
    expect(page.locator("#open")).to_contain_text("Not about policing")

    visit.open(f"{site}?open=ESP&wave=sd-2022-12")
    expect(page.locator("#open")).to_contain_text(f"Left out by the filters: {real_number(country='ESP')}.")
    expect(page.locator("#open")).not_to_contain_text("not evidence of absence")


def test_a_panel_without_its_sources_says_so(site: str, visit: Visit) -> None:
    """And leads to the dossier, which has them."""
    visit.page.route("**/cited-en-*/*.js", lambda route: route.abort())
    visit.open(f"{site}?open=ESP")

    expect(visit.page.locator("#open")).to_contain_text("Sources and responses did not come")
    expect(visit.page.get_by_role("link", name="Whole dossier: Spain")).to_be_visible()


def test_what_an_address_has_wrong_is_said(site: str, visit: Visit) -> None:
    """Nothing is silently different from what was asked."""
    visit.open(f"{site}?wave=nothing&strange=1&from=2022")

    expect(visit.page.locator("#notices")).to_contain_text("“nothing” is not a value of “wave” here")
    expect(visit.page.locator("#notices")).to_contain_text("Write sd-2022-09 or sd-2022-12.")
    expect(visit.page.locator("#notices")).to_contain_text("Write a day as YYYY-MM-DD, such as 2022-10-31.")
    expect(visit.page.locator("#notices")).to_contain_text("“strange”")


def test_the_days_are_walked_and_paused(site: str, visit: Visit) -> None:
    """Play moves on; a reader stops it."""
    page = visit.page
    visit.open(site)
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#title")).to_have_text(real_title(until="2022-09-12"))
    page.get_by_role("button", name="Pause").click()

    assert "until=2022-" in page.url


def test_code_in_the_tables_stays_text(visit: Visit, tmp_path: Path) -> None:
    """On the map, in its lists, in panel and table."""
    hostile = load_atlas(write_hostile_data(ROOT / "data", tmp_path / "hostile"), today=TODAY)
    out = tmp_path / "site"
    write_site(out, Publication(hostile, tmp_path / "hostile", "", ()).files(("map",)), {})
    for address in serve(out):
        visit.open(f"{address}?open=ESP")
        expect(visit.page.locator("#open h3")).to_be_visible()
        visit.page.locator('.mark[tabindex="0"]').focus()
        visit.page.keyboard.press("Enter")

    assert not visit.complaints
    assert visit.page.evaluate("document.querySelectorAll('main img, main iframe, main script:not([src])').length") == 0


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("address", ["", "?country=ITA&wave=sd-2022-09&open=ITA", "embed/"])
def test_no_rule_of_accessibility_is_broken(site: str, chromium: "Browser", seen: str, address: str) -> None:
    """Names, roles, contrast, sizes of targets, headings and landmarks."""
    scheme, width, height = SEEN[seen]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    visit = Visit(context.new_page())
    visit.open(site + address)
    visit.page.evaluate(AXE)

    assert visit.page.evaluate(RUN, RULES) == []
    context.close()


def test_a_panel_of_an_older_version_tells_what_that_version_said(visit: Visit, site: str, atlas: Atlas) -> None:
    """In its words and under its own countries, whatever rows came in between."""
    (version, *_) = atlas.releases
    then = load_released(atlas, version, ROOT / "data")
    for iso in ("CAN", "IRL"):
        visit.open(f"{site}?asof={version}&open={iso}")
        wanted = [one.summary for one in known.responses(select(then, View())) if one.iso_a3 == iso]
        said = visit.page.locator("#open ul.entries").last.locator("li")
        expect(said).to_have_count(len(wanted))
        text = " ".join(said.all_inner_texts())
        assert [summary for summary in wanted if summary not in text] == []


def test_the_site_is_shown_in_the_language_of_the_browser(chromium: "Browser", site: str) -> None:
    """Where the address of the map says none, as in the app; who asks for English gets it."""
    page = chromium.new_context(locale="de-AT").new_page()
    page.goto(f"{site}?wave=sd-2022-09")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert page.url == f"{site}de/?wave=sd-2022-09"

    page.goto(f"{site}?lang=en&wave=sd-2022-09")
    expect(page.locator("#title")).to_contain_text("reported stations")
    page.context.close()


def test_the_page_around_the_map_speaks_the_language_too(visit: Visit, site: str) -> None:
    """Masthead, headings, the rows of the table, days; links lead to the pages of that language."""
    visit.open(f"{site}?lang=fr&wave=sd-2022-09")

    expect(visit.page.locator("html")).to_have_attribute("lang", "fr")
    expect(visit.page.locator(".masthead nav a").nth(1)).to_have_text("Pays")
    assert visit.page.locator(".masthead nav a").nth(1).evaluate("link => link.href") == f"{site}fr/countries/"
    german = visit.page.locator(".languages a[hreflang=de]")
    assert german.evaluate("link => link.href") == f"{site}de/?wave=sd-2022-09", "the view goes along"
    expect(visit.page.locator("#rows-heading")).to_have_text("Les mêmes signalements en tableau")
    row = visit.page.locator("#rows tbody tr[data-report=es-madrid-1]")
    expect(row).to_contain_text("Espagne")
    expect(row).to_contain_text("12 septembre 2022")
    expect(visit.page.locator("#china time").first).to_have_text("26 octobre 2022")
    assert (
        visit.page.evaluate("StationPage('countries/BTN/')") == f"{site}countries/BTN/"
    )  # of which nothing is recorded
    assert not visit.complaints
