"""The house rules of geo/README.md, held by reading the source. FLOORS is the plan of who may import whom."""

import ast
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
    ("errors", "maps.style", "words.messages", "words.captions", "words.strength"),
    ("tables", "earth.projection", "maps.classes", "record.cite"),
    ("earth",),
    ("tables.check",),
    ("atlas", "view"),
    ("select",),
    ("record",),
    ("words",),
    ("maps",),
    ("documents",),
    ("render",),
    ("briefing",),
    ("cli",),
)
# What a drawing may know besides its own family: finished models, never what composes them.
DRAWN = {"errors", "maps.model", "maps.style", "words.messages", "words.captions", "tables.dates"}
DRAWN |= {"documents.country.model", "record.statements", "record.cite"}
