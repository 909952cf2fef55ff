"""The site holds together: every link leads somewhere, no other host is asked, the same data give the same bytes."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from geo.atlas import in_language
from geo.documents.catalogue import DOCUMENTS
from geo.maps.compose import compose
from geo.site import explorer
from geo.site.explorer import data_assets
from geo.site.publish import Publication
from geo.view import View
from geo.view.select import select
from geo.words.language import speaking
from tests.site.conftest import BASE

HERE = "http://here/"
OURS = urlsplit(BASE).netloc
FETCHED = {"src", "poster", "data"}


class Page(HTMLParser):
    """What a page holds: its links, what it fetches, its anchors, its title and its policies."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.anchors: set[str] = set()
        self.handlers: list[str] = []
        self.meta: dict[str, str] = {}
        self.headings: list[str] = []
        self._open = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "link" and "hreflang" in found:
            self.links.append(found["href"])
        elif tag == "link" and found.get("rel") != "canonical":
            self.fetched.append(found["href"])
        self.fetched += [found[name] for name in FETCHED & found.keys()]
        self.handlers += [name for name in found if name.startswith("on")]
        self.anchors |= {found[name] for name in ("id",) if found.get(name)}
        if tag == "meta":
            self.meta[found.get("name") or found.get("property") or found.get("http-equiv", "")] = found.get(
                "content", ""
            )
        self._open = tag

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._open == "h1":
            self.headings.append(data)


def pages_of(site: dict[str, bytes]) -> Iterator[tuple[str, Page]]:
    """(path, page) of every page."""
    for path, content in site.items():
        if path.endswith(".html"):
            yield path, Page(content)


def test_the_same_data_give_the_same_bytes(tiny_publication, tiny_site):
    """So that a mirror can be compared with its origin."""
    again = dict(Publication(tiny_publication.atlas, tiny_publication.folder, BASE, ("fr",)).files())

    assert again == tiny_site


def test_every_link_leads_to_a_page_and_every_anchor_to_a_place(tiny_site):
    """A reader meets no dead end, whatever page an app's address or a footnote leads to."""
    pages = dict(pages_of(tiny_site))
    dead = []
    for path, page in pages.items():
        for link in page.links:
            to = urlsplit(urljoin(HERE + path, link))
            if to.netloc not in ("here", OURS):
                continue
            there = unquote(to.path).lstrip("/")
            there += "index.html" if not there or there.endswith("/") else ""
            known = there in tiny_site
            anchored = not to.fragment or (there in pages and unquote(to.fragment) in pages[there].anchors)
            if not known or not anchored:
                dead.append((path, link))

    assert not dead


def test_nothing_is_fetched_from_another_host_or_run_inline(tiny_site):
    """The policy says so to the browser, and no page tries."""
    for path, page in pages_of(tiny_site):
        policy = page.meta["Content-Security-Policy"]
        assert {"default-src 'none'", "script-src 'self'"} <= set(policy.split("; ")), path
        assert not {"unsafe-eval", "http"} & set(policy.replace("'", " ").split()), path
        assert not page.handlers, path
        for asked in page.fetched:
            if not asked.startswith("data:image/png;base64,"):
                to = urlsplit(urljoin(HERE + path, asked))
                host = OURS if path == "404.html" else "here"  # which may stand at any address
                assert (to.netloc, to.path.lstrip("/") in tiny_site) == (host, True), (path, asked)


def test_every_document_country_source_and_report_has_its_page(tiny_publication, tiny_site):
    """The app's pages, each at its own address."""
    atlas = tiny_publication.atlas
    wanted = {f"{name}/index.html" for name in DOCUMENTS}
    wanted |= {f"countries/{iso}/index.html" for iso in atlas.countries.index}
    wanted |= {f"report/{key}/index.html" for key in atlas.stations["station_id"]}

    assert wanted <= tiny_site.keys()
    assert any(path.startswith("sources/s1/") for path in tiny_site)


def test_the_front_page_says_what_the_app_says(tiny_publication, tiny_site):
    """Headline, claim and reply of the plain view, readable without a script."""
    model = compose(tiny_publication.selection)
    text = tiny_site["index.html"].decode()

    assert Page(tiny_site["index.html"]).headings == [model.words.title]
    for sentence in (model.words.subtitle, model.words.reported_line, model.words.china_line, model.words.placed):
        assert sentence in text


def test_the_front_page_of_a_language_speaks_it_without_a_script(tiny_publication, tiny_site):
    """Headline, table, figures and the picture of the map; its scripts bring the data in that language."""
    text = tiny_site["fr/index.html"].decode()
    with speaking("fr"):
        model = compose(select(in_language(tiny_publication.atlas, "fr"), View(language="fr")))

    assert Page(tiny_site["fr/index.html"]).headings == [model.words.title]
    for words in (model.words.subtitle, model.words.china_line, "Les mêmes signalements en tableau", "Pays hôte"):
        assert words in text
    assert "../previews/world-fr.png" in text
    assert tiny_site["previews/world-fr.png"] != tiny_site["previews/world.png"]
    data = [path for path in tiny_site if path.startswith("assets/data-fr")]
    assert any(f"../{path}" in text for path in data)


def test_a_page_that_is_not_there_says_so_in_every_language(tiny_site):
    """Nobody knows which one its reader speaks."""
    text = tiny_site["404.html"].decode()

    assert "Nothing is at this address" in text
    assert '<section lang="fr"><h2>Il n’y a rien à cette adresse</h2>' in text


def test_each_language_has_its_feeds(tiny_site):
    """With ids of their own, and links to the pages in the language, each of which is there without any script."""
    english, french = (tiny_site[f"{folder}reports.atom"].decode() for folder in ("", "fr/"))

    assert "<title>Station Atlas\xa0: Nouveaux signalements</title>" in french
    assert 'xml:lang="fr"' in french
    assert "<id>urn:station-atlas:reports:fr:a1</id>" in french
    assert "<id>urn:station-atlas:reports:a1</id>" in english
    assert f'href="{BASE}fr/report/a1/"' in french
    for name in ("reports.atom", "responses.atom", "corrections.atom"):
        links = re.findall(rf'<link rel="alternate" href="{re.escape(BASE)}([^"#?]*)', tiny_site[f"fr/{name}"].decode())
        assert links
        assert [link for link in links if f"{link}index.html" not in tiny_site] == []
    assert f'href="{BASE}fr/reports.atom"' in french


def test_a_link_is_shown_with_a_picture_and_words(tiny_publication, tiny_site):
    """What a messenger fetches: whole addresses, a size, the picture in words."""
    page = Page(tiny_site["countries/AAA/index.html"])

    assert page.meta["og:image"] == f"{BASE}previews/AAA.png"
    assert page.meta["og:url"] == f"{BASE}countries/AAA/"
    assert page.meta["og:image:alt"] == tiny_publication.picture_of("AAA").alt
    assert tiny_site["previews/AAA.png"].startswith(b"\x89PNG")
    french = Page(tiny_site["fr/countries/AAA/index.html"])
    assert french.meta["og:image"] == f"{BASE}previews/AAA-fr.png"
    assert french.meta["og:image:alt"] == tiny_publication.picture_of("AAA", "fr").alt
    assert tiny_site["previews/AAA-fr.png"] != tiny_site["previews/AAA.png"]
    shown = {path: page.meta["og:image"] for path, page in pages_of(tiny_site) if "og:image" in page.meta}
    assert [path for path, image in shown.items() if image.removeprefix(BASE) not in tiny_site] == []
    assert [path for path, image in shown.items() if path.startswith("fr/") != image.endswith("-fr.png")] == []


def test_without_a_base_no_address_is_invented(tiny_publication):
    """Half an address helps nobody."""
    site = dict(Publication(tiny_publication.atlas, tiny_publication.folder, "", ()).files(("map",)))
    page = Page(site["index.html"])

    assert "sitemap.xml" not in site
    assert not any(key.startswith("og:") for key in page.meta)
    assert b"<link" not in site["reports.atom"]


def test_a_report_is_told_as_a_claim_and_never_judged(tiny_site):
    """schema.org has words for verdicts; none is ours to give."""
    page = tiny_site["report/a1/index.html"].decode()
    told = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])

    assert (told["@type"], told["identifier"]) == ("Claim", "a1")
    assert told["appearance"], "a claim appears in the works that print it"
    assert told["author"] == {"@type": "Organization", "name": "Invented Watch"}
    assert told["text"].startswith("Reported by Invented Watch: ")
    assert not [word for word in ("reviewRating", "ClaimReview") if word in page]


def test_no_two_pages_of_reports_have_one_title(tiny_site):
    """Two reports in one city are two pages in a list of results."""
    pages = [page.decode() for path, page in tiny_site.items() if path.startswith("report/") and path.endswith(".html")]
    titles = [re.search("<title>(.*?)</title>", page)[1] for page in pages]

    assert len(titles) >= 4
    assert len(set(titles)) == len(titles)


def test_the_sitemap_has_every_page(tiny_site):
    """By its whole address."""
    found = {loc.text for loc in etree.fromstring(tiny_site["sitemap.xml"]).iter("{*}loc")}

    whole = {BASE + path.removesuffix("index.html") for path, _ in pages_of(tiny_site)}
    assert found == whole - {f"{BASE}embed/", f"{BASE}fr/embed/", f"{BASE}404.html"}
    assert BASE in found


def test_a_language_has_a_folder_of_its_own_and_each_page_knows_its_others(tiny_site):
    """Links stay in the language; what has no page in it is where everything else is."""
    french, english = (tiny_site[f"{folder}timeline/index.html"].decode() for folder in ("fr/", ""))

    assert '<html lang="fr">' in french
    assert '<html lang="en">' in english
    for page in (french, english):
        for code, path in (("en", "timeline/"), ("fr", "fr/timeline/"), ("x-default", "timeline/")):
            assert f'<link rel="alternate" hreflang="{code}" href="{BASE}{path}">' in page
    assert 'href="../sources/"' in french
    assert 'href="../"' in french
    assert 'href="../?lang=en"' in english, "the map without a word is shown in the browser's language"
    assert "data-words" in french
    silent = [path for path in tiny_site if path.startswith("countries/") and f"fr/{path}" not in tiny_site]
    assert silent == ["countries/DDD/index.html"]
    assert any(path.startswith("fr/report/") for path in tiny_site)


def test_what_a_panel_cites_is_a_file_a_country(tiny_publication, tiny_site):
    """In a folder named by all of its content, whose files hold nothing of another country."""
    tiles = {path: content.decode() for path, content in tiny_site.items() if path.startswith("assets/cited-en-")}
    stations = tiny_publication.atlas.stations
    told = {*stations["country_iso3"], *tiny_publication.atlas.responses["country_iso3"]}

    assert {Path(path).stem for path in tiles} == told
    assert len({Path(path).parent for path in tiles}) == 1
    for path, content in tiles.items():
        own = stations[stations["country_iso3"] == Path(path).stem]["station_id"]
        assert [key for key in stations["station_id"] if f'"{key}"' in content] == list(own)


def test_keys_of_very_many_reports_come_with_their_country(tiny_publication, monkeypatch):
    """The page has no rows then, which alone need them at once."""
    keys = [f'"{key}"' for key in tiny_publication.atlas.stations["station_id"]]
    data = next(content for name, content in data_assets(tiny_publication.atlas).items() if name.startswith("data-"))
    monkeypatch.setattr(explorer, "MOST_ROWS", 3)
    found = data_assets(tiny_publication.atlas)
    large = next(content for name, content in found.items() if name.startswith("data-"))

    assert all(key in data.decode() for key in keys)
    assert not any(key in large.decode() for key in keys)
    assert all(any(key in content.decode() for content in found.values()) for key in keys)
