"""The map of the site: the files from which it works, and the frame for other people's pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.atlas import Atlas
from geo.maps.compose import compose
from geo.maps.model import Filterable, MapModel
from geo.render.explore import (
    FACES,
    cited_script,
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
from geo.site.shell import Picture, SitePage
from geo.tables.codes import country_names
from geo.view import View
from geo.view.select import select
from geo.words.language import ENGLISH, LANGUAGES
from geo.words.messages import messages, texts

LEAFLET: Final = "leaflet.js"
DATA: Final = "data.js"  # of the present version
CITED: Final = "cited.js"
SCRIPT: Final = "explore.js"
STYLE: Final = "explore.css"
SCRIPTS: Final = (LEAFLET, DATA, SCRIPT)
EMBED: Final = "embed/"


def map_assets(atlas: Atlas) -> dict[str, bytes]:
    """Name → content of what every page with the map fetches, and of what is fetched when it is asked for."""
    found = filterable_of(atlas)
    told = (str(cell) for table in atlas.tables.values() for column in table for cell in table[column])
    letters = letters_of((*told, *_spoken()))
    return {
        LEAFLET: leaflet_script().encode(),
        DATA: data_script(atlas.release, found).encode(),
        CITED: cited_script(found).encode(),
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
    """Where the map's files lie below the site's assets. versions: data version → its data, released ones; languages:
    code → the present data in it, for those besides English."""

    cited: str
    versions: Mapping[str, str]
    languages: Mapping[str, str]

    def settings(self, root: str, base: str) -> dict[str, Any]:
        """What explore.js reads. root: the way to the site's root."""
        return {
            "root": root,
            "base": base,
            "cited": f"{root}assets/{self.cited}",
            "versions": {version: f"{root}assets/{name}" for version, name in self.versions.items()},
            "languages": {language: f"{root}assets/{name}" for language, name in self.languages.items()},
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
    """The map alone, for a frame in somebody else's page. Its address takes the keys of a view, and `controls=1`."""
    words = model.words
    return SitePage(
        path=EMBED,
        title=words.title,
        description=f"{words.title}. {words.subtitle}. {words.reported_line}",
        body=tag(
            '<main><h1 id="title">{title}</h1>{map}</main>',
            title=words.title,
            map=explorer(found.settings("../", base), still_map(model, picture, "../")),
        ),
        picture=picture,
        scripts=SCRIPTS,
        styles=(STYLE,),
        bare=True,
    )


def _face_name(face: str) -> str:
    return f"source-sans-pro-{face.lower()}.woff"
