"""Marks of a view: one for each place with a reported station; lines of their lists are written once for all views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.atlas import Atlas
from geo.maps.model import Mark, MarkItem
from geo.maps.places import place_points
from geo.view.select import Selection
from geo.words import sentences

Numbers = npt.NDArray[np.intp]


def compose_marks(selection: Selection) -> tuple[Mark, ...]:
    """Cities first, by country and name; then country-only marks, by country. In the language that is spoken."""
    reports, waves = _reports(selection.atlas), tuple(selection.atlas.choices["wave"])
    points = place_points(selection.atlas)
    kept = np.flatnonzero(np.isin(reports.rows, selection.stations.index))
    starts = np.flatnonzero(np.diff(reports.place[kept], prepend=-1))
    marks = []
    for start, end in zip(starts, np.append(starts, len(kept))[1:], strict=True):
        own = kept[start:end]
        first = int(own[0])
        country_only, iso, place = reports.places[int(reports.place[first])]
        seen = tuple(waves[number] for number in np.unique(reports.wave[own]))
        country, city = reports.countries[first], reports.cities[first]
        marks.append(
            Mark(
                key=f"{iso}/{place}",
                shape="square" if country_only else "circle",
                ring=_ring(seen, waves),
                iso_a3=iso,
                place=city or country,
                x=points[iso, place][0],
                y=points[iso, place][1],
                lon=float(reports.lon[first]),
                lat=float(reports.lat[first]),
                count=len(own),
                waves=seen,
                label=sentences.mark_label(city, country, len(own), not country_only),
                items=tuple(reports.items[own]),
            )
        )
    return tuple(marks)


@dataclass(frozen=True, eq=False)
class _Reports:
    """All reports of an atlas in the order of their marks, of one place in table order.

    rows: their rows in the table; place: number of their place in places (country only?, country, name in the tables),
    whose order is the same in every language; wave: number of their wave; countries, cities: names; items: MarkItems.
    """

    rows: Numbers
    place: Numbers
    places: tuple[tuple[bool, str, str], ...]
    wave: Numbers
    countries: tuple[str, ...]
    cities: tuple[str, ...]
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    items: npt.NDArray[Any]


@lru_cache(maxsize=16)  # each language, and released versions
def _reports(atlas: Atlas) -> _Reports:
    stations, waves = atlas.stations, atlas.choices["wave"]
    named = zip(stations["country_iso3"].tolist(), stations["place"].tolist(), strict=True)
    keys = [(place == "", iso, place) for iso, place in named]
    places = tuple(sorted(set(keys)))
    number = {key: place for place, key in enumerate(places)}
    place = np.array([number[key] for key in keys], np.intp)
    order = np.argsort(place, kind="stable")
    items = np.empty(len(stations), object)
    items[:] = [
        MarkItem(station, line) for station, line in zip(stations["station_id"].tolist(), _lines(atlas), strict=True)
    ]
    wave_number = {wave: place for place, wave in enumerate(waves)}
    wave = stations["wave"].map(wave_number).to_numpy(np.intp)
    names, cities = stations["country_name"].to_numpy(object), stations["city"].to_numpy(object)
    return _Reports(
        rows=stations.index.to_numpy()[order],
        place=place[order],
        places=places,
        wave=wave[order],
        countries=tuple(names[order]),
        cities=tuple(cities[order]),
        lon=stations["lon"].to_numpy(float)[order],
        lat=stations["lat"].to_numpy(float)[order],
        items=items[order],
    )


def _lines(atlas: Atlas) -> Iterator[str]:
    """The line of each report; those that say the same are one text, written once."""
    said = ["bureau", "bureau_basis", "wave", "disclosed_on", "basis"]
    written: dict[tuple[str, ...], str] = {}
    for cells in zip(*(atlas.stations[name].tolist() for name in said), strict=True):
        if cells not in written:
            row = dict(zip(said, cells, strict=True))
            written[cells] = sentences.report_line(row, atlas.choices["wave"], atlas.labels)
        yield written[cells]


def _ring(own: tuple[str, ...], waves: tuple[str, ...]) -> str:
    """How a mark of these waves is ringed; any number of waves can be told apart."""
    if len(own) > 1:
        return "mixed"
    place = waves.index(own[0]) + 1
    return {1: "single", 2: "double"}.get(place, f"dashed-{place}")
