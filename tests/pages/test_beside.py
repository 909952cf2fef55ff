"""A large table is laid out beside its check; what comes of it is what the page would lay out by itself."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from geo.atlas import load_unchecked
from geo.briefing import layout
from geo.cli import main
from geo.errors import DataError
from geo.maps import compose as composing
from geo.maps.compose import compose
from geo.view import View
from geo.view.select import select
from pages.ui import beside
from pages.ui import cached as keeping
from tests.real_atlas import DATA


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own, for this process and those that it begins."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "station-atlas" / "ladders"


def test_the_command_lays_out_what_the_page_would(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page finds it, and lays out nothing."""
    model = compose(select(load_unchecked(DATA), View()), printed=True)
    wanted = layout.lay_out(model)

    assert CliRunner().invoke(main, ["lay-out", "--data", str(DATA)]).exit_code == 0
    monkeypatch.setattr(layout, "lay_out", lambda _: pytest.fail("it is laid out again"))
    assert layout.keep_layout(model) == wanted
    monkeypatch.setattr(composing, "compose", lambda *_, **__: pytest.fail("it is composed again"))
    assert CliRunner().invoke(main, ["lay-out", "--data", str(DATA)], catch_exceptions=False).exit_code == 0


def test_a_large_table_is_laid_out_while_it_is_read(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a process of its own, which has ended when the reading has."""
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr(beside.os, "sched_getaffinity", lambda _: {0, 1})
    with beside.laid_out_beside(DATA):
        assert not list(cached.glob("*.json"))

    assert len(list(cached.glob("*.json"))) == 1


def test_a_table_that_is_refused_ends_the_process(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept of it, and the refusal is what a reader of the log finds."""
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr(beside.os, "sched_getaffinity", lambda _: {0, 1})
    with pytest.raises(DataError), beside.laid_out_beside(DATA):
        raise DataError([])

    assert not list(cached.glob("*.json"))


def test_a_process_that_fails_is_told_and_stops_nothing(
    tmp_path: Path, cached: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Such as one whose folder holds no tables."""
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr(beside.os, "sched_getaffinity", lambda _: {0, 1})
    with caplog.at_level(logging.WARNING, "station_atlas"), beside.laid_out_beside(tmp_path):
        pass

    assert "not-laid-out-beside" in caplog.text


def test_a_small_table_begins_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is laid out sooner than a process begins."""
    monkeypatch.setattr(beside.subprocess, "Popen", lambda *_, **__: pytest.fail("a process was begun"))
    with beside.laid_out_beside(DATA):
        pass


def _told(happened: list[str], name: str, kept: Callable[..., Any]) -> Callable[..., Any]:
    def told(*given: object, **more: object) -> Any:
        happened.append(name)
        return kept(*given, **more)

    return told


def test_what_a_first_reader_asks_for_is_made_while_marks_are_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of data that are read while the atlas serves as well: whoever comes first waits no longer than the second."""
    happened: list[str] = []

    @contextmanager
    def beside_it(_folder: Path) -> Iterator[None]:
        happened.append("begun")
        yield
        happened.append("laid out")

    monkeypatch.setattr(keeping, "laid_out_beside", beside_it)
    for name, function in (("counted", "get_facets"), ("composed", "compose")):
        kept = getattr(keeping, function)
        monkeypatch.setattr(
            keeping, function, lambda *a, name=name, kept=kept, **k: happened.append(name) or kept(*a, **k)
        )
    keeping.get_plain_model.cache_clear()
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    keeper = keeping._keeper(folder, None, "", "")
    keeper.get()

    assert happened[0] == "begun"
    assert happened[-1] == "laid out"
    assert {"counted", "composed"} <= set(happened)
