"""Sources as a text cites them: numbered in the order of their first mention, each with publisher, date and link.

A source with a `link_caution` is cited like any other but never linked, and says why. A source that was not yet out
on the view's `until`, or that carries no date when a day is chosen, is counted and not shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo.record.cite import cite, say_missing
from geo.record.known import sources
from geo.record.statements import Backing, Citation
from geo.select import Selection


class Bibliography:
    """Numbers sources as statements cite them; one for each text. Not shared between texts."""

    def __init__(self, selection: Selection) -> None:
        self._rows = selection.atlas.tables["sources"].set_index("source_id").to_dict("index")
        self._known = sources(selection)
        self._cited: dict[str, Citation] = {}

    def back(self, source_ids: Iterable[str], withheld: int = 0) -> Backing:
        """The sources of one statement, in their order, each once. withheld: further ones, already left out."""
        ids = list(dict.fromkeys(source_ids))
        shown = [source for source in ids if source in self._known]
        for source in shown:
            if source not in self._cited:
                self._cited[source] = _citation(len(self._cited) + 1, source, self._rows[source])
        hidden = len(ids) - len(shown) + withheld
        return Backing(tuple(self._cited[source] for source in shown), say_missing(len(shown), hidden))

    def listed(self) -> tuple[Citation, ...]:
        """Every source cited so far, by number."""
        return tuple(self._cited.values())


def _citation(number: int, source_id: str, row: dict[Any, Any]) -> Citation:
    one = cite({**row, "source_id": source_id})
    return Citation(number, source_id, one.short, one.title, one.about, one.url, one.no_link, one.note)
