"""Country shapes: the columns a shapes file must have, and the only reader of one.

The project's own files and a deployer's (ATLAS_SHAPES) go through the same checks. How the project's files
are made is in build.py; whose borders they show is in data/SHAPES.md.
"""

import io
import struct
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow
import shapely
from pyarrow import parquet

from geo.errors import DataError, Problem
from geo.tables.read import read_file

COLUMNS = {
    "unit_id": "text",
    "iso_a3": "text or null",
    "name": "text",
    "status": "text",
    "label_lon": "degrees",
    "label_lat": "degrees",
    "area_km2": "number",
    "geometry": "polygons",
}
NOTE_KEY = "border_note"
LONGEST_NOTE = 300  # characters; a map has room for three lines
STATUSES = ("country", "territory", "disputed")
# What the libraries raise that unpack a damaged file: they trust its lengths, types and texts.
_DAMAGED = (
    *(ValueError, OSError, LookupError, TypeError, ArithmeticError, MemoryError, struct.error, AttributeError),
    *(pyarrow.ArrowException, shapely.errors.ShapelyError),
)
_ALPHA_3 = r"[A-Z]{3}"


def parse_shapes(content: bytes, name: str) -> gpd.GeoDataFrame:
    """The shapes in the bytes of a GeoParquet file, one row a unit, in the file's order.

    name: the file's name, for the problems. Columns: COLUMNS; EPSG:4326, cut at 180°; iso_a3 is null for a
    unit without an ISO 3166-1 code. Raises DataError with every problem found.
    """
    try:
        shapes = gpd.read_parquet(io.BytesIO(content))
    except _DAMAGED as error:
        said = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        advice = f"Give a GeoParquet file with the columns {', '.join(COLUMNS)} ({said})."
        raise DataError([_problem(name, "shapes-unreadable", advice)]) from error
    missing = [column for column in COLUMNS if column not in shapes.columns]
    if missing:
        raise DataError(
            _problem(name, "shapes-column-missing", f"Add the column {column}: {COLUMNS[column]}.", column=column)
            for column in missing
        )
    problems = [*_check_frame(shapes, name), *_check_values(shapes, name), *_check_geometry(shapes, name)]
    if problems:
        raise DataError(problems)
    return shapes[list(COLUMNS)].set_crs("EPSG:4326", allow_override=True)


def read_shapes(path: Path) -> gpd.GeoDataFrame:
    """The shapes in a GeoParquet file: see parse_shapes. Raises DataError, also when there is none."""
    return parse_shapes(read_bytes(path), path.name)


def read_note(path: Path) -> str:
    """Whose borders a file's are, in the words that every map prints; "" where the file does not say.

    The note travels with the shapes: it stands in the metadata of the Parquet file under NOTE_KEY.
    """
    try:
        metadata = parquet.read_schema(io.BytesIO(read_bytes(path))).metadata or {}
    except _DAMAGED as error:
        raise DataError([_problem(path.name, "shapes-unreadable", f"Give a GeoParquet file ({error}).")]) from error
    return " ".join(metadata.get(NOTE_KEY.encode(), b"").decode(errors="replace").split())[:LONGEST_NOTE]


def read_bytes(path: Path) -> bytes:
    """The bytes of a shapes file. Raises DataError when there are none to read."""
    try:
        return read_file(path)
    except OSError as error:
        advice = f"The file can't be read ({error.strerror}); give the path of a GeoParquet file."
        raise DataError([_problem(path.name, "shapes-unreadable", advice)]) from error


def _problem(
    name: str, rule: str, advice: str, *, row: int | None = None, column: str | None = None, value: Any = None
) -> Problem:
    return Problem(name, row, column, None if value is None else str(value), rule, advice)


def _check_frame(shapes: gpd.GeoDataFrame, name: str) -> list[Problem]:
    if shapes.empty:
        return [_problem(name, "shapes-empty", "Give at least one unit.")]
    # OGC:CRS84, the default of GeoParquet, is EPSG:4326 with its axes said in the order in which they are stored.
    if shapes.crs is None or not (shapes.crs.to_epsg() == 4326 or shapes.crs.to_authority() == ("OGC", "CRS84")):
        held = "none" if shapes.crs is None else shapes.crs.name
        return [_problem(name, "shapes-crs", "Store longitude and latitude (EPSG:4326).", value=held)]
    return []


def _check_values(shapes: gpd.GeoDataFrame, name: str) -> list[Problem]:
    found: list[Problem] = []

    def refuse(bad: Any, column: str, rule: str, advice: str) -> None:
        for position in np.flatnonzero(np.asarray(bad, dtype=bool)):
            value = shapes[column].iloc[position]
            # rows are counted as in a table with one header line
            found.append(_problem(name, rule, advice, row=int(position) + 2, column=column, value=value))

    text = {c: shapes[c].map(lambda v: v if isinstance(v, str) else "") for c in ("unit_id", "iso_a3", "name")}
    for column in ("unit_id", "name"):
        refuse(text[column].str.strip() == "", column, "shapes-text-missing", f"Give each unit a {column}.")
    for column in ("unit_id", "iso_a3"):
        twice = text[column].duplicated(keep=False) & (text[column] != "")
        refuse(twice, column, "shapes-key-twice", f"Each {column} may stand once: join the parts of a unit.")
    bad_code = shapes["iso_a3"].notna() & ~text["iso_a3"].str.fullmatch(_ALPHA_3)
    refuse(bad_code, "iso_a3", "shapes-code", "Give the ISO 3166-1 alpha-3 code (XKX for Kosovo), or null.")
    refuse(~shapes["status"].isin(STATUSES), "status", "shapes-status", f"Use one of {', '.join(STATUSES)}.")
    for column, least, most in (("label_lon", -180, 180), ("label_lat", -90, 90), ("area_km2", 0, 511e6)):
        number = pd.to_numeric(shapes[column], errors="coerce")
        advice = f"Give a number from {least} to {most:g}."
        refuse(~number.between(least, most), column, "shapes-number", advice)
    return found


def _check_geometry(shapes: gpd.GeoDataFrame, name: str) -> list[Problem]:
    found: list[Problem] = []
    for position, geometry in enumerate(shapes.geometry.values):
        advice = _geometry_advice(geometry)
        if advice:
            unit = shapes["unit_id"].iloc[position]
            found.append(_problem(name, "shapes-geometry", advice, row=position + 2, column="geometry", value=unit))
    return found


def _geometry_advice(geometry: Any) -> str:
    """What to do about a geometry; "" when it is fit to draw."""
    if geometry is None or geometry.is_empty:
        return "Give the unit a shape, or leave it out."
    if geometry.geom_type not in ("Polygon", "MultiPolygon"):
        return f"Use polygons, not {geometry.geom_type}."
    west, south, east, north = geometry.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        return "Keep longitudes within ±180° and latitudes within ±90°; cut shapes at 180°."
    if not geometry.is_valid:
        return f"Repair the shape: {shapely.is_valid_reason(geometry)}."
    if any(part.bounds[2] - part.bounds[0] > 180 for part in shapely.get_parts(geometry) if south > -60):
        return "Cut the shape at 180°, or it is drawn across the whole map."
    return ""
