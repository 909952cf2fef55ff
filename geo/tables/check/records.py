"""Rules between records: waves and their totals, stations and their places, counts.

Knows what the columns of the core tables mean; says nothing about single cells or claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pandas as pd
from babel import Locale

from geo.errors import Level, Problem
from geo.tables.address import split_address
from geo.tables.check.cells import read_loosely
from geo.tables.check.countries import plain
from geo.tables.figures import GROUPS, NAMES, unknown_figures
from geo.tables.load import Raw, TextRow, each_row

TOTAL = "total"  # in country_counts.wave: a count over all waves
UNKNOWN = "unknown"
FIGURED = (("reconciliation", "result"), ("unplaced", "statement"))  # prose whose figures are counted

_PRINTS = re.compile(
    r"\b(?:[Pp]age names|[Pp]age prints|Prints)\b[^.]*"
    r"\b(?:person|people|defendants?|business(?:es)?|streets?|addresses)\b"
)
_TWO_DECIMALS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,2})?")
# What people type where no city is named; written as a city it would be drawn as one.
_NOT_KNOWN = frozenset({
    "", "unknown", "unkown", "not known", "n a", "na", "none", "nil", "null", "tbd", "tbc", "various", "several",
    "multiple", "unspecified", "not specified", "not named", "no city", "undisclosed", "unclear", "other",
    "unbekannt", "inconnu", "desconocido", "sconosciuto", "onbekend", "nieznane", plain("неизвестно"), "不详", "未知"
})  # fmt: skip
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}\.?")


def record_problems(raw: Raw) -> Iterator[Problem]:
    """Contradictions within and between the core tables, as far as they could be read."""
    stations, waves = raw.tables.get("stations"), raw.tables.get("waves")
    yield from _emptied(raw)
    yield from _figures(raw)
    if stations is not None:
        yield from _bureaus(stations)
        yield from _places(stations)
    if waves is not None:
        # What is written otherwise is told already, and must not put the waves into another order.
        waves = waves.assign(disclosed_on=[read_loosely(cell) or cell for cell in waves["disclosed_on"]])
        yield from _sums(waves)
        if "countries" in raw.tables:
            yield from _hosts(waves, len(raw.tables["countries"]))
    if "sources" in raw.tables:
        yield from _languages(raw.tables["sources"])
        yield from _cautions(raw.tables["sources"])
        yield from _addresses(raw.tables["sources"])
    if stations is not None and waves is not None:
        yield from _wave_dates(stations, waves)
        yield from _wave_totals(stations, waves)
        yield from _bureau_totals(stations, raw.tables.get("bureau_totals"))
    if waves is not None and "country_counts" in raw.tables:
        yield from _counts(raw.tables["country_counts"], set(waves["wave_id"]))


def _figures(raw: Raw) -> Iterator[Problem]:
    """Figures in braces that no count stands behind would be printed as they are, or stop a page."""
    for name, column in FIGURED:
        if name in raw.tables:
            for line, text in raw.tables[name][column].items():
                for figure in unknown_figures(text):
                    known = ", ".join(f"{{{one}}}" for one in (*NAMES, *(f"{group}.…" for group in GROUPS)))
                    advice = f"Write one of {known}, or the number without braces."
                    yield Problem(name, line, column, figure, "unknown-figure", advice)


def _emptied(raw: Raw) -> Iterator[Problem]:
    """A table that lost its rows would make pages say that nothing is known."""
    for name in ("stations", "claims", "waves", "sources", "countries", "responses"):
        if name in raw.tables and raw.tables[name].empty:
            advice = "Put the rows back; without any, pages say that nothing is recorded."
            level: Level = "warning" if name == "responses" else "error"
            yield Problem(name, None, None, None, "empty-table", advice, level)


def _addresses(sources: pd.DataFrame) -> Iterator[Problem]:
    """An address must be what it looks like, and one document stands in the table once."""
    first: dict[str, tuple[int, str]] = {}
    for line, row in each_row(sources[sources["url"].str.match(r"https?://[^\s<>]+$")]):  # others are told already
        parts = split_address(row["url"])
        host, port = parts.hostname or "", parts.port
        if "@" in row["url"].partition("://")[2].partition("/")[0] or not re.fullmatch(_HOST, host) or port == 0:
            advice = "Write an address whose part after https:// is a host's name alone, such as www.example.org."
            yield Problem("sources", line, "url", row["url"], "link", advice)
            continue
        same = re.sub(r"^https?://(www\.)?", "", row["url"]).rstrip("/")
        held, key = first.setdefault(same, (line, row["source_id"]))
        if held != line:
            advice = f"Cite {key} of line {held} instead, or give this document's own address: one would count as two."
            yield Problem("sources", line, "url", row["url"], "same-address", advice, "warning")


def _languages(sources: pd.DataFrame) -> Iterator[Problem]:
    """A code that no language has would be printed to readers as it is."""
    known = Locale("en").languages
    for line in sources.index[(sources["language"] != "") & ~sources["language"].isin(list(known))]:
        advice = "Write the ISO 639-1 code of a language, such as en or zh."
        yield Problem("sources", line, "language", sources.at[line, "language"], "language", advice)


def _cautions(sources: pd.DataFrame) -> Iterator[Problem]:
    """A page that prints what is kept out here is cited without a link, and the reason is said."""
    printed = sources["note"].str.contains(_PRINTS) & (sources["link_caution"] == "")
    for line in sources.index[printed]:
        advice = "Say in link_caution what the page names, such as: The page names a street. It is then cited unlinked."
        yield Problem("sources", line, "note", sources.at[line, "note"], "link-caution", advice)


def _bureaus(stations: pd.DataFrame) -> Iterator[Problem]:
    for line in stations.index[(stations["bureau"] == UNKNOWN) != (stations["bureau_basis"] == UNKNOWN)]:
        advice = "Write unknown in both columns, bureau and bureau_basis, or in neither."
        yield Problem("stations", line, "bureau_basis", stations.at[line, "bureau_basis"], "bureau-basis", advice)


def _places(stations: pd.DataFrame) -> Iterator[Problem]:
    for line, row in each_row(stations):
        city = row["city"] != ""
        if row["location_precision"] in ("city", "country") and (row["location_precision"] == "city") != city:
            advice = "Write city when a city is named and country when none is."
            yield Problem(
                "stations", line, "location_precision", row["location_precision"], "precision-differs", advice
            )
        if city and is_not_known(row["city"]):
            advice = "Leave city, lat and lon empty and write country as location_precision: no city is named."
            yield Problem("stations", line, "city", row["city"], "city-not-known", advice)
        for column in ("lat", "lon"):
            cell = row[column]
            if city and cell == "":
                advice = "Give the city centre in degrees with two decimals."
                yield Problem("stations", line, column, None, "coordinate-missing", advice)
            elif not city and cell != "":
                advice = "Delete the coordinate: no city is named, and a point would claim one."
                yield Problem("stations", line, column, cell, "coordinate-without-city", advice)
            elif cell and _number(cell) and not _TWO_DECIMALS.fullmatch(cell):
                advice = "Write two decimals: more would be finer than a city."
                yield Problem("stations", line, column, cell, "two-decimals", advice)


@lru_cache(4096)  # a city's name stands in many rows
def is_not_known(text: str) -> bool:
    """Whether a cell says that nothing is known: empty, signs alone, or one of the words that people type for it."""
    return plain(text) in _NOT_KNOWN


def _sums(waves: pd.DataFrame) -> Iterator[Problem]:
    """Cumulative totals that are not the sum of the publisher's waves so far.

    Countries are compared as long as one publisher named them all: which of a second one's hosts were new to it is not
    in the table.
    """
    ordered = waves.sort_values("disclosed_on", kind="stable")
    first_alone = (ordered["publisher"] == ordered["publisher"].iloc[:1].squeeze()).cumprod().astype(bool)
    for what, compared in (("stations", first_alone | True), ("countries", first_alone)):
        new, stated = _whole(ordered[f"{what}_new"]), _whole(ordered[f"{what}_cumulative"])
        sums = new.groupby(ordered["publisher"]).cumsum(skipna=False)
        for line in ordered.index[(sums != stated) & sums.notna() & stated.notna() & compared]:
            advice = (
                f"Write {sums[line]:g}, the sum of {what}_new of this publisher up to this wave, or leave it empty."
            )
            value = ordered.at[line, f"{what}_cumulative"]
            yield Problem("waves", line, f"{what}_cumulative", value, "totals-differ", advice)


def _hosts(waves: pd.DataFrame, countries: int) -> Iterator[Problem]:
    """The first wave with which more countries would be named for the first time than there are."""
    ordered = waves.sort_values("disclosed_on", kind="stable")
    named = _whole(ordered["countries_new"]).cumsum()
    for line in ordered.index[named > countries][:1]:
        advice = (
            f"Count only countries that no earlier wave names: {named[line]:g} would be named up to this wave, and the"
            f" table countries has {countries}."
        )
        yield Problem("waves", line, "countries_new", ordered.at[line, "countries_new"], "more-than-countries", advice)


def _wave_dates(stations: pd.DataFrame, waves: pd.DataFrame) -> Iterator[Problem]:
    released = stations["wave"].map(waves.drop_duplicates("wave_id").set_index("wave_id")["disclosed_on"])
    # What is no date is told already and compares as false.
    day, release = (
        pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce") for cells in (stations["disclosed_on"], released)
    )
    for line in stations.index[day < release]:
        advice = f"Correct the date or the wave; the wave was released on {released[line]}."
        yield Problem("stations", line, "disclosed_on", stations.at[line, "disclosed_on"], "before-wave", advice)


def _wave_totals(stations: pd.DataFrame, waves: pd.DataFrame) -> Iterator[Problem]:
    """More rows than published is a mistake; fewer is a shortfall that must be said wherever a total is shown."""
    ordered = waves.sort_values("disclosed_on", kind="stable")
    named = _whole(ordered["countries_new"]).cumsum(skipna=False)
    so_far: list[str] = []
    for line, wave in each_row(ordered):
        so_far.append(wave["wave_id"])
        rows = stations[stations["wave"] == wave["wave_id"]]
        hosts = stations.loc[stations["wave"].isin(so_far), "country_iso3"].nunique()
        for column, published, placed, what in (
            ("stations_new", _whole(waves["stations_new"])[line], len(rows), "rows"),
            ("countries_new", named[line], hosts, "host countries up to this wave"),
        ):
            if pd.notna(published):  # what is no number is told already by the type
                for problem in _against(line, wave, column, int(published), placed, what):
                    # A row whose wave or country is mistyped is counted nowhere, or as one host more.
                    judged = ("wave", "country_iso3") if column == "countries_new" else ("wave",)
                    cells = tuple(("stations", row, cell) for row in stations.index for cell in judged)
                    yield replace(problem, follows=cells)


def _against(line: int, wave: TextRow, column: str, published: int, placed: int, what: str) -> Iterator[Problem]:
    key, missing = wave["wave_id"], published - placed
    if missing < 0:
        advice = f"Correct the total or the wave of {-missing}: {key} has {placed} {what}, {published} are published."
        yield Problem("waves", line, column, wave[column], "more-than-published", advice)
    elif missing > 0:
        advice = f"Say it wherever the total is shown: {key} has {placed} of {published} {what}, {missing} missing."
        yield Problem("waves", line, column, wave[column], "shortfall", advice, "warning")


def _bureau_totals(stations: pd.DataFrame, totals: pd.DataFrame | None) -> Iterator[Problem]:
    """More rows of a bureau than the highest published split allows."""
    if totals is None:
        return
    numbers = totals.assign(reported_count=_whole(totals["reported_count"])).dropna(subset="reported_count")
    for (wave, bureau), versions in numbers.groupby(["wave", "bureau"]):
        placed = int(((stations["wave"] == wave) & (stations["bureau"] == bureau)).sum())
        line, highest = versions["reported_count"].idxmax(), versions["reported_count"].max()
        if placed > highest:
            advice = f"Correct the rows or add the source that gives more: {wave} has {placed} rows of {bureau}."
            yield Problem("bureau_totals", line, "reported_count", f"{highest:g}", "more-than-published", advice)


def _counts(counts: pd.DataFrame, waves: set[str]) -> Iterator[Problem]:
    for line, row in each_row(counts):
        if row["wave"] not in waves | {TOTAL, ""}:
            advice = f"Use a wave_id of the table waves, or {TOTAL}."
            yield Problem("country_counts", line, "wave", row["wave"], "unknown-reference", advice)
        if row["scope"] in ("country", "world") and (row["scope"] == "world") != (row["country_iso3"] == ""):
            advice = "Name the country for scope country, and none for scope world."
            yield Problem("country_counts", line, "country_iso3", row["country_iso3"], "scope-differs", advice)


def _whole(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells.where(cells.str.fullmatch(r"[0-9]{1,9}")), errors="coerce")


def _number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", cell) is not None
