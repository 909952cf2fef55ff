"""What every document of the record shares: its day, its version, its address, and how its sources are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar
from urllib.parse import urlencode

from geo.documents.country.words import known
from geo.documents.document import Block, Document, Paragraph, Statement, Table, Target
from geo.record.known import support
from geo.record.rows import Support
from geo.tables.dates import say_date
from geo.view import View
from geo.view.select import Selection
from geo.words.language import ENGLISH, speaking
from geo.words.messages import join_clauses, say, say_number
from geo.words.sentences import version_line

MOST_ROWS: Final = 500  # of a table on a page; the largest of the real record has some 60

Given = ParamSpec("Given")
Made = TypeVar("Made")


def in_its_language(
    compose: Callable[Concatenate[Selection, Given], Made],
) -> Callable[Concatenate[Selection, Given], Made]:
    """Decorator of what composes a selection: its words are in the language of the selection's atlas."""

    @wraps(compose)
    def composed(selection: Selection, /, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        with speaking(selection.atlas.language):
            return compose(selection, *args, **kwargs)

    return composed


def bind(
    selection: Selection,
    name: str,
    *,
    title: str,
    subtitle: str,
    blocks: tuple[Block, ...],
    exported_on: str,
    base_url: str,
    own: dict[str, str] | None = None,
    **more: Any,
) -> Document:
    """The document of one page for a view.

    name: the page's address. exported_on: YYYY-MM-DD or "". base_url: what the printed link begins with. own: keys of
    the page besides the view's. more: other fields of Document.
    """
    query = selection.view.to_query() | (own or {})
    link = urlencode(query | {"v": selection.atlas.version}, safe=",")
    day = [f"known-{selection.view.until}"] if selection.view.until else []
    given: dict[str, Any] = {
        "kicker": "",
        "known": known(selection.view.until) if selection.view.until else "",
        "notices": (),
        "sources_heading": "",
        "notes": (),
        "file_name": "-".join(["station-atlas", name, *(own or {}).values(), *day, selection.atlas.version]),
    }
    return Document(
        name=name,
        title=title,
        subtitle=subtitle,
        blocks=blocks,
        citations=selection.atlas.citations,
        version_line=version_line(selection, exported_on),
        link=f"{base_url}{name}?{link}",
        lang=selection.atlas.language,
        query=query,
        **given | more,
    )


def as_known(selection: Selection, title: str) -> str:
    """A title that counts, with the day by which its numbers were known: it is quoted without the line below it."""
    until = selection.view.until
    return join_clauses([title + say("subtitle.known", day=say_date(until.isoformat()))]) if until else title


def target_of(selection: Selection, page: str, **keys: str) -> Target:
    """A page of the atlas in the data version and the language of a selection; nothing else of its view goes along."""
    kept = View(asof=selection.view.asof, language=selection.view.language).to_query()
    return Target(page, tuple((keys | kept).items()))


def _rows(number: int) -> str:
    return say_number(number, "rows")


def cut_table(
    selection: Selection, table: Table, most: int = MOST_ROWS, *, count: Callable[[int], str] = _rows
) -> tuple[Block, ...]:
    """A table, cut where it is longer than a page can carry; then how much more there is, and where.

    count: what is left out behind so many rows, in words; a row may stand for several reports.
    """
    if len(table.rows) <= most:
        return (table,)
    told = say("rows.more", rows=count(len(table.rows) - most))
    to = Target("", tuple(selection.view.to_query().items()))
    return replace(table, rows=table.rows[:most]), Paragraph(Statement(told, to=to))


def of_data(selection: Selection) -> str:
    """The language of what stands in the tables as somebody said it, where it is not that of the document."""
    return "" if selection.atlas.language == ENGLISH else ENGLISH


def rest_on(selection: Selection, text: str, source_ids: Iterable[str], withheld: int = 0, **more: Any) -> Statement:
    """Words with the sources they rest on, those that were out.

    withheld: sources that were left out before, because they came later. more: other fields of Statement.
    """
    return backed(text, support(selection, source_ids, withheld), **more)


def backed(text: str, found: Support, **more: Any) -> Statement:
    """Words with a support that is already known."""
    return Statement(text, source_ids=found.source_ids, missing=found.missing, **more)
