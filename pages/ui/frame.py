"""The frame around every page: masthead, notices, filters, and the scene that a page draws.

A folder called pages/ makes Streamlit's first run after a start treat a page file as a script of its own. So a page
ends with `show(render)`: inside the frame it draws; without one it first hands over to app.py, which builds the frame
and runs the page again.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterable
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.errors import AtlasError
from geo.words.captions import NAME
from geo.words.language import ENGLISH, speak, speaking, spoken
from geo.words.messages import word
from pages.ui import address
from pages.ui.cached import ROOT, Scene, get_atlas, get_atlas_of
from pages.ui.filters import draw_filters
from pages.ui.markup import join, tag
from pages.ui.masthead import masthead

_SCENE: Final = "scene"
_PAGES: Final = "pages"  # of this session, by language: those by title, and those beside
START: Final = "start"  # where the link past masthead and filters leads
ENGLISH_ONLY: Final = ("curate",)  # tools of those who keep the tables


def frame(pages: Iterable[tuple[str, str]], beside: Iterable[tuple[str, str]] = ()) -> None:
    """Draws the frame and runs the page that the address names.

    pages: file in pages/ and title, front page first; beside: others, which the masthead does not name.
    """
    st.set_page_config(layout="wide", initial_sidebar_state=304)  # the icon is served in the place of Streamlit's
    speak(address.language())
    kept = st.session_state.setdefault(_PAGES, {})
    if spoken() not in kept:  # each new one would look for its file on the disk
        links = {title: _page(file, title, front=not place) for place, (file, title) in enumerate(pages)}
        kept[spoken()] = links, [_page(file, title, front=False) for file, title in beside]
    links, others = kept[spoken()]
    page = st.navigation([*links.values(), *others], position="hidden")
    theme = "dark" if st.context.theme.type == "dark" else "light"
    try:
        atlas = get_atlas()
    except AtlasError:
        with speaking(address.language()):
            _draw_problems()
        return
    view, notices = address.read(atlas)
    language = view.language or address.language()
    speaks = page.url_path not in ENGLISH_ONLY
    if language != ENGLISH:
        view = view.change(language=language)
    speak(language if speaks else ENGLISH)
    atlas = get_atlas_of(view if speaks else view.change(language=""))
    if not speaks and language != ENGLISH:
        with speaking(language):
            told = word("This page is in English so far. What people said and titles of sources stay as they are.")
        notices = (*notices, address.Notice(told))
    map_first = page is next(iter(links.values()))
    if map_first and st.context.is_embedded:
        _draw_answers(notices)
        _run(page, Scene(atlas, view, theme))
        return
    names = tuple((title, one.url_path) for title, one in links.items())
    own = tuple(address.own_keys().items())
    st.html(masthead(names, page.url_path, view, own, address.link(atlas, view), spoken()))
    _draw_answers(notices)
    st.html(f'<span id="{START}" tabindex="-1"></span>')  # by itself: what stays the same keeps the focus

    def filters() -> None:
        with st.sidebar:
            skip = word("To the map" if map_first else "To the text")
            draw_filters(atlas, view, tag('<a class="skip" href="#{start}">{skip}</a>', start=START, skip=skip))

    # What is drawn first is sent first. On the front page that is the map, since who changes a filter looks at it;
    # other pages may draw for seconds (a preview), and nobody shall wait for the filters that long.
    if not map_first:
        filters()
    _run(page, Scene(atlas, view, theme))
    if map_first:
        filters()


def _run(page: StreamlitPage, scene: Scene) -> None:
    """Runs the page's file, which finds its scene where `show` looks for it."""
    st.session_state[_SCENE] = scene
    try:
        page.run()
    finally:
        del st.session_state[_SCENE]


def _page(file: str, title: str, *, front: bool) -> StreamlitPage:
    """The page of a file; its title in the browser's tab, in the reader's language, ends with the atlas's name."""
    return st.Page(
        ROOT / "pages" / f"{file}.py", title=NAME if front else f"{word(title)} · {NAME}", url_path=file, default=front
    )


def show(render: Callable[[Scene], None]) -> None:
    """Draws a page. To be called once, at the end of each file in pages/."""
    if _SCENE in st.session_state:
        render(st.session_state[_SCENE])
    else:
        runpy.run_path(str(ROOT / "app.py"))


def _draw_answers(notices: tuple[address.Notice, ...]) -> None:
    """One calm box for everything that the address asked for and did not get, with the way to it where there is one."""
    link = '{text} <a class="within" href="{query}" target="_self">{action}</a>'
    said = [tag(link, text=one.text, query=one.query, action=one.action) if one.action else one.text for one in notices]
    draw_notices(tuple(said))


def draw_notices(notices: tuple[object, ...]) -> None:
    """One calm box for everything that the address asked for and did not get. Text is escaped, Markup is not."""
    if notices:
        lines = join(tag("<li>{line}</li>", line=line) for line in notices)
        st.html(tag('<div class="notice" role="status"><ul>{lines}</ul></div>', lines=lines))


def _draw_problems() -> None:
    """The one page that is shown while there is nothing to show. What is wrong stands in the operator's log."""
    st.html(
        tag(
            '<div class="problems" role="status"><h1>{title}</h1><p>{told}</p>'
            '<p class="aside">Whoever runs this atlas finds the reason in its log, and all of it with '
            "<code>python -m geo check</code>.</p></div>",
            title=word("The atlas is being brought up to date"),
            told=word(
                "Its data can’t be shown at the moment. Please come back in a few minutes; links and pictures that you "
                "have keep their meaning."
            ),
        )
    )
