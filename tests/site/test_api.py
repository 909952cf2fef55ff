"""The API's files say what the atlas counts, hold to their hashes, and the examples of its page run as printed."""

import contextlib
import csv
import hashlib
import io
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest
import shapely

from geo.site.api import API, COUNTS, HASHES, VERSIONS, write_api
from geo.site.manual import EXAMPLES, example
from geo.site.outlines import outlines
from geo.site.publish import Publication
from geo.site.writing import write_site
from geo.tables.dates import known_from
from geo.tables.package import open_package, released
from geo.view import View
from geo.view.select import select
from tests.real_atlas import DATA, real_atlas
from tests.site.conftest import BASE


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps its log to itself."""

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def served(tiny_site: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on this machine."""
    out = tmp_path_factory.mktemp("served") / "site"
    write_site(out, tiny_site.items(), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_each_table_says_the_same_in_every_form(tiny_publication, tiny_site):
    """Who takes the CSV counts what who takes the Parquet counts."""
    for name, table in tiny_publication.atlas.tables.items():
        records = json.loads(tiny_site[f"{API}{name}.json"])
        text = pd.read_csv(io.BytesIO(tiny_site[f"{API}{name}.csv"]), dtype=str, keep_default_na=False)
        typed = pd.read_parquet(io.BytesIO(tiny_site[f"{API}{name}.parquet"]))
        features = json.loads(tiny_site[f"{API}{name}.geojson"])["features"]
        assert len(records) == len(text) == len(typed) == len(features) == len(table), name
        if records:
            assert list(records[0]) == list(text.columns) == list(typed.columns) == list(table.columns), name


def test_outlines_are_those_of_the_format():
    """RFC 7946: outer rings against the clock, holes with it, and no empty geometry, however small a state is."""
    shapes = {iso: shapely.from_geojson(json.dumps(one)) for iso, one in outlines(real_atlas()).items()}
    parts = [part for shape in shapes.values() for part in shapely.get_parts(shape)]

    assert [iso for iso, shape in shapes.items() if shape.is_empty] == []
    assert all(shapely.is_ccw(part.exterior) for part in parts)
    assert not any(shapely.is_ccw(hole) for part in parts for hole in part.interiors)


@pytest.mark.parametrize("text", ["=1+1", "+1 of them", "@SUM(A1)", "-2", "＝1"])
def test_no_spreadsheet_runs_a_cell_of_a_csv(tiny_publication, text):
    """It begins with an apostrophe there; a number below zero stays one, and the other forms have the very words."""
    stations = tiny_publication.atlas.tables["stations"]
    table = stations.assign(notes=text, lat=-3.5)
    atlas = replace(tiny_publication.atlas, tables={**tiny_publication.atlas.tables, "stations": table})
    written = dict(write_api(atlas, {}, API))
    cells = pd.read_csv(io.BytesIO(written[f"{API}stations.csv"]), dtype=str)

    assert set(cells["notes"]) == {f"'{text}"}
    assert set(cells["lat"]) == {"-3.50"}
    assert {row["notes"] for row in json.loads(written[f"{API}stations.json"])} == {text}


def test_the_points_lead_to_their_view_on_the_site(tiny_publication):
    """Of a released version, to what the atlas said in it."""
    atlas = tiny_publication.atlas
    now = json.loads(dict(write_api(atlas, {}, API, base=BASE))[f"{API}stations.geojson"])
    then = json.loads(dict(write_api(atlas, {}, API, base=BASE, tables=atlas.tables))[f"{API}stations.geojson"])

    assert now["link"].startswith(f"{BASE}?v=")
    assert then["link"].startswith(f"{BASE}?asof={atlas.release}")


def test_a_country_has_its_outline_and_what_is_only_in_a_country_has_none(tiny_site):
    """No point is made up for a row that names a country alone."""
    countries = json.loads(tiny_site[f"{API}countries.geojson"])["features"]
    responses = json.loads(tiny_site[f"{API}responses.geojson"])["features"]
    stations = json.loads(tiny_site[f"{API}stations.geojson"])["features"]

    assert {one["geometry"]["type"] for one in countries} <= {"Polygon", "MultiPolygon"}
    assert {one["id"] for one in countries} == {one["properties"]["iso_a3"] for one in countries}
    assert {one["geometry"] for one in responses} == {None}
    assert {bool(one["geometry"]) for one in stations} == {True, False}
    assert all(bool(one["geometry"]) == bool(one["properties"]["city"]) for one in stations)


def test_the_counts_of_a_day_are_those_of_the_view_of_that_day(tiny_publication, tiny_site):
    """The same numbers as the map as known on it."""
    rows = json.loads(tiny_site[f"{API}{COUNTS}.json"])
    for row in rows:
        selection = select(tiny_publication.atlas, View(until=known_from(row["day"])))
        assert row["reports"] == selection.count.reports
        assert row["countries"] == selection.count.countries
        assert row["responses"] == len(selection.responses)

    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)


def test_every_file_of_a_version_has_its_hash(tiny_site):
    """As `sha256sum --check` reads it."""
    lines = dict(reversed(line.split("  ")) for line in tiny_site[f"{API}{HASHES}"].decode().splitlines())
    own = {path.removeprefix(API): content for path, content in tiny_site.items() if path.startswith(API)}
    own = {name: content for name, content in own.items() if "/" not in name and name != HASHES}

    assert lines == {name: hashlib.sha256(content).hexdigest() for name, content in own.items()}


def test_the_index_names_files_that_are_there(tiny_site):
    """A program that begins there finds everything."""
    index = json.loads(tiny_site[f"{API}index.json"])

    assert all(f"{API}{name}" in tiny_site for table in index["tables"].values() for name in table["files"])
    assert {f"{API}{index[key]}" for key in ("map", "descriptor", "hashes")} <= tiny_site.keys()


@pytest.mark.parametrize("code", [code for _, language, code in EXAMPLES if language == "python"])
def test_an_example_runs_as_it_is_printed(served, code):
    """Against a site that is really served."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile(example(code, served), "<example>", "exec"), {})  # noqa: S102 -- our own page's words

    assert told.getvalue().strip()


def test_the_shell_example_runs_as_it_is_printed(served, tmp_path: Path):
    """curl and sha256sum, as a reader types them."""
    (code,) = [code for _, language, code in EXAMPLES if language == "shell"]
    done = subprocess.run(
        ["bash", "-ec", example(code, served)], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "stations.csv: OK" in done.stdout


def test_the_javascript_example_runs_as_it_is_printed(served, tmp_path: Path):
    """In node, which has the browser's fetch."""
    (code,) = [code for _, language, code in EXAMPLES if language == "javascript"]
    script = tmp_path / "example.mjs"
    script.write_text(example(code, served))
    done = subprocess.run(["node", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "2001.1.1" in done.stdout


def test_a_released_version_is_published_as_it_was_released() -> None:
    """Its own tables and columns, which its descriptor describes: a table that came later is not an empty one there."""
    (version, *_) = released(DATA)
    package = open_package(version, DATA)
    files = dict(Publication(replace(real_atlas(), releases=(version,)), DATA, "", ()).files(("api",)))
    below = f"{API}{VERSIONS}{version}/"
    heads = {name: next(csv.reader([files[f"{below}{name}.csv"].decode().splitlines()[0]])) for name in package.tables}

    assert heads == {name: list(table.columns) for name, table in package.tables.items()}
    assert f"{below}corrections.csv" not in files
    assert json.loads(files[f"{below}datapackage.json"]) == package.schema.descriptor
