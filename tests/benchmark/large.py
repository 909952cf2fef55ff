"""Large tables: how long check, server, first map and a change take, and what of them reaches a reader's page."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from browser import Change, Watched, chromium, open_page
from playwright.sync_api import Browser
from report import Table, say, verdict
from serving import ROOT, Server, serve

sys.path.insert(0, str(ROOT))

from tests.world.large_table import write_large

SIZES = (0, 10_000, 100_000)
ROUNDS = 5
REST = 3000  # ms that a reader looks at the first map: meanwhile the page fetches what it paints clicks from
CHECK, UP, FIRST_MAP, TIMES_SMALL, KILOBYTES, MARKS, CELLS = 20, 15, 3, 2, 60, 2000, 200  # at the largest
NODES = """() => {
  const map = document.querySelector("iframe[src*=folium]").contentDocument;
  const rows = [...document.querySelectorAll("iframe")].map((one) => one.contentDocument)
    .filter((one) => one && one !== map).map((one) => one.querySelectorAll("tr, td, th").length);
  return [map.querySelectorAll(".mark, .mark *").length, Math.max(0, ...rows)];
}"""


def measure() -> Iterator[Table]:
    """One table, a row a size."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        rows: list[list[str]] = []
        small = 0.0
        for size in SIZES:
            say(f"{size} more reports", progress=True)
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place) / "data"
                write_large(folder, size)
                # A cache of its own: what an earlier benchmark laid out of the same invented rows must not be found.
                settings = {"ATLAS_DATA": str(folder), "XDG_CACHE_HOME": place}
                checked = _check(folder, settings)
                with serve("app.py", settings) as first:
                    _visit(browser, first)  # asks for the map, which is laid out then and kept
                with serve("app.py", settings) as server:
                    found = _page(browser, server)
            small = small or found[1]
            limits = (CHECK, UP, UP, FIRST_MAP, TIMES_SMALL * small, TIMES_SMALL * small, KILOBYTES, MARKS, CELLS)
            values = (checked, first.start, server.start, *found)
            forms = ("{:.1f}", "{:.1f}", "{:.1f}", "{:.2f}", "{:.0f}", "{:.0f}", "{:.1f}", "{:.0f}", "{:.0f}")
            cells = [form.format(value) for form, value in zip(forms, values, strict=True)]
            if size == max(SIZES):
                cells = [f"{cell} ({verdict(v, limit)})" for cell, v, limit in zip(cells, values, limits, strict=True)]
            rows.append([f"{size:,}", *cells])
        yield Table(
            "A large table",
            [
                "more reports",
                "check, s",
                "server up, s",
                "up again, s",
                "first map, s",
                "change, ms",
                "new view, ms",
                "kB a change",
                "nodes of marks",
                "nodes of the table",
            ],
            rows,
            f"Invented reports in some 200 countries and 2,400 towns. The change is a wave’s pill, the median "
            f"of {ROUNDS}, as above; a new view is one that nobody has asked this server for, the first of them. "
            "The server is up when its data are ready: first after a check of the same files, then after that start.",
        )


def _check(folder: Path, settings: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "geo", "check", "--fresh", str(folder)],
        cwd=ROOT,
        env={**os.environ, **settings},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def _visit(browser: Browser, server: Server) -> None:
    with open_page(browser, server.url) as watched:
        watched.first()
        watched.settle()


def _page(browser: Browser, server: Server) -> tuple[float, float, float, float, int, int]:
    _visit(browser, server)
    with open_page(browser, server.url) as watched:
        first = watched.first() / 1000
        watched.settle()
        watched.page.wait_for_timeout(REST)
        marks, cells = watched.page.evaluate(NODES)
        changes = [_change(watched) for _ in range(ROUNDS)]
    bytes_ = max(one.received + one.sent for one in changes)
    return first, median(one.ms for one in changes), changes[0].ms, bytes_ / 1000, marks, cells


def _change(watched: Watched) -> Change:
    return watched.time(watched.pill("filter-waves", "Wave 1").click)
