"""What a proxy is told: alive, ready only with data that passed the check, and which version."""

import asyncio
import json
import re
import shutil
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from pages.ui.cached import get_atlas
from pages.ui.server.health import health_routes
from pages.ui.server.routes import _robots

ROOT = Path(__file__).resolve().parents[2]


def ask(name: str) -> Response:
    """The answer of one of the routes below a sub-path."""
    (route,) = [one for one in health_routes("/atlas") if one.path == f"/atlas/{name}"]
    return answer_of(route.endpoint)


def answer_of(endpoint: Callable[[Request], Awaitable[Response]]) -> Response:
    """What a route answers to a plain request."""
    asked = endpoint(Request({"type": "http", "method": "GET", "headers": []}))
    with ThreadPoolExecutor(1) as apart:  # the thread of the tests may have a loop of the browser's driver already
        return apart.submit(asyncio.run, asked).result()


def test_a_good_atlas_is_ready_and_names_its_version() -> None:
    """The same version as on every page."""
    ready, version = ask("readyz"), ask("version.json")

    assert ask("healthz").body == b"ok"
    assert (ready.status_code, json.loads(ready.body)["problems"]) == (200, 0)
    assert json.loads(version.body)["version"] == get_atlas().version
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", json.loads(version.body)["since"])


def test_a_broken_atlas_is_alive_and_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The problems are told with their places and rules, and nothing of what the tables hold."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    table = tmp_path / "data" / "stations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",ESP,", ",XQX,", 2), encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))

    ready = ask("readyz")

    assert ask("healthz").status_code == 200
    assert ready.status_code == 503
    told = json.loads(ready.body)
    assert told["problems"] >= 2
    assert {"table": "stations", "line": 2, "column": "country_iso3"}.items() <= told["refused"][0].items()
    assert "XQX" not in ready.body.decode()
    assert ask("version.json").status_code == 503


def test_what_a_deployer_sets_reaches_the_atlas_and_the_search_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where errors are told; that no page is listed, as with a setting that can't be read."""
    monkeypatch.setenv("ATLAS_CONTACT", "atlas@news.example")
    assert get_atlas().contact == "atlas@news.example"

    assert b"\nAllow: /\n" in answer_of(_robots).body
    for setting in ("0", "no"):
        monkeypatch.setenv("ATLAS_INDEX", setting)
        assert b"\nDisallow: /\n" in answer_of(_robots).body
