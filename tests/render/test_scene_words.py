"""SCENE.md names every field of ground and scene, and no other: who writes a script reads only that page."""

import json
import re
from pathlib import Path

from geo.maps.compose import compose
from geo.render.web import ground, scene
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas

WIRE = Path(__file__).parents[2] / "geo" / "render" / "web"


def section(name: str) -> set[str]:
    """Words in backticks in the first column, or in the text, of a section."""
    text = (WIRE / "SCENE.md").read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {word for row in rows for word in re.findall(r"`(\w+)`", row)} or set(re.findall(r"`(\w+)`", text))


def test_every_field_is_explained():
    """And what is explained is there."""
    model = compose(select(real_atlas(), View(waves=("sd-2022-12",))), printed=True)
    whole = compose(select(real_atlas(), View()), printed=True)
    held = json.loads(ground(whole).body)

    assert section("Ground") == held.keys()
    assert section("Mark") == held["marks"][0].keys()
    assert section("Scene") == scene(model, ground(whole)).keys()
    assert {key for rung in held["near"]["rungs"] for key in rung} == {"zoom", "marks", "names", "cities", "dots"}


def test_the_scripts_read_no_field_that_the_page_does_not_explain():
    """scene.x and ground.x in any script is a field of SCENE.md."""
    known = {"scene": section("Scene"), "ground": section("Ground")}
    strange = [
        (path.name, f"{value}.{field}")
        for path in sorted(WIRE.glob("*.js"))
        for value, field in re.findall(r"\b(scene|ground)\.(\w+)", path.read_text(encoding="utf-8"))
        if field not in known[value]
    ]

    assert strange == []
