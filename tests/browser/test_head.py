"""What an address answers before any script has run."""

import http.client
import re
import shutil
import urllib.error
import urllib.request
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from geo.render.presets import SLIDE
from pages.ui.server.routes import APP_ICON
from tests.pages.without_browser import page_files
from tests.real_atlas import real_title

ROOT = Path(__file__).parents[2]
VIEW = "?wave=sd-2022-09"


def ask(address: str) -> tuple[int, str, bytes]:
    """Status, type and body; an error is an answer too."""
    try:
        with urllib.request.urlopen(address, timeout=90) as answer:  # noqa: S310 -- our own server
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


def told(page: bytes, name: str) -> str:
    """What a meta element says."""
    found = re.search(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)"', page.decode())
    assert found, name
    return unescape(found[1])


def title_of(page: bytes) -> str:
    """The one title of a page."""
    (title,) = re.findall(r"<title>(.*?)</title>", page.decode())
    return unescape(title)


def test_a_link_previews_exactly_its_view(server):
    """Title, description and picture, the same as on the page; the picture is there."""
    status, kind, page = ask(server + VIEW)

    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert title_of(page) == told(page, "og:title") == real_title(wave="sd-2022-09")
    assert "not independently confirmed" in told(page, "description")
    assert told(page, "og:image") == f"{server}assets/view/png{VIEW}"
    assert ask(told(page, "og:image"))[2].startswith(b"\x89PNG")


def test_a_link_in_a_language_is_told_in_it(server):
    """By its address, else by what the browser prefers; who reads aloud is told which it is."""
    page = ask(f"{server}timeline?lang=fr")[2]
    request = urllib.request.Request(f"{server}{VIEW}", headers={"Accept-Language": "de-CH,de;q=0.9"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310 -- our own server
        german, varies = answer.read(), answer.headers["Vary"]

    assert '<html lang="fr"' in page.decode()
    assert title_of(page) == "Chronologie · Station Atlas"
    assert "non confirmé de source indépendante" in told(page, "description")
    assert '<html lang="de"' in german.decode()
    assert title_of(german).startswith("54 gemeldete Stationen")
    assert varies == "Accept-Language"


@pytest.mark.parametrize("name", page_files()[1:])
def test_every_page_has_a_title_of_its_own(server, name):
    """And none is called after the framework."""
    status, _, page = ask(server + name)

    assert status == 200
    assert title_of(page).endswith("· Station Atlas")
    assert "Streamlit" not in title_of(page) + told(page, "description")


def test_a_country_is_told_by_its_headline(server):
    """As its dossier begins."""
    assert title_of(ask(f"{server}countries?country=ESP")[2]) == real_title(country="ESP")


@pytest.mark.parametrize(
    "name",
    ["nosuchpage", "data.json", "countries/ESP/more", "index.php", "overview.html", "%3Cb%3E", "_stcore/metrics"],
)
def test_what_is_no_page_is_not_found(server, name):
    """With the way back, and nothing of the address in the answer."""
    status, _, page = ask(server + name)

    assert status == 404
    assert b"No such page" in page or b"Not found" in page
    assert b"%3C" not in page


def test_the_tab_has_the_atlas_icon(server):
    """In the place of the framework's, so that no run has to send it."""
    page = ask(server)[2].decode()
    icon = re.search(r'rel="shortcut icon" href="./([^"]+)"', page)

    assert icon
    assert ask(server + icon[1])[2] == APP_ICON.read_bytes()


@pytest.mark.parametrize("name", ["", "countries"])
def test_a_page_finds_its_files_wherever_a_proxy_puts_it(server, name):
    """Scripts and styles lie beside the page, as Streamlit's own do: no address begins at the host."""
    page = re.sub(r"<(?:no)?script>.*?</(?:no)?script>", "", ask(server + name)[2].decode(), flags=re.DOTALL)
    addresses = re.findall(r'<(?:script|link)\b[^>]*?(?:src|href)="([^"]+)"', page)

    assert len(addresses) >= 4
    assert [address for address in addresses if not address.startswith("./")] == []


def test_robots_are_answered_in_their_own_form(server):
    """Not with a page."""
    status, kind, body = ask(f"{server}robots.txt")

    assert (status, kind) == (200, "text/plain; charset=utf-8")
    assert body.startswith(b"User-agent: *")


@pytest.mark.parametrize("address", ["countries/ESP", "countries/ESP/", "report/es-madrid-1", "report/es-madrid-1/"])
def test_addresses_of_the_site_lead_to_the_country(server, address):
    """With or without the slash that a folder has."""
    assert title_of(ask(server + address)[2]) == real_title(country="ESP")


def test_an_address_with_a_slash_leads_to_the_page(server):
    """Below it the page's own files would be looked for in vain."""
    assert title_of(ask(f"{server}sources/")[2]).startswith("Sources")


def test_without_a_script_the_numbers_can_be_read(server, chromium):
    """Claim, reply and source stand beside each other."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + VIEW)
    text = page.locator("body").inner_text()

    assert real_title(wave="sd-2022-09") in text
    assert "Reported by Safeguard Defenders" in text
    assert "China’s position:" in text
    expect(page.get_by_role("img")).to_be_visible()
    assert page.evaluate("document.images[0].naturalWidth") == SLIDE.pixels[0]
    context.close()


def test_code_in_the_tables_or_the_address_stays_text(hostile_server):
    """Every value is escaped on its way into the head."""
    page = ask(f"{hostile_server}?country=%22%3E%3Cscript%3E")[2].decode()
    head = page[: page.index("</head>")]

    assert "<script>alert" not in page
    assert '"><script>' not in head


def test_below_a_path_everything_leads_there(start):
    """Picture, lost addresses and redirects keep the path."""
    below = start(base="atlas").rstrip("/") + "/"
    assert told(ask(below)[2], "og:image") == f"{below}assets/view/png"
    assert title_of(ask(f"{below}countries/ESP/")[2]) == real_title(country="ESP")
    status, _, page = ask(f"{below}nosuchpage")
    assert (status, b'href="/atlas/"' in page) == (404, True)


def test_without_data_a_page_is_under_the_atlas_name_and_says_why(start, tmp_path):
    """Neither the framework's name nor anything of the tables."""
    broken = Path(shutil.copytree(ROOT / "data", tmp_path / "broken"))
    (broken / "waves.csv").write_text("wave_id\nnothing\n", encoding="utf-8")
    page = ask(start(broken).rstrip("/") + "/")[2]

    assert title_of(page) == "Station Atlas"
    assert "can’t be shown at the moment" in page.decode()
    assert "nothing" not in page.decode()


@pytest.mark.parametrize(
    ("lang", "said"), [("it", "Pagina inesistente"), ("zh-Hans", "没有此页面"), ("xx", "No such page")]
)
def test_an_address_that_leads_nowhere_answers_in_the_language_it_asks_for(server, lang, said):
    """Or, where that is none that is spoken, in the browser's."""
    status, _, page = ask(f"{server}nosuchpage?lang={lang}")
    ways = re.findall(r'<li><a href="([^"]+)"', page.decode())

    assert status == 404
    assert said in page.decode()
    assert len(ways) > 8
    for way in ways[:2]:
        query = f"?lang={lang}" if lang != "xx" else ""
        assert way.endswith(query)
        assert ask(urljoin(server, way))[0] == 200


def test_messages_are_compressed_on_their_way(server):
    """Where a browser offers it, as all do: the answer to a click takes half the bytes on a reader's line."""
    offered = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
        "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
    }
    line = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    line.request("GET", "/_stcore/stream", headers=offered)
    answer = line.getresponse()

    assert answer.status == 101
    assert "permessage-deflate" in answer.headers["Sec-WebSocket-Extensions"]
    line.close()
