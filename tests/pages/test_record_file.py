"""Whether the map's frame is offered a record to paint clicks from."""

import pytest

from pages.ui.cached import get_atlas
from pages.ui.components import ahead


def test_a_table_of_ordinary_size_has_one_and_a_large_one_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody fetches megabytes for the sake of a click."""
    atlas = get_atlas()
    ahead.get_record.cache_clear()
    assert ahead.get_record(atlas) is not None

    monkeypatch.setattr(ahead, "MOST_REPORTS", len(atlas.stations) - 1)
    ahead.get_record.cache_clear()
    assert ahead.get_record(atlas) is None
    ahead.get_record.cache_clear()
