"""Published against placed: per wave, country and bureau, with who published which number. Nothing is averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

import pandas as pd

from geo.tables.dates import known_from
from geo.view.select import Selection, known_on
from geo.words.language import sort_key
from geo.words.messages import word

TOTAL = "total"  # a published count that covers all waves together
WHOLE = "whole"  # a published count of the very list that the rows come from
_Report = tuple[str, bool]  # key of a report, and whether it is inferred


@dataclass(frozen=True)
class PublishedCount:
    """One number that one source printed. `known_on` rules apply to the source's publication date.

    coverage: "whole" when it counts the same list as the rows here; "part" or "other-list" when it counts something
    else and is shown beside them, never mixed with them. basis: stated, at-least, derived or assumed.
    """

    count_id: str
    number: int
    source_id: str
    publisher: str
    published_on: str
    coverage: str
    basis: str
    note: str

    @property
    def comparable(self) -> bool:
        """Whether somebody printed this number for the very list of the rows; an assumed one was not printed."""
        return self.coverage == WHOLE and self.basis != "assumed"


@dataclass(frozen=True)
class CountLine:
    """One thing that can be compared: what is placed in the data, and what was published about it.

    scope: "wave", "country" or "bureau"; key: wave id, country code or bureau; wave: wave id or "total".
    station_ids: the rows that make up `placed`; inferred: how many of them are inferred.
    """

    scope: str
    key: str
    label: str
    wave: str
    placed: int
    inferred: int
    station_ids: tuple[str, ...]
    published: tuple[PublishedCount, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Lowest and highest number, placed and published for the same list together."""
        numbers = [self.placed, *(count.number for count in self.published if count.comparable)]
        return min(numbers), max(numbers)

    @property
    def agrees(self) -> bool:
        """True when every number published for the same list equals the placed one."""
        low, high = self.span
        return low == high


def reconcile(selection: Selection) -> tuple[CountLine, ...]:
    """Every comparable figure of the waves in view: waves first, then bureaus, then countries by name.

    Only the view's wave and date filters matter: published totals know no other. Counts whose source was not yet
    published on `until` are left out; a country appears when it has a row or a published count.
    """
    stations = selection.reports_of_waves
    return (*_waves(selection, stations), *_bureaus(selection, stations), *_countries(selection, stations))


def reconcile_country(selection: Selection, iso_a3: str) -> tuple[CountLine, ...]:
    """The lines of one country only, as in `reconcile`: by wave, then all waves together."""
    return tuple(_countries(selection, selection.reports_of_waves, only=iso_a3))


def reported_ranges(selection: Selection) -> Mapping[str, tuple[int, int]]:
    """Country → lowest and highest published or placed number for the waves in view taken together.

    With one wave in view, counts of that wave. With more, counts of the total; and of a wave as well where a country
    has rows and counts in that wave alone, because there the two are the same. Never a sum that nobody printed.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    waves: dict[str, int] = {}
    lines = _countries(selection, selection.reports_of_waves)
    for line in lines:
        waves[line.key] = waves.get(line.key, 0) + (line.wave != TOTAL)
    for line in lines:
        if line.wave == TOTAL or waves[line.key] == 1:
            spans.setdefault(line.key, []).append(line.span)
    return {iso: (min(low for low, _ in own), max(high for _, high in own)) for iso, own in spans.items()}


def _waves(selection: Selection, stations: pd.DataFrame) -> list[CountLine]:
    counts = _counts(selection)
    world = counts[counts["scope"] == "world"]
    labels = selection.atlas.choices["wave"]
    lines = [
        _line("wave", wave, labels[wave], wave, _reports(stations, wave), _published(world[world["wave"] == wave]))
        for wave in selection.waves["wave_id"]
    ]
    if len(selection.waves) > 1:
        lines.append(
            _line(
                "wave", TOTAL, word("All waves"), TOTAL, _reports(stations), _published(world[world["wave"] == TOTAL])
            )
        )
    return lines


def _bureaus(selection: Selection, stations: pd.DataFrame) -> list[CountLine]:
    # A total of a bureau is a printed number for the whole wave.
    stated = selection.atlas.tables["bureau_totals"].assign(coverage=WHOLE, count_basis="stated")
    totals = _with_source(selection, stated.rename(columns={"total_id": "count_id"}))
    lines = []
    for wave in selection.waves["wave_id"]:
        own, published = stations[stations["wave"] == wave], totals[totals["wave"] == wave]
        for bureau in sorted(set(own["bureau"]) | set(published["bureau"])):
            label = selection.atlas.labels.alone["stations.bureau"][bureau]
            reports, told = _reports(own[own["bureau"] == bureau]), _published(published[published["bureau"] == bureau])
            lines.append(_line("bureau", bureau, label, wave, reports, told))
    return lines


def _countries(selection: Selection, stations: pd.DataFrame, only: str = "") -> list[CountLine]:
    counts = _counts(selection)
    counts = counts[counts["scope"] == "country"]
    if only:
        stations, counts = stations[stations["country_iso3"] == only], counts[counts["country_iso3"] == only]
    names = selection.atlas.countries["name"]
    waves = list(selection.waves["wave_id"])
    placed: dict[tuple[str, str], list[_Report]] = {}
    for iso, wave, report in zip(
        stations["country_iso3"].tolist(), stations["wave"].tolist(), _reports(stations), strict=True
    ):
        placed.setdefault((iso, wave), []).append(report)
        placed.setdefault((iso, TOTAL), []).append(report)
    told: dict[tuple[str, str], list[PublishedCount]] = {}
    for iso, wave, count in zip(
        counts["country_iso3"].tolist(), counts["wave"].tolist(), _published(counts), strict=True
    ):
        told.setdefault((iso, wave), []).append(count)
    order = sorted({iso for iso, _ in (*placed, *told)}, key=lambda iso: sort_key(names[iso]))
    shown = waves if len(waves) == 1 else [*waves, TOTAL]
    return [
        _line("country", iso, names[iso], wave, placed.get((iso, wave), ()), told.get((iso, wave), ()))
        for iso in order
        for wave in shown
        if (iso, wave) in placed or (iso, wave) in told
    ]


def _line(
    scope: str, key: str, label: str, wave: str, reports: Sequence[_Report], published: Sequence[PublishedCount]
) -> CountLine:
    return CountLine(
        scope=scope,
        key=key,
        label=label,
        wave=wave,
        placed=len(reports),
        inferred=sum(inferred for _, inferred in reports),
        station_ids=tuple(station_id for station_id, _ in reports),
        published=tuple(published),
    )


def _reports(stations: pd.DataFrame, wave: str = "") -> list[_Report]:
    """Plain values of rows, of one wave where one is named: there are a thousand lines, and each frame costs some
    milliseconds."""
    rows = stations[stations["wave"] == wave] if wave else stations
    return list(zip(rows["station_id"].tolist(), (rows["basis"] == "inferred").tolist(), strict=True))


def _published(counts: pd.DataFrame) -> list[PublishedCount]:
    told = counts.rename(columns={"reported_count": "number", "count_basis": "basis"})
    names = [field.name for field in fields(PublishedCount)]
    return [PublishedCount(*row) for row in zip(*(told[name].tolist() for name in names), strict=True)]


def _counts(selection: Selection) -> pd.DataFrame:
    """Published counts of the waves in view. A total printed before another publisher's list knew nothing of that list.

    So it is no rival of rows that came with it; beside other countries it stays, and beside all where the view ends at
    the waves that it could count.
    """
    counts = _with_source(selection, selection.atlas.tables["country_counts"])
    waves, stations = selection.waves, selection.disclosed
    for publisher, released in list(waves.drop_duplicates("publisher")[["publisher", "disclosed_on"]].to_numpy())[1:]:
        own = stations[stations["wave"].isin(waves.loc[waves["publisher"] == publisher, "wave_id"])]
        about = {"", *own["country_iso3"]}  # the world, and the hosts of that list
        first = date.fromisoformat(released)
        early = counts["published_on"].map(lambda text, first=first: (known_from(text) or first) < first).astype(bool)
        counts = counts[~((counts["wave"] == TOTAL) & early & counts["country_iso3"].isin(about))]
    return counts


def _with_source(selection: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their source's publisher and date, as far as that source was out on the view's `until`.

    A row whose document was not recorded has neither, and counts as undated.
    """
    sources = selection.atlas.tables["sources"].set_index("source_id")[["publisher", "published_on"]]
    joined = rows.join(sources, on="source_id").fillna({"publisher": "", "published_on": ""})
    return known_on(joined, "published_on", selection.view.until)
