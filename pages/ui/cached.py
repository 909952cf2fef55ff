"""What is computed once and kept. The only place that calls st.cache_*, and the only page code that knows data/.

Everything kept here is frozen: no caller may change it. The settings say which data folder and shapes are meant; they
are read whenever the atlas is asked for.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import Final, TypeVar

import streamlit as st

from geo.atlas import Atlas, load_atlas
from geo.documents.timeline.entries import Chronicle
from geo.documents.timeline.steps import Moment, moments
from geo.earth.projection import globe_outline, graticule
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.maps.style import LIGHT, PALETTES
from geo.render.web import Ground, ground
from geo.select import Selection, day_facets, facets, select
from geo.settings import read_settings
from geo.view import View

Kept = TypeVar("Kept")
ROOT: Final = Path(__file__).resolve().parents[2]


def get_today() -> date:
    """The day at this machine. The edge asks for it; geo/ is told."""
    return datetime.now().astimezone().date()


def get_atlas() -> Atlas:
    """The atlas of the configured data folder; a failure is not kept.

    Raises DataError with every problem of the data, UsageError with every setting that can't be used.
    """
    settings = read_settings()
    return _atlas(settings.data, settings.shapes)


@st.cache_resource(show_spinner=False)
def _atlas(folder: Path, shapes: Path | None) -> Atlas:
    return load_atlas(folder, today=get_today(), shapes=shapes)


def get_selection(atlas: Atlas, view: View) -> Selection:
    """select(atlas, view), kept."""
    return _selection(atlas, atlas.fingerprint, view)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={View: hash})
def _selection(_atlas: Atlas, fingerprint: str, view: View) -> Selection:
    return select(_atlas, view)


def get_model(atlas: Atlas, view: View, palette: str) -> MapModel:
    """The view composed for the screen in one of PALETTES, kept."""
    return _model(atlas, atlas.fingerprint, view, palette)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={View: hash})
def _model(_atlas: Atlas, fingerprint: str, view: View, palette: str) -> MapModel:
    return compose(_selection(_atlas, fingerprint, view), palette=PALETTES[palette], exported_on="")


@dataclass(frozen=True, eq=False)
class Scene:
    """What a page draws: the data, the reader's view of it, and the view composed. Frozen; pages compute nothing."""

    atlas: Atlas
    view: View
    theme: str

    @cached_property
    def selection(self) -> Selection:
        """What the view keeps, counted."""
        return get_selection(self.atlas, self.view)

    @cached_property
    def model(self) -> MapModel:
        """The view composed in the reader's theme."""
        return get_model(self.atlas, self.view, self.theme)


def get_facets(atlas: Atlas, view: View) -> Mapping[str, Mapping[str, int]]:
    """URL key → value → reports that it would leave, kept; for dates, the days on which something was disclosed."""
    return _facets(atlas, atlas.fingerprint, view)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={View: hash})
def _facets(_atlas: Atlas, fingerprint: str, view: View) -> dict[str, dict[str, int]]:
    return facets(_atlas, view) | day_facets(_atlas, view)


def get_moments(atlas: Atlas, view: View, palette: str) -> tuple[Chronicle, tuple[Moment, ...]]:
    """The steps of the timeline's player and the chronicle they tell, kept; the view's own `until` is set aside."""
    return _moments(atlas, atlas.fingerprint, view.change(until=None, focus=""), palette)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs={View: hash})
def _moments(_atlas: Atlas, fingerprint: str, view: View, palette: str) -> tuple[Chronicle, tuple[Moment, ...]]:
    return moments(_atlas, view, PALETTES[palette])


def get_ground(atlas: Atlas) -> Ground:
    """The web map's ground for this atlas, kept."""
    return _ground(atlas, atlas.fingerprint)


@st.cache_resource(show_spinner=False, max_entries=2)
def _ground(_atlas: Atlas, fingerprint: str) -> Ground:
    plain = _model(_atlas, fingerprint, View(), LIGHT.name)
    return ground(_atlas.world, globe_outline(), graticule(), plain)


def _name(make: Callable[..., object]) -> str:
    """What tells two kept functions apart: the file too, since Streamlit runs every page as the module "__main__"."""
    return f"{make.__code__.co_filename}:{make.__qualname__}"


def per_view(make: Callable[[Scene], Kept]) -> Callable[[Scene], Kept]:
    """Decorator: what the function makes of a scene is kept for the same data, view and theme.

    The function's result must depend on nothing else, and nobody may change it.
    """
    name = _name(make)

    @wraps(make)
    def kept(scene: Scene) -> Kept:
        return _kept(name, scene.atlas.fingerprint, scene.view, scene.theme, make, scene)

    return kept


def per_atlas(make: Callable[[Atlas], Kept]) -> Callable[[Atlas], Kept]:
    """Decorator: as per_view, for what depends on the data alone."""
    name = _name(make)

    @wraps(make)
    def kept(atlas: Atlas) -> Kept:
        return _kept_of_atlas(name, atlas.fingerprint, make, atlas)

    return kept


@st.cache_resource(show_spinner=False, max_entries=64)
def _kept_of_atlas(name: str, fingerprint: str, _make: Callable[[Atlas], Kept], _atlas: Atlas) -> Kept:
    return _make(_atlas)


@st.cache_resource(show_spinner=False, max_entries=1024, hash_funcs={View: hash})
def _kept(name: str, fingerprint: str, view: View, theme: str, _make: Callable[[Scene], Kept], _scene: Scene) -> Kept:
    return _make(_scene)


@st.cache_resource(show_spinner=False, max_entries=16)
def get_gzip(name: str, _body: bytes) -> bytes:
    """A file named by its content, compressed once."""
    return gzip.compress(_body, 9, mtime=0)
