"""compose.js and Python make the same scene of a view: areas, marks, legend, window, and every sentence."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
import pytest

from geo.atlas import Atlas, in_language, load_released
from geo.maps.compose import compose
from geo.maps.style import PALETTES
from geo.render.web import ground, scene
from geo.render.web.ground import Ground
from geo.render.web.ladders import Laid, lay_out
from geo.tables.package import released
from geo.view import View
from geo.view.select import select
from geo.words.language import ENGLISH, LANGUAGES
from tests.real_atlas import real_atlas
from tests.render.vectors import asked, views
from tests.world.record import tiny_record

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
SCRIPTS = HERE.parents[1] / "geo" / "render" / "web"
OTHERS = tuple(language for language in LANGUAGES if language != ENGLISH)
IN_EACH_LANGUAGE: tuple[dict[str, Any], ...] = (
    *({}, {"countries": ("ESP",)}, {"until": date(2022, 12, 5)}, {"region": "europe", "measure": "range"}),
    *({"waves": ("sd-2022-09",), "bureaus": ("Fuzhou", "Qingtian")}, {"countries": ("TUV",)}, {"measure": "cities"}),
    *({"countries": ("ITA", "ESP", "ECU")}, {"countries": ("DNK", "ITA", "MLT")}),  # "ed Ecuador"; no report of two
)
ODD = 3  # one view in so many: with a measure, layers, an open country and the dark theme
KEPT = 10  # one view in so many of those with a single filter; of the mixtures every third


def mixed(atlas: Atlas) -> Iterator[tuple[View, str]]:
    """Views with all that is no filter mixed in."""
    focus = [*atlas.choices["country"], "CHN", ""]
    alone = [view for view in views(atlas, seed=7) if len(view.to_query()) < 2]
    several = [view for view in views(atlas, seed=7) if len(view.to_query()) >= 2]
    for number, view in enumerate([View(), *alone[::KEPT], *several[::3]]):
        if number % ODD == 0:
            measure = ("reports", "cities", "range")[number // ODD % 3]
            layers = (("areas", "marks"), ("marks",), ("areas",), ())[number // 7 % 4]
            yield view.change(measure=measure, layers=layers, focus=focus[number % len(focus)]), "dark"
        else:
            yield view, "light"


def of_two_publishers(atlas: Atlas) -> Atlas:
    """The atlas with its last wave published by somebody else, so that a total printed before it is no rival of it, and
    that publisher's next wave on a third day; and with a report that was disclosed later than its wave."""
    waves = atlas.tables["waves"]
    last = waves["disclosed_on"] == waves["disclosed_on"].max()
    other = waves.assign(publisher=waves["publisher"].mask(last, "Another Watch"))
    third = other.iloc[[-1]].assign(
        wave_id="w3", label="Third", disclosed_on="2001-06-01", stations_new=1, countries_new=1,
        stations_cumulative=pd.NA, countries_cumulative=pd.NA,
    )  # fmt: skip
    stations = atlas.tables["stations"]
    moved = stations["station_id"] == stations["station_id"].iloc[-1]
    stations = stations.assign(
        wave=stations["wave"].mask(moved, "w3"), disclosed_on=stations["disclosed_on"].mask(moved, "2001-06-01")
    )
    late = stations["station_id"] == stations["station_id"].iloc[0]
    stations = stations.assign(disclosed_on=stations["disclosed_on"].mask(late, "2001-05-20"))
    counts = atlas.tables["country_counts"]
    total = counts.iloc[[0]].assign(
        count_id="early", scope="country", country_iso3="BBB", wave="total", reported_count=40, coverage="whole",
        count_basis="stated",
    )  # fmt: skip
    tables = {
        **atlas.tables,
        "stations": stations,
        "waves": pd.concat([other, third], ignore_index=True),
        "country_counts": pd.concat([counts, total], ignore_index=True),
    }
    return replace(atlas, tables=MappingProxyType(tables))


def world_of(atlas: Atlas, laid: Laid | None = None) -> tuple[Ground, dict[str, Any]]:
    """The ground of all reports, and what the browser holds: ground and record. laid: where marks stand in another
    language: a composition says nothing of that, and to lay them out takes longer than all else."""
    model = compose(select(atlas, View()), printed=True)
    base = ground(model, laid)
    return base, {"ground": json.loads(base.body), "record": json.loads(json.dumps(model.filterable().record))}


def in_address_words(view: View) -> dict[str, Any]:
    """A view in the keys that the browser reads from an address."""
    return {
        **asked(view),
        **({"layers": list(view.layers)} if set(view.layers) != {"areas", "marks"} else {}),
        **({"measure": view.measure} if view.measure != "reports" else {}),
        **({"open": view.focus} if view.focus else {}),
        **({"asof": view.asof} if view.asof else {}),
        **({"lang": view.language} if view.language else {}),
    }


@cache
def marks_of(base: Ground) -> list[Any]:
    """The marks that the ground holds, by which scenes name theirs."""
    return list(json.loads(base.body)["marks"])


def spoken(atlas: Atlas, view: View, theme: str, base: Ground) -> dict[str, Any]:
    """What Python composes, each text written out."""
    selection = select(atlas, view)
    model = compose(selection, palette=PALETTES[theme])
    texts = list(base.texts)
    held = marks_of(base)

    def text(value: Any) -> Any:
        return texts[value] if isinstance(value, int) else value

    def mark(one: Any) -> Any:
        fields = held[one] if isinstance(one, int) else held[one["of"]] | one if "of" in one else one
        fields = {name: value for name, value in fields.items() if name != "of"}
        return {
            **fields,
            "label": text(fields["label"]),
            "waves": text(fields["waves"]),
            "items": [text(item) for item in fields["items"]],
        }

    made = scene(model, base)
    said = made["said"]
    return {
        "scene": {
            **made,
            "said": {
                key: [*map(text, values)] if key in ("label", "detail") else values for key, values in said.items()
            },
            "marks": [mark(one) for one in made["marks"]],
            "heading": text(made["heading"]),
            "legend": [{**entry, "label": text(entry["label"])} for entry in made["legend"]],
            "strip": {name: text(value) for name, value in made["strip"].items()},
            "title": text(made["title"]),
            "alt": text(made["alt"]),
        },
        "title": model.words.title,
        "subtitle": model.words.subtitle,
        "empty": model.words.empty,
        "claim": model.words.reported_line,
        "figures": [{"label": one.label, "value": one.value, "note": one.note} for one in model.figures],
        "ranked": [[iso, int(number)] for iso, number in selection.by_country.items()],
    }


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two worlds, and of views with what Python composes of them."""
    folder = tmp_path_factory.mktemp("compositions")
    worlds, cases = {}, []
    for name, atlas in (("real", real_atlas()), ("invented", of_two_publishers(tiny_record(folder)))):
        base, worlds[name] = world_of(atlas)
        cases += [
            {"world": name, "view": in_address_words(view), "theme": theme, "wanted": spoken(atlas, view, theme, base)}
            for view, theme in mixed(atlas)
        ]
    version = released(DATA)[0]
    then = load_released(real_atlas(), version, DATA)
    base, worlds["released"] = world_of(then)
    for view in (View(asof=version), View(asof=version, countries=("ESP",)), View(asof=version, region="europe")):
        wanted = spoken(then, view, "light", base)
        cases.append({"world": "released", "view": in_address_words(view), "theme": "light", "wanted": wanted})
    laid = lay_out(compose(select(real_atlas(), View()), printed=True))
    for language in OTHERS:  # a sentence is set by the rules of each: signs, blanks, plurals, days
        atlas = in_language(real_atlas(), language)
        base, worlds[language] = world_of(atlas, laid)
        for fields in IN_EACH_LANGUAGE:
            view = View(language=language, **fields)
            wanted = spoken(atlas, view, "light", base)
            cases.append({"world": language, "view": in_address_words(view), "theme": "light", "wanted": wanted})
    path = folder / "vectors.json"
    path.write_text(json.dumps({"worlds": worlds, "cases": cases}), encoding="utf-8")
    return path


def disagreement(vectors: Path, script: Path) -> dict[str, Any]:
    """On how many views node's composition differs from Python's, and where."""
    command = ["node", str(HERE / "compose_runner.js"), str(script), str(vectors)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_browser_composes_what_python_composes(vectors: Path):
    """Some two hundred views, every field and sentence of each."""
    found = disagreement(vectors, SCRIPTS / "compose.js")

    assert found["wrong"] == []
    assert found["asked"] >= 180


@pytest.mark.parametrize(
    ("name", "rule", "broken"),
    [
        ("compose.js", "(!view.from || wave.day >= view.from)", "true"),
        ("compose.js", "less - more ||", ""),
        ("compose.js", 'const alone = lines.filter((line) => line.wave !== "").length === 1', "const alone = false"),
        ("compose.js", "one.known < own[0].day", "false"),
        ("compose.js", "record.waves[place].id !== wave.id", "false"),
        ("compose.js", "Math.max(AIR * Math.max(right - left, top - bottom), LEAST_AIR)", "LEAST_AIR"),
        ("compose.js", 'first === 2 ? "double"', 'first === 9 ? "double"'),
        ("tell.js", "counts.reports < found.disclosed.reports ? phrasesBut(skip) : []", "phrasesBut(skip)"),
        ("tell.js", 'state === "none" && view.until', "view.until"),
        ("tell.js", "record.sources[place] <= view.until", "true"),
        ("tell.js", "by.length > 1 ?", "by.length ?"),
        ("say.js", "plurals.select(Number(parts.number))", "'other'"),
    ],
)
def test_a_broken_rule_is_found(vectors: Path, tmp_path: Path, name: str, rule: str, broken: str):
    """The vectors hold a view for each rule."""
    for script in SCRIPTS.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        if script.name == name:
            assert rule in text
            text = text.replace(rule, broken)
        (tmp_path / script.name).write_text(text, encoding="utf-8")

    assert disagreement(vectors, tmp_path / "compose.js")["differing"] > 0
