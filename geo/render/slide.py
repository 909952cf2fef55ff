"""A PowerPoint deck: the map as a picture, every word beside it as text that can be edited, the countries as a table.

The deck is plain: 16:9, one typeface, the palette's paper. Its picture carries the same stamp as a PNG, and the core
properties name query, data version and hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Pt

from geo.maps.model import MapModel
from geo.maps.style import FONT_FAMILY
from geo.render.archive import without_times
from geo.render.picture.figure import write_map_png
from geo.render.picture.fonts import drawable, wrap
from geo.render.presets import Size
from geo.render.stamp import GENERATOR, query_text, xml_characters
from geo.tables.dates import say_date
from geo.words.captions import COLUMNS, CONTINUED, NOTES, NOTHING, ONE_EACH, TABLES
from geo.words.language import say_figure, spoken
from geo.words.messages import close, join_sentences, join_words, say, word

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 34.0  # points: 13.33 × 7.5 inches
LEADING: Final = 1.22
SLACK: Final = 0.86  # lines are measured for this much of their box: another typeface may run wider
BOLD_SLACK: Final = 0.73  # of a title: bold faces differ more
LEAST_PICTURE: Final = 0.4  # of the slide's height
ROWS: Final = 17  # of the table on one slide
TITLE_ONLY: Final = 5  # the layout of python-pptx's own template that has a title and nothing else
LONGEST_PROPERTY: Final = 255
NUMERIC: Final = ("reports", "cities")

EAST_ASIAN: Final = "Microsoft YaHei"
LANGUAGE_IDS: Final = {
    "en": MSO_LANGUAGE_ID.ENGLISH_UK,
    "es": MSO_LANGUAGE_ID.SPANISH,
    "it": MSO_LANGUAGE_ID.ITALIAN,
    "fr": MSO_LANGUAGE_ID.FRENCH,
    "de": MSO_LANGUAGE_ID.GERMAN,
    "sr-Latn": MSO_LANGUAGE_ID.SERBIAN_LATIN,
    "zh-Hans": MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE,
}


def write_pptx(model: MapModel) -> bytes:
    """The deck as bytes: map, then countries, then how to read it."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _add_map(deck, model)
    _add_countries(deck, model)
    _add_reading(deck, model)
    _set_properties(deck, model)
    out = BytesIO()
    deck.save(out)
    return without_times(out.getvalue())


def _add_map(deck: Any, model: MapModel) -> None:
    """Title, caption, picture, claim beside reply, notes; text shrinks until the picture has room."""
    words = model.words
    slide, y = _new_slide(deck, model, words.title, 28)
    inner, half = WIDTH - 2 * MARGIN, (WIDTH - 2 * MARGIN - 20) / 2
    filters = f"{words.filters} · {words.counted}" if words.filters else words.counted
    claim, reply = [words.reported_line, words.placed], [words.china_line]
    notes = [words.counting_note, words.absence_note, words.source_line, words.border_note, words.version_line]
    fine = [join_sentences(*notes), words.link]
    for shrunk in (1.0, 0.9, 0.8, 0.7, 0.6):
        large, middle, small, tiny = (size * shrunk for size in (13, 11, 10.5, 8))
        above = _height([words.subtitle], large, inner) + _height([filters, words.empty], middle, inner, bold=True)
        low = max(_height(claim, small, half), _height(reply, small, half))
        bottom = HEIGHT - MARGIN * 0.6 - _height(fine, tiny, inner)
        room = (inner, bottom - low - above - y - 16)
        if room[1] >= HEIGHT * LEAST_PICTURE:
            break
    y = _write(slide, model, [words.subtitle], large, MARGIN, y, inner, quiet=True)
    y = _write(slide, model, [filters, words.empty], middle, MARGIN, y + 2, inner, bold=True)
    _write(slide, model, claim, small, MARGIN, bottom - low - 4, half)
    _write(slide, model, reply, small, MARGIN + half + 20, bottom - low - 4, half)
    _write(slide, model, fine, tiny, MARGIN, bottom, inner, quiet=True)
    # Twice the slide's own points: sharp on a projector, and text of the map as large as the caption.
    size = Size("slide map", "", room[0] * 4 / 3, room[1] * 4 / 3, 1.6, 13)
    picture = slide.shapes.add_picture(
        BytesIO(write_map_png(model, size)), Pt(MARGIN), Pt(y + 5), Pt(room[0]), Pt(room[1])
    )
    description = picture._element.nvPicPr.cNvPr
    description.set("descr", xml_characters(words.alt_text))
    description.set("title", xml_characters(words.title))
    slide.notes_slide.notes_text_frame.text = xml_characters(
        "\n".join([words.paragraph, "", *words.footnotes, "", words.alt_text, words.link])
    )


def _add_countries(deck: Any, model: MapModel) -> None:
    """The table of countries, some twenty rows a slide; where that is too many, those with one report in one line."""
    frame = model.tables["countries"]
    columns = [column for column in COLUMNS if column in frame.columns]
    single = frame["reports"] == 1
    listed = frame[single]["country_name"] if len(frame) > ROWS and not single.all() else []
    frame = frame[~single] if len(listed) else frame
    total = -(-len(frame) // ROWS)
    for number in range(total):
        heading = TABLES["countries"]
        if total > 1:
            heading = word(CONTINUED, heading=heading, number=number + 1, total=total)
        slide, y = _new_slide(deck, model, heading, 20)
        line = join_sentences(close(model.words.title), model.words.reported_line)
        y = _write(slide, model, [line], 11, MARGIN, y, 890, quiet=True)
        rows = frame[columns].iloc[number * ROWS : (number + 1) * ROWS].itertuples(index=False, name=None)
        y = _add_table(slide, model, columns, list(rows), y + 8)
        if number == total - 1 and len(listed):
            _write(slide, model, [word(ONE_EACH, names=join_words(list(listed)))], 10.5, MARGIN, y + 6, 890)
        imprint = [f"{model.words.version_line} · {model.words.link}"]
        _write(slide, model, imprint, 8, MARGIN, HEIGHT - 10 - _height(imprint, 8, 890), 890, quiet=True)


def _add_table(slide: Any, model: MapModel, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], y: float) -> float:
    """A table from y on; returns where it ends."""
    palette, row_height = model.palette, 20.0
    shape = slide.shapes.add_table(
        len(rows) + 1, len(columns), Pt(MARGIN), Pt(y), Pt(WIDTH - 2 * MARGIN), Pt(row_height * (len(rows) + 1))
    )
    table = shape.table
    table.first_row, table.horz_banding = True, False
    shape._element.nvGraphicFramePr.cNvPr.set("descr", xml_characters(model.words.title))
    shares = {"country_name": 3.0, "reports": 1.5, "cities": 1.7, "newest_response": 4.0, "newest_response_date": 2.2}
    whole = sum(shares[column] for column in columns)
    for number, column in enumerate(columns):
        table.columns[number].width = Emu(int(Pt(WIDTH - 2 * MARGIN) * shares[column] / whole))
    texts = [[COLUMNS[column] for column in columns]]
    texts += [[_said(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows]
    for down, line in enumerate(texts):
        table.rows[down].height = Pt(row_height)
        for across, text in enumerate(line):
            cell = table.cell(down, across)
            cell.margin_top = cell.margin_bottom = Pt(1.5)
            cell.margin_left = cell.margin_right = Pt(4)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(palette.rule if down == 0 else palette.paper)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if columns[across] in NUMERIC else PP_ALIGN.LEFT
            _run(paragraph, text, 10.5, palette.ink, bold=down == 0)
    return y + row_height * len(texts)


def _said(column: str, cell: Any) -> str:
    """A cell as a reader sees it: dates in words, numbers with thousands apart."""
    if column.endswith("date"):
        return say_date(cell) if cell else NOTHING
    if column == "newest_response":
        return str(cell) or say("response.none")
    return say_figure(int(cell)) if column in NUMERIC else str(cell)


def _add_reading(deck: Any, model: MapModel) -> None:
    """The sentences that a reader needs to judge the map, and the footnotes, on as many slides as they take."""
    words, inner, y = model.words, WIDTH - 2 * MARGIN, HEIGHT
    texts = [words.counting_note, words.placed, words.absence_note, words.reported_line, words.china_line]
    texts += [words.border_note, words.source_line]
    slide = None
    for text, size in [*((text, 13.0) for text in texts), *((note, 10.0) for note in words.footnotes)]:
        if slide is None or y + _height([text], size, inner) + 5 > HEIGHT - MARGIN:
            slide, y = _new_slide(deck, model, word(NOTES), 20)
        y = _write(slide, model, [text], size, MARGIN, y, inner, quiet=size < 13, after=5)


def _new_slide(deck: Any, model: MapModel, title: str, size: float) -> tuple[Any, float]:
    """A slide in the palette's paper with its title, and where the title ends."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _rgb(model.palette.paper)
    inner = WIDTH - 2 * MARGIN
    least = max(14.0, size * 0.75)
    while size > least and len(wrap(title, size, inner * BOLD_SLACK, "bold")) > 1:
        size -= 1  # one line first of all: a second one that another typeface makes has no room
    while size > 14 and len(wrap(title, size, inner * BOLD_SLACK, "bold")) > 2:
        size -= 1
    height = len(wrap(title, size, inner * BOLD_SLACK, "bold")) * size * LEADING
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = Pt(MARGIN), Pt(MARGIN * 0.6), Pt(inner), Pt(height)
    _fill(box.text_frame, [title], size, model.palette.ink, bold=True)
    return slide, MARGIN * 0.6 + height


def _write(
    slide: Any,
    model: MapModel,
    texts: Sequence[str],
    size: float,
    x: float,
    y: float,
    width: float,
    *,
    bold: bool = False,
    quiet: bool = False,
    after: float = 0.0,
) -> float:
    """A text box with one paragraph a text, empty ones left out; returns where it ends."""
    texts = [text for text in texts if text]
    height = _height(texts, size, width, bold=bold) + after * len(texts)
    box = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    colour = model.palette.quiet if quiet else model.palette.ink
    _fill(box.text_frame, texts, size, colour, bold=bold, after=after)
    return y + height


def _height(texts: Sequence[str], size: float, width: float, *, bold: bool = False) -> float:
    """Points that the texts need below each other in a box of that width."""
    lines = sum(len(wrap(text, size, width * SLACK, "bold" if bold else "regular")) for text in texts)
    return lines * size * LEADING


def _fill(
    frame: Any, texts: Sequence[str], size: float, colour: str, *, bold: bool = False, after: float = 0.0
) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(after)
        _run(paragraph, text, size, colour, bold=bold)


def _run(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = drawable(xml_characters(text))
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT_FAMILY
    run.font.color.rgb = _rgb(colour)
    run.font.language_id = LANGUAGE_IDS[spoken()]
    if spoken() == "zh-Hans":
        run.font._element.append(_east_asian())


def _east_asian() -> Any:
    """The typeface of Chinese letters, for programs that choose one for each script; another where it is not there."""
    element = OxmlElement("a:ea")
    element.set("typeface", EAST_ASIAN)
    return element


def _rgb(colour: str) -> RGBColor:
    red, green, blue = bytes.fromhex(colour.lstrip("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _set_properties(deck: Any, model: MapModel) -> None:
    """Core properties; each is cut at 255 characters, the most that the format's tools take."""
    day = datetime.fromisoformat(model.exported_on or "2000-01-01")
    properties = deck.core_properties
    texts = {
        "title": model.words.title,
        "subject": model.words.subtitle,
        "author": GENERATOR,
        "last_modified_by": GENERATOR,
        "keywords": query_text(model),
        "comments": model.words.alt_text,
        "identifier": f"sha256:{model.fingerprint}",
        "version": model.data_version,
        "category": model.pack_id,
        "language": model.language,
    }
    for name, text in texts.items():
        setattr(properties, name, xml_characters(text)[:LONGEST_PROPERTY])
    properties.created = properties.modified = day
    properties.revision = 1
