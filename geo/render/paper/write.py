"""write_paper(document, model) → bytes: a document as a tagged PDF with the stamp of its view."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf
import typst

from geo.documents.document import Document
from geo.maps.model import MapModel
from geo.maps.style import FONT_FAMILY
from geo.render.paper.data import document_data
from geo.render.picture.fonts import (
    FALLBACK,
    drawable,
    faces_for,
    fallback_path,
    font_path,
    missing_letters,
    refuse_lost,
)
from geo.render.picture.page import on_white
from geo.render.stamp import GENERATOR, xmp_packet
from geo.words.language import speaking

TEMPLATE: Final = Path(__file__).with_name("document.typ")
UNDATED: Final = "2000-01-01"  # for a file that names no day: the format wants one, and no clock is asked
UA: Final = '<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>'


def write_paper(document: Document, model: MapModel) -> bytes:
    """A4 pages. model: the view that the document tells, composed; its stamp says which view of which data it is.

    Same document and model, same bytes. Conforms to PDF/UA-1, which Typst checks: it refuses a figure without words.
    Raises UsageError that names letters which no typeface has.
    """
    with speaking(document.lang):
        data = document_data(document)
    refuse_lost(map(missing_letters, _texts(data)), paper=True)
    made = _drawable(data)
    scripts = faces_for("".join(_texts(data)))
    families = [FONT_FAMILY, FALLBACK, *(face.family for face in scripts)]
    faces = (font_path("regular"), fallback_path(), *(face.path for face in scripts))
    made |= {"generator": GENERATOR, "fonts": families, "colours": _colours(model)}
    raw = typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=[str(path.parent) for path in faces],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(made, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=datetime.fromisoformat(model.exported_on or UNDATED).replace(tzinfo=UTC),
    )
    words = replace(model.words, title=document.title, link=document.link, alt_text=document.subtitle)
    out = BytesIO()
    with pikepdf.open(BytesIO(raw)) as pdf:
        packet = xmp_packet(replace(model, words=words), "application/pdf", UA).encode()
        pdf.Root.Metadata = pikepdf.Stream(pdf, packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.docinfo["/Creator"] = GENERATOR
        pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def _texts(made: Any) -> Iterator[str]:
    """Every text of a document's data, drawings aside."""
    if isinstance(made, str):
        yield made
    elif isinstance(made, list):
        for one in made:
            yield from _texts(one)
    elif isinstance(made, dict):
        for key, one in made.items():
            if key != "svg":
                yield from _texts(one)


def _drawable(made: Any) -> Any:
    """The same with every text as the typefaces can set it: Typst refuses a file with a letter that none has."""
    if isinstance(made, str):
        return drawable(made)
    if isinstance(made, list):
        return [_drawable(one) for one in made]
    if isinstance(made, dict):
        return {key: one if key == "svg" else _drawable(one) for key, one in made.items()}
    return made


def _colours(model: MapModel) -> dict[str, str]:
    """The colours that the template uses. Light is printed on white: a tint costs ink and contrast."""
    palette = model.palette
    return {
        "paper": on_white(model).palette.paper,
        "ink": palette.ink,
        "quiet": palette.quiet,
        "rule": palette.rule,
        "accent": palette.accent,
        "bar": palette.classes[2],
        "mark": palette.mark,
        "mark_text": palette.mark_text,
    }
