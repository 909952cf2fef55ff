"""What was known on a view's day, and what a view leaves out: the one place that answers either.

A source counts from the day it was surely out, a dated row from its own date, a row without a date of its own from its
sources, and a compilers' note from the last of its dated sources: what has no date can't be told as of a day, but it
withholds no caveat. Rows are handed out already cut to that. Nothing here has a default: whoever asks says for which
selection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from geo.atlas import CHINA
from geo.record.cite import say_missing
from geo.record.rows import Claim, Report, Response, Support
from geo.view import NO_RESPONSE
from geo.view.select import Selection, known_on, select

Rule = Literal["any source", "every source"]

# Tables without a date of their own: how many of a row's sources must be out before it is told. A row that names no
# document is told at any time under "every source" and without a chosen day only under "any source".
TOLD_BY: Final[Mapping[str, Rule]] = {
    "operations": "any source",
    "disagreements": "any source",
    "unplaced": "every source",
    "thin_sources": "every source",
}


@dataclass(frozen=True)
class Scope:
    """What a view is about besides its reports. hosts: host countries that its filters other than dates let through.

    narrowed: whether these filters leave a report out.
    """

    hosts: frozenset[str]
    narrowed: bool

    def has(self, iso_a3: str) -> bool:
        """Whether rows about this country belong to the view; "" stands for the world.

        China, the accused party, always does. The world, and countries without a report in the data, belong only to
        a view that leaves no host out.
        """
        return iso_a3 == CHINA or iso_a3 in self.hosts or not self.narrowed


def narrowed(selection: Selection) -> bool:
    """Whether the view leaves out a report that was known on its day. A filter that removes nothing narrows nothing."""
    return selection.count.reports < selection.count_all.reports


def scope(selection: Selection) -> Scope:
    """The scope of a selection's view, its dates aside: a response can come before the wave that lists its host.

    A later `until` never makes it smaller, except under a filter for hosts without a response: such a host leaves
    the view on the day it responds.
    """
    view = selection.view
    anytime = select(selection.atlas, view.change(since=None, until=None, responses=()))
    hosts = set(anytime.by_country.index) | set(
        view.countries
    )  # one that is asked for by name may have answered others
    if view.responses:
        answers = selection.responses
        wanted = answers[answers["axis"].isin(view.responses) | answers["kind"].isin(view.responses)]
        answering = set(wanted["country_iso3"])
        if NO_RESPONSE in view.responses:
            answering |= hosts - set(answers["country_iso3"])
        hosts &= answering
    return Scope(frozenset(hosts), narrowed(anytime) or bool(view.responses))


def sources(selection: Selection) -> frozenset[str]:
    """Ids of the sources that were out on the view's day; all of them without one."""
    return selection.known_sources


def reports(selection: Selection) -> tuple[Report, ...]:
    """The reports in view, in table order."""
    return tuple(
        Report(
            **cut(selection, row["source_ids"], row["notes"]),
            station_id=row["station_id"],
            iso_a3=row["country_iso3"],
            country=row["country_name"],
            city=row["city"],
            bureau=row["bureau"],
            bureau_basis=row["bureau_basis"],
            wave=row["wave"],
            disclosed_on=row["disclosed_on"],
            basis=row["basis"],
        )
        for row in selection.stations.to_dict("records")
    )


def claims(selection: Selection, station_ids: Iterable[str]) -> tuple[Claim, ...]:
    """The claims about some reports, in table order.

    The adopted values are known from the report's disclosure on, even if each source that was read came out later;
    a rival value is known from its first source.
    """
    wanted, table = set(station_ids), selection.atlas.tables["claims"]
    return tuple(
        Claim(
            **cut(selection, row["source_ids"], row["note"]),
            claim_id=row["claim_id"],
            station_id=row["station_id"],
            fact=row["fact"],
            value=row["value"],
            adopted=row["adopted"],
            basis=row["basis"],
            attribution=row["attribution"],
        )
        for row in table[table["station_id"].isin(wanted)].to_dict("records")
        if row["adopted"] or is_told(selection, row["source_ids"], "any source")
    )


def responses(selection: Selection) -> tuple[Response, ...]:
    """The responses of all countries by the view's day, oldest first, undated last."""
    names = selection.atlas.countries["name"]
    return tuple(
        Response(
            **cut(selection, row["source_ids"], row["note"]),
            response_id=row["response_id"],
            iso_a3=row["country_iso3"],
            country=str(names[row["country_iso3"]]),
            date=row["date"],
            known=row["known"],
            kind=row["kind"],
            kind_label=row["kind_label"],
            axis=row["axis"],
            said_by=row["said_by"],
            summary=row["summary"],
            about_china=row["country_iso3"] == CHINA,
        )
        for row in selection.responses.to_dict("records")
    )


def rows(selection: Selection, table: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of one of TOLD_BY, or of context, that were known, in table order; source_ids and note are cut.

    Each has `withheld` besides, as Sourced has it. Context counts from its own date; undated context is told without
    a chosen day only.
    """
    frame = selection.atlas.tables[table]
    if table == "context":
        told = known_on(frame, "date", selection.view.until).to_dict("records")
    else:
        told = [row for row in frame.to_dict("records") if is_told(selection, row["source_ids"], TOLD_BY[table])]
    return tuple({**row, **cut(selection, row["source_ids"], row.get("note", ""))} for row in told)


def is_told(selection: Selection, source_ids: Iterable[str], rule: Rule) -> bool:
    """Whether something that rests on these sources alone may be told on the view's day; without a day, always.

    Under "every source" those without a date are not waited for: their day never comes.
    """
    if selection.view.until is None:
        return True
    cited = set(source_ids)
    out = sources(selection)
    return bool(cited & out) if rule == "any source" else cited <= out | selection.undated_sources


def support(selection: Selection, source_ids: Iterable[str], withheld: int = 0) -> Support:
    """What a statement rests on. withheld: sources that were left out before, because they came later."""
    ids, out = tuple(dict.fromkeys(source_ids)), sources(selection)
    shown = tuple(source for source in ids if source in out)
    return Support(shown, say_missing(len(shown), len(ids) - len(shown) + withheld))


def cut(selection: Selection, source_ids: tuple[str, ...], note: str) -> dict[str, Any]:
    """source_ids, withheld and note of a row as Sourced has them."""
    out = sources(selection)
    shown = tuple(source for source in source_ids if source in out)
    whole = is_told(selection, source_ids, "every source")
    return {"source_ids": shown, "withheld": len(source_ids) - len(shown), "note": note if whole else ""}
