"""The map of the site: the files from which it works, and the frame for other people's pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.atlas import Atlas
from geo.maps.compose import compose
from geo.maps.model import Filterable, MapModel
from geo.record.listed import list_reports
from geo.render.about import describe
from geo.render.explore import (
    FACES,
    cited_tile,
    data_script,
    explore_script,
    explore_styles,
    explorer,
    face_rule,
    leaflet_script,
    letters_of,
)
from geo.render.html.markup import Markup, tag
from geo.render.typeface import small_woff
from geo.site.addresses import home_of, up
from geo.site.shell import Picture, SitePage
from geo.tables.codes import country_names
from geo.view import View
from geo.view.select import select
from geo.words.language import ENGLISH, LANGUAGES, speaking
from geo.words.messages import messages, texts

LEAFLET: Final = "leaflet.js"
SCRIPT: Final = "explore.js"
STYLE: Final = "explore.css"
MOST_ROWS: Final = 2_000  # reports as rows of the page; more are read by country, or taken as a file
EMBED: Final = "embed/"


def name_of(kind: str, language: str, version: str) -> str:
    """The name of what has the "data" of a version in a language, or what is "cited" of it."""
    return f"{kind}-{language}-{version}"


def map_assets(atlas: Atlas) -> dict[str, bytes]:
    """Name → content of what every page with the map fetches, whatever its data."""
    told = (str(cell) for table in atlas.tables.values() for column in table for cell in table[column])
    letters = letters_of((*told, *_spoken()))
    return {
        LEAFLET: leaflet_script().encode(),
        SCRIPT: explore_script().encode(),
        STYLE: explore_styles().encode(),
        **{_face_name(face): small_woff(face, letters) for face in FACES},
    }


def _spoken() -> Iterator[str]:
    """Whatever the atlas says by itself in any of its languages."""
    for language in LANGUAGES:
        yield from country_names(language).values()
        yield from texts(language).values()
        for message in messages(language).values():
            yield from (message,) if isinstance(message, str) else message.values()


def data_assets(atlas: Atlas, *, rows: bool = False) -> dict[str, bytes]:
    """Name → content of the data of one version in one language, and of what is fetched when a country is opened: a
    file for each, in a folder of their own. Of reports too many for rows on the page, keys come with their country.

    rows: with the rows of its table, for a version other than that of the page, whose rows the page has.
    """
    found, version, language = filterable_of(atlas), atlas.release, atlas.language
    cited, keys = name_of("cited", language, version), len(found.base.tables["reports"]) <= MOST_ROWS
    listed = _rows(atlas) if rows and keys else ()
    return {
        f"{name_of('data', language, version)}.js": data_script(version, found, keys=keys, rows=listed).encode(),
        **{f"{cited}/{iso}.js": cited_tile(version, iso, found).encode() for iso in found.cited},
    }


def _rows(atlas: Atlas) -> tuple[tuple[str, ...], ...]:
    """The table of a version's reports, row by row: the key, then the cells."""
    with speaking(atlas.language):
        listed = list_reports(atlas.stations, atlas.choices["wave"], atlas.labels.inline["stations.basis"])
        return tuple((key, *cells) for key, cells in listed.read())


def face_rules() -> str:
    """The typeface's rules for the site's own sheet; `{name}` stands for the address of a face beside it."""
    return "".join(face_rule(weight, f"{{{_face_name(face)}}}", "optional") for face, weight in FACES.items())


def filterable_of(atlas: Atlas) -> Filterable:
    """What a page needs to filter one data version by itself."""
    model = compose(select(atlas, View(language=atlas.language if atlas.language != ENGLISH else "")), printed=True)
    if model.filterable is None:
        raise AssertionError("a printed model can be filtered")
    return model.filterable()


@dataclass(frozen=True)
class MapFiles:
    """Where the files of the map in one language lie below the site's assets. data: name of the present data's file, as
    the pages know it; versions: released version → its data; cited: each version → the folder of what is cited of it,
    with a "/" at its end."""

    data: str
    versions: Mapping[str, str]
    cited: Mapping[str, str]

    @property
    def scripts(self) -> tuple[str, ...]:
        """Names of the scripts that a page with the map runs, in their order."""
        return LEAFLET, self.data, SCRIPT

    def settings(self, root: str, base: str) -> dict[str, Any]:
        """What explore.js reads. root: the way to the site's root."""
        return {
            "root": root,
            "base": base,
            **{
                kind: {version: f"{root}assets/{name}" for version, name in files.items()}
                for kind, files in (("versions", self.versions), ("cited", self.cited))
            },
        }


def still_map(model: MapModel, picture: Picture, root: str) -> Markup:
    """The map of the plain view as a picture, with the words that belong to it: what stands there without scripts."""
    words = model.words
    return tag(
        '<noscript><img src="{root}{path}" alt="{alt}" width="{width}" height="{height}"><p>{claim} {placed}</p>'
        "<p>{reply}</p><p>{source} {borders}</p></noscript>",
        root=root,
        path=picture.path,
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
        claim=words.reported_line,
        placed=words.placed,
        reply=words.china_line,
        source=words.source_line,
        borders=words.border_note,
    )


def embed_page(model: MapModel, picture: Picture, found: MapFiles, base: str) -> SitePage:
    """The map alone, for a frame in somebody else's page, in its language. Its address takes the keys of a view, and
    `controls=1`."""
    words = model.words
    path = f"{home_of(model.language)}{EMBED}"
    return SitePage(
        path=path,
        title=words.title,
        description=describe(words),
        body=tag(
            '<main><h1 id="title">{title}</h1><p class="subtitle" id="subtitle">{subtitle}</p>'
            '<div id="notices" role="status"></div>{map}</main>',
            title=words.title,
            subtitle=words.subtitle,
            map=explorer(found.settings(up(path), base), still_map(model, picture, up(path))),
        ),
        picture=picture,
        scripts=found.scripts,
        styles=(STYLE,),
        bare=True,
        language=model.language,
        spoken=True,
    )


def _face_name(face: str) -> str:
    return f"source-sans-pro-{face.lower()}.woff"
