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

from geo.errors import DataError
from geo.style import PALETTES
from geo.view import View
from pages.ui import address
from pages.ui.cached import ROOT, Scene, get_atlas
from pages.ui.filters import draw_filters
from pages.ui.markup import Markup, join, tag
from pages.ui.server import HERE, css_name

NAME: Final = "Station Atlas"
CLAIM: Final = "Reported Chinese overseas police service stations"
_SCENE: Final = "scene"


def frame(pages: Iterable[tuple[str, str]]) -> None:
    """Draws the frame and runs the page that the address names. pages: file in pages/ and title, front page first."""
    st.set_page_config(page_title=NAME, page_icon=str(HERE / "favicon.png"), layout="wide", initial_sidebar_state=286)
    made = [
        st.Page(ROOT / "pages" / f"{file}.py", title=title, url_path=file, default=place == 0)
        for place, (file, title) in enumerate(pages)
    ]
    page = st.navigation(made, position="hidden")
    theme = "dark" if st.context.theme.type == "dark" else "light"
    st.html(_styles(theme))
    try:
        atlas = get_atlas()
    except DataError as error:
        st.session_state[_SCENE] = None
        _draw_problems(error)
        return
    view, notices = address.read(atlas)
    st.session_state[_SCENE] = Scene(atlas, view, theme)
    _draw_masthead(made, page, view, address.link(atlas, view))
    draw_notices(notices)
    page.run()
    # Last, though they stand first: a reader who changes a filter looks at the map, and what is drawn first is sent first.
    with st.sidebar:
        draw_filters(atlas, view)


def show(render: Callable[[Scene], None]) -> None:
    """Draws a page. To be called once, at the end of each file in pages/."""
    if _SCENE not in st.session_state:
        runpy.run_path(str(ROOT / "app.py"))
        return
    scene = st.session_state[_SCENE]
    if scene is not None:
        render(scene)


def draw_notices(notices: tuple[str, ...]) -> None:
    """One calm box for everything that the address asked for and did not get."""
    if notices:
        lines = join(tag("<li>{line}</li>", line=line) for line in notices)
        st.html(tag('<div class="notice" role="status"><ul>{lines}</ul></div>', lines=lines))


def _styles(theme: str) -> str:
    """The page's style sheet and the palette's colours that it uses."""
    palette = PALETTES[theme]
    colours = {"rule": palette.rule, "quiet": palette.quiet, "accent": palette.accent, "bar": palette.classes[2]}
    names = "".join(f"--sa-{name}:{colour};" for name, colour in colours.items())
    return f'<style>@import url("./assets/{css_name()}");:root{{{names}}}</style>'


def _draw_masthead(pages: list[st.Page], current: st.Page, view: View, link: str) -> None:
    """The name, the pages with the reader's view, and the link that opens exactly this view of this page."""
    query = view.to_query()
    words = tag('<div class="masthead"><strong>{name}</strong><span>{claim}</span></div>', name=NAME, claim=CLAIM)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(words, width="content")
        for page in pages:
            st.page_link(page, label=page.title, query_params=query, disabled=page is current)
        with st.popover("Copy link"):
            st.code(link, language=None, wrap_lines=True)


def _draw_problems(error: DataError) -> None:
    """The one page that is shown while the data has errors: all of them, and no map."""
    rows = join(
        tag(
            "<tr><td>{level}</td><td>{table}</td><td>{row}</td><td>{column}</td><td>{value}</td><td>{advice}</td></tr>",
            level=problem.level,
            table=problem.table,
            row="" if problem.row is None else problem.row,
            column=problem.column or "",
            value=problem.value or "",
            advice=problem.advice,
        )
        for problem in error.problems
    )
    heads = join(Markup(f"<th>{name}</th>") for name in ("Level", "Table", "Line", "Column", "Value", "What to do"))
    st.html(
        tag(
            '<div class="problems"><h1>The data can’t be shown yet</h1><p>{count} found in the data folder. Nothing is '
            "drawn until they are solved; then reload this page.</p>"
            "<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>",
            count="1 problem was" if len(error.problems) == 1 else f"{len(error.problems)} problems were",
            heads=heads,
            rows=rows,
        )
    )
