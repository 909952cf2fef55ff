"""select.js and view/select.py keep the same rows: Python writes hundreds of views and what they keep, node answers."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from geo.atlas import Atlas
from geo.maps.compose import compose
from geo.view import View
from geo.view.select import facets, select
from tests.real_atlas import real_atlas
from tests.render.vectors import asked, views
from tests.world.atlas import tiny_atlas

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "geo" / "render" / "web" / "select.js"
FACETS = ("wave", "bureau", "region", "response")  # the others have the same rule


def record_of(atlas: Atlas) -> dict[str, Any]:
    """What a page holds of an atlas, of which the script reads reports and responses."""
    made = compose(select(atlas, View()), printed=True).filterable()
    return {"reports": made.record["reports"], "responses": made.record["responses"]}


def kept(atlas: Atlas, view: View, places: dict[str, int]) -> dict[str, Any]:
    """What Python keeps, in the script's words. places: response → its place in the record."""
    selection = select(atlas, view)
    reports = [int(place) for place in selection.stations.index]
    known = sorted(places[response] for response in selection.responses["response_id"])
    by_country: dict[str, int] = {}
    by_wave: dict[str, dict[str, int]] = {}
    cities: dict[str, set[str]] = {}
    for row in selection.stations.itertuples():
        iso = row.country_iso3
        by_country[iso] = by_country.get(iso, 0) + 1
        by_wave.setdefault(iso, {})[row.wave] = by_wave.get(iso, {}).get(row.wave, 0) + 1
        cities.setdefault(iso, set()).update([row.city] if row.city else [])
    newest: dict[str, int] = {}
    for country in selection.responses["country_iso3"]:
        newest.setdefault(country, places[selection.newest_response[country]["response_id"]])
    counted = selection.count
    return {
        "reports": reports,
        "responses": known,
        "counts": {"reports": counted.reports, "cities": counted.cities, "countries": counted.countries},
        "unnamed": int((selection.stations["city"] == "").sum()),
        "byCountry": by_country,
        "byWave": by_wave,
        "cities": {iso: len(names) for iso, names in cities.items()},
        "newest": newest,
        "leftOut": dict(selection.left_out),
        "facets": {key: values for key, values in facets(atlas, view).items() if key in FACETS},
    }


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of records, and of views with what Python keeps of them."""
    folder = tmp_path_factory.mktemp("vectors")
    atlases = {"real": real_atlas(), "invented": tiny_atlas(folder)}
    places = {
        name: {response: place for place, response in enumerate(atlas.responses["response_id"])}
        for name, atlas in atlases.items()
    }
    cases = [
        {"record": name, "view": asked(view), "kept": kept(atlas, view, places[name])}
        for number, (name, atlas) in enumerate(atlases.items())
        for view in views(atlas, seed=number)
    ]
    path = folder / "vectors.json"
    records = {name: record_of(atlas) for name, atlas in atlases.items()}
    path.write_text(json.dumps({"records": records, "cases": cases}), encoding="utf-8")
    return path


def disagreement(vectors: Path, script: Path) -> dict[str, Any]:
    """How many views node asked the script about, and on how many it said something else than Python."""
    command = ["node", str(HERE / "select_runner.js"), str(script), str(vectors)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_script_keeps_what_python_keeps(vectors: Path):
    """Reports, known responses, counts, hosts and newest responses of at least 500 views."""
    found = disagreement(vectors, SCRIPT)

    assert found["wrong"] == []
    assert found["asked"] >= 500


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("one.disclosed <= until", "one.disclosed < until"),
        ("one.disclosed >= from", "one.disclosed > from"),
        ('day !== "" && day <= until', "day <= until"),
        ("wanted === NO_RESPONSE", "false"),
        ("if (city) own.cities.add", "if (own) own.cities.add"),
        ("all[place].known || !(country in found)", "true"),
        ("number === 1", "number"),
        ("filter(([other]) => other !== key)", "filter(() => true)"),
    ],
)
def test_a_broken_rule_is_found(vectors: Path, tmp_path: Path, rule: str, broken: str):
    """The vectors hold a view for each rule."""
    text = SCRIPT.read_text(encoding="utf-8")
    assert rule in text
    other = tmp_path / "broken.js"
    other.write_text(text.replace(rule, broken), encoding="utf-8")

    assert disagreement(vectors, other)["differing"] > 0


@pytest.mark.parametrize("script", sorted((HERE.parents[1]).glob("[gp]*/**/*.js")), ids=lambda path: path.name)
def test_every_script_is_javascript(script: Path):
    """node reads each as a script; what it can't read no browser can."""
    subprocess.run(["node", "--check", str(script)], check=True, capture_output=True)
