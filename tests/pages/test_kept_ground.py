"""A start after another one does not lay the map out again, unless program, data or typefaces are others."""

from datetime import date
from pathlib import Path

import pytest

from geo.atlas import load_atlas
from geo.briefing import layout
from geo.maps import compose as composing
from pages.ui import cached

ROOT = Path(__file__).parents[2]


def test_where_marks_stand_is_read_from_the_disk_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes; other typefaces, whose letters are wider, are laid out anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    atlas = load_atlas(ROOT / "data", today=date(2026, 11, 29))
    laid: list[object] = []
    lay_out = layout.lay_out
    monkeypatch.setattr(layout, "lay_out", lambda model: laid.append(model) or lay_out(model))

    def start() -> bytes:
        cached.get_ground.cache_clear()
        return cached.get_ground(atlas).body

    first = start()
    assert start() == first
    assert len(laid) == 1
    monkeypatch.setattr(layout, "typefaces", lambda: "wider")
    assert start() == first
    assert len(laid) == 2
    assert isinstance(laid[0], composing.MapModel)
