"""The countries page, run by Streamlit's own test runner."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.without_browser import ROOT, open_page, read
from tests.real_atlas import real_selection


def words(app: AppTest) -> str:
    """The same as the text that a reader hears."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", read(app))).split())


def test_spain_has_a_dossier_with_every_section() -> None:
    """Claim, replies, map, timeline, reports, cases, counts and what is not known, each under its heading."""
    app = open_page("countries", country="ESP")
    headings = [one for one in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", read(app)) if one != "Filters"]

    assert not app.exception
    assert headings == [
        "Spain: 9 reported stations in 4 cities",
        "The claim",
        "The host’s position",
        "China’s position",
        "What is not known",
        "Who said what, when",
        "What is reported",
        "Reported “persuasion to return” cases",
        "Published counts",
        "Where sources disagree",
        "Sources cited here",
    ]
    assert 'alt="Locator map of Spain' in read(app)


def test_the_day_is_printed_and_holds_for_everything() -> None:
    """As known on 20 October 2022 Spain's inquiry is there and neither China's reply nor the later statement."""
    text = words(open_page("countries", country="ESP", until="2022-10-20"))

    assert "As known on 20 October 2022" in text
    assert "Inquiry opened" in text
    assert "No statement by China is recorded by this day." in text
    assert "16 January 2023" not in text


@pytest.mark.parametrize(
    ("iso", "wanted"),
    [
        ("FIN", "Finland: no report in this dataset"),
        ("TWN", "No official response was found in the sources read. That is absence in what was read, not a finding."),
        ("CHN", "China is the accused party, not a host."),
        ("NZL", "Without a date"),
        ("BRN", "1 reported station, no city named"),
    ],
)
def test_countries_without_something_say_so(iso: str, wanted: str) -> None:
    """No report, no response, no date, no city: a sentence each, no notice about the address and no error."""
    app = open_page("countries", country=iso)

    assert not app.exception
    assert wanted in words(app)
    assert "is not a value of" not in words(app)


def test_a_country_without_a_report_keeps_its_filter_in_the_address() -> None:
    """The filter's list does not offer Finland; it is still what the page and its links are about."""
    app = open_page("countries", country="FIN")

    assert app.query_params["country"] in ("FIN", ["FIN"])
    assert [one.value for one in app.selectbox if one.key == "countries-picker"] == ["FIN"]


def test_the_picker_opens_a_dossier_and_keeps_the_day() -> None:
    """Choosing Serbia in the list of all countries opens it under the same date."""
    app = open_page("countries", until="2022-10-01")
    picker = next(one for one in app.selectbox if one.key == "countries-picker")
    app = picker.set_value("SRB").run()

    assert "Serbia: 1 reported station in 1 city" in words(app)
    assert {key: app.query_params[key] for key in ("country", "until")} in (
        {"country": "SRB", "until": "2022-10-01"},
        {"country": ["SRB"], "until": ["2022-10-01"]},
    )


def test_the_list_holds_every_country_once() -> None:
    """Each host with a row, who replied without being one, all others below; each leads to its dossier."""
    app = open_page("countries")
    links = re.findall(r'href="\./countries\?(?!at=)(.*?)"', read(app))
    isos = (ROOT / "data" / "countries.csv").read_text(encoding="utf-8").count("\n") - 1

    hosts = real_selection().count.countries
    assert f"{hosts} countries with reported stations" in words(app)
    assert len(links) == len(set(links)) == isos
    assert "country=FIN" in links
    assert re.search(r"\d+ other countries", words(app))


def test_a_cautioned_source_is_cited_without_a_link_and_says_why() -> None:
    """Greek sources that print a street name: publisher and date, no address."""
    app = open_page("countries", country="GRC")

    assert "(Not linked: The page prints a street name.)" in words(app)
    assert "sackanken.fr" not in read(app)


def test_every_outside_link_is_http() -> None:
    """Nothing else than http(s) leads out of a dossier."""
    targets = re.findall(r'href="([^"#?.][^"]*)"', read(open_page("countries", country="ITA")))

    assert targets
    assert {target.partition(":")[0] for target in targets} <= {"http", "https"}
