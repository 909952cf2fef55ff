"""Publication.files() → (path, content): the whole site, one file after another, the same bytes each time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from geo.atlas import Atlas, in_language, load_released
from geo.curate.feeds import FEEDS, FeedHref, write_one_feed
from geo.documents.catalogue import DOCUMENTS
from geo.documents.country.dossier import view_of
from geo.documents.country.report import NAME as REPORT
from geo.documents.document import Target
from geo.maps.compose import compose
from geo.maps.model import MapModel
from geo.render.html import page_sheet
from geo.render.picture.figure import write_preview
from geo.render.presets import PRESETS
from geo.site.addresses import COUNTRIES, address_of, folder, home_of
from geo.site.api import API, VERSIONS, write_api
from geo.site.api import FORMATS as TABLE_FORMATS
from geo.site.embedding import embedding_page
from geo.site.explorer import MapFiles, data_assets, embed_page, face_rules, map_assets, name_of
from geo.site.front import front_page
from geo.site.headers import HEADERS
from geo.site.manual import manual_page
from geo.site.metadata import catalogue, citation, day_of, robots, sitemap
from geo.site.reading import Unit, lost_page, reading_pages, reading_units
from geo.site.shell import Picture, Site, SitePage, write_shell
from geo.tables.load import typed
from geo.tables.package import open_package, release_path
from geo.view import View
from geo.view.select import Selection, select
from geo.words.language import ENGLISH, LANGUAGES

PARTS: Final = ("map", "pages", "api")
PREVIEW: Final = PRESETS["social"]
ASSETS: Final = files("geo.site") / "assets"

MOST_REPORTS: Final = 2_000  # with a page in every language, and a picture of each host in every language
OTHERS: Final = tuple(language for language in LANGUAGES if language != ENGLISH)


@dataclass(frozen=True)
class SiteFile:
    """A file of the site. path: of a page, as the site map lists it; a picture has none."""

    file: str
    content: bytes
    path: str = ""


Shared = Callable[[Iterable[Unit]], Generator[list[SiteFile]]]
"""Makes units as Publication.make does, in their order, until it is closed."""


@dataclass(frozen=True, eq=False)
class Publication:
    """What is published. folder: of the data; base: what public addresses begin with, ends with "/", or "".

    languages: those besides English, each in a folder of its code.
    """

    atlas: Atlas
    folder: Path
    base: str
    languages: tuple[str, ...] = OTHERS

    @cached_property
    def selection(self) -> Selection:
        """The plain view, which every page that is read shows."""
        return select(self.atlas, View())

    @cached_property
    def descriptor(self) -> Mapping[str, Any]:
        """The data's datapackage.json."""
        return open_package(str(self.folder), self.folder).schema.descriptor

    @property
    def description(self) -> str:
        """What the data are, in the descriptor's words."""
        return str(self.descriptor.get("description", ""))

    def files(self, parts: tuple[str, ...] = PARTS, shared: Shared | None = None) -> Iterator[tuple[str, bytes]]:
        """(path, content) of the parts asked for; pages know each other's addresses whichever are written.

        shared: makes the units of the pages elsewhere, such as in other processes; here, one after another, without it.
        """
        units = reading_units(self._spoken) if "pages" in parts else []
        with closing((shared or self._one_by_one)(units)) as read:  # may begin while the map is made
            yield from self._files(parts, read)

    def _files(self, parts: tuple[str, ...], read: Iterable[list[SiteFile]]) -> Iterator[tuple[str, bytes]]:
        for path, content in self._assets.values():
            yield f"assets/{path}", content
        paths = []
        if "map" in parts:
            for selection in self._spoken:
                picture, model = self._world(selection)
                yield picture.path, write_preview(model, PREVIEW)
                for page in self._map_pages(selection, model, picture):
                    yield page.file, write_shell(page, self._site)
                    paths += [] if page.bare else [page.path]
            if self.base:  # a page for any address can lead nowhere without it
                page = lost_page((ENGLISH, *self.languages))
                yield page.file, write_shell(page, self._site)
        if "api" in parts:
            yield from self._api()
            for selection in self._spoken:
                page = manual_page(selection.atlas, self.base)
                yield page.file, write_shell(page, self._site)
                paths.append(page.path)
        for unit in read:
            for made in unit:
                yield made.file, made.content
                paths += [made.path] if made.path else []
        yield from self._told(paths)

    def make(self, unit: Unit) -> list[SiteFile]:
        """The files of one unit of the pages that are read: of a host, its picture, its dossier and its reports."""
        found = []
        kind, iso = unit
        if kind == "country" and iso in self.selection.by_country.index:
            for language, selection in self._by_language.items():
                if self._is_small or language == ENGLISH:
                    self._pictures_known[iso, language], model = self._host(iso, selection)
                    found.append(SiteFile(self._pictures_known[iso, language].path, write_preview(model, PREVIEW)))
        for page in reading_pages(unit, self._spoken, self.picture_of, self.base, self._plain):
            found.append(SiteFile(page.file, write_shell(page, self._site), page.path))
        return found

    def _one_by_one(self, units: Iterable[Unit]) -> Generator[list[SiteFile]]:
        for unit in units:
            yield self.make(unit)

    @cached_property
    def _site(self) -> Site:
        names = {name: path for name, (path, _) in self._assets.items()}
        return Site(self.base, self.atlas.release, names, self.languages, self._plain)

    def number_of_files(self, parts: tuple[str, ...] = PARTS) -> int:
        """About how many files will be made, for who waits."""
        hosts, countries = len(self.selection.by_country), len(self.atlas.countries)
        read, reports = len(DOCUMENTS) + countries + len(self.atlas.tables["sources"]), len(self.atlas.stations)
        spoken = read + reports - (reports if folder(REPORT) in self._plain else 0) - len(self._plain)
        read += reports + spoken * len(self.languages)
        tables = (len(self.atlas.tables) + 2) * len(TABLE_FORMATS) * (1 + len(self.atlas.releases))
        return sum(number for part, number in (("pages", read + hosts), ("api", tables)) if part in parts) + 12

    @cached_property
    def _plain(self) -> frozenset[str]:
        """What is made in English only: countries of which nothing is recorded, and each report's page where there are
        so many that nobody could host them in every language."""
        told = {*self.selection.by_country.index, *self.selection.responses["country_iso3"]}
        silent = {folder(COUNTRIES, iso) for iso in self.atlas.countries.index if iso not in told}
        return frozenset(silent if self._is_small else silent | {folder(REPORT)})

    @property
    def _is_small(self) -> bool:
        return len(self.atlas.stations) <= MOST_REPORTS

    @cached_property
    def _spoken(self) -> list[Selection]:
        """The plain view in each language, English first."""
        atlases = [in_language(self.atlas, language) for language in self.languages]
        return [self.selection, *(select(atlas, View(language=atlas.language)) for atlas in atlases)]

    @cached_property
    def _by_language(self) -> dict[str, Selection]:
        return {selection.atlas.language: selection for selection in self._spoken}

    def _map_pages(self, selection: Selection, model: MapModel, picture: Picture) -> Iterator[SitePage]:
        """The pages with the map in a language, and the one that says how it is embedded."""
        found = self._map_files(selection.atlas.language)
        yield front_page(selection, model, picture, found, self.base, self.description)
        yield embed_page(model, picture, found, self.base)
        yield embedding_page(selection.atlas, self.base)

    def _world(self, selection: Selection) -> tuple[Picture, MapModel]:
        """The plain view composed in the language of a selection, and its picture."""
        model = compose(selection, printed=True, base_url=self.base)
        return _picture("world", model), model

    def picture_of(self, iso_a3: str = "", language: str = ENGLISH) -> Picture:
        """The picture of a host in a language, or of the world: in English where there are too many for each."""
        is_host = iso_a3 in self.selection.by_country.index
        if is_host and not self._is_small:
            language = ENGLISH
        if (iso_a3, language) not in self._pictures_known:
            selection = self._by_language[language]
            found, _ = self._host(iso_a3, selection) if is_host else self._world(selection)
            self._pictures_known[iso_a3, language] = found
        return self._pictures_known[iso_a3, language]

    @cached_property
    def _pictures_known(self) -> dict[tuple[str, str], Picture]:
        return {}

    def _host(self, iso_a3: str, selection: Selection) -> tuple[Picture, MapModel]:
        """A host's own view composed in the language of a selection, and its picture, which stands for its pages where
        their links are shown."""
        own = select(selection.atlas, view_of(selection.view, iso_a3))
        model = compose(own, printed=True, base_url=self.base)
        return _picture(iso_a3, model), model

    def _api(self) -> Iterator[tuple[str, bytes]]:
        """The present version, and each that was released beside it."""
        yield from write_api(self.atlas, self.descriptor, API, base=self.base)
        for version, then in self._released.items():
            package = open_package(str(release_path(self.folder, version)), self.folder)
            place, held = f"{API}{VERSIONS}{version}/", typed(package)
            yield from write_api(then, package.schema.descriptor, place, base=self.base, tables=held)

    def _told(self, paths: list[str]) -> Iterator[tuple[str, bytes]]:
        """What machines are told, feeds included."""
        for selection in self._spoken:
            for name in FEEDS:
                path = f"{home_of(selection.atlas.language)}{name}"
                own = f"{self.base}{path}" if self.base else ""
                yield path, write_one_feed(name, selection, own=own, href=self._feed_href(selection.atlas.language))
        yield "catalog.jsonld", catalogue(self.atlas, self.base, self.description)
        yield "CITATION.cff", citation(self.atlas, self.base, self.description)
        yield "robots.txt", robots(self.base)
        yield "_headers", HEADERS.encode()
        if self.base:
            yield "sitemap.xml", sitemap(paths, self.base, day_of(self.atlas))

    def _feed_href(self, language: str) -> FeedHref:
        """Whole addresses of the pages in a language; none are known without a base."""

        def href(page: str, asked: Mapping[str, str]) -> str:
            to = Target(page, tuple(asked.items()))
            return address_of(to, f"{self.base}{home_of(language)}", self.base, self._plain) if self.base else ""

        return href

    @cached_property
    def _released(self) -> Mapping[str, Atlas]:
        """Data version → the atlas as it was then."""
        return {version: load_released(self.atlas, version, self.folder) for version in self.atlas.releases}

    def _map_files(self, language: str) -> MapFiles:
        def data_of(version: str) -> str:
            return f"{name_of('data', language, version)}.js"

        def cited_of(version: str) -> str:
            folder = f"{name_of('cited', language, version)}/"
            tiles = (path for name, (path, _) in self._assets.items() if name.startswith(folder))
            return next(tiles, folder).partition("/")[0] + "/"

        present = self.atlas.release
        return MapFiles(
            data_of(present),
            {version: self._assets[data_of(version)][0] for version in self._released},
            {version: cited_of(version) for version in (present, *self._released)},
        )

    @cached_property
    def _assets(self) -> dict[str, tuple[str, bytes]]:
        """Name as the pages know it → (name with its hash, content)."""
        found = {
            "site.css": (face_rules() + page_sheet() + (ASSETS / "site.css").read_text(encoding="utf-8")).encode(),
            "site.js": (ASSETS / "site.js").read_bytes(),
            "icon.png": (ASSETS / "icon.png").read_bytes(),
            **map_assets(self.atlas),
        }
        for version in (self.atlas, *self._released.values()):
            for language in (ENGLISH, *self.languages):
                found |= data_assets(in_language(version, language), rows=version is not self.atlas)
        faces = {name: _hashed(name, content) for name, content in found.items() if name.endswith(".woff")}
        sheet = found["site.css"].decode()
        for name, hashed in faces.items():
            sheet = sheet.replace(f"{{{name}}}", hashed)  # a style sheet leads to what lies beside it
        found["site.css"] = sheet.encode()
        return {name: (path, found[name]) for name, path in _asset_paths(found).items()}


def _asset_paths(found: Mapping[str, bytes]) -> dict[str, str]:
    """Name → where it lies: with the hash of its content; what lies in a folder with that of all that lies in it."""
    folders: dict[str, list[bytes]] = {}
    for name, content in found.items():
        folders.setdefault(name.rpartition("/")[0], []).append(content)
    hashed = {home: _hashed(f"{home}/", b"".join(held)) for home, held in folders.items() if home}
    paths = {}
    for name, content in found.items():
        home, _, file = name.rpartition("/")
        paths[name] = f"{hashed[home]}{file}" if home else _hashed(name, content)
    return paths


def _picture(name: str, model: MapModel) -> Picture:
    """The preview of a model as pages name it."""
    width, height = PREVIEW.pixels
    own = name if model.language == ENGLISH else f"{name}-{model.language}"
    return Picture(f"previews/{own}.png", model.words.alt_text, width, height)


def _hashed(name: str, content: bytes) -> str:
    """The name with the hash before its suffix, or before the "/" that ends a folder's."""
    digest = hashlib.sha256(content).hexdigest()[:16]
    if name.endswith("/"):
        return f"{name[:-1]}.{digest}/"
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{digest}.{suffix}"
