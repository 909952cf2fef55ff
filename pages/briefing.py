"""Briefing: the view as picture, page, slides, table or pack; words to copy; and what a file made here shows."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.briefing.drawing import LONGEST, Drawing
from geo.briefing.pack import in_pack
from geo.briefing.stamp_reader import LARGEST_FILE, StampError
from geo.briefing.trace import Traced, trace
from geo.errors import UsageError
from geo.render import FORMATS, USES
from geo.render.presets import PRESETS
from geo.settings import read_settings
from geo.site.embedding import embed_code
from geo.view import View
from geo.words.language import say_decimal
from geo.words.messages import Worded, join_words, labelled, say, word
from pages.ui import Scene, address, join, show, tag
from pages.ui.address import VERSION_KEY
from pages.ui.cached import get_atlas, get_drawing, get_left_out, get_pack, get_today, is_packed
from pages.ui.files import PACK, PREVIEW, FileLink, draw_files, drawing_address, size_of

OWN: Final = "own"
LEAD: Final = (
    "{title}. {view}. Every picture, page and slide made here carries its source, its counting rule, China’s "
    "position and the version of the data; a table carries its view and the version."
)
LEFT_OUT: Final = "Too small for everything; left out of the picture: {names}. All of it is in the file’s metadata."
PACKED: Final = (
    "One zip with the A4 page, pictures, slides, stand-alone page, table and sources, all under one number: {own}."
)
TRACED: Final = "Drop in a picture, PDF, slides, page or pack made here. It is read in this session and not kept."
STRONGER: Final = "Stronger than the sources:"
EMBED: Final = "Code that puts this map into a page of yours; it keeps the numbers that you quote."
PALETTE_WORDS: Final = Worded({"light": "Light", "dark": "Dark", "grey": "Grey-safe"})
LEFT_OUT_WORDS: Final = Worded(
    {
        "marks": "marks of single reports",
        "link": "link",
        "subtitle": "subtitle",
        "filters": "filters",
    }
)
FIRST: Final = ("png", "pptx")  # what most people come for
MEGABYTE: Final = 1_000_000


def render(scene: Scene) -> None:
    """Draws the page. The title names its filters, so they are said again only where nothing is left to name."""
    words = scene.model.words
    st.html(
        tag(
            "<h1>{heading}</h1><p class='subtitle lead'>{lead}</p>",
            heading=word("Briefing"),
            lead=word(LEAD, title=words.title, view=words.filters if words.empty else words.subtitle),
        )
    )
    kind, title, subtitle = st.columns([6, 5, 5], gap="medium")
    with kind:  # below each other: side by side their words are cut in a narrow window and in longer languages
        asked = _choose_size()
        palette = _choose_palette()
    drawing = _choose_drawing(scene, palette, *_choose_headings(scene, title, subtitle))
    if asked:
        _draw_preview(drawing, asked)
        _draw_downloads(drawing, asked)
    _draw_pack(drawing)
    _draw_words(drawing)
    _draw_embedding(scene)
    _draw_trace(scene)


def _choose_drawing(scene: Scene, palette: str, title: str, subtitle: str) -> Drawing:
    """The drawing that was asked for. Printed links begin as the deployer says, else as in the browser."""
    base = read_settings().url or address.home()
    drawing = Drawing(scene.atlas, scene.view, palette, title, subtitle, get_today().isoformat(), base)
    _draw_strong_words(drawing)
    return get_drawing(drawing)


def _choose_size() -> dict[str, str] | None:
    """A preset, or a size of one's own, as the address of a file has it (size_of); None while that makes no sense."""
    labels = {name: word(size.label) for name, size in PRESETS.items()} | {OWN: word("Own size")}
    chosen = st.selectbox(word("Size"), list(labels), format_func=labels.__getitem__, key="briefing-size")
    if chosen != OWN and PRESETS[chosen].arrangement != "page":
        return {"size": chosen}
    text = chosen
    if chosen == OWN:
        text = st.text_input(
            word("Width × height"), "180x120mm", key="briefing-own", max_chars=30, help=word("px, mm or in")
        ).strip()
    asked = {"size": text}
    if not text.lower().endswith("px") and not text[-1:].isdigit():
        asked["dpi"] = str(
            st.select_slider(word("Dots per inch of a PNG"), [100, 150, 200, 300], 200, key="briefing-dpi")
        )
    try:
        size_of(asked)
    except UsageError as error:
        st.html(tag('<div class="notice" role="status">{words}</div>', words=str(error)))
        return None
    return asked


def _choose_palette() -> str:
    chosen = st.segmented_control(
        word("Colours"),
        list(PALETTE_WORDS),
        format_func=PALETTE_WORDS.__getitem__,
        default="light",
        key="briefing-palette",
    )
    return chosen or "light"


def _choose_headings(scene: Scene, above: DeltaGenerator, below: DeltaGenerator) -> tuple[str, str]:
    """Own title and subtitle for this view, "" where they are as composed. above, below: where the fields stand."""
    words, query = scene.model.words, "&".join(f"{key}={value}" for key, value in scene.view.to_query().items())
    title = above.text_area(
        word("Title"), words.title, key=f"briefing-title {query}", max_chars=LONGEST["title"], height=132
    ).strip()
    subtitle = below.text_area(
        word("Subtitle"), words.subtitle, key=f"briefing-subtitle {query}", max_chars=LONGEST["subtitle"], height=132
    ).strip()
    return "" if title == words.title else title, "" if subtitle == words.subtitle else subtitle


def _draw_strong_words(drawing: Drawing) -> None:
    """Words of own headings that say more than the sources, and what to write instead."""
    findings = [finding for _, finding in drawing.strong_words()]
    if findings:
        lines = join(
            tag(
                "<li>{told}</li>",
                told=labelled(
                    say("quoted", text=finding.word),
                    word("{reason} Write {instead}.", reason=finding.reason, instead=finding.instead),
                ),
            )
            for finding in findings
        )
        st.html(tag('<div class="notice" role="status">{told}<ul>{lines}</ul></div>', lines=lines, told=word(STRONGER)))


def _draw_preview(drawing: Drawing, asked: dict[str, str]) -> None:
    """The picture, which the browser asks for by itself, and what it leaves out. It is asked for once it stands in the
    page: Streamlit puts its parts together apart, and there nobody would hear that it did not come (taking.js)."""
    size = size_of(asked)
    st.html(
        tag(
            '<figure class="preview" data-failed="{failed}"><span aria-hidden="true">{drawing}</span>'
            '<img src="{address}" alt="{alt}" width="{width}" height="{height}" loading="lazy"></figure>',
            drawing=word("Drawing the picture …"),
            failed=word("No file came: the atlas did not answer. Try again."),
            address=drawing_address(PREVIEW, drawing, asked),
            alt=drawing.model.words.alt_text,
            width=round(size.width),
            height=round(size.height),
        )
    )
    gone = get_left_out(drawing, size)
    if gone:
        names = [LEFT_OUT_WORDS[name] for name in gone if name in LEFT_OUT_WORDS]
        names += [word("notes")] if len(gone) > len(names) else []
        st.html(tag("<p class='aside'>{told}</p>", told=word(LEFT_OUT, names=join_words(names))))


def _draw_downloads(drawing: Drawing, asked: dict[str, str]) -> None:
    """A link for each format, a line for each use that readers have. A file is made when its link is pressed."""
    _heading("Take it away")
    for use, words in USES.items():
        kinds = {name: kind for name, kind in FORMATS.items() if kind.use == use}
        links = (
            FileLink(
                word("Download {file}", file=word(kind.label)), drawing_address(name, drawing, asked), name in FIRST
            )
            for name, kind in kinds.items()
        )
        st.html(draw_files(links, word(words)))


def _draw_pack(drawing: Drawing) -> None:
    """The pack is made with its progress on the page; any copy of the atlas that is asked makes the same."""
    _heading("Briefing pack")
    own = in_pack(drawing.model).pack_id
    st.html(tag("<p>{told}</p>", told=word(PACKED, own=own)))
    if st.button(word("Make the pack"), key="briefing-make"):
        with st.container():
            bar = st.progress(0.0, text=word("Drawing …"))

            def tell(name: str, number: int, total: int) -> None:
                bar.progress((number - 1) / total, text=name)

            try:
                get_pack(drawing, tell)
            except UsageError as error:  # a letter that no typeface has
                st.html(tag('<div class="notice" role="status">{words}</div>', words=str(error)))
            bar.empty()
    if is_packed(drawing):
        words = word("Download the pack ({size} MB)", size=say_decimal(len(get_pack(drawing)) / MEGABYTE))
        st.html(draw_files([FileLink(words, drawing_address(PACK, drawing, {}), is_first=True)]))


def _heading(english: str, told: str = "") -> None:
    """A heading of the page, with a sentence below it."""
    below = tag("<p>{told}</p>", told=word(told)) if told else ""
    st.html(tag("<h2>{title}</h2>{below}", title=word(english), below=below))


def _draw_words(drawing: Drawing) -> None:
    words = drawing.model.words
    _heading("Words to copy")
    with st.container(key="briefing-words"):
        sides = st.columns(3, gap="large")
        texts = {"Paragraph": words.paragraph, "Footnotes": "\n".join(words.footnotes), "Alt text": words.alt_text}
        for side, (heading, text) in zip(sides, texts.items(), strict=True):
            with side:
                st.html(tag("<h3>{heading}</h3>", heading=word(heading)))
                st.code(text, language=None, wrap_lines=True)


def _draw_embedding(scene: Scene) -> None:
    """The code that puts the map of this view, with this data, into somebody else's page."""
    query = urlencode(scene.view.to_query() | {VERSION_KEY: scene.atlas.version, "embed": "true"}, safe=",")
    base = read_settings().url or address.home()
    _heading("Embed", EMBED)
    st.code(embed_code(f"{base}?{query}"), language=None, wrap_lines=True)


def _draw_trace(scene: Scene) -> None:
    """A file that was made here says which view it shows and whether the data has changed since."""
    _heading("Trace a file", TRACED)
    uploaded = st.file_uploader(
        word("File to trace"),
        type=["png", "svg", "pdf", "pptx", "html", "zip"],
        max_upload_size=LARGEST_FILE // MEGABYTE,
        key="briefing-trace",
        label_visibility="collapsed",
    )
    if uploaded is None:
        return
    try:
        traced = trace(uploaded.getvalue(), get_atlas(), read_settings().data)
    except StampError as error:
        st.html(tag('<div class="notice" role="status">{words}</div>', words=str(error)))
        return
    _draw_traced(traced, scene)


def _draw_traced(traced: Traced, scene: Scene) -> None:
    lines = join(tag("<li>{line}</li>", line=line) for line in (*traced.sentences, *traced.notices))
    st.html(tag('<div role="status"><ul>{lines}</ul></div>', lines=lines))
    view, _ = View.from_query(traced.stamped.query, scene.atlas.choices)
    st.button(
        word("Open this view"), on_click=address.go, args=(view,), key="briefing-open", disabled=view == scene.view
    )


show(render)
