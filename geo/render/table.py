"""The rows of a view as files: CSV, XLSX, GeoJSON, GeoPackage. Exactly the model's tables, as text and numbers.

A cell that a spreadsheet would run as a formula is made text: in CSV by an apostrophe in front of it, in XLSX by the
cell's type and its quote flag, which leaves the text as it is. Numbers stay numbers. A report without a named city has
no coordinates in any file.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

import pandas as pd
import xlsxwriter

from geo.maps.model import MapModel
from geo.render.about import about
from geo.words.captions import ABOUT_SHEET, LICENCE

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL: Final = 32_767  # of a spreadsheet
ABOUT_WIDTH: Final = 110  # characters
WIDEST_COLUMN: Final = 60
LINE_HEIGHT: Final = 15.0  # points
MOST_LINES: Final = 27  # a row of a spreadsheet is at most 409 points high
OWN_COLUMNS: Final = ("atlas_view", "atlas_link", "atlas_data_version", "atlas_licence", "atlas_pack")
_TURN = Lock()  # GDAL's settings are global to the process


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text instead of showing it."""
    return text.startswith(FORMULA_STARTS)


def write_csv(model: MapModel) -> bytes:
    """The view's reports as RFC 4180 CSV in UTF-8 with a byte order mark, by which a spreadsheet knows the letters; the
    last columns repeat the view, data version and licence, so that they survive when rows are copied."""
    frame = model.tables["reports"]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*frame.columns, *OWN_COLUMNS])
    own = [model.words.filters, model.words.link, model.data_version, LICENCE, model.pack_id]
    for row in _rows(frame):
        cells = [f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell for cell in (*row, *own)]
        writer.writerow([_number_text(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _number_text(cell: str | float | None) -> str:
    """A cell as the tables write it: coordinates with two decimals, nothing for a missing number."""
    return "" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def write_csv_metadata(model: MapModel, file_name: str) -> bytes:
    """What stands beside a CSV: "CSV on the Web" metadata with the view, version and licence."""
    lines = {field: text for field, _, text in about(model)}
    content = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": file_name,
        "dc:title": lines.pop("title"),
        "dc:license": lines.pop("licence"),
        "tableSchema": {"columns": [{"name": name} for name in (*model.tables["reports"].columns, *OWN_COLUMNS)]},
        "notes": [{"name": field, "text": text} for field, text in lines.items()],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def write_xlsx(model: MapModel) -> bytes:
    """A workbook: a sheet about the view, then one sheet a table."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = datetime.fromisoformat(model.exported_on or "2000-01-01").replace(tzinfo=UTC)
    book.set_properties({"title": model.words.title[:255], "author": "Station Atlas", "created": day})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})

    def put(sheet: Any, row: int, column: int, cell: str | float | int | None) -> None:
        if cell is None:
            return
        if isinstance(cell, str):
            sheet.write_string(row, column, cell[:LONGEST_CELL], quoted if is_formula(cell) else plain)
        else:
            sheet.write_number(row, column, cell, plain)

    sheet = book.add_worksheet(ABOUT_SHEET)
    _set_up_print(sheet)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, ABOUT_WIDTH)
    for number, (_, label, text) in enumerate(about(model)):
        sheet.write_string(number, 0, label, bold)
        put(sheet, number, 1, text)
        sheet.set_row(number, LINE_HEIGHT * _lines(str(text), ABOUT_WIDTH))
    for name, frame in model.tables.items():
        sheet = book.add_worksheet(name)
        _set_up_print(sheet)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
        widths = []
        for column, label in enumerate(frame.columns):
            longest = max((len(str(cell)) for cell in frame[label]), default=0)
            widths.append(min(WIDEST_COLUMN, max(len(label), longest) + 3))
            sheet.set_column(column, column, widths[-1])
            sheet.write_string(0, column, label, bold)
        for number, row in enumerate(_rows(frame), start=1):
            for column, cell in enumerate(row):
                put(sheet, number, column, cell)
            lines = (_lines(str(cell), width) for cell, width in zip(row, widths, strict=True) if cell is not None)
            sheet.set_row(number, LINE_HEIGHT * max(lines, default=1))
    book.close()
    return out.getvalue()


def _set_up_print(sheet: Any) -> None:
    """On paper: A4 across, as many pages long as it needs and one wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)


def _lines(text: str, width: float) -> int:
    """Lines that a wrapped text takes in a column of so many characters; LibreOffice sets no height by itself."""
    lines = sum(max(1, -(-len(part) // max(1, int(width) - 2))) for part in text.split("\n"))
    return min(lines, MOST_LINES)


def write_geojson(model: MapModel) -> bytes:
    """The view's reports as GeoJSON (RFC 7946); view, version and licence are members of the collection."""
    frame = model.tables["reports"]
    names = list(frame.columns)
    features = []
    for row in _rows(frame):
        cells = dict(zip(names, row, strict=True))
        lat, lon = cells.get("lat"), cells.get("lon")
        point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
        features.append({"type": "Feature", "id": cells["station_id"], "geometry": point, "properties": cells})
    collection = {
        "type": "FeatureCollection",
        "name": "reports",
        **{field: text for field, _, text in about(model)},
        "features": features,
    }
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def write_gpkg(model: MapModel) -> bytes:
    """A GeoPackage: reports as points (none where no city is named), the other tables and what it is about beside."""
    import geopandas as gpd  # GDAL takes a while to load, and no other format needs it
    import pyogrio

    reports = model.tables["reports"]
    points = gpd.GeoDataFrame(reports, geometry=gpd.points_from_xy(reports["lon"], reports["lat"]), crs="EPSG:4326")
    points.loc[reports["lat"].isna(), "geometry"] = None
    described = pd.DataFrame(about(model), columns=["field", "label", "text"])
    attributes = {name: frame for name, frame in model.tables.items() if name != "reports"} | {ABOUT_SHEET: described}
    day = f"{model.exported_on or '2000-01-01'}T00:00:00.000Z"
    with _TURN, TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        # The time that GDAL writes into the file, and no random application state: same rows, same bytes.
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": day})
        try:
            pyogrio.write_dataframe(
                points,
                path,
                driver="GPKG",
                layer="reports",
                geometry_type="Point",
                VERSION="1.2",  # what the GDAL of a stable Debian reads without a warning
                dataset_metadata={field: text for field, _, text in about(model)},
            )
            for name, frame in attributes.items():
                pyogrio.write_dataframe(frame, path, driver="GPKG", layer=name, append=True)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _rows(frame: pd.DataFrame) -> Iterable[list[str | float | int | None]]:
    """The cells of each row as text, int, float with at most two decimals, or None where a number is missing."""
    for row in frame.itertuples(index=False):
        yield [_cell(value) for value in row]


def _cell(value: Any) -> str | float | int | None:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return value
    return round(float(value), 2) if isinstance(value, float) else int(value)
