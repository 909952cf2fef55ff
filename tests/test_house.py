"""The house rules of geo/README.md, held by reading the source."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSE = (ROOT / "geo" / "README.md").read_text(encoding="utf-8")


def imports_of(path: Path) -> set[str]:
    """Dotted names that a file imports anywhere, `from a import b` as a.b."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_of(path: Path) -> set[str]:
    """Modules of geo/ that a file imports; geo itself as ""."""
    return {[*name.split("."), ""][1] for name in imports_of(path) if name.split(".")[0] == "geo"}


def table() -> dict[str, set[str]]:
    """Module → the modules that geo/README.md lets it import."""
    rows = re.findall(r"^\| ([a-z_, ]+) \| ([a-z_, ]*)\|$", HOUSE, flags=re.M)
    return {
        module: {room.strip() for room in allowed.split(",")}
        for modules, allowed in rows
        for module in modules.split(", ")
    }


def test_each_module_imports_only_what_the_table_allows():
    """The straight line of the house holds in the source, not only in the drawing."""
    allowed = table()
    offences = []
    for path in sorted((ROOT / "geo").glob("*.py")):
        name = path.stem
        if name.startswith(("__", "cli")):
            continue
        if name not in allowed:
            offences.append(f"{name} is missing in the table of geo/README.md")
        else:
            offences += [f"{name} → {room}" for room in sorted(rooms_of(path) - allowed[name] - {name})]

    assert offences == []


def test_drawings_know_only_the_model_and_the_style():
    """A drawing can't filter, count or choose a word, because it can't reach what does."""
    offences = [
        f"{path.name} → {room}"
        for path in sorted((ROOT / "geo" / "render").glob("*.py"))
        for room in sorted(rooms_of(path) - table()["render"] - {"render"})
    ]

    assert offences == []


def test_geo_knows_no_screen_and_each_drawing_library_has_one_room():
    """The command line works without a browser framework, and folium has one door."""
    owners = {"folium": "web", "branca": "web", "streamlit": "", "streamlit_folium": ""}
    offences = [
        f"{path.name} → {library}"
        for path in sorted((ROOT / "geo").rglob("*.py"))
        for library in {name.split(".")[0] for name in imports_of(path)} & set(owners)
        if path.stem != owners[library]
    ]

    assert offences == []


def test_nothing_in_geo_asks_what_day_it_is():
    """The edge passes the day in, so that the same view of the same data gives the same bytes."""
    offences = [
        f"{path.name}: {call}"
        for path in sorted((ROOT / "geo").rglob("*.py"))
        if not path.stem.startswith("cli")
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
