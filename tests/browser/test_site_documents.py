"""The site's pages that are read, in a browser: at the app's addresses too, in both themes, on a desk and a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.atlas import Atlas, in_language
from geo.documents.catalogue import DOCUMENTS
from geo.documents.country.reading import compose_country
from geo.documents.country.report import compose_reports
from geo.site.publish import Publication
from geo.site.reading import page_of
from geo.site.shell import Site, write_shell
from geo.site.writing import write_site
from geo.view import View
from geo.view.select import select
from tests.browser.test_accessibility import ALIKE, AXE, RULES, RUN
from tests.browser.visiting import SEEN, Visit, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reading_site(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of every document, one country and its reports, of the shipped data."""
    made = Publication(atlas, ROOT / "data", "", ("fr",))
    assets = dict(made.files(()))
    names = {unhashed(path): Path(path).name for path in assets if path.startswith("assets/")}
    shared = Site("", atlas.release, names, made.languages)
    documents = [(f"{name}/", compose_one(made.selection)) for name, compose_one in DOCUMENTS.items()]
    documents.append(("countries/DEU/", compose_country(made.selection, "DEU")))
    documents += [(f"report/{key}/", document) for key, document in compose_reports(made.selection, "DEU")]
    french = select(in_language(atlas, "fr"), View(language="fr"))
    documents += [("timeline/", DOCUMENTS["timeline"](french)), ("countries/", DOCUMENTS["countries"](french))]
    documents.append(("countries/DEU/", compose_country(french, "DEU")))
    pages = [page_of(document, path, "countries", made.picture_of("")) for path, document in documents]
    out = tmp_path_factory.mktemp("reading") / "site"
    write_site(out, [*assets.items(), *((f"{one.path}index.html", write_shell(one, shared)) for one in pages)], {})
    yield from serve(out)


@pytest.fixture(scope="module")
def windows(chromium: "Browser") -> "Iterator[dict[str, Page]]":
    """A window of each kind, which lets axe into pages whose policy allows no foreign script."""
    contexts = {
        seen: chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True)
        for seen, (scheme, width, height) in SEEN.items()
    }
    yield {seen: context.new_page() for seen, context in contexts.items()}
    for context in contexts.values():
        context.close()


def unhashed(path: str) -> str:
    """ "site.css" of "assets/site.0123abcd.css"."""
    stem, _, suffix = Path(path).name.rpartition(".")
    return f"{stem.rpartition('.')[0]}.{suffix}"


@pytest.mark.parametrize(
    ("asked", "path", "said"),
    [
        ("countries/?country=DEU", "countries/DEU/", "Germany: "),
        ("countries/?country=germany&at=who", "countries/DEU/#who", "Germany: "),
        ("countries/?country=ZZZ", "countries/?country=ZZZ", "“ZZZ” has no page of its own here"),
        ("countries/?country=DEU,ITA", "countries/?country=DEU,ITA", "has no page of its own here"),
        ("timeline/?new=2024-01-01", "timeline/?new=2024-01-01", "Since 1 January 2024: "),
        ("timeline/?new=2024-99-01", "timeline/?new=2024-99-01", "is no day to begin after"),
        ("context/?until=2022-10-01", "context/?until=2022-10-01", "This page shows the whole record"),
        ("context/#%", "context/#%", "Context"),
        ("timeline/?lang=fr&new=2024-01-01", "fr/timeline/?new=2024-01-01", "depuis le 1er janvier 2024"),
        ("countries/?country=DEU&lang=FR", "fr/countries/DEU/", "Allemagne"),
        ("fr/timeline/?lang=en", "timeline/", "disclosures"),
    ],
)
def test_an_address_of_the_app_leads_to_its_page_or_is_answered(
    reading_site: str, visit: Visit, asked: str, path: str, said: str
) -> None:
    """Keys that a still page can't show are named, and a broken one breaks nothing."""
    visit.page.goto(reading_site + asked)

    expect(visit.page).to_have_url(reading_site + path)
    expect(visit.page.locator("main")).to_contain_text(said)
    assert not [words for words in visit.complaints if "404" not in words]


@pytest.mark.parametrize("page", [*DOCUMENTS, "countries/DEU", "report/de-frankfurt-1", "fr/countries/DEU"])
@pytest.mark.parametrize("seen", SEEN)
def test_no_page_that_is_read_breaks_a_rule_or_sticks_out(
    reading_site: str, windows: "dict[str, Page]", seen: str, page: str
) -> None:
    """The same documents as in the app, in the site's own frame; of those alike one stands for all in the dark."""
    scheme, width, _ = SEEN[seen]
    window = windows[seen]
    window.goto(f"{reading_site}{page}/")
    expect(window.locator("h1")).to_be_visible()

    if scheme == "light" or page not in (*ALIKE, "fr/countries/DEU"):
        window.evaluate(AXE)
        # Two days of a chart can lie nearer than a finger; the table below it leads to the same entries.
        assert [one for one in window.evaluate(RUN, RULES) if "#entry-" not in one[1]] == []
    assert window.evaluate("document.documentElement.scrollWidth") <= width
