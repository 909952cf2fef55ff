"""The web map: nothing from a table runs, nothing is lost on the way, and a change stays small."""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, _get_header, _get_map_string, generate_js_hash

from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.maps.style import DARK
from geo.render.web import Ground, base_config, base_map, change, ground, scene, script, script_json, script_value
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas
from tests.world import models as worlds

REGIONS = (("world", "World", (-172.0, -84.0, 172.0, 84.0)),)
VIEWS = (
    View(),
    View(waves=("sd-2022-12",)),
    View(until=date(2022, 10, 1)),
    View(measure="cities"),
    View(region="europe", bureaus=("fuzhou",), focus="ITA"),
    View(countries=("ESP",), responses=("none",)),
    View(layers=()),
)


def ground_of(model: MapModel) -> Ground:
    """The ground of an invented world."""
    return ground(model)


@cache
def real_ground() -> Ground:
    """The ground of the real tables."""
    return ground(compose(select(real_atlas(), View()), printed=True))


def sent(model: MapModel, the_ground: Ground) -> tuple[str, str]:
    """The scripts that st_folium sends: of the base map, and of the change."""
    base = base_map(base_config(the_ground, REGIONS))
    group = change(script_value(scene(model, the_ground)))
    base.render()
    script_of_base = _get_map_string(base)  # first, as st_folium does: the group becomes a child of the map
    return script_of_base, _get_feature_group_string(group, map=base)


def payload(code: str) -> str:
    """The value inside the script of a change."""
    return re.search(r"StationAtlas\.show\((.*?)\);\n", code)[1]


def parsed(expression: str) -> Any:
    """A script's value as Python's: the same as JSON but for the quotes of its keys."""
    keys = re.compile(r'"(?:[^"\\]|\\.)*"|[a-z][a-z0-9]*(?=:)')
    return json.loads(keys.sub(lambda found: found[0] if found[0][0] == '"' else f'"{found[0]}"', expression))


def shown(code: str, the_ground: Ground) -> tuple[list[tuple[str, str]], list[dict]]:
    """What the browser makes of a change: label and detail of each unit, and the marks with their texts."""
    held, told = json.loads(the_ground.body), parsed(payload(code))

    def text(value: str | int) -> str:
        return held["texts"][value] if isinstance(value, int) else value

    said = dict(zip(told["said"]["unit"], zip(told["said"]["label"], told["said"]["detail"], strict=True), strict=True))
    units = [said.get(place, (unit["label"], unit["detail"])) for place, unit in enumerate(held["units"])]
    rows = [held["marks"][row] if isinstance(row, int) else row for row in told["marks"]]
    rows = [held["marks"][row["of"]] | row if "of" in row else row for row in rows]
    marks = [row | {"label": text(row["label"]), "items": [text(item) for item in row["items"]]} for row in rows]
    return [(text(label), text(detail)) for label, detail in units], marks


@given(
    st.recursive(
        st.text() | st.integers() | st.booleans(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_script_json_parses_to_the_same_value(value):
    """Escaping changes no text."""
    assert json.loads(script_json(value)) == value


@given(
    st.recursive(
        st.text() | st.integers() | st.booleans(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["a", "in", "__proto__"]), inner),
    )
)
def test_script_value_is_the_same_value(value):
    """Keys lose their quotes where a script needs none, and nothing else changes."""
    assert parsed(script_value(value)) == value


@given(st.text() | st.sampled_from(worlds.HOSTILE))
def test_script_json_leaves_nothing_that_a_template_a_page_or_a_script_reads(text):
    """No sign in a text survives with which HTML, Jinja or a template string could begin."""
    inside = script_json([text])[2:-2]

    assert not set("<>&{}`$_'\u2028\u2029") & set(inside)


@pytest.mark.parametrize("hostile", worlds.HOSTILE)
def test_hostile_text_is_neither_evaluated_nor_lost(hostile):
    """folium runs every script through Jinja: a hostile label comes out as it went in."""
    model = worlds.hostile_model()
    areas = tuple(replace(area, label=hostile, detail=f"{hostile} detail") for area in model.areas)
    model = replace(model, areas=areas)
    the_ground = ground_of(worlds.a_model())

    _, code = sent(model, the_ground)

    units, marks = shown(code, the_ground)
    assert set(units) == {(hostile, f"{hostile} detail")}
    assert [mark["items"] for mark in marks] == [[item.text for item in mark.items] for mark in model.marks]
    assert not set("<`") & set(payload(code))


@pytest.mark.parametrize("view", VIEWS, ids=repr)
def test_a_change_says_everything_of_the_view(view):
    """Sending only the difference loses no label and no mark."""
    model = compose(select(real_atlas(), view))
    areas = {area.unit_id: area for area in model.areas}

    _, code = sent(model, real_ground())

    units, marks = shown(code, real_ground())
    assert units == [(areas[unit].label, areas[unit].detail) for unit in real_ground().units]
    assert [(mark["key"], mark["count"], mark["items"]) for mark in marks] == [
        (mark.key, mark.count, [item.text for item in mark.items]) for mark in (model.marks if model.show_marks else ())
    ]


@pytest.mark.parametrize("view", VIEWS, ids=repr)
def test_a_change_is_small(view):
    """A filter sends a few kilobytes, whatever the shapes weigh."""
    _, code = sent(compose(select(real_atlas(), view), palette=DARK), real_ground())

    assert len(code) < 8_000


def test_the_base_map_does_not_depend_on_the_view():
    """st_folium makes a new map, and loses the reader's zoom, whenever the base map's script changes."""
    keys = {generate_js_hash(sent(compose(select(real_atlas(), view)), real_ground())[0]) for view in VIEWS}

    assert len(keys) == 1


def test_other_data_make_another_base_map():
    """st_folium's hash ignores what follows an underscore; a new ground must still reach the browser."""
    first, second = ground_of(worlds.a_model()), ground_of(worlds.empty_model())

    keys = {generate_js_hash(_get_map_string(base_map(base_config(one, REGIONS)))) for one in (first, second)}

    assert first.name != second.name
    assert len(keys) == 2


def test_the_map_asks_no_other_host():
    """Every address in the map's code is relative; namespaces and licence texts are no requests."""
    base = base_map(base_config(real_ground(), REGIONS))
    base.render()
    links = [address for _, address in base.default_js + base.default_css]

    assert all(link.startswith("../../assets/") for link in links)
    assert "://" not in _get_header(base) + _get_map_string(base)


def test_the_script_is_named_by_its_content_and_carries_its_styles():
    """A browser may keep the script for good, and needs no second file before the first paint."""
    body = script().body.decode()

    assert re.fullmatch(r"map\.[0-9a-f]{16}\.js", script().name)
    assert ".leaflet-pane" in body
    assert "StationAtlas.css" in body


def test_switched_off_areas_are_plain_land():
    """Without the areas layer no country keeps the colour or the pattern of its count."""
    model = compose(select(real_atlas(), View(layers=("marks",))))

    styles = [style for style in scene(model, real_ground())["styles"] if style["state"] != "disputed"]

    assert {style["fill"] for style in styles} == {model.palette.no_report}
    assert not any({"pattern", "level"} & style.keys() for style in styles)
