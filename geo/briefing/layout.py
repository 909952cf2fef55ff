"""Where marks and names of the web map stand: laid out once, and kept between two starts of page or command line."""

from __future__ import annotations

import hashlib

from geo.atlas import Atlas
from geo.maps.model import MapModel
from geo.render.picture.fonts import typefaces
from geo.render.web.ladders import Laid, lay_out
from geo.tables.kept import has_value, keep_value, program_key, read_value

_LADDERS = "ladders"


def keep_layout(model: MapModel) -> Laid:
    """lay_out of a plain view with its frames. It takes longest of all at a start, and is the same as long as program,
    data and typefaces are; so it is kept in the user's cache folder."""
    key = _key(model.data_version, model.fingerprint, model.language)
    kept: Laid | None = read_value(_LADDERS, key)
    if kept is not None:
        return kept
    laid = lay_out(model)
    keep_value(_LADDERS, key, laid)
    return laid


def is_laid_out(atlas: Atlas) -> bool:
    """Whether `keep_layout` of the atlas's own map would find what it kept."""
    return has_value(_LADDERS, _key(atlas.version, atlas.fingerprint, atlas.language))


def _key(data_version: str, fingerprint: str, language: str) -> str:
    made_of = f"{program_key()} {data_version} {fingerprint} {language} {typefaces()}"
    return hashlib.sha256(made_of.encode()).hexdigest()
