"""An address of the published site leads to the same in the app, and feeds are served beside the pages."""

from starlette.requests import Request
from starlette.responses import Response

from geo.documents.country.dossier import dossier
from geo.view import View
from geo.view.select import select
from pages.ui.cached import get_atlas
from pages.ui.server.site import site_routes


def ask(page: str, key: str, query: str = "", name: str = "key", end: str = "/") -> Response:
    """The answer below a sub-path."""
    (route,) = [one for one in site_routes("/atlas") if one.path == f"/atlas/{page}/{{{name}}}{end}"]
    asked = {"type": "http", "method": "GET", "headers": [], "query_string": query.encode()}
    return route.endpoint(Request(asked | {"path_params": {name.partition(":")[0]: key}}))


def test_a_country_and_a_source_have_their_page() -> None:
    """The site has folders where the app has keys."""
    assert ask("countries", "ESP").headers["location"] == "/atlas/countries?country=ESP"
    assert ask("sources", "a&b").headers["location"] == "/atlas/sources?source=a%26b"


def test_the_folder_of_a_language_says_it_in_the_address() -> None:
    """Whatever lies in it, the rest of the address kept; and no address leads to another host."""

    def led(path: str, query: str = "") -> str:
        return ask("fr", path, query, "path:path", "").headers["location"]

    assert led("") == "/atlas/?lang=fr"
    assert led("timeline/", "new=2022-10-31") == "/atlas/timeline/?new=2022-10-31&lang=fr"
    assert led("countries/ESP/", "lang=en") == "/atlas/countries/ESP/?lang=fr"
    assert led("/evil.example/") == "/atlas/evil.example/?lang=fr"
    assert ask("countries", "ESP", "lang=fr").headers["location"] == "/atlas/countries?country=ESP&lang=fr"


def test_every_report_leads_to_the_row_that_tells_it() -> None:
    """Also one that the dossier tells together with others."""
    atlas = get_atlas()
    for iso in ("ESP", "ITA", "FRA"):
        told = dossier(select(atlas, View()), iso)
        for row in (one for wave in told.waves for one in wave.reports):
            for key in row.station_ids:
                where = f"/atlas/countries?country={iso}&at=report-{row.station_ids[0]}"
                assert ask("report", key).headers["location"] == where


def test_a_key_that_no_report_has_is_not_found() -> None:
    """And the answer says where to look."""
    answer = ask("report", "xx-nowhere-1")

    assert answer.status_code == 404
    assert "corrections" in answer.body.decode()
