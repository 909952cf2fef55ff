"""The briefing pack: one zip with the page, the pictures, the slides, the table and the sources of one view.

All files carry one pack id, made from the view, the data and the day of export: the same three give the same id and
the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from geo.briefing.drawing import write_file
from geo.maps.model import MapModel
from geo.record.cite import bibtex, chicago
from geo.render import FORMATS
from geo.render.about import about
from geo.render.archive import zip_bytes
from geo.render.presets import PRESETS
from geo.words.captions import CHECK, PACK, PACK_CONTENTS, PACK_FILES, PACK_HEADING
from geo.words.language import speaking
from geo.words.messages import labelled, word

Progress = Callable[[str, int, int], None]
_DRAWN: Final = {
    "page.pdf": ("pdf", "a4"),
    "slide.png": ("png", "slide"),
    "square.png": ("png", "square"),
    "picture.svg": ("svg", "slide"),
    "slides.pptx": ("pptx", "slide"),
    "page.html": ("html", "slide"),
    "reports.csv": ("csv", "slide"),
}


def pack_id(model: MapModel) -> str:
    """ "SA-20261123-1f0c9a3be2": the day of export, and a hash of view, data, day, palette and headings."""
    said = [model.words.title, model.words.subtitle]
    content = [sorted(model.query.items()), model.fingerprint, model.exported_on, model.palette.name, said]
    digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    return f"SA-{model.exported_on.replace('-', '') or 'undated'}-{digest[:10]}"


def in_pack(model: MapModel) -> MapModel:
    """The model with its pack id, also in the line that every picture prints."""
    own = pack_id(model)
    line = f"{model.words.version_line} · {word(PACK, pack_id=own)}"
    return replace(model, pack_id=own, words=replace(model.words, version_line=line))


def write_pack(model: MapModel, progress: Progress = lambda name, number, total: None) -> bytes:
    """The pack of a printed model as a zip. progress: called with (name, number, how many) before each file is made."""
    made: dict[str, bytes] = {}
    with speaking(model.language):
        model = in_pack(model)
        for number, name in enumerate(PACK_FILES, start=1):
            progress(name, number, len(PACK_FILES))
            made[name] = _content(model, name)
    return zip_bytes(made)


def _content(model: MapModel, name: str) -> bytes:
    if name in _DRAWN:
        kind, preset = _DRAWN[name]
        return write_file(model, kind, PRESETS[preset])
    if name == "reports.csv-metadata.json":
        beside = FORMATS["csv"].write_beside(model, "reports.csv")
        return beside[1] if beside else b""
    sources = model.tables["sources"].to_dict("records")
    if name == "sources.bib":
        return "\n".join(bibtex(source) for source in sources).encode()
    if name == "sources.txt":
        return ("\n\n".join(sorted(chicago(source) for source in sources)) + "\n").encode()
    return _readme(model).encode()


def _readme(model: MapModel) -> str:
    heading, contents = word(PACK_HEADING, pack_id=model.pack_id), word(PACK_CONTENTS)
    lines = [heading, "=" * len(heading), ""]
    # Some sentences begin with the very word that labels them.
    told = [(labelled(label, ""), text or "–") for _, label, text in about(model)]
    lines += [text if text.startswith(label) else f"{label}{text}" for label, text in told]
    lines += ["", contents, "-" * len(contents)]
    lines += [labelled(name, what) for name, what in PACK_FILES.items()]
    lines += ["", model.words.paragraph, "", *model.words.footnotes, "", word(CHECK), ""]
    return "\n".join(lines)
