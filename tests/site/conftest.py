"""The invented world as a site, made once; the descriptor is that of the real data, whose tables have the same form."""

from pathlib import Path

import pytest

from geo.site.publish import Publication
from tests.world.record import tiny_record

ROOT = Path(__file__).parents[2]
BASE = "https://atlas.example/"


@pytest.fixture(scope="session")
def tiny_publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """What is published of the invented world, at BASE."""
    return Publication(tiny_record(tmp_path_factory.mktemp("site-world")), ROOT / "data", BASE, ("fr",))


@pytest.fixture(scope="session")
def tiny_site(tiny_publication: Publication) -> dict[str, bytes]:
    """Path → content of the whole site."""
    return dict(tiny_publication.files())
