"""Curate: tables tried before they are published. What is uploaded stays in its session and is written nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from geo.curate.compare import PackageDifference, compare
from geo.curate.effects import count_effects, pictures
from geo.curate.held import figure_problems
from geo.curate.intake.sheets import LARGEST
from geo.curate.published import uncountable
from geo.curate.telling import Effects, compose_difference
from geo.curate.upload import (
    Remedy,
    Upload,
    mend,
    merged,
    package_workbook,
    package_zip,
    read_upload,
    remedies,
)
from geo.errors import AtlasError, DataError, Problem, UsageError
from geo.render.html import STYLES, draw_rest
from geo.settings import read_settings
from geo.tables.check import check_upload
from geo.tables.load import Raw, load_raw
from pages.ui import Scene, show, tag
from pages.ui.cached import get_today
from pages.ui.curating import ask_wave, edit_problems
from pages.ui.reading import href

STATE: Final = "curate"
KINDS: Final = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "zip"]
OFF: Final = "This copy of the atlas serves no page for curators. Whoever runs it switches it on by ATLAS_CURATE=1."
UNREADABLE: Final = "The tables in the data folder can’t be read at the moment; “python -m geo check” says why."
HEAD: Final = (
    "<h1>Curate</h1><p class='subtitle lead'>Try tables before they are published: a table of the package, the whole "
    "folder as a zip or a workbook, or a list of reports as somebody sent it. What you upload stays in this session: "
    "nobody else sees it, and nothing is written.</p>"
)


def render(scene: Scene) -> None:
    """Draws the page."""
    if not read_settings().curate:
        st.html(tag("<h1>Curate</h1><p class='subtitle lead'>{words}</p>", words=OFF))
        return
    st.html(STYLES)
    st.html(HEAD)
    try:
        served = load_raw(read_settings().data)
    except DataError:
        st.html(tag('<div class="notice" role="alert"><p>{words}</p></div>', words=UNREADABLE))
        return
    given = st.file_uploader(
        "Table, folder or list", type=KINDS, max_upload_size=LARGEST // 1_000_000, key="curate-file"
    )
    if given is None:
        st.session_state.pop(STATE, None)
        _draw_empty(served)
        return
    try:
        upload = _open(given.file_id, given.name, given.getvalue(), served)
        if upload.lists and not upload.files:
            files = ask_wave(served, upload, get_today(), st.session_state[STATE]["answers"])
            if files is None:
                return
            upload = Upload(files, upload.told)
        _draw_upload(served, upload)
    except UsageError as error:
        st.html(tag('<div class="notice" role="alert"><p>{why}</p></div>', why=str(error)))


def _open(key: str, name: str, content: bytes, served: Raw) -> Upload:
    """The upload with what was mended in it so far; read once for each file."""
    held = st.session_state.get(STATE)
    if held is None or held["key"] != key:
        held = {"key": key, "upload": read_upload(name, content, served), "answers": {}}
        st.session_state[STATE] = held
    upload: Upload = held["upload"]
    return upload


def _draw_empty(served: Raw) -> None:
    names = ", ".join(table.path for table in served.schema.tables.values())
    words = (
        f"Served is version {served.schema.version}. Its tables are {names}; a file with most of the columns of one of "
        "them is taken for it. Any other table with a column of countries is read as a list of reports."
    )
    st.html(tag('<p class="aside">{words}</p>', words=words))


@dataclass(frozen=True)
class Judged:
    """An upload checked and compared with what is served. raw: None where it can't be read at all."""

    raw: Raw | None
    problems: tuple[Problem, ...]
    found: tuple[Remedy, ...]
    difference: PackageDifference | None
    effects: Effects | None


def _judge(served: Raw, upload: Upload) -> Judged:
    """Kept in the session for these very files: a press of a button must not wait for the check again."""
    key = hash(tuple(sorted(upload.files.items())))
    held = st.session_state[STATE].get("judged")
    if held is not None and held[0] == key:
        kept: Judged = held[1]
        return kept
    raw, unread = merged(served, upload.files)
    if raw is None:
        judged = Judged(None, unread, (), None, None)
    else:
        told = check_upload(raw, unread, today=get_today(), shapes=read_settings().data)
        faults = uncountable(told)
        told = told if faults else (*told, *figure_problems(raw))
        effects = count_effects(served, raw, faults)
        judged = Judged(raw, told, remedies(raw, told), compare(served, raw), effects)
    st.session_state[STATE]["judged"] = (key, judged)
    return judged


def _draw_upload(served: Raw, upload: Upload) -> None:
    for text in upload.told:
        st.html(tag('<p class="aside">{text}</p>', text=text))
    judged = _judge(served, upload)
    _draw_problems(judged, upload)
    if judged.raw is not None and judged.difference is not None and judged.effects is not None:
        _draw_change(served, judged.raw, judged.difference, judged.effects)
        _draw_downloads(judged.raw, judged.problems)


def _draw_problems(judged: Judged, upload: Upload) -> None:
    raw, problems, found = judged.raw, judged.problems, judged.found
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    said = f"{errors} {'error' if errors == 1 else 'errors'}, {warnings} {'warning' if warnings == 1 else 'warnings'}"
    st.html(tag('<h2 role="status">What the check says: {said}</h2>', said=said))
    if raw is None:
        for problem in problems:
            st.html(tag("<p>{text}</p>", text=str(problem)))
        return
    if not found:
        return
    cells = edit_problems(found)
    if cells:
        st.session_state[STATE]["upload"] = Upload(mend(raw, upload.files, cells), upload.told)
        st.rerun()


def _draw_change(served: Raw, raw: Raw, difference: PackageDifference, effects: Effects) -> None:
    drawn: tuple[Any, ...] = ()
    if not difference.empty and not effects.uncounted and st.toggle("Draw the map before and after", key="curate-map"):
        try:
            drawn = tuple(pictures(served, raw, read_settings().data))
        except AtlasError as error:
            st.html(tag('<p class="aside">The maps can’t be drawn yet: {why}</p>', why=str(error)[:300]))
    st.html("<h2>What publishing it would change</h2>")
    st.html(draw_rest(compose_difference(difference, effects, pictures=drawn), href))


def _draw_downloads(raw: Raw, problems: tuple[Problem, ...]) -> None:
    files: Mapping[str, tuple[str, str, Any]] = {
        "Download the package (zip)": ("zip", "application/zip", lambda: package_zip(raw)),
        "Download as a workbook, problems as comments": (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: package_workbook(raw, problems),
        ),
    }
    with st.container(key="curate-files", horizontal=True, gap="small"):
        for label, (suffix, mime, write) in files.items():
            name = f"station-atlas-{raw.schema.version}-tried.{suffix}"
            st.download_button(label, write, file_name=name, mime=mime, on_click="ignore")


show(render)
