"""select(atlas, view) → Selection: what a view keeps, what it leaves out and why, and the one way to count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.atlas import CHINA, Atlas
from geo.tables.dates import known_from
from geo.view import FILTERS, FilterContext, View

Mask = npt.NDArray[np.bool_]
"""One truth a report, in table order."""


@dataclass(frozen=True)
class Count:
    """Reports, cities and countries: three different numbers that are never swapped."""

    reports: int
    cities: int
    countries: int


@dataclass(frozen=True)
class Published:
    """What the publisher stated for the waves in view, and how much of it is placed.

    reports, countries: published totals of these waves (countries counts each host once, at its first wave).
    placed, placed_countries: rows of these waves in the data, whatever else the view filters, and their hosts counted
    in the same way. new_only: an earlier wave is not in view, so countries are only those named for the first time.
    """

    reports: int
    countries: int
    placed: int
    placed_countries: int
    new_only: bool

    @property
    def shortfall(self) -> int:
        """Published reports that no source ties to a country."""
        return self.reports - self.placed


@dataclass(frozen=True, eq=False)
class Selection:
    """One view's part of the atlas.

    stations: kept rows, in table order. responses: responses known in this view, all countries, oldest first.
    undated: responses without a date that a view with `until` leaves out. left_out: URL key → reports that only this
    filter removes, for filters that are set.
    """

    atlas: Atlas
    view: View
    stations: pd.DataFrame
    responses: pd.DataFrame
    undated: int
    left_out: Mapping[str, int]

    @cached_property
    def count(self) -> Count:
        """The view's reports, cities and countries."""
        return count(self.stations)

    @cached_property
    def disclosed(self) -> pd.DataFrame:
        """Reports that were disclosed by the view's `until`, whatever else it filters; all of them without one."""
        return _disclosed(self.atlas, self.view.until).stations

    @property
    def disclosed_hosts(self) -> frozenset[str]:
        """Countries with a report that was disclosed by then."""
        return frozenset(_disclosed(self.atlas, self.view.until).first_wave)

    @property
    def count_all(self) -> Count:
        """The same of all that was disclosed by then: a page that is told as of a day compares with nothing later."""
        return _disclosed(self.atlas, self.view.until).count

    @cached_property
    def by_country(self) -> pd.Series:
        """Reports per host country in view: int by iso_a3, only hosts with at least 1, most first, ties by the name in
        the atlas' language, which is the order that a reader sees."""
        counts = self.stations["country_iso3"].value_counts()
        hosts = [iso for iso in self.atlas.choices["country"] if iso in counts.index]  # sorted as readers look for them
        return counts.reindex(hosts).sort_values(ascending=False, kind="stable")

    @cached_property
    def cities_by_country(self) -> pd.Series:
        """Named cities per country, indexed by iso_a3; a host whose reports name no city has 0."""
        named = self.stations[self.stations["city"] != ""].drop_duplicates(["country_iso3", "city"])
        return named["country_iso3"].value_counts().reindex(self.by_country.index, fill_value=0)

    @cached_property
    def by_wave(self) -> pd.Series:
        """Reports per wave in view, in disclosure order, waves without a kept report at 0."""
        return self.stations["wave"].value_counts().reindex(list(self.waves["wave_id"]), fill_value=0)

    @cached_property
    def waves(self) -> pd.DataFrame:
        """Rows of the waves table that the view's wave and date filters let through, oldest first; and those of kept
        reports, which may have been disclosed later than their wave."""
        waves, view = self.atlas.tables["waves"].sort_values("disclosed_on"), self.view
        kept = waves["wave_id"].isin(view.waves or list(waves["wave_id"]))
        if view.since:
            kept &= waves["disclosed_on"] >= view.since.isoformat()
        if view.until:
            kept &= waves["disclosed_on"] <= view.until.isoformat()
        return waves[kept | waves["wave_id"].isin(self.stations["wave"].unique())]

    @cached_property
    def counted_waves(self) -> pd.DataFrame:
        """The waves of the reports that are counted, oldest first; without any report, all waves in view."""
        return self.waves[self.waves["wave_id"].map(self.by_wave) > 0] if self.count.reports else self.waves

    @cached_property
    def published(self) -> Published:
        """Published totals of the waves in view, and how much of them is placed by reports that were disclosed."""
        known, ids = _disclosed(self.atlas, self.view.until), set(self.waves["wave_id"])
        return Published(
            reports=int(self.waves["stations_new"].sum()),
            countries=int(self.waves["countries_new"].sum()),
            placed=sum(number for wave, number in known.by_wave.items() if wave in ids),
            placed_countries=sum(wave in ids for wave in known.first_wave.values()),
            new_only=not _is_prefix(self.waves, self.atlas.tables["waves"]),
        )

    @cached_property
    def reports_of_waves(self) -> pd.DataFrame:
        """The reports of the waves in view that were disclosed by its day, whatever else it filters: those beside which
        published counts can stand."""
        return self.disclosed[self.disclosed["wave"].isin(self.waves["wave_id"])]

    @cached_property
    def placed_by_country(self) -> dict[str, int]:
        """Host → how many of reports_of_waves are in it."""
        return {str(iso): int(number) for iso, number in self.reports_of_waves["country_iso3"].value_counts().items()}

    @cached_property
    def host_responses(self) -> pd.DataFrame:
        """Known responses of the host countries that have a kept report."""
        return self.responses[self.responses["country_iso3"].isin(self.by_country.index)]

    @cached_property
    def china_responses(self) -> pd.DataFrame:
        """What China is recorded as saying, as known in this view."""
        return self.responses[self.responses["country_iso3"] == CHINA]

    @cached_property
    def known_sources(self) -> frozenset[str]:
        """Ids of the sources that were out on the view's `until`; all of them without one."""
        return frozenset(self.sources_out["source_id"])

    @cached_property
    def sources_out(self) -> pd.DataFrame:
        """Their rows."""
        return known_on(self.atlas.tables["sources"], "published_on", self.view.until)

    @cached_property
    def undated_sources(self) -> frozenset[str]:
        """Ids of the sources of which no date is known."""
        sources = self.atlas.tables["sources"]
        return frozenset(sources.loc[sources["published_on"] == "", "source_id"])

    @cached_property
    def newest_response(self) -> dict[str, dict[str, Any]]:
        """Country → the row of its newest dated response known in this view; an undated one if there is no other."""
        newest: dict[str, dict[str, Any]] = {}
        for row in self.responses.to_dict("records"):  # oldest first, undated last
            if row["date"] or row["country_iso3"] not in newest:
                newest[row["country_iso3"]] = row
        return newest


@dataclass(frozen=True, eq=False)
class _Disclosed:
    """What was disclosed by a day, whatever else a view filters. by_wave: reports; first_wave: host → its first."""

    stations: pd.DataFrame
    count: Count
    by_wave: Mapping[str, int]
    first_wave: Mapping[str, str]


@lru_cache(maxsize=32)
def _disclosed(atlas: Atlas, until: date | None) -> _Disclosed:
    """Kept, since most changes leave the day alone, and of a large table it takes longer than the view itself."""
    stations = atlas.stations
    if until is not None:
        stations = stations[stations["disclosed_on"] <= until.isoformat()]
    first = stations.sort_values("disclosed_on", kind="stable").drop_duplicates("country_iso3")
    return _Disclosed(
        stations,
        count(stations),
        {str(wave): int(number) for wave, number in stations["wave"].value_counts().items()},
        dict(zip(first["country_iso3"], first["wave"], strict=True)),
    )


def select(atlas: Atlas, view: View) -> Selection:
    """The view's selection of the atlas. Filters are joined by "and", the values of one filter by "or"."""
    responses = known_responses(atlas, view)
    undated = int((atlas.responses["date"] == "").sum()) if view.until else 0
    masks = _masks(atlas, view)
    left_out = {key: int((_all_but(masks, key, len(atlas.stations)) & ~mask).sum()) for key, mask in masks.items()}
    kept = atlas.stations[_all_but(masks, "", len(atlas.stations))] if masks else atlas.stations
    return Selection(atlas, view, kept, responses, undated, left_out)


def _all_but(masks: Mapping[str, Mask], key: str, number: int) -> Mask:
    """Which of so many reports every mask but one lets through."""
    others = [mask for other, mask in masks.items() if other != key]
    return np.logical_and.reduce(others) if others else np.ones(number, bool)


def count(stations: pd.DataFrame) -> Count:
    """Reports, distinct named cities and distinct host countries of some station rows.

    A report is one row: one police bureau in one place, as published. A city counts once however many reports name
    it; a report that names only a country adds no city. The printed rule is sentences.counting_note().
    """
    named = stations[stations["city"] != ""]
    return Count(
        reports=len(stations),
        cities=len(named.drop_duplicates(["country_iso3", "city"])),
        countries=stations["country_iso3"].nunique(),
    )


def facets(atlas: Atlas, view: View) -> dict[str, dict[str, int]]:
    """URL key → {value: reports that the view would hold if only this value were chosen for this key}.

    Every other filter of the view stays as it is. Only keys that filter and have a list of values.
    """
    masks = _masks(atlas, view)
    result = {}
    for filter_ in FILTERS:
        if filter_.keep is not None and filter_.key in atlas.choices:
            others = _all_but(masks, filter_.key, len(atlas.stations))
            values = {value: value if filter_.key == "region" else (value,) for value in atlas.choices[filter_.key]}
            own = {value: _mask(atlas, filter_.key, asked, view.until) for value, asked in values.items()}
            result[filter_.key] = {value: int((mask & others).sum()) for value, mask in own.items()}
    return result


def day_facets(atlas: Atlas, view: View) -> dict[str, dict[str, int]]:
    """ "from" and "until" → {day: reports that the view would hold if only this day were chosen for this key}.

    Days: YYYY-MM-DD, on which something was disclosed, oldest first, without those that the other date rules out. Every
    other filter of the view stays as it is.
    """
    days = [date.fromisoformat(day) for day in sorted(atlas.stations["disclosed_on"].unique())]
    allowed = {
        "since": [day for day in days if view.until is None or day <= view.until],
        "until": [day for day in days if view.since is None or day >= view.since],
    }
    return {
        filter_.key: {
            day.isoformat(): _left(atlas, view.change(**{filter_.field: day})) for day in allowed[filter_.field]
        }
        for filter_ in FILTERS
        if filter_.field in allowed
    }


def _left(atlas: Atlas, view: View) -> int:
    """How many reports a view holds."""
    return int(_all_but(_masks(atlas, view), "", len(atlas.stations)).sum())


def known_responses(atlas: Atlas, view: View) -> pd.DataFrame:
    """Responses, all countries, that were known on the view's `until`; all of them without one."""
    return known_on(atlas.responses, "known", view.until)


def known_on(rows: pd.DataFrame, column: str, until: date | None) -> pd.DataFrame:
    """Rows whose partial date in `column` was known on the day `until`, the day included.

    A month counts from its last day, a year from its last day; a row without a date is kept only when until is None.
    So moving the day later never removes a row.
    """
    if until is None:
        return rows
    days = rows[column].map(known_from)
    return rows[days.map(lambda day: day is not None and day <= until).astype(bool)]


def _is_prefix(waves: pd.DataFrame, all_waves: pd.DataFrame) -> bool:
    """True when no wave before these is left out."""
    return list(waves["wave_id"]) == list(all_waves.sort_values("disclosed_on")["wave_id"])[: len(waves)]


def _masks(atlas: Atlas, view: View) -> dict[str, Mask]:
    """URL key → mask over the stations, for each filter that is set."""
    return {
        filter_.key: _mask(atlas, filter_.key, value, view.until)
        for filter_ in FILTERS
        if filter_.keep is not None and (value := getattr(view, filter_.field))
    }


@lru_cache(maxsize=512)
def _mask(atlas: Atlas, key: str, value: Any, until: date | None) -> Mask:
    """Which reports one filter keeps; kept because a page asks for the same ones at each change."""
    keep = next(filter_.keep for filter_ in FILTERS if filter_.key == key)
    if keep is None:
        raise KeyError(key)
    mask: Mask = keep(atlas.stations, value, FilterContext(atlas.choices, _response_tags(atlas, until))).to_numpy()
    mask.flags.writeable = False
    return mask


@lru_cache(maxsize=64)
def _response_tags(atlas: Atlas, until: date | None) -> dict[str, frozenset[str]]:
    """Country → the axes and kinds of its responses known on a day; kept, since most changes leave the day alone."""
    responses = known_on(atlas.responses, "known", until)
    return {iso: frozenset(rows["axis"]) | frozenset(rows["kind"]) for iso, rows in responses.groupby("country_iso3")}
