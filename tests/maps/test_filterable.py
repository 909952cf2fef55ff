"""The record from which a page composes views by itself."""

from datetime import date
from typing import Any

import pytest

from geo.maps.compose import compose
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas


def unpacked(columns: dict[str, dict[str, list[Any]]]) -> list[dict[str, Any]]:
    """As `unpack` in select.js does it."""
    return [
        {name: column["values"][column["at"][row]] for name, column in columns.items() if column["at"][row] >= 0}
        for row in range(len(columns["key"]["at"]))
    ]


@pytest.mark.parametrize("until", [None, date(2022, 12, 5), date(2022, 10, 1), date(2000, 1, 1)])
def test_reports_stand_in_their_columns_as_in_the_table(until: date | None) -> None:
    """Every field of every report; of its sources those that were out, and how many were not."""
    plain = select(real_atlas(), View(until=until))
    made = compose(plain, printed=True).filterable
    assert made is not None
    record = made().record
    known = [key for key in plain.atlas.tables["sources"]["source_id"] if key in plain.known_sources]

    reports = unpacked(record["reports"])

    assert len(reports) == plain.count.reports
    for report, row in zip(reports, plain.stations.to_dict("records"), strict=True):
        assert report["key"] == row["station_id"]
        assert (report["country"], report["city"], report["wave"]) == (row["country_iso3"], row["city"], row["wave"])
        assert (report["bureau"], report["region"]) == (row["bureau"].casefold(), row["region"].casefold())
        assert (report["basis"], report["precision"]) == (row["basis"], row["location_precision"])
        assert report["disclosed"] == row["disclosed_on"]
        assert [known[place] for place in report["sources"]] == [one for one in row["source_ids"] if one in known]
        assert report.get("later", 0) == len(row["source_ids"]) - len(report["sources"])


def test_what_is_said_besides_is_made_when_it_is_asked_for() -> None:
    """In the language of the atlas, whatever is spoken by then: of a large table it is most of the work."""
    made = compose(select(real_atlas(), View()), printed=True).filterable
    assert made is not None
    found = made()

    assert "cited" not in vars(found)
    assert "ESP" in found.cited
    assert "cited" in vars(found)
