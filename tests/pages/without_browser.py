"""The app without a browser: its script, run by Streamlit's own test runner on the page and view of an address."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
LIMIT = 120  # seconds of one run: other tests keep the machine busy

# At each start the runner asks every installed package for components: a tenth of the time of these tests.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def page_files() -> list[str]:
    """File names of the page lists in app.py, front page first."""
    assignments = [node for node in ast.parse((ROOT / "app.py").read_text()).body if isinstance(node, ast.Assign)]
    lists = {one.targets[0].id: ast.literal_eval(one.value) for one in assignments}
    return [name for name, _ in (*lists["PAGES"], *lists["BESIDE"])]


def open_page(file: str = "overview", **query: str) -> AppTest:
    """One page at an address, run once. query: URL key → value."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=LIMIT)
    if file != "overview":
        app.switch_page(f"pages/{file}.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def read(app: AppTest) -> str:
    """All markup on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))
