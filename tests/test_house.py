"""The house rules of geo/README.md, held by reading the source. FLOORS is the plan of who may import whom."""

import ast
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def imports_of(path: Path) -> set[str]:
    """Dotted names that a file imports anywhere, `from a import b` as a.b."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


# Families and rooms of geo/ from the ground floor up: each may import what stands on a floor below it, and its own.
# A room named with its family ("words.messages") stands on its own floor, apart from the rest of the family.
FLOORS = (
    ("errors", "settings", "maps.style", "words.messages", "words.language", "words.captions", "words.strength"),
    ("tables", "maps.earth.projection", "maps.classes", "record.cite"),
    ("maps.earth",),
    ("tables.check",),
    ("atlas", "view"),
    ("view.select",),
    ("record",),
    ("words",),
    ("maps",),
    ("documents",),
    ("render",),
    ("briefing",),
    ("curate",),
    ("site",),
    ("cli",),
)
# What a drawing may know besides its own family: finished models, never what composes them.
DRAWN = {
    "errors",
    "maps.model",
    "maps.style",
    "maps.space",
    "maps.spread",
    "words.messages",
    "words.language",
    "words.captions",
    "documents.document",
    "record.cite",
}
DRAWN |= {"tables.dates"}  # until every date of a table arrives in words


def rooms_of(path: Path) -> set[str]:
    """Modules of geo/ that a file imports, as "family.module"; names inside a module are left out."""
    rooms = set()
    for name in imports_of(path):
        parts = name.split(".")
        while len(parts) > 1 and not is_room(parts):
            parts.pop()
        if parts[0] == "geo" and len(parts) > 1:
            rooms.add(".".join(parts[1:]))
    return rooms


def is_room(parts: list[str]) -> bool:
    """Whether a dotted name is a file or a folder of this repository."""
    path = ROOT.joinpath(*parts)
    return path.with_suffix(".py").is_file() or path.is_dir()


def room_of(path: Path) -> str:
    """A file of geo/ as "family.module"; a family's own file as "family"."""
    parts = list(path.relative_to(ROOT / "geo").with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(room: str) -> int:
    """The floor on which a room stands, by the longest name that fits; KeyError when the plan has none."""
    floors = {name: floor for floor, names in enumerate(FLOORS) for name in names}
    parts = room.split(".")
    while ".".join(parts) not in floors:
        parts.pop()
        if not parts:
            raise KeyError(f"{room} stands on no floor: name its family in FLOORS")
    return floors[".".join(parts)]


def files_of_geo() -> list[Path]:
    """Every module of geo/ except the two doors, geo itself and __main__."""
    return [path for path in sorted((ROOT / "geo").rglob("*.py")) if room_of(path) not in ("", "__main__")]


def test_each_room_imports_only_what_stands_below_it():
    """The straight line of the house holds in the source, not only in the drawing."""
    offences = [
        f"{room_of(path)} → {room}"
        for path in files_of_geo()
        for room in sorted(rooms_of(path))
        if floor_of(room) > floor_of(room_of(path))
    ]

    assert offences == []


def test_drawings_know_only_finished_models():
    """A drawing can't filter, count or choose a word, because it can't reach what does."""
    offences = [
        f"{path.name} → {room}"
        for path in sorted((ROOT / "geo" / "render").rglob("*.py"))
        for room in sorted(rooms_of(path) - DRAWN)
        if not room.startswith("render")
    ]

    assert offences == []


def test_the_house_can_be_seen_at_one_look():
    """At most 18 entries on top of geo/, and no folder with more than 20 modules."""
    top = [path.name for path in (ROOT / "geo").iterdir() if path.name != "__pycache__"]
    folders = {path.parent for folder in ("geo", "pages") for path in (ROOT / folder).rglob("*.py")}
    crowded = {str(folder): len(list(folder.glob("*.py"))) for folder in folders if len(list(folder.glob("*.py"))) > 20}

    assert len(top) <= 18
    assert crowded == {}


def test_no_class_name_stands_for_two_things():
    """Who reads a name in one room may look for it in another and find the same thing."""
    rooms: dict[str, list[str]] = {}
    for folder in ("geo", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    rooms.setdefault(node.name, []).append(str(path.relative_to(ROOT)))

    assert {name: found for name, found in rooms.items() if len(found) > 1} == {}


def test_the_ground_floor_loads_no_table_library():
    """`import geo.errors` costs a reader of errors nothing but errors."""
    code = "import sys, geo.errors; print(*{'pandas', 'geopandas', 'numpy', 'shapely'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert loaded.stdout.split() == []


def test_geo_knows_no_screen_and_each_drawing_library_has_one_room():
    """The command line works without a browser framework, and folium has one door."""
    owners = {
        "folium": "render.web",
        "branca": "render.web",
        "matplotlib": "render.picture",
        "pptx": "render.slide",
        "streamlit": "nowhere",
        "streamlit_folium": "nowhere",
    }
    offences = [
        f"{path.name} → {library}"
        for path in files_of_geo()
        for library in {name.split(".")[0] for name in imports_of(path)} & set(owners)
        if not room_of(path).startswith(owners[library])
    ]

    assert offences == []


def test_every_library_that_is_imported_is_asked_for_by_name():
    """What another library happens to bring along can be gone with its next version."""
    lists = ("requirements.txt", ".ci/requirements-build.txt", ".deploy/requirements-sign.txt")
    asked = {
        re.sub(r"[-_.]+", "-", name).lower()
        for path in lists
        for name in re.findall(r"^([\w.-]+)==", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    }
    brought_by = importlib.metadata.packages_distributions()
    imported = {
        name.split(".")[0]
        for path in [ROOT / "app.py", *(ROOT / "geo").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
        for name in imports_of(path)
    }
    others = (
        imported - set(sys.stdlib_module_names) - {"geo", "pages", "_typeshed"}
    )  # the last is the type checker's own
    unasked = {
        name for name in others if not asked & {re.sub(r"[-_.]+", "-", one).lower() for one in brought_by.get(name, ())}
    }

    assert {"pandas", "starlette"} <= others
    assert unasked == set()


def test_nothing_in_geo_asks_what_day_it_is():
    """The edge passes the day in, so that the same view of the same data gives the same bytes."""
    offences = [
        f"{path.name}: {call}"
        for path in sorted((ROOT / "geo").rglob("*.py"))
        if not room_of(path).startswith("cli")
        for call in re.findall(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time)\(", path.read_text())
    ]

    assert offences == []


def test_pages_neither_compute_on_frames_nor_draw():
    """A page shows what geo made: it imports no pandas, folium or matplotlib of its own."""
    offences = [
        f"{path.name} → {name}"
        for path in sorted((ROOT / "pages").glob("*.py"))
        for name in sorted({name.split(".")[0] for name in imports_of(path)})
        if name in {"pandas", "folium", "matplotlib", "branca", "geopandas"}
    ]

    assert offences == []


def test_no_file_is_too_long_to_read_in_one_sitting():
    """400 lines are the end."""
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("geo", "pages", "tests")
        for path in (ROOT / folder).rglob("*.py")
    }

    assert {name: length for name, length in lengths.items() if length > 400} == {}
