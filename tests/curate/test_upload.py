"""What is handed in is recognised, mended by line and column, and goes out again whole."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.curate.upload import mend, merged, package_workbook, package_zip, read_upload, remedies
from geo.errors import UsageError
from geo.tables.check import check
from geo.tables.edit import edit_lines
from geo.tables.load import Raw, load_raw
from geo.tables.package import same_content
from tests.world.package import SCHEMA, write_world

TODAY = date(2001, 6, 1)


@pytest.fixture
def served(tmp_path: Path) -> Raw:
    """The invented world."""
    return load_raw(write_world(tmp_path))


def test_a_table_is_known_by_its_headings(served: Raw) -> None:
    """Whatever the file is called, in whatever letters."""
    content = b"\xef\xbb\xbf" + served.files["stations.csv"].replace(b",", b";").replace(b"Ax", b"Ay")
    upload = read_upload("Kopie von Tabelle (3).csv", content, served)
    raw, _ = merged(served, upload.files)

    assert list(upload.files) == ["stations.csv"]
    assert raw is not None
    assert set(raw.tables["stations"]["city"]) == {"Ay", ""}
    assert same_content(merged(served, {})[0] or served, served)


def test_a_workbook_and_a_zip_come_back_as_they_went(served: Raw) -> None:
    """Nothing is lost on the way out and in: the same content."""
    for name, content in (("p.zip", package_zip(served)), ("p.xlsx", package_workbook(served, ()))):
        raw, unread = merged(served, read_upload(name, content, served).files)
        assert raw is not None
        assert unread == ()
        assert same_content(raw, served), name


def test_a_zip_without_a_table_is_completed_from_what_is_served(served: Raw) -> None:
    """And says so."""
    for home in ("", "data/"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(f"{home}stations.csv", served.files["stations.csv"])
        upload = read_upload("some.zip", out.getvalue(), served)

        assert list(upload.files) == ["stations.csv"]
        assert "claims.csv" in upload.told[1]


def test_a_list_of_reports_is_no_table(served: Raw) -> None:
    """Country and city alone make a list, which is asked about."""
    upload = read_upload("list.csv", b"country,city\nAland,Ax\n", served)

    assert upload.files == {}
    assert len(upload.lists) == 1
    with pytest.raises(UsageError, match="name the columns country"):
        read_upload("list.csv", b"a,b\n1,2\n", served)


def test_a_problem_is_mended_where_it_is(tmp_path: Path) -> None:
    """The computed values go into their cells, and the check has nothing left to say about them."""
    edits = [
        ("stations", 2, "country_iso3", "Aland"),
        ("stations", 4, "lat", "7,00 "),
        ("waves", 3, "stations_new", "2,0"),
    ]
    raw = load_raw(write_world(tmp_path, *edits))
    told = [one for one in check(raw, today=TODAY) if one.level == "error"]
    cells = {
        (one.problem.table, one.problem.row, one.problem.column): one.instead
        for one in remedies(raw, told)
        if one.instead and one.problem.row and one.problem.column
    }
    after, _ = merged(raw, mend(raw, {}, cells))

    assert cells[("stations", 2, "country_iso3")] == "AAA"
    assert after is not None
    assert [one for one in check(after, today=TODAY) if one.level == "error"] == []


def test_a_workbook_says_in_the_cell_what_is_wrong(tmp_path: Path) -> None:
    """As a comment; the cells are text, whatever they look like."""
    raw = load_raw(write_world(tmp_path, ("stations", 3, "bureau", "=1+1")))
    book = openpyxl.load_workbook(io.BytesIO(package_workbook(raw, check(raw, today=TODAY))))
    cell = book["stations"].cell(3, SCHEMA.tables["stations"].names.index("bureau") + 1)

    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "Use one of: Fuzhou" in cell.comment.text
    assert book["stations"].cell(2, 1).comment is None


@given(
    st.dictionaries(st.sampled_from([2, 3, 5]), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
)
def test_an_edit_by_line_reaches_its_record(cells: dict[int, str]) -> None:
    """Also behind a record that runs over two lines."""
    waves = SCHEMA.tables["waves"]
    rest = "," * (len(waves.names) - 2)
    source = f'{",".join(waves.names)}\nw1,a{rest}\nw2,"b\nb"{rest}\nw3,c{rest}\n'.encode()

    out = edit_lines(waves, source, {(line, "label"): text for line, text in cells.items()}).decode()

    labels = [row["label"] for row in csv.DictReader(io.StringIO(out, newline=""))]
    assert labels == [cells.get(2, "a"), cells.get(3, "b\nb"), cells.get(5, "c")]


def test_a_spreadsheet_is_known_by_its_parts_wherever_they_lie(served: Raw) -> None:
    """LibreOffice puts pictures and settings first; such an ODS was taken for a package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("Thumbnails/thumbnail.png", b"x" * 9_000)
        archive.writestr("content.xml", "<x/>")

    with pytest.raises(UsageError, match="as a spreadsheet"):
        read_upload("list.ods", out.getvalue(), served)
    with pytest.raises(UsageError, match="zip"):
        read_upload("list.zip", b"PK\x03\x04cut off", served)
