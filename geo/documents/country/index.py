"""The list of all dossiers: hosts in view with what is on each axis, other countries with a response, and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.atlas import Atlas
from geo.documents.country import words as say
from geo.documents.country.dossier import view_of
from geo.record.counts import TOTAL, reconcile
from geo.record.known import narrowed
from geo.record.rows import HOST_GOVERNMENT
from geo.tables.dates import say_date
from geo.view.select import Selection
from geo.words import sentences

COLUMNS: Final[Mapping[str, str]] = {
    "name": "Country",
    "reports": "Reports",
    "differ": "Counts differ",
    "cities": "Cities",
}
"""Columns of the list before those of the axes of response."""
NUMBERS: Final = ("reports", "cities")
CAPTION: Final = "Reports and newest response on each axis, by country"
NO_REPORT_SHORT: Final = "no report"


@dataclass(frozen=True)
class ListedCountry:
    """One country. differ: lowest and highest number, placed or published, where they are not
    one, "Wave 1: 8–9". axes: axis → newest
    response and date, "" when none was found. query: URL keys of its dossier."""

    iso_a3: str
    name: str
    reports: int
    differ: str
    cities: int
    axes: Mapping[str, str]
    query: Mapping[str, str]


@dataclass(frozen=True)
class Index:
    """Countries by name. hosts: with a report in view. answering: without a report in the data, but with a known
    response. hidden: with reports that the filters leave out. others: all else. hidden_label, others_label: what the
    two are called. filters: what narrows the list, "" when nothing does."""

    title: str
    known: str
    filters: str
    hosts: tuple[ListedCountry, ...]
    answering: tuple[ListedCountry, ...]
    hidden: tuple[ListedCountry, ...]
    others: tuple[ListedCountry, ...]
    hidden_label: str
    others_label: str


def index(selection: Selection) -> Index:
    """Every country of the dataset, once."""
    names = selection.atlas.countries["name"]
    newest = _newest(selection)
    differ = _differ(selection)
    narrow = narrowed(selection)
    groups: dict[str, list[ListedCountry]] = {"hosts": [], "answering": [], "hidden": [], "others": []}
    disclosed = set(selection.disclosed["country_iso3"])
    for iso in sorted(names.index, key=lambda iso: str(names[iso]).casefold()):
        reports = int(selection.by_country.get(iso, 0))
        row = ListedCountry(
            iso_a3=iso,
            name=str(names[iso]),
            reports=reports,
            differ="; ".join(differ.get(iso, ())) if reports else "",
            cities=int(selection.cities_by_country.get(iso, 0)),
            axes={axis: newest.get((iso, axis), "") for axis in selection.atlas.axes},
            query=view_of(selection.view, iso).to_query(),
        )
        if reports:
            groups["hosts"].append(row)
        elif iso in disclosed:
            groups["hidden"].append(row)
        else:
            groups["answering" if any(row.axes.values()) and not narrow else "others"].append(row)
    return Index(
        title=say.index_title(len(groups["hosts"])),
        known=say.known(selection.view.until),
        filters=sentences.filter_sentence(selection) if narrow else "",
        hidden_label=say.hidden_hosts(len(groups["hidden"])),
        others_label=say.other_countries(len(groups["others"]), selection.view.until),
        **{name: tuple(rows) for name, rows in groups.items()},
    )


def _differ(selection: Selection) -> dict[str, list[str]]:
    """Country → "Wave 1: 8–9" for each of its figures on which the numbers differ."""
    labels = selection.atlas.choices["wave"]
    found: dict[str, list[str]] = {}
    for line in reconcile(selection):
        if line.scope == "country" and not line.agrees:
            label = say.IN_ALL if line.wave == TOTAL else labels[line.wave]
            found.setdefault(line.key, []).append(f"{label}: {sentences.say_range(line.span)}")
    return found


def _newest(selection: Selection) -> dict[tuple[str, str], str]:
    """(country, axis) → its newest response in a few words; rows come oldest first, undated last."""
    found: dict[tuple[str, str], str] = {}
    for row in selection.responses.to_dict("records"):
        key = row["country_iso3"], row["axis"]
        if row["date"] or key not in found:
            found[key] = _short(selection.atlas, row)
    return found


def _short(atlas: Atlas, row: Mapping[str, Any]) -> str:
    who = "" if row["said_by"] == HOST_GOVERNMENT else f" ({atlas.labels.inline['responses.said_by'][row['said_by']]})"
    return f"{row['kind_label']}, {say_date(row['date'])}{who}"
