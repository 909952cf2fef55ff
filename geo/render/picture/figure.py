"""A picture of the model as PNG, SVG or PDF.

No screen, no network, no state of its own: the same model and size give the same bytes. Matplotlib's settings are
global to the process, so drawing takes turns.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from io import BytesIO
from threading import Lock
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import pikepdf
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.maps.model import MapModel
from geo.maps.style import FONT_FAMILY
from geo.render.picture.fonts import drawable, refuse_lost
from geo.render.picture.layout import Plan, plan_figure, plan_map, plan_picture
from geo.render.picture.maps import draw_planned
from geo.render.picture.page import draw_front, plan_front
from geo.render.picture.sheet import HALO, ON_HALO, POINTS_PER_PX, Box, Sheet
from geo.render.presets import Size
from geo.render.stamp import GENERATOR, PNG_XMP, xml_text, xmp_packet
from geo.render.typeface import small_woff

# A face's hinting sources, of no use in a PDF, are left out of it: nothing that an operator has to read.
logging.getLogger("fontTools.subset").setLevel(logging.ERROR)

_TURN = Lock()
_PATH_DATA: Final = re.compile(r' d="[^"]*"')
_TAIL: Final = re.compile(r"(\.\d\d)\d+")
_HALO: Final = re.compile(
    rf'<g id="{HALO}\d+">\s*<path[^>]*style="fill: #\w+; (?P<edge>stroke: #\w+; stroke-width: [\d.]+)[^"]*"/>\s*</g>\s*'
)
_SETTINGS: Final[Any] = {
    "text.hinting": "no_hinting",
    "text.parse_math": False,
    "pdf.compression": 0,  # done once at the end, of each page as a whole
    "pdf.fonttype": 42,  # the typeface itself, so that text can be found and copied
    "svg.fonttype": "path",  # outlines: looks the same where the typeface is missing, and nothing runs over
    "svg.hashsalt": "station-atlas",
    "path.simplify": False,
}


def draw_picture(model: MapModel, size: Size) -> Sheet:
    """The whole picture on one sheet; of a page preset, its front page."""
    if size.arrangement == "page":
        return draw_front(model, size)
    return _draw_planned(model, size, plan_picture(model, size))


def left_out(model: MapModel, size: Size) -> tuple[str, ...]:
    """Fields of Words that a picture of this size leaves out as they could not be read; () for almost every size."""
    return (plan_front if size.arrangement == "page" else plan_picture)(model, size).left_out


def _draw_planned(model: MapModel, size: Size, plan: Plan) -> Sheet:
    sheet = Sheet(size, model.palette.paper)
    draw_planned(sheet, plan, model)
    return sheet


def write_png(model: MapModel, size: Size) -> bytes:
    """PNG in the size's device pixels, with the stamp as XMP and the common fields as iTXt."""
    return png_of(model, size, lambda: draw_picture(model, size))


def write_map_png(model: MapModel, size: Size) -> bytes:
    """PNG of maps and legend alone, for a slide that carries the words as text; with the same stamp."""
    return png_of(model, size, lambda: _draw_planned(model, size, plan_map(model, size)))


def write_preview(model: MapModel, size: Size) -> bytes:
    """The same PNG for a page that shows it beside all words: a name that can't be drawn is left out of it."""
    return png_of(model, size, lambda: draw_picture(model, size), lenient=True)


def png_of(model: MapModel, size: Size, draw: Callable[[], Sheet], *, lenient: bool = False) -> bytes:
    """What `draw` draws in matplotlib's turn, as PNG with the model's stamp.

    Raises UsageError that names letters which could not be drawn, unless lenient.
    """
    with _TURN, mpl.rc_context(_SETTINGS):
        sheet = draw()
        refuse_lost(() if lenient else sheet.lost)
        figure = sheet.figure
        # The canvas cuts fractions of a pixel off: ask for a whole number and a hair more.
        across, down = size.pixels
        figure.set_size_inches((across + 0.01) / size.dpi, (down + 0.01) / size.dpi)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    image = Image.fromarray(pixels[:, :, :3])
    info = PngInfo()
    fields = {
        "Title": model.words.title,
        "Description": model.words.alt_text,
        "Source": model.words.source_line,
        "Software": GENERATOR,
        "URL": model.words.link,
    }
    for key, text in fields.items():
        info.add_itxt(key, text.replace("\0", ""), lang=model.language)
    info.add_itxt(PNG_XMP, xmp_packet(model, "image/png"))
    out = BytesIO()
    image.save(out, "PNG", dpi=(size.dpi, size.dpi), pnginfo=info, compress_level=6)
    return out.getvalue()


def write_figure_png(model: MapModel, size: Size) -> bytes:
    """PNG of maps and legend and no word besides, for a page that carries the words; with the same stamp."""
    return png_of(model, size, lambda: _draw_planned(model, size, plan_figure(model, size)))


def write_figure_svg(model: MapModel, size: Size) -> bytes:
    """The same as SVG, for paper."""
    return svg_of(model, lambda: _draw_planned(model, size, plan_figure(model, size)))


def write_svg(model: MapModel, size: Size) -> bytes:
    """SVG with title and description for screen readers and the stamp as XMP; letters are outlines, see _SETTINGS."""
    return svg_of(model, lambda: draw_picture(model, size))


def write_svg_text(model: MapModel, size: Size) -> bytes:
    """The SVG whose letters are text that a graphics desk can correct, with the typeface inside for who only looks.

    A halo is then the edge of its text and no shape of its own, which would keep the old word.
    """
    drawn = svg_of(model, lambda: draw_picture(model, size), {"svg.fonttype": "none"}).decode()
    halo = _HALO.search(drawn)
    edge = f"{{ paint-order: stroke; {halo['edge']}; stroke-linejoin: round }}" if halo else "{}"
    faces = "".join(
        f"@font-face {{ font-family: '{FONT_FAMILY}'; font-weight: {weight}; "
        f"src: url(data:font/woff;base64,{b64encode(small_woff(face)).decode()}) }}\n"
        for face, weight in (("Regular", 400), ("Bold", 700))
    )
    style = f'<style>\n{faces}g[id^="{ON_HALO}"] text {edge}\n</style>'
    plain = _HALO.sub("", drawn)
    return plain.replace("</metadata>", f"</metadata>{style}", 1).encode()


def svg_of(
    model: MapModel,
    draw: Callable[[], Sheet],
    settings: Mapping[str, Any] | None = None,
    *,
    lenient: bool = False,
) -> bytes:
    """What `draw` draws in matplotlib's turn, as SVG with the model's stamp. settings: of matplotlib, beside ours.

    Raises UsageError as png_of does.
    """
    out = BytesIO()
    with _TURN, mpl.rc_context(_SETTINGS | dict(settings or {})):
        sheet = draw()
        refuse_lost(() if lenient else sheet.lost)
        figure = sheet.figure
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = out.getvalue().decode()
    start = text.index("<svg ")
    opened = text.index(">", start)
    drawing = re.sub(r"\s*<metadata>.*?</metadata>", "", text[opened + 1 :], count=1, flags=re.DOTALL)
    # Hundredths of a point are finer than any printer, and half the file.
    drawing = _PATH_DATA.sub(lambda found: _TAIL.sub(r"\1", found[0]), drawing)
    words = model.words
    head = (
        f'{text[start:opened]} role="img" xml:lang="{model.language}" aria-labelledby="atlas-title atlas-desc">'
        f'<title id="atlas-title">{xml_text(words.title)}</title>'
        f'<desc id="atlas-desc">{xml_text(words.alt_text)}</desc>'
        f"<metadata>{xmp_packet(model, 'image/svg+xml')}</metadata>"
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{drawing}'.encode()


def write_pdf(model: MapModel, size: Size) -> bytes:
    """PDF with the typeface inside, document language and the stamp as XMP; of a page preset, its front page."""
    raw, out = BytesIO(), BytesIO()
    nothing = dict.fromkeys(("Creator", "Producer", "CreationDate"))
    with _TURN, mpl.rc_context(_SETTINGS):
        sheet = draw_picture(model, size)
        refuse_lost(sheet.lost)
        with PdfPages(raw, metadata=nothing) as pages:
            pages.savefig(sheet.figure)
    with pikepdf.open(raw) as pdf:
        (page,) = pdf.pages
        page.obj.Annots = pikepdf.Array([_link(pdf, sheet, box, url) for box, url in sheet.links])
        pdf.Root.Lang = pikepdf.String(model.language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        packet = xmp_packet(model, "application/pdf").encode()
        pdf.Root.Metadata = pikepdf.Stream(pdf, packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.docinfo["/Title"] = drawable(model.words.title)
        pdf.docinfo["/Subject"] = drawable(model.words.subtitle)
        pdf.docinfo["/Creator"] = GENERATOR
        pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def _link(pdf: pikepdf.Pdf, sheet: Sheet, box: Box, url: str) -> pikepdf.Object:
    """An invisible link over a box of the sheet."""
    left, right = box.x * POINTS_PER_PX, box.right * POINTS_PER_PX
    top, bottom = ((sheet.size.height - y) * POINTS_PER_PX for y in (box.y, box.bottom))
    action = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.URI, URI=pikepdf.String(url))
    rectangle = [round(value, 2) for value in (left, bottom, right, top)]
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=rectangle,
            Border=[0, 0, 0],
            A=action,
            Contents=pikepdf.String(url),
        )
    )
