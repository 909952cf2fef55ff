"""A dossier as it is read stays a page that a browser can carry, however many reports a country has."""

from pathlib import Path

import pytest

from geo.documents.country import reading
from geo.documents.country.reading import compose_country
from geo.documents.document import Beside, Figure, Heading, Lanes, Paragraph, Statement, Table, Target
from geo.view import View
from geo.view.select import select
from tests.world.record import tiny_record


def test_a_table_too_long_for_a_page_is_cut_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dossier of thousands of reports would be a page of many megabytes: the rest is counted, and where it is."""
    monkeypatch.setattr(reading, "MOST_TOLD", 2)
    made = compose_country(select(tiny_record(tmp_path), View()), "AAA")
    tables = {block.caption: block for block in made.blocks if isinstance(block, Table)}
    (told,) = (block.said for block in made.blocks if isinstance(block, Paragraph) and "Not listed" in block.said.text)

    assert len(tables["Wave 1, 10 January 2001: 3 reports"].rows) == 2
    assert len(tables["Wave 2, 20 March 2001: 1 report"].rows) == 1
    assert told.text.startswith("Not listed here: 1 report.")
    assert told.to == Target("", (("country", "AAA"),))


def test_chinas_dossier_has_the_claim_and_its_replies_and_nothing_of_a_host(tmp_path: Path) -> None:
    """No empty heading, no “no report”: what is claimed of all countries stands beside what China says."""
    made = compose_country(select(tiny_record(tmp_path), View()), "CHN")
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    (sides,) = (block for block in made.blocks if isinstance(block, Beside))
    (claim, *_), *_ = ([one for one in column if isinstance(one, Statement)] for column in sides.columns)

    (when,) = (block.drawing for block in made.blocks if isinstance(block, Figure) and isinstance(block.drawing, Lanes))

    assert made.title == "China: what it says about the reports"
    assert made.subtitle.startswith("Chinese overseas police service stations as reported by")
    assert [lane.label for lane in when.lanes] == ["China’s position"]
    assert claim.text.startswith("7 reports in 3 countries, disclosed 10 January 2001")
    assert claim.source_ids
    assert headings == ["Who said what, when"]
