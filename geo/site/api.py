"""The public API as files: every table in four forms, the counts of each day, the descriptor, and a hash of each.

A path that begins with the API's number keeps its meaning. Released versions lie beside the present one and are never
rewritten; what is new is only added.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.atlas import Atlas
from geo.maps.compose import compose
from geo.render.table import is_formula, write_geojson
from geo.site.outlines import write_features
from geo.tables.dates import known_from
from geo.view import View
from geo.view.select import select
from geo.words.captions import CLAIM

API: Final = "api/v1/"
VERSIONS: Final = "versions/"
COUNTS: Final = "counts"
FORMATS: Final = ("csv", "json", "parquet", "geojson")
HASHES: Final = "sha256.txt"
MAP: Final = "stations.geojson"  # whose rows have points
DAY_COLUMNS: Final = ("day", "reports", "cities", "countries", "published_reports", "responses")


def write_api(
    atlas: Atlas,
    descriptor: Mapping[str, Any],
    folder: str,
    *,
    base: str = "",
    tables: Mapping[str, pd.DataFrame] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """(path, content) of one data version. descriptor: its datapackage.json; folder: where it lies, ends with "/".

    base: the site's address, "" if not known. tables: of a released version, as it had them, where the atlas gave them
    columns and tables of today.
    """
    written: dict[str, bytes] = {}
    held = {name: _plain(table) for name, table in (atlas.tables if tables is None else tables).items()}
    held[COUNTS] = counts_a_day(atlas)
    for name, table in held.items():
        records = _records(table)
        written[f"{name}.csv"] = _csv(table)
        written[f"{name}.json"] = _json(records)
        written[f"{name}.parquet"] = _parquet(table)
        written[f"{name}.geojson"] = write_features(name, str(table.columns[0]), records, atlas)
    view = View() if tables is None else View(asof=atlas.release)
    written[MAP] = write_geojson(compose(select(atlas, view), base_url=base))
    written["datapackage.json"] = pretty_json(descriptor)
    written["index.json"] = pretty_json(_index(atlas, held, written))
    written[HASHES] = hash_list(written.items())
    for name, content in written.items():
        yield folder + name, content


def counts_a_day(atlas: Atlas) -> pd.DataFrame:
    """One row for each day on which a report or a response became known: what was known by then, that day included.

    published_reports: what the publishers of the waves known by then stated in all. Oldest day first.
    """
    days = set(atlas.stations["disclosed_on"])
    days |= set(atlas.responses["known"]) - {""}
    rows = []
    for day in sorted(days):
        selection = select(atlas, View(until=known_from(day)))
        counted = selection.count
        published = selection.published.reports
        rows.append((day, counted.reports, counted.cities, counted.countries, published, len(selection.responses)))
    return pd.DataFrame(rows, columns=list(DAY_COLUMNS))


def hash_list(files: Iterable[tuple[str, bytes]]) -> bytes:
    """ "HASH  NAME" a line, by name, as `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in sorted(files)]
    return ("\n".join(lines) + "\n").encode()


def _index(atlas: Atlas, tables: Mapping[str, pd.DataFrame], written: Mapping[str, bytes]) -> dict[str, Any]:
    """What a program asks first: which version this is, what may be done with it, and where each table lies."""
    whole = select(atlas, View())
    return {
        "title": CLAIM,
        "claim": "Everything here is reported or alleged by the sources named; China denies it.",
        "version": atlas.release,
        "sha256_of_data": atlas.fingerprint,
        "licence": "CC-BY-4.0",
        "counts": {
            "reports": whole.count.reports,
            "cities": whole.count.cities,
            "countries": whole.count.countries,
            "published_reports": whole.published.reports,
        },
        "versions": list(atlas.releases),
        "tables": {
            name: {"rows": len(table), "files": [f"{name}.{kind}" for kind in FORMATS]}
            for name, table in tables.items()
        },
        "map": MAP,
        "descriptor": "datapackage.json",
        "hashes": HASHES,
        "bytes": {name: len(content) for name, content in sorted(written.items())},
    }


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """A table as it is written: lists joined by ";", as in the files of the data folder."""
    lists = [column for column in table.columns if table[column].map(lambda cell: isinstance(cell, tuple)).any()]
    return table.assign(**{column: table[column].map(";".join) for column in lists}).reset_index(drop=True)


def _csv(table: pd.DataFrame) -> bytes:
    """RFC 4180, UTF-8. What a spreadsheet would run begins with an apostrophe, as in every CSV of the atlas."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False))
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.2f}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and is_formula(text) else text


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """One object a row; what is not known is null."""
    return [
        {str(name): _value(value) for name, value in zip(table.columns, row, strict=True)}
        for row in table.itertuples(index=False)
    ]


def _json(records: list[dict[str, Any]]) -> bytes:
    return (json.dumps(records, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()


def _value(value: Any) -> Any:
    if value is None or value is pd.NA or value != value:
        return None
    return value.item() if hasattr(value, "item") else value


def _parquet(table: pd.DataFrame) -> bytes:
    out = BytesIO()
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(), out)
    return out.getvalue()


def pretty_json(value: object) -> bytes:
    """JSON for people and programs, ending with a line."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
