"""A tiny invented world with four square countries and seven reports; small enough to count by hand.

Aland (AAA): city Ax twice in wave w1 and once in w2, city Ay once in w1. Bland (BBB): city Bx once in w2, one report
without a city in w2. Cland (CCC): one report without a city in w1. Dland (DDD): nothing. Published: w1 4, w2 5.
"""

from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

from geo.atlas import Atlas
from geo.tables.labels import read_labels
from geo.tables.schema import read_schema

LABELS = read_labels(read_schema(Path(__file__).parents[2] / "data"))

STATION_COLUMNS = [
    "station_id",
    "country_iso3",
    "city",
    "lat",
    "lon",
    "bureau",
    "bureau_basis",
    "wave",
    "disclosed_on",
    "basis",
    "location_precision",
    "source_ids",
    "notes",
]

NAN = float("nan")
STATIONS = [
    ("a1", "AAA", "Ax", 5.0, 5.0, "Fuzhou", "stated", "w1", "2001-01-10", "listed", "city", ("s1",), ""),
    ("a2", "AAA", "Ax", 5.0, 5.0, "Fuzhou", "stated", "w1", "2001-01-10", "listed", "city", ("s1",), ""),
    ("a3", "AAA", "Ay", 7.0, 7.0, "unknown", "unknown", "w1", "2001-01-10", "listed", "city", ("s1",), ""),
    ("a4", "AAA", "Ax", 5.0, 5.0, "Wenzhou", "inferred", "w2", "2001-03-20", "listed", "city", ("s2",), ""),
    ("b1", "BBB", "Bx", 5.0, 25.0, "Wenzhou", "stated", "w2", "2001-03-20", "listed", "city", ("s2",), ""),
    ("b2", "BBB", "", NAN, NAN, "unknown", "unknown", "w2", "2001-03-20", "inferred", "country", ("s2",), ""),
    ("c1", "CCC", "", NAN, NAN, "Fuzhou", "stated", "w1", "2001-01-10", "inferred", "country", ("s1",), ""),
]

WAVE_COLUMNS = [
    "wave_id",
    "label",
    "disclosed_on",
    "publisher",
    "stations_new",
    "stations_cumulative",
    "countries_new",
    "countries_cumulative",
    "source_id",
    "drawn_from",
    "note",
]
WAVES = [
    ("w1", "First", "2001-01-10", "Invented Watch", 4, 4, 2, 2, "s1", "public sources", ""),
    ("w2", "Second", "2001-03-20", "Invented Watch", 5, 9, 2, 4, "s2", "public sources", ""),
]

COUNTRIES = [
    ("AAA", "Aland", "Europe", "North", "Europe"),
    ("BBB", "Bland", "Asia", "South", "Asia"),
    ("CCC", "Cland", "Europe", "North", "Europe"),
    ("CHN", "China", "Asia", "East", "Asia"),
    ("DDD", "Dland", "Asia", "South", "Asia"),
]

RESPONSES = [
    ("r1", "AAA", "2001-02", "", "opened", "host-government", "An inquiry was opened", ("s2",), False, ""),
    ("r2", "AAA", "2001-04-01", "", "denied", "host-government", "The ministry denied it", ("s3",), False, ""),
    ("r3", "BBB", "", "", "denied", "host-government", "The ministry denied it, undated", ("s3",), False, ""),
    ("r4", "CHN", "2001-02-10", "", "denied", "china", "The ministry called the reports false", ("s2",), False, ""),
    ("r5", "CHN", "2001-05-10", "", "denied", "china", "The ministry said so again", ("s3",), False, ""),
]
RESPONSE_COLUMNS = ["response_id", "country_iso3", "date", "public_from"]
RESPONSE_COLUMNS += ["kind", "said_by", "summary", "source_ids", "weak", "note"]
KINDS = [
    ("opened", "investigation", "Investigation opened", "investigation opened"),
    ("denied", "position", "Denied", "denied"),
    ("closed", "site", "Reported closed", "reported closed"),
]
SOURCES = [
    ("s1", "One <b>bold</b>", "Invented Watch", "2001-01-10", "https://one.example/", "ngo-report", "en", "o1", ""),
    ("s2", "Two", "Daily Example", "2001-03", "https://two.example/", "news", "en", "o1", ""),
    ("s3", "Three", "Weekly Example", "", "https://three.example/", "news", "en", "o2", "names people"),
]
SOURCE_COLUMNS = [
    "source_id",
    "title",
    "publisher",
    "published_on",
    "url",
    "kind",
    "language",
    "origin_id",
    "link_caution",
]
COUNTS = [
    ("n1", "country", "AAA", "w1", 3, "stated", "whole", "s1", ""),
    ("n2", "country", "AAA", "total", 6, "stated", "whole", "s2", "counts one twice"),
    ("n5", "country", "AAA", "total", 30, "stated", "other-list", "s2", "a list of another kind"),
    ("n3", "world", "", "w1", 4, "stated", "whole", "s1", ""),
    ("n4", "world", "", "total", 9, "stated", "whole", "s2", ""),
]
COUNT_COLUMNS = [
    "count_id",
    "scope",
    "country_iso3",
    "wave",
    "reported_count",
    "count_basis",
    "coverage",
    "source_id",
    "note",
]


CORRECTIONS = [
    (
        "k1",
        "2001-03-25",
        "stations",
        ("b1",),
        "corrected",
        "",
        "City: By.",
        "City: Bx.",
        "A new list.",
        ("s2",),
        "reader",
    ),
    ("k2", "2001-06-01", "stations", ("a9",), "merged", "a1", "A report.", "Is a1.", "Told twice.", (), "compiler"),
]
CORRECTION_COLUMNS = [
    "correction_id",
    "corrected_on",
    "in_table",
    "row_ids",
    "outcome",
    "becomes",
    "was",
    "now",
    "reason",
    "source_ids",
    "reported_by",
]


def tiny_shapes() -> gpd.GeoDataFrame:
    """Four squares of 10° and a disputed one, in EPSG:4326."""
    rows = [("AAA", 0), ("BBB", 20), ("CCC", 40), ("DDD", 60), ("CHN", 80), (None, 100)]
    return gpd.GeoDataFrame(
        {
            "unit_id": [iso or "XX1" for iso, _ in rows],
            "iso_a3": [iso for iso, _ in rows],
            "name": [iso or "Contested field" for iso, _ in rows],
            "status": ["disputed" if iso is None else "country" for iso, _ in rows],
            "label_lon": [west + 5.0 for _, west in rows],
            "label_lat": [5.0 for _ in rows],
            "area_km2": [1_000.0 if iso == "CCC" else 900_000.0 for iso, _ in rows],
        },
        geometry=[box(west, 0, west + 10, 10) for _, west in rows],
        crs="EPSG:4326",
    )


def tiny_atlas(folder: Path, stations: list[tuple[object, ...]] | None = None) -> Atlas:
    """The invented world as an Atlas; its shapes file is written into `folder`."""
    path = folder / "shapes.parquet"
    tiny_shapes().to_parquet(path)
    tables = {
        "stations": pd.DataFrame(STATIONS if stations is None else stations, columns=STATION_COLUMNS),
        "waves": pd.DataFrame(WAVES, columns=WAVE_COLUMNS),
        "countries": pd.DataFrame(COUNTRIES, columns=["iso_a3", "name", "region", "subregion", "continent"]),
        "responses": pd.DataFrame(RESPONSES, columns=RESPONSE_COLUMNS),
        "response_kinds": pd.DataFrame(KINDS, columns=["kind", "axis", "label", "inline"]),
        "sources": pd.DataFrame(SOURCES, columns=SOURCE_COLUMNS).assign(
            form="original", title_basis="recorded", note=""
        ),
        "country_counts": pd.DataFrame(COUNTS, columns=COUNT_COLUMNS),
        "corrections": pd.DataFrame(CORRECTIONS, columns=CORRECTION_COLUMNS),
        "bureau_totals": pd.DataFrame(
            [("b1", "w1", "Fuzhou", 3, "Invented Watch", "s1", "")],
            columns=["total_id", "wave", "bureau", "reported_count", "said_by", "source_id", "note"],
        ),
    }
    return Atlas(MappingProxyType(tables), path, path, "0123456789abcdef" * 4, "2001.1.1", (), LABELS)
