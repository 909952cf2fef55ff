"""The page of one report: what is claimed of the country, and which of its reports the page is about."""

from pathlib import Path

from geo.documents.country.report import compose_reports
from geo.documents.document import number, texts
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_selection
from tests.world.record import tiny_record


def test_the_page_of_one_report_says_of_what_the_number_is(tmp_path: Path) -> None:
    """What was reported in the whole country is no number of the place that the page is about."""
    atlas = tiny_record(tmp_path)
    pages = dict(compose_reports(select(atlas, View()), "AAA"))
    (claim, *_) = [text for text in texts(pages["a1"]) if "Invented Watch reported" in text]

    assert claim.startswith("Aland: Invented Watch reported 3 stations here")
    assert claim.endswith("This page is about one of them.")


def test_every_source_that_is_counted_is_listed() -> None:
    """Also one that tells of the report and of none of its facts."""
    selection = real_selection(country="GBR")
    for key, page in compose_reports(selection, "GBR"):
        rows = selection.stations.set_index("station_id")
        assert set(rows.loc[key, "source_ids"]) <= {one.source_id for one in number(page).listed}, key
