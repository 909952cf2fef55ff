"""What is computed once and kept in memory, and the only page code that knows data/.

Everything kept here is frozen: no caller may change it. What is kept for an atlas is kept for its fingerprint, so a
reloaded atlas gets its own. The settings say which data folder and shapes are meant; they are read whenever it is
asked for.
"""

from __future__ import annotations

import gzip
import logging
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from threading import Condition
from types import CodeType
from typing import Any, Final, ParamSpec, TypeVar, cast

from cachetools import LRUCache, cached

from geo.atlas import Atlas, in_language, load_atlas, load_released
from geo.briefing.drawing import Drawing
from geo.briefing.layout import keep_layout
from geo.briefing.pack import Progress, write_pack
from geo.errors import UsageError
from geo.maps.compose import compose
from geo.maps.frames import region_windows
from geo.maps.model import Bounds, MapModel
from geo.maps.style import LIGHT, PALETTES
from geo.render.presets import Size
from geo.render.web import Ground, ground
from geo.settings import read_settings
from geo.tables.check.gazetteer import plain_name
from geo.view import View
from geo.view.select import Selection, day_facets, facets, select
from pages.ui.beside import laid_out_beside
from pages.ui.journal import tell
from pages.ui.keeper import Keeper
from pages.ui.lastgood import keep_good, kept_good, sign_of, signs_of

Given = ParamSpec("Given")
Kept = TypeVar("Kept")
ROOT: Final = Path(__file__).resolve().parents[2]


def _key(value: Hashable) -> Hashable:
    """What differs wherever a result would: an atlas is told by its fingerprint, what holds one by its fields."""
    if isinstance(value, Atlas):
        return value.fingerprint, value.language
    if isinstance(value, Scene | Drawing):
        return tuple(_key(getattr(value, field.name)) for field in fields(value))
    return value


def _keys(*given: Hashable, **named: Hashable) -> Hashable:
    return (*map(_key, given), *((name, _key(value)) for name, value in sorted(named.items())))


def keep(most: int) -> Callable[[Callable[Given, Kept]], Callable[Given, Kept]]:
    """Decorator: what the function makes of the same arguments is kept, the latest `most` of it.

    The result must depend on the arguments alone, and nobody may change it. However many ask at once, one makes it.
    Streamlit's own `st.cache_resource` reads the signature and hashes each argument anew at every call, which was a
    tenth of what a reader's click cost the server.
    """

    def decorate(make: Callable[Given, Kept]) -> Callable[Given, Kept]:
        # Streamlit runs a page as the module "__main__", anew in each run: what it keeps is found by file and code.
        place = make.__code__.co_filename, make.__code__
        if make.__module__ == "__main__" and place in _OF_PAGES:
            return cast("Callable[Given, Kept]", _OF_PAGES[place])
        kept: Callable[Given, Kept] = cached(LRUCache(most), key=_keys, condition=Condition())(make)
        if make.__module__ == "__main__":
            _OF_PAGES[place] = kept
        return kept

    return decorate


_OF_PAGES: Final[dict[tuple[str, CodeType], Callable[..., Any]]] = {}
"""File and code of a page's function → the function that keeps what it makes."""


def get_today() -> date:
    """The day in UTC, as everywhere: by it the check judges, and by it a page and a command date the same file."""
    return datetime.now(UTC).date()


def get_atlas() -> Atlas:
    """The last good atlas of the configured data folder; files that changed are read beside the readers.

    Raises DataError with every problem of the data when none was ever good, UsageError with every setting that can't
    be used.
    """
    return get_keeper().get()


def get_atlas_of(view: View) -> Atlas:
    """The atlas in whose words and language a view asks it to speak. Raises as get_atlas."""
    atlas = get_atlas()
    return get_spoken(_released(atlas, view.asof) if view.asof in atlas.releases else atlas, view.language)


def get_atlases() -> Iterator[Atlas]:
    """The present atlas, then the released ones, newest first, each read when it is asked for."""
    atlas = get_atlas()
    yield atlas
    for version in reversed(atlas.releases):
        yield _released(atlas, version)


def get_keeper() -> Keeper[Atlas]:
    """What keeps the atlas of the configured folder. Raises UsageError as get_atlas."""
    try:
        settings = read_settings()
    except UsageError as error:
        _tell_setting(str(error))
        raise
    return _keeper(settings.data, settings.shapes, settings.borders, settings.contact)


@cache
def _tell_setting(words: str) -> None:
    """Once in the log, however many visitors come."""
    tell(logging.ERROR, "setting-refused", shown="nothing", reason=words)


_AHEAD: Final[list[Callable[[Atlas], object]]] = []


def ahead(make: Callable[[Atlas], Kept]) -> Callable[[Atlas], Kept]:
    """Decorator: what is made of a new atlas before a reader meets it, while its marks are still laid out elsewhere."""
    _AHEAD.append(make)
    return make


@keep(8)
def _keeper(folder: Path, shapes: Path | None, borders: str, contact: str) -> Keeper[Atlas]:
    def sign() -> object:
        """What differs when a file does of which an atlas is made."""
        return signs_of(folder), shapes and sign_of(shapes)

    def load_from(files: Path) -> Atlas:
        with laid_out_beside(files):
            atlas = load_atlas(files, today=get_today(), shapes=shapes, borders=borders, contact=contact)
            for make in _AHEAD:
                make(atlas)
            return atlas

    def load() -> Atlas:
        signs = signs_of(folder)
        atlas = load_from(folder)
        keep_good(folder, signs)
        return atlas

    def load_kept() -> Atlas | None:
        kept = kept_good(folder)
        return load_from(kept) if kept.is_dir() else None

    return Keeper(load, sign, lambda atlas: atlas.version, load_kept)


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


per_view: Final = keep(256)
"""Decorator for what a function makes of a scene."""

per_atlas: Final = keep(16)  # each language, and released versions
"""Decorator for what a function makes of the data alone."""


@keep(8)
def _released(atlas: Atlas, version: str) -> Atlas:
    return load_released(atlas, version, read_settings().data)


@keep(24)
def get_spoken(atlas: Atlas, language: str) -> Atlas:
    """The atlas in a language, kept."""
    return in_language(atlas, language)


@keep(256)
def get_selection(atlas: Atlas, view: View) -> Selection:
    """select(atlas, view), kept."""
    return select(atlas, view)


@keep(256)
def get_model(atlas: Atlas, view: View, palette: str) -> MapModel:
    """The view composed for the screen in one of PALETTES, kept."""
    return compose(get_selection(atlas, view), palette=PALETTES[palette])


@keep(256)
def get_facets(atlas: Atlas, view: View) -> Mapping[str, Mapping[str, int]]:
    """URL key → value → reports that it would leave, kept; for dates, the days on which something was disclosed."""
    return facets(atlas, view) | day_facets(atlas, view)


@per_atlas
def get_ground(atlas: Atlas) -> Ground:
    """The web map's ground for this atlas, kept."""
    model = get_plain_model(atlas)
    return ground(model, keep_layout(model))


@ahead
@per_atlas
def get_plain_model(atlas: Atlas) -> MapModel:
    """The plain view, composed for print: of it the ground is made, and what a browser filters by itself. Kept."""
    return compose(get_selection(atlas, View()), palette=LIGHT, printed=True)


@per_atlas
def get_cities(atlas: Atlas) -> Mapping[str, tuple[str, ...]]:
    """Plain name of each city that the atlas names, in every language → codes of its countries, most reports first.
    Kept."""
    reports = Counter(zip(atlas.stations["country_iso3"], atlas.tables["stations"]["city"], strict=True))
    told = dict.fromkeys(key for names in atlas.city_names.values() for key in names)  # of cases and claims as well
    found: dict[str, dict[str, None]] = {}
    for iso, city in (*(key for key, _ in reports.most_common()), *told):
        for name in (city, *(names.get((iso, city), "") for names in atlas.city_names.values())):
            if name:
                found.setdefault(plain_name(name), {})[iso] = None
    return {name: tuple(codes) for name, codes in found.items()}


@ahead
def _count_all(atlas: Atlas) -> None:
    """The numbers beside the filters of a plain view."""
    get_facets(atlas, View())


@per_atlas
def get_regions(atlas: Atlas) -> tuple[tuple[str, str, Bounds], ...]:
    """What the buttons of a map lead to, kept."""
    return region_windows(atlas)


@keep(8)
def get_drawing(drawing: Drawing) -> Drawing:
    """The equal drawing that was asked for before, which has its model already; else this one."""
    return drawing


@keep(8)
def get_preview(drawing: Drawing, size: Size) -> bytes:
    """The preview of a drawing, kept."""
    return drawing.preview(size)


@keep(4)
def _packs(_drawing: Drawing) -> list[bytes]:
    """Where the pack of a drawing is put, once it is made."""
    return []


def is_packed(drawing: Drawing) -> bool:
    """Whether the pack of a drawing has been made here."""
    return bool(_packs(drawing))


def get_pack(drawing: Drawing, tell_progress: Progress = lambda name, number, total: None) -> bytes:
    """The briefing pack of a drawing, kept. tell_progress: as for write_pack; not called for one that is kept."""
    made = _packs(drawing)
    if not made:
        made.append(write_pack(drawing.model, tell_progress))
    return made[0]


@keep(32)
def get_left_out(drawing: Drawing, size: Size) -> tuple[str, ...]:
    """What the picture of a size leaves out as it could not be read, kept."""
    return drawing.left_out("png", size)


@keep(16)
def get_gzip(body: bytes) -> bytes:
    """A file's bytes, compressed once."""
    return gzip.compress(body, 9, mtime=0)
