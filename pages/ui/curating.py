"""Controls of the Curate page: the table of problems that can be mended in place, and the questions of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, TypeGuard

import pandas as pd
import streamlit as st

from geo.curate.intake.dates import Order
from geo.curate.intake.model import Proposal, SentWave
from geo.curate.intake.sent import edits_of, sent_wave
from geo.curate.intake.standing import LIST
from geo.curate.intake.wave import propose
from geo.curate.upload import Remedy, Upload
from geo.tables.load import Raw
from pages.ui.markup import join, tag

Cell = tuple[str, int, str]
ORDERS: Final[dict[str, Order]] = {"ask": "", "day first": "dmy", "month first": "mdy"}
MOST: Final = 1000  # problems in the table; the workbook has all


def edit_problems(found: tuple[Remedy, ...]) -> dict[Cell, str]:
    """The table of problems; cells that the reader mended with one press of a button, else {}.

    A problem that is about no cell can't be mended here, and says what to do.
    """
    shown = found[:MOST]
    rows = [
        {
            "Level": one.problem.level,
            "File": one.problem.table,
            "Line": one.problem.row,
            "Column": one.problem.column or "",
            "Value": one.problem.value or "",
            "What to do": one.problem.advice,
            "New value": one.instead,
        }
        for one in shown
    ]
    computed = sum(bool(one.instead) for one in shown)
    fixed = ["Level", "File", "Line", "Column", "Value", "What to do"]
    edited = st.data_editor(
        pd.DataFrame(rows),
        disabled=fixed,
        hide_index=True,
        width="stretch",
        column_config={
            "Level": st.column_config.TextColumn(width="small"),
            "Line": st.column_config.NumberColumn(width="small", format="%d"),
            "What to do": st.column_config.TextColumn(width="large"),
            "New value": st.column_config.TextColumn(help="What to write instead; empty leaves the cell as it is."),
        },
        key=f"curate-problems-{hash(shown)}",
    )
    if len(found) > MOST:
        _aside(f"The first {MOST} of {len(found)}; the workbook below has all of them.")
    words = f"{computed} of the new values are computed" if computed else "No new value could be computed"
    _aside(f"{words}; type others into the last column.")
    if not st.button("Write the new values into the upload", key="curate-apply"):
        return {}
    return {
        (one.problem.table, one.problem.row, one.problem.column): text
        for one, text in zip(shown, edited["New value"], strict=True)
        if _is_typed(text) and one.value is not None and one.problem.row and one.problem.column and one.value != text
    }


def _is_typed(cell: object) -> TypeGuard[str]:
    """Whether a cell of an editor holds something; one that was cleared is a missing number."""
    return isinstance(cell, str) and cell != ""


def ask_wave(served: Raw, upload: Upload, today: date, answers: dict[tuple[str, str], str]) -> dict[str, bytes] | None:
    """The files that a list of reports adds, once it is said whose it is and its questions are answered; else None.

    answers: (row, field) → what was answered about this very list; is added to.
    """
    st.html("<h2>What this list is</h2>")
    left, right = st.columns(2, gap="medium")
    with left:
        publisher = st.text_input("Publisher", key="curate-publisher")
        title = st.text_input("Title of its document", key="curate-title")
        url = st.text_input("Address of its document", key="curate-url")
    with right:
        day = st.text_input("Day of release", placeholder="2023-05-10", key="curate-day")
        order = st.selectbox(
            "Dates such as 05/12/2022",
            list(ORDERS),
            key="curate-order",
        )
        published = st.number_input("Reports that it says it counts", 0, 10_000_000, value=None, key="curate-published")
    if not (publisher and title and day):
        _aside("Publisher, title and day of release are needed; the rest can stay empty.")
        return None
    said = {"publisher": publisher, "title": title, "url": url, "day": day, "published": published}
    wave: SentWave = sent_wave(served, said, today)
    found = propose(served, upload.lists, wave, order=ORDERS[order], answers=answers)
    _draw_reading(found)
    if found.questions:
        _ask(found, answers)
        return None
    return edits_of(served, found)


def _aside(text: str) -> None:
    st.html(tag('<p class="aside">{text}</p>', text=text))


def _list(texts: Iterable[str]) -> None:
    st.html(tag('<ul class="aside">{lines}</ul>', lines=join(tag("<li>{text}</li>", text=text) for text in texts)))


def _draw_reading(found: Proposal) -> None:
    _list(found.told)
    rows = [{"Row": one.row, "Read": one.text, "Key": one.key, "Becomes": one.becomes} for one in found.read]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _ask(found: Proposal, answers: dict[tuple[str, str], str]) -> None:
    """The questions as a table with a column for the answers, which are kept and asked no more."""
    st.html(tag('<h2 role="status">To answer first: {number}</h2>', number=len(found.questions)))
    _list(
        f"{'The list' if row == LIST else f'Row {row}'}, {name}: {question}" for row, name, question in found.questions
    )
    rows: list[dict[str, Any]] = [{"Row": row, "Field": name, "Answer": ""} for row, name, _ in found.questions]
    edited = st.data_editor(
        pd.DataFrame(rows),
        disabled=["Row", "Field"],
        hide_index=True,
        width="stretch",
        column_config={"Answer": st.column_config.TextColumn(width="large")},
        key=f"curate-questions-{hash(found.questions)}",
    )
    if st.button("Answer", key="curate-answer"):
        given = zip(found.questions, edited["Answer"], strict=True)
        answers |= {(row, name): text for (row, name, _), text in given if _is_typed(text)}
        st.rerun()
