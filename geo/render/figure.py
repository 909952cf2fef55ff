"""A picture of the model as PNG, SVG or PDF.

No screen, no network, no state of its own: the same model and size give the same bytes. Matplotlib's settings are
global to the process, so drawing takes turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from threading import Lock
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import pikepdf
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.model import MapModel
from geo.render.fonts import drawable
from geo.render.ground import Placement, draw_ground, place
from geo.render.labels import draw_labels, place_labels
from geo.render.layout import draw_plan, plan_picture
from geo.render.marks import REACH, draw_marks, spread
from geo.render.presets import Size
from geo.render.sheet import Box, Points, Sheet, symbols
from geo.render.stamp import GENERATOR, LANGUAGE, PNG_XMP, xml_text, xmp_packet

_TURN = Lock()
_SETTINGS: Final[Any] = {
    "text.hinting": "no_hinting",
    "text.parse_math": False,
    "pdf.fonttype": 42,  # the typeface itself, so that text can be found and copied
    "svg.fonttype": "path",  # outlines: looks the same where the typeface is missing, and nothing runs over
    "svg.hashsalt": "station-atlas",
    "path.simplify": False,
}


def draw_picture(model: MapModel, size: Size) -> Sheet:
    """The whole picture on one sheet."""
    sheet = Sheet(size, model.palette.paper)
    plan = plan_picture(model, size)
    draw_maps(sheet, plan.arranged.maps, model, plan.text_size, brief=bool(plan.left_out))
    draw_plan(sheet, plan, model)
    return sheet


def draw_maps(sheet: Sheet, boxes: Sequence[Box], model: MapModel, text: float, *, brief: bool = False) -> None:
    """Each frame in its box. An inset takes its marks over from the main map, where a window shows what it covers.

    brief: no names and no numbers, as these would be too small; marks become dots, where no area speaks for them.
    """
    placements = [place(frame, box) for frame, box in zip(model.frames, boxes, strict=True) if box.width > 0]
    shown: set[str] = set()
    for placement in reversed(placements):
        frame, palette = placement.frame, model.palette
        draw_ground(sheet, placement, model, text)
        windows = [_window(inset, placement) for inset in placements[1:]] if frame is model.frames[0] else []
        sheet.lines(windows, palette.ink, text * 0.07, clip=placement.box)
        tag = sheet.tag_box(placement.box, frame.label, text) if frame.to_main else None
        keys = placement.in_sight(frame.marks) - shown
        shown |= keys
        if brief:
            _draw_dots(sheet, placement, model, keys, text)
        else:
            _draw_marks(sheet, placement, model, keys, text, windows, tag)
        if tag:
            sheet.tag(tag, frame.label, text, palette.ink, palette.paper)
            sheet.box(placement.box, "none", palette.quiet, 0.8)


def _window(inset: Placement, main: Placement) -> Points:
    """The outline, in px, of what an inset shows, on the main map."""
    if inset.frame.to_main is None:
        return np.empty((0, 2))
    edge = shapely.get_coordinates(shapely.segmentize(inset.visible, inset.visible.length / 160))
    outline = main.to_px(np.column_stack(inset.frame.to_main(edge[:, 0], edge[:, 1])))
    return outline[np.isfinite(outline).all(axis=1)]


def _draw_dots(sheet: Sheet, placement: Placement, model: MapModel, keys: set[str], text: float) -> None:
    if model.show_areas or not model.show_marks:
        return
    for shape in ("circle", "square"):
        own = [placement.frame.marks[m.key] for m in model.marks if m.key in keys and m.shape == shape]
        fill = model.palette.mark if shape == "circle" else model.palette.mark_ring
        sheet.shape(symbols(shape, placement.to_px(own), text * 0.25), fill, model.palette.mark, text * 0.07)


def _draw_marks(
    sheet: Sheet,
    placement: Placement,
    model: MapModel,
    keys: set[str],
    text: float,
    windows: Sequence[Points],
    tag: Box | None,
) -> None:
    """Marks and names. Nothing is named inside the windows of insets, or under the tag."""
    marks = [mark for mark in model.marks if mark.key in keys] if model.show_marks else []
    places = placement.to_px([placement.frame.marks[mark.key] for mark in marks])
    radius = text * 0.62
    at = spread(places, radius * REACH, placement.box) if len(marks) else places
    labels = place_labels(placement, model, marks, at, radius, text * 0.85, windows, [tag] if tag else [])
    draw_labels(sheet, labels, text * 0.85, model)
    draw_marks(sheet, marks, places, at, radius, model.palette)


def write_png(model: MapModel, size: Size) -> bytes:
    """PNG in the size's device pixels, with the stamp as XMP and the common fields as iTXt."""
    with _TURN, mpl.rc_context(_SETTINGS):
        figure = draw_picture(model, size).figure
        # The canvas cuts fractions of a pixel off: ask for a whole number and a hair more.
        figure.set_size_inches(*((pixels + 0.01) / size.dpi for pixels in size.pixels))
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
        info.add_itxt(key, text.replace("\0", ""), lang=LANGUAGE)
    info.add_itxt(PNG_XMP, xmp_packet(model, "image/png"))
    out = BytesIO()
    image.save(out, "PNG", dpi=(size.dpi, size.dpi), pnginfo=info, compress_level=6)
    return out.getvalue()


def write_svg(model: MapModel, size: Size) -> bytes:
    """SVG with title and description for screen readers and the stamp as XMP; letters are outlines, see _SETTINGS."""
    out = BytesIO()
    with _TURN, mpl.rc_context(_SETTINGS):
        figure = draw_picture(model, size).figure
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = out.getvalue().decode()
    start = text.index("<svg ")
    opened = text.index(">", start)
    drawing = re.sub(r"\s*<metadata>.*?</metadata>", "", text[opened + 1 :], count=1, flags=re.DOTALL)
    words = model.words
    head = (
        f'{text[start:opened]} role="img" xml:lang="{LANGUAGE}" aria-labelledby="atlas-title atlas-desc">'
        f'<title id="atlas-title">{xml_text(words.title)}</title>'
        f'<desc id="atlas-desc">{xml_text(words.alt_text)}</desc>'
        f"<metadata>{xmp_packet(model, 'image/svg+xml')}</metadata>"
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{drawing}'.encode()


def write_pdf(model: MapModel, size: Size) -> bytes:
    """PDF with the typeface inside, document language and the stamp as XMP."""
    with _TURN, mpl.rc_context(_SETTINGS):
        return finish_pdf(model, [draw_picture(model, size).figure])


def finish_pdf(model: MapModel, figures: Sequence[Figure]) -> bytes:
    """The figures as pages of one PDF. Call inside matplotlib's turn."""
    raw, out = BytesIO(), BytesIO()
    nothing = dict.fromkeys(("Creator", "Producer", "CreationDate"))
    with PdfPages(raw, metadata=nothing) as pages:
        for figure in figures:
            pages.savefig(figure)
    with pikepdf.open(raw) as pdf:
        pdf.Root.Lang = pikepdf.String(LANGUAGE)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        packet = xmp_packet(model, "application/pdf").encode()
        pdf.Root.Metadata = pikepdf.Stream(pdf, packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.docinfo["/Title"] = drawable(model.words.title)
        pdf.docinfo["/Subject"] = drawable(model.words.subtitle)
        pdf.docinfo["/Creator"] = GENERATOR
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
