"""CSV, XLSX, GeoJSON and GeoPackage hold exactly the view's rows, say what they are, and run no formula."""

import csv
import io
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from geo.maps.model import MapModel
from geo.render import FORMATS
from geo.render.table import is_formula
from geo.words.captions import LICENCE
from tests.world import models as worlds

TABLES = ("csv", "xlsx", "geojson", "gpkg")


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Rows of a CSV as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def ogrinfo(path: Path, *options: str) -> str:
    """What Debian's GDAL says of a file; a file that it can't open fails the test."""
    return subprocess.run(["ogrinfo", *options, path], capture_output=True, text=True, check=True).stdout


def in_pack(model: MapModel) -> MapModel:
    """The model as part of a pack."""
    return replace(model, pack_id="SA-20010302-0123456789")


@pytest.mark.parametrize("kind", TABLES)
def test_the_same_rows_give_the_same_bytes(kind: str):
    """No time of day gets into a file, not even through a zip or a database."""
    assert FORMATS[kind].write(worlds.a_model()) == FORMATS[kind].write(worlds.a_model())


def test_a_csv_has_each_report_once_with_numbers_as_numbers():
    """Eight reports are eight lines; −12.5 is no formula and stays −12.5; no city, no coordinates."""
    model = worlds.a_model()

    rows = read_csv(FORMATS["csv"].write(model))
    without_city = [row for row in rows if not row["city"]]

    assert [row["station_id"] for row in rows] == list(model.tables["reports"]["station_id"])
    assert {row["lat"] for row in rows if row["city"]} == {"-12.50"}
    assert {(row["lat"], row["lon"]) for row in without_city} == {("", "")}


def test_each_line_of_a_csv_says_view_version_licence_and_pack():
    """Rows that are copied elsewhere keep their origin."""
    model = in_pack(worlds.a_model())

    (row, *_) = read_csv(FORMATS["csv"].write(model))

    assert row["atlas_view"] == model.words.filters
    assert row["atlas_link"] == model.words.link
    assert row["atlas_data_version"] == model.data_version
    assert (row["atlas_licence"], row["atlas_pack"]) == (LICENCE, model.pack_id)


def test_beside_a_csv_stands_what_its_columns_and_view_are():
    """The metadata names the file, its columns and the counting rule, also when no row is left."""
    model = worlds.empty_model()

    name, content = FORMATS["csv"].write_beside(model, "some.csv") or ("", b"")
    said = json.loads(content)
    columns = next(csv.reader(io.StringIO(FORMATS["csv"].write(model).decode("utf-8-sig"))))

    assert (name, said["url"]) == ("some.csv-metadata.json", "some.csv")
    assert [column["name"] for column in said["tableSchema"]["columns"]] == columns
    assert {"name": "counting_note", "text": model.words.counting_note} in said["notes"]


def test_no_cell_of_a_hostile_csv_starts_a_formula():
    """An apostrophe stands before whatever a spreadsheet would run; the rest of the text is unchanged."""
    content = FORMATS["csv"].write(worlds.hostile_model())

    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    texts = [cell for cell in cells if cell and not cell.replace(".", "").lstrip("-").isdigit()]

    assert [cell for cell in texts if is_formula(cell)] == []
    assert {"'=1+1", "'@SUM(A1)", "'\t=1", "'-1+1"} <= set(texts)


def test_no_cell_of_a_hostile_workbook_is_a_formula():
    """Text cells keep their text, are marked as text, and hold no formula and no link."""
    content = FORMATS["xlsx"].write(worlds.hostile_model())

    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet"))
    dangerous = [cell for cell in cells if isinstance(cell.value, str) and is_formula(cell.value)]

    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert dangerous
    assert all(cell.quotePrefix for cell in dangerous)


def test_a_workbook_has_a_sheet_a_table_and_one_about_the_view():
    """Numbers are numbers, and the first sheet says what the rest is."""
    model = worlds.a_model()

    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(model)))
    said = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    reports = [row[2].value for row in book["countries"].iter_rows(min_row=2)]

    assert book.sheetnames == ["about", *model.tables]
    assert said["Data version"] == model.data_version
    assert said["Counting rule"] == model.words.counting_note
    assert reports == [7, 1]


def test_a_workbook_prints_one_page_wide_with_its_heading_on_each():
    """Rows that were 29 pages on paper; and no text runs into the next row."""
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(worlds.long_model())))

    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    tables = book.worksheets[1:]
    assert {sheet.print_title_rows for sheet in tables} == {"$1:$1"}
    about = book.worksheets[0]
    longest = max(range(1, about.max_row + 1), key=lambda row: len(str(about.cell(row, 2).value)))
    assert about.row_dimensions[longest].height > 15


def test_libreoffice_opens_the_workbook(tmp_path: Path):
    """A real spreadsheet program reads the first sheet."""
    (tmp_path / "view.xlsx").write_bytes(FORMATS["xlsx"].write(worlds.a_model()))

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", tmp_path, tmp_path / "view.xlsx"],
        check=True,
        capture_output=True,
    )

    assert worlds.WORDS.title in (tmp_path / "view.csv").read_text(encoding="utf-8", errors="replace")


def test_geojson_has_points_only_where_a_city_is_named(tmp_path: Path):
    """A report that names only a country is no pin; GDAL counts the same features."""
    model = worlds.a_model()
    content = FORMATS["geojson"].write(model)
    (tmp_path / "view.geojson").write_bytes(content)

    said = json.loads(content)
    points = [feature for feature in said["features"] if feature["geometry"]]

    assert len(said["features"]) == 8
    assert {feature["properties"]["city"] for feature in points} == {"Ax", "Bx", "By"}
    assert points[0]["geometry"] == {"type": "Point", "coordinates": [3.25, -12.5]}
    assert (said["data_version"], said["licence"]) == (model.data_version, LICENCE)
    assert "Feature Count: 8" in ogrinfo(tmp_path / "view.geojson", "-so", "-al")


def test_a_geopackage_opens_in_gdal_with_points_tables_and_metadata(tmp_path: Path):
    """The layer of points, the attribute tables and the view are all there."""
    model = worlds.a_model()
    (tmp_path / "view.gpkg").write_bytes(FORMATS["gpkg"].write(model))

    listed = ogrinfo(tmp_path / "view.gpkg")
    reports = ogrinfo(tmp_path / "view.gpkg", "-al", "-where", "station_id = 'bbb-bx-0'")

    assert "1: reports (Point)" in listed
    assert all(f"{name} (None)" in listed for name in ("countries", "responses", "sources", "about"))
    assert f"data_version={model.data_version}" in listed
    assert "POINT (3.25 -12.5)" in reports


@pytest.mark.parametrize("kind", TABLES)
def test_an_empty_view_still_says_what_it_is(kind: str):
    """No row, but a header and a file that opens."""
    content = FORMATS[kind].write(worlds.empty_model())

    assert len(content) > 100
