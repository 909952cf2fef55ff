"""Rows of the tables from the reports of a list: keys, claims, totals; what stands there already is not added twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count

from geo.curate.intake.model import Cells, ListedReport, ReadLine, SentWave, say_unplaced, slug_of
from geo.tables.check.records import UNKNOWN
from geo.tables.codes import alpha_2_of
from geo.tables.load import SEPARATOR, Raw

COUNTED = "Totals counted from the list: its publisher prints none that was read."


def rows_of(
    raw: Raw,
    wave: SentWave,
    reports: list[ListedReport],
    becomes: Mapping[int, str],
    unplaced: list[tuple[str, str]],
    told: list[str],
) -> tuple[dict[str, tuple[Cells, ...]], list[ReadLine], int]:
    """(table → rows to add, line by line what became of the list, reports that stand there already).

    becomes: what a report is already, by its place in the list. unplaced: (row, text) of reports for which no country
    could be given. told: is added to.
    """
    keys = _Keys(raw.tables["stations"]["station_id"])
    added: dict[str, list[Cells]] = {"stations": [], "claims": [], "unplaced": [], "country_counts": []}
    read: list[ReadLine] = []
    new: list[ListedReport] = []
    for place, one in enumerate(reports):
        if place in becomes:
            read.append(ReadLine(one.row, one.text, "", becomes[place]))
            continue
        country = alpha_2_of().get(one.iso, one.iso.casefold())
        city = (slug_of(one.city.name, 50) or "unnamed") if one.city else "unlocated"
        key = keys.take(f"{country}-{city}")
        new.append(one)
        added["stations"].append(_station(key, one, wave))
        added["claims"] += _claims(key, one)
        where = f"{one.city.lat} {one.city.lon}  {one.city.name}" if one.city else "no city placed"
        read.append(ReadLine(one.row, one.text, key, f"{one.iso}  {where}"))
    known = len(becomes) + _keep_in_words(raw, wave, unplaced, added["unplaced"], read)
    if added["stations"] or added["unplaced"]:
        _totals(raw, wave, added, new, len(added["unplaced"]), told)
    return {table: tuple(rows) for table, rows in added.items() if rows}, read, known


def _keep_in_words(
    raw: Raw, wave: SentWave, unplaced: list[tuple[str, str]], added: list[Cells], read: list[ReadLine]
) -> int:
    """Adds what no country could be given for to added and read; how many of them the wave has already."""
    table = raw.tables["unplaced"]
    nameless = _Keys(table["unplaced_id"])
    there = set(table.loc[table["wave"] == wave.wave_id, "statement"])
    times: Counter[str] = Counter()
    known = 0
    for row, text in unplaced:
        times[text] += 1
        again = "" if times[text] == 1 else f" once more, {times[text]} times in all"
        statement = f"The list names “{text}”{again}, for which no country could be given."
        if statement in there:
            known += 1
            read.append(ReadLine(row, text, "", "stands among the unplaced already"))
            continue
        entry = {"unplaced_id": nameless.take(f"{wave.wave_id}-unplaced"), "wave": wave.wave_id, "basis": "stated"}
        added.append({**entry, "statement": statement, "source_ids": wave.source_id})
        read.append(ReadLine(row, text, "", "named, not placed"))
    return known


def _totals(
    raw: Raw, wave: SentWave, added: dict[str, list[Cells]], reports: list[ListedReport], unplaced: int, told: list[str]
) -> None:
    """The wave's own row, its source and origin where they are new, and the number of each country in the list."""
    tables = raw.tables
    if wave.origin and wave.origin["origin_id"] not in set(tables["origins"]["origin_id"]):
        added["origins"] = [wave.origin]
    if wave.source and wave.source_id not in set(tables["sources"]["source_id"]):
        added["sources"] = [wave.source]
    if wave.wave_id in set(tables["waves"]["wave_id"]):
        told.append(f"{wave.wave_id} is a wave already: its published totals stay as they are")
        return
    hosts = Counter(one.iso for one in reports)
    new = len(set(hosts) - set(tables["stations"]["country_iso3"])) if wave.countries is None else wave.countries
    said = len(reports) + unplaced if wave.published is None else wave.published
    added["waves"] = [
        {
            "wave_id": wave.wave_id,
            "label": wave.label,
            "disclosed_on": wave.disclosed_on,
            "publisher": wave.publisher,
            "stations_new": str(said),
            "countries_new": str(new),
            "source_id": wave.source_id,
            "drawn_from": wave.drawn_from,
            "note": "" if wave.published else COUNTED,
        }
    ]
    stem = wave.wave_id if wave.source_id == wave.wave_id else f"{wave.wave_id}-{wave.source_id}"
    shared = {"wave": wave.wave_id, "coverage": "whole", "source_id": wave.source_id}
    added["country_counts"] = [
        {
            "count_id": f"{iso.casefold()}-{stem}",
            "scope": "country",
            "country_iso3": iso,
            "reported_count": str(number),
            "count_basis": "derived",
            **shared,
        }
        for iso, number in sorted(hosts.items())
    ]
    basis = "derived" if wave.published is None else "stated"
    world = {"count_id": f"world-{stem}", "scope": "world", "reported_count": str(said)}
    added["country_counts"].append({**world, "count_basis": basis, **shared})


def _station(key: str, one: ListedReport, wave: SentWave) -> Cells:
    note = say_unplaced(one.named) if one.named else ""
    return {
        "station_id": key,
        "country_iso3": one.iso,
        "city": one.city.name if one.city else "",
        "lat": one.city.lat if one.city else "",
        "lon": one.city.lon if one.city else "",
        "bureau": one.bureau,
        "bureau_basis": UNKNOWN if one.bureau == UNKNOWN else "stated",
        "wave": wave.wave_id,
        "disclosed_on": one.day,
        "basis": one.basis,
        "location_precision": "city" if one.city else "country",
        "source_ids": SEPARATOR.join(one.sources),
        "notes": " ".join(part for part in (note, one.notes) if part),
    }


def _claims(key: str, one: ListedReport) -> list[Cells]:
    """Who says so, fact by fact: the sources of the row."""
    basis = "inferred" if one.basis == "inferred" else "stated"
    facts = [("existence", "reported", basis, "true")]
    if one.city:
        facts.append(("city", one.city.name, "stated", "true"))
    if one.named:
        facts.append(("city", one.named, "stated", "false"))
    if one.bureau != UNKNOWN:
        facts.append(("bureau", one.bureau, "stated", "true"))
    facts.append(("date", one.day, "stated", "true"))
    return [
        {
            "claim_id": f"{key}.{fact}" + ("" if adopted == "true" else ".2"),
            "station_id": key,
            "fact": fact,
            "value": value,
            "adopted": adopted,
            "basis": how,
            "source_ids": SEPARATOR.join(one.sources),
            "attribution": "fact",
        }
        for fact, value, how, adopted in facts
    ]


class _Keys:
    """Keys that no row has: es-madrid-1, es-madrid-2 …, going on from those that are taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: Counter[str] = Counter()

    def take(self, stem: str) -> str:
        number = next(one for one in count(self._last[stem] + 1) if f"{stem}-{one}" not in self._taken)
        self._last[stem] = number
        self._taken.add(f"{stem}-{number}")
        return f"{stem}-{number}"
