"""Baselines and the browser that all tests share.

`golden` compares a text with the file in tests/golden, `golden_picture` a small picture.

A missing baseline fails. `pytest --update-golden` writes them anew: look at the difference before it is committed.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOLDEN = Path(__file__).parent / "golden"
VISIBLE = 40  # of 255: a difference of a channel that an eye may notice
MOST_DIFFERENT = 0.002  # of all pixels: edges are smoothed a little differently by different builds of libraries


# A busy machine is no failure: no test may judge wall-clock time.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")

# What a check keeps for its user stays out of a user's own folder.
_CACHE = tempfile.TemporaryDirectory(prefix="atlas-cache-")  # ends with the process
os.environ["XDG_CACHE_HOME"] = _CACHE.name
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """Debian's Chromium; one for the whole run, because its driver can be started only once in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM))
        yield browser
        browser.close()


# What a change is tried with first: no browser, no office, no page, no network; under a minute on two cores.
FAST = ("words", "maps", "record", "tables", "test_document", "test_context", "test_view", "test_select", "test_house")

LONG = ("test_check",)  # checks a whole package for each wrong cell


def _is_fast(path: Path) -> bool:
    first, *_ = path.relative_to(Path(__file__).parent).parts
    return (first in FAST or path.stem in FAST) and path.stem not in LONG


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the fast tests by where they stand; the rule is here, not in a hundred files."""
    for item in items:
        if _is_fast(item.path):
            item.add_marker("fast")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Under `-m fast` the other files are not even imported: what they need may be missing."""
    other = collection_path.name.startswith("test_") and not _is_fast(collection_path)
    return True if config.option.markexpr == "fast" and other else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="write the baselines of tests/golden anew")


def _baseline(request: pytest.FixtureRequest, name: str, content: bytes) -> bytes:
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    if not path.exists():
        pytest.fail(f"no baseline {name}: run pytest --update-golden, look at it, and commit it")
    return path.read_bytes()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """golden(name, text): the text equals the baseline of that name."""

    def compare(name: str, text: str) -> None:
        assert text == _baseline(request, name, text.encode()).decode()

    return compare


@pytest.fixture
def golden_picture(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """golden_picture(name, png): the picture looks like the baseline of that name."""

    def compare(name: str, png: bytes) -> None:
        import numpy as np
        from PIL import Image

        expected = np.asarray(Image.open(BytesIO(_baseline(request, name, png))).convert("RGB"), int)
        actual = np.asarray(Image.open(BytesIO(png)).convert("RGB"), int)
        assert actual.shape == expected.shape
        different = (np.abs(actual - expected).max(axis=2) > VISIBLE).mean()
        assert different <= MOST_DIFFERENT, f"{different:.2%} of the pixels of {name} differ"

    return compare
