"""The register of corrections is told where its rows are told, as a page, in files and as a feed."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from geo.atlas import Atlas
from geo.curate.feeds import write_one_feed
from geo.documents.corrections import NONE_BY, NONE_HERE, compose_corrections
from geo.documents.country.reading import compose_country
from geo.documents.document import Table, texts
from geo.record.corrections import corrections, of_rows
from geo.view import View
from geo.view.select import select
from geo.words.corrected import corrected_line
from tests.real_atlas import real_atlas
from tests.world.atlas import tiny_atlas

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The invented world, with one corrected city and one report that was merged into another."""
    return tiny_atlas(tmp_path_factory.mktemp("tiny"))


def told(atlas: Atlas, **view: object) -> str:
    """All that the page says in a view."""
    return " ".join(texts(compose_corrections(select(atlas, View(**view)))))


def test_the_page_tells_every_entry_newest_first(atlas: Atlas) -> None:
    """What was said, what is said now, why, and by whose word."""
    document = compose_corrections(select(atlas, View()))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]

    assert [row.anchor for row in table.rows] == ["correction-k2", "correction-k1"]
    assert "2 corrections of 2 rows, from 25 March 2001 to 1 June 2001." in told(atlas)
    for words in ("City: By.", "City: Bx.", "Noticed by a reader.", "Report a9", "Now a1."):
        assert words in told(atlas)


def test_a_view_of_a_country_tells_its_own(atlas: Atlas) -> None:
    """And says so where there is none."""
    assert "City: By." in told(atlas, countries=("BBB",))
    assert "City: By." not in told(atlas, countries=("AAA",))
    assert NONE_HERE in told(atlas, countries=("CCC",))
    assert NONE_HERE in told(atlas, countries=("CCC",), until=date(2001, 12, 31))  # elsewhere it had made some by then


def test_no_view_tells_a_correction_that_came_later(atlas: Atlas) -> None:
    """As known on a day means what the atlas had mended by then, too."""
    assert NONE_BY in told(atlas, until=date(2001, 3, 24))
    assert "1 correction of 1 row, on 25 March 2001." in told(atlas, until=date(2001, 3, 25))


def test_a_key_that_was_published_leads_to_what_stands_for_it(atlas: Atlas) -> None:
    """The old key and the new one both find the entry."""
    found = of_rows(corrections(select(atlas, View())), "stations")

    assert found["a9"] == found["a1"]
    assert found["a9"][0].becomes == "a1"
    assert found["a9"][0].hosts == {"AAA"}


def test_a_dossier_tells_what_it_said_before(atlas: Atlas) -> None:
    """Below the report itself and in a section of its own; another country's dossier says nothing of it."""
    own = " ".join(texts(compose_country(select(real_atlas(), View()), "ARE")))
    other = " ".join(texts(compose_country(select(real_atlas(), View()), "ESP")))

    assert "Corrected here" in own
    assert own.count("Before: City: none named.") == 2
    assert "Corrected here" not in other


def test_a_file_names_its_corrected_rows(atlas: Atlas) -> None:
    """Those in view and no others."""
    assert corrected_line(select(atlas, View(countries=("BBB",)))) == (
        "Corrected by this atlas on 25 March 2001: b1. The page “Corrections” says what was said before."
    )
    assert corrected_line(select(atlas, View(countries=("CCC",)))) == ""


@pytest.mark.parametrize("base", ["", "https://atlas.example/"])
def test_the_feed_is_atom_and_stays_the_same(atlas: Atlas, base: str) -> None:
    """Ids are unique and depend on no address; every entry has what RFC 4287 asks of it."""
    plain, own = select(atlas, View()), f"{base}corrections.atom" if base else ""
    written = write_one_feed("corrections.atom", plain, base, own)
    feed = ET.fromstring(written)  # noqa: S314 (our own bytes)
    entries = feed.findall(f"{ATOM}entry")

    assert written == write_one_feed("corrections.atom", plain, base, own)
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "urn:station-atlas:corrections:k2",
        "urn:station-atlas:corrections:k1",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2001-06-01T00:00:00Z"
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}")
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert links == (
        []
        if not base
        else [
            f"{base}corrections",
            f"{base}corrections.atom",
            f"{base}corrections?at=correction-k2",
            f"{base}corrections?at=correction-k1",
        ]
    )


def test_every_key_that_the_shipped_register_names_is_found() -> None:
    """Each is a row, or an entry says what became of it."""
    atlas = real_atlas()
    for one in corrections(select(atlas, View())):
        table = atlas.tables[one.table]
        for key in one.row_ids:
            assert key in set(table[table.columns[0]]) or one.outcome != "corrected"
