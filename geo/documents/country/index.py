"""The list of all dossiers: hosts in view with what is on each axis, other countries with a response, and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.documents.country import words as say
from geo.documents.country.dossier import view_of
from geo.record.counts import TOTAL, reconcile
from geo.record.known import narrowed
from geo.tables.dates import say_date
from geo.view.select import Selection
from geo.words import sentences
from geo.words.language import sort_key
from geo.words.messages import Worded, join_clauses, join_details, labelled, with_aside, word

COLUMNS: Final[Mapping[str, str]] = Worded(
    {
        "name": "Country",
        "reports": "Reports",
        "cities": "Cities",
    }
)
"""Columns of the list before those of the axes of response."""
NUMBERS: Final = ("reports", "cities")
CAPTION: Final = "Reports and newest response on each axis, by country"
ORDERS: Final[Mapping[str, str]] = Worded({"reports": "Most reports first", "name": "By name"})
"""How hosts may stand → its words; the first is how they stand unasked."""


@dataclass(frozen=True)
class ListedCountry:
    """One country. span: lowest and highest number of its reports in all, placed or published, "" where they are one;
    differ: the same of its waves, "Wave 1: 8–9". axes: axis → newest response and date, "" when none was found.
    query: URL keys of its dossier."""

    iso_a3: str
    name: str
    reports: int
    span: str
    differ: str
    cities: int
    axes: Mapping[str, str]
    query: Mapping[str, str]


@dataclass(frozen=True)
class Index:
    """hosts: with a report in view and a known response, in the order asked for; silent: with a report and none, in the
    same order. By name: answering, without a report in the data, but with a known response; hidden, with reports that
    the filters leave out; others, all else. …_label: what a group is called. filters: what narrows the list, "" when
    nothing does."""

    title: str
    known: str
    filters: str
    hosts: tuple[ListedCountry, ...]
    silent: tuple[ListedCountry, ...]
    answering: tuple[ListedCountry, ...]
    hidden: tuple[ListedCountry, ...]
    others: tuple[ListedCountry, ...]
    silent_label: str
    hidden_label: str
    others_label: str


def index(selection: Selection, order: str = "reports") -> Index:
    """Every country of the dataset, once. order: a key of ORDERS, for the hosts; with equal reports they go by name."""
    names = selection.atlas.countries["name"]
    newest = _newest(selection)
    differ, waves = _differ(selection), selection.atlas.choices["wave"]
    narrow = narrowed(selection)
    groups: dict[str, list[ListedCountry]] = {name: [] for name in ("hosts", "silent", "answering", "hidden", "others")}
    disclosed = selection.disclosed_hosts
    for iso in sorted(names.index, key=lambda iso: sort_key(str(names[iso]))):
        reports = int(selection.by_country.get(iso, 0))
        row = ListedCountry(
            iso_a3=iso,
            name=str(names[iso]),
            reports=reports,
            span=differ.get((iso, TOTAL), "") if reports else "",
            differ=join_clauses(
                labelled(waves[wave], differ[iso, wave]) for wave in waves if reports and (iso, wave) in differ
            ),
            cities=int(selection.cities_by_country.get(iso, 0)),
            axes={axis: newest.get((iso, axis), "") for axis in selection.atlas.axes},
            query=view_of(selection.view, iso).to_query(),
        )
        if reports:
            groups["hosts" if any(row.axes.values()) else "silent"].append(row)
        elif iso in disclosed:
            groups["hidden"].append(row)
        else:
            groups["answering" if any(row.axes.values()) and not narrow else "others"].append(row)
    for group in ("hosts", "silent") if order == "reports" else ():
        groups[group].sort(key=lambda row: -row.reports)
    return Index(
        title=say.index_title(len(groups["hosts"] + groups["silent"])),
        known=say.known(selection.view.until),
        filters=sentences.filter_sentence(selection) if narrow else "",
        silent_label=say.silent_hosts(len(groups["silent"]), selection.view.until),
        hidden_label=say.hidden_hosts(len(groups["hidden"])),
        others_label=say.other_countries(len(groups["others"]), selection.view.until),
        **{name: tuple(rows) for name, rows in groups.items()},
    )


def _differ(selection: Selection) -> dict[tuple[str, str], str]:
    """(country, wave or TOTAL) → "8–9" for each figure on which the numbers differ."""
    return {
        (line.key, line.wave): sentences.say_range(line.span)
        for line in reconcile(selection)
        if line.scope == "country" and not line.agrees
    }


def _newest(selection: Selection) -> dict[tuple[str, str], str]:
    """(country, axis) → its newest response in a few words, and how many others there are: the newest is not always
    the weightiest. Rows come oldest first, undated last."""
    found: dict[tuple[str, str], str] = {}
    number: Counter[tuple[str, str]] = Counter()
    for row in selection.responses.to_dict("records"):
        key = row["country_iso3"], row["axis"]
        number[key] += 1
        if row["date"] or key not in found:
            found[key] = _short(row)
    return {
        key: word("{newest} · {number} more", newest=newest, number=number[key] - 1) if number[key] > 1 else newest
        for key, newest in found.items()
    }


def _short(row: Mapping[str, Any]) -> str:
    return with_aside(join_details(row["kind_label"], say_date(row["date"])), row["speaker"])
