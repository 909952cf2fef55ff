"""The ground that a printed picture of a view stands on: the world with a Europe inset, one region, or one country."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.maps.earth.projection import from_plane, from_world, globe_outline, graticule, to_plane, to_world
from geo.maps.earth.window import INSET, REGIONS, Window, country_window, country_zoom, project_window
from geo.maps.model import Bounds, Frame, Mark
from geo.maps.places import place_points
from geo.tables.codes import region_name
from geo.view.select import Selection

# A frame's ground reaches far enough for a picture this wide or this tall around the same middle.
WIDEST, TALLEST = 2.6, 0.5
AIR, LEAST_AIR = 0.1, 3.0  # around reported places: of the larger side, and at least so many map units
DENSE = 24  # more reported places than this need every px: their hosts are no longer shown whole
SOUTHERNMOST = -58.0  # of a printed world map: all inhabited land is north of it


def frames_of(selection: Selection, marks: tuple[Mark, ...]) -> tuple[Frame, ...]:
    """The main frame of a view, then its insets.

    One country chosen → that country in a local equal-area projection; a region → that region in its own; else the
    world, with Europe as an inset when a mark lies there. A country that the shapes do not have apart is the world's.
    """
    view, atlas = selection.view, selection.atlas
    if len(view.countries) == 1 and (atlas.shapes_medium["iso_a3"] == view.countries[0]).any():
        return (_local(atlas, _country_window(atlas, view.countries[0]), view.countries[0], marks, fine=True),)
    if view.region:
        return (_region(atlas, view.region, marks),)
    ground = _local(atlas, INSET.window, INSET.slug, marks, fine=False)
    inset = replace(ground, to_main=partial(_to_world, INSET.window.proj))
    left, bottom, right, top = inset.bounds
    seen = [(x, y) for x, y in inset.marks.values() if left <= x <= right and bottom <= y <= top]
    return (_world(atlas, marks), inset) if seen else (_world(atlas, marks),)


def _to_world(proj: str, x: Any, y: Any) -> tuple[Any, Any]:
    """Map units of a local projection → map units of the world map."""
    return to_world(*from_plane(x, y, proj))


def view_bounds(selection: Selection) -> Bounds | None:
    """The part of the world map, in map units, that a view is about: the places that it keeps of the countries or the
    region asked for, with their hosts whole where places are few; all of a single country, of the country that is open,
    and of each one asked for of which no report is kept; None for the whole world."""
    view = selection.view
    asked = view.countries or ((view.focus,) if view.focus and not view.region else ())
    hosts = set(selection.stations["country_iso3"]) if len(asked) > 1 else set()
    parts = [part for iso in asked if iso not in hosts and (part := country_bounds(selection.atlas, iso))]
    if view.countries or view.region:
        parts += _around(selection.atlas, selection.stations, view.region)
    if parts:
        return _hull(parts)
    return REGIONS[view.region].zoom if view.region else None


def _hull(parts: Iterable[Bounds]) -> Bounds:
    left, bottom, right, top = zip(*parts, strict=True)
    return min(left), min(bottom), max(right), max(top)


def region_windows(atlas: Atlas) -> tuple[tuple[str, str, Bounds], ...]:
    """(slug, label, bounds in map units) of the world and of each region with reports, as wide as its reports."""
    stations = atlas.stations
    windows = [("world", region_name(REGIONS["world"].label, atlas.language), globe_bounds())]
    for region in REGIONS.values():
        parts = _around(atlas, stations[stations["region"].str.casefold() == region.slug], region.slug)
        if parts:
            windows.append((region.slug, region_name(region.label, atlas.language), _hull(parts)))
    return tuple(windows)


def _around(atlas: Atlas, stations: pd.DataFrame, region: str) -> list[Bounds]:
    """What shows reports on the world map: the padded rectangle of their places and, where places are few, those of
    their hosts, of which nothing outside the region, if there is one; [] without a report."""
    if stations.empty:
        return []
    points = place_points(atlas)
    places = set(zip(stations["country_iso3"], stations["place"], strict=True))
    xs, ys = zip(*(points[place] for place in places), strict=True)
    left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
    air = max(AIR * max(right - left, top - bottom), LEAST_AIR)
    parts = [(left - air, bottom - air, right + air, top + air)]
    if len(places) <= DENSE:
        hosts = (country_bounds(atlas, iso) for iso in {iso for iso, _ in places})
        parts += [part for host in hosts if host and (part := _within(host, region))]
    return parts


def _within(bounds: Bounds, region: str) -> Bounds | tuple[()]:
    """The part that lies in a region, all of it without one; () when nothing does: Hawaii is not in the Americas."""
    if not region:
        return bounds
    left, bottom, right, top = REGIONS[region].zoom
    part = max(bounds[0], left), max(bounds[1], bottom), min(bounds[2], right), min(bounds[3], top)
    return part if part[0] < part[2] and part[1] < part[3] else ()


def country_bounds(atlas: Atlas, iso_a3: str) -> Bounds | tuple[()]:
    """The part of the world map, in map units, that shows a country; () for one without a shape."""
    return _country_bounds(_Shapes(atlas.fingerprint, atlas.low_path, atlas), iso_a3)


@lru_cache(maxsize=1024)
def _country_bounds(of: _Shapes, iso_a3: str) -> Bounds | tuple[()]:
    """Kept: all of Canada's islands are looked through for it, a seventh of a second."""
    shape = _world_shapes(of.atlas).get(iso_a3)
    return () if shape is None else country_zoom(shape)


@lru_cache(maxsize=16)
def _world_shapes(atlas: Atlas) -> Mapping[str, BaseGeometry]:
    """Country → the first of its shapes on the world map."""
    first = atlas.world.drop_duplicates("iso_a3")
    return dict(zip(first["iso_a3"], first.geometry, strict=True))


@lru_cache(maxsize=1)
def globe_bounds() -> Bounds:
    """The edges of the world map in map units."""
    left, bottom, right, top = globe_outline().bounds
    return left, bottom, right, top


def _world(atlas: Atlas, marks: tuple[Mark, ...]) -> Frame:
    left, _, right, top = globe_bounds()
    return Frame(
        slug="world",
        label=region_name("World", atlas.language),
        shapes=atlas.world[["unit_id", "geometry"]],
        bounds=(left, float(to_world(0, SOUTHERNMOST)[1]), right, top),
        marks={mark.key: (mark.x, mark.y) for mark in marks},
        outline=globe_outline(),
        graticule=graticule(),
    )


def _region(atlas: Atlas, slug: str, marks: tuple[Mark, ...]) -> Frame:
    return _local(atlas, REGIONS[slug].window, slug, marks, fine=False)


@lru_cache(maxsize=64)
def _country_window(atlas: Atlas, iso_a3: str) -> Window:
    """Every reported place of the country lies inside, whatever the view filters, so its pictures can be compared."""
    shape = atlas.shapes_medium.set_index("iso_a3").geometry[iso_a3]
    cities = atlas.stations[(atlas.stations["country_iso3"] == iso_a3) & (atlas.stations["city"] != "")]
    return country_window(shape, list(zip(cities["lon"], cities["lat"], strict=True)))


@dataclass(frozen=True)
class _Shapes:
    """The shapes of an atlas, told by its data and their file: they are the same in every language."""

    fingerprint: str
    path: Path
    atlas: Atlas = field(compare=False)


@lru_cache(maxsize=64)
def _ground(of: _Shapes, window: Window):  # type: ignore[no-untyped-def]
    """Shapes around a window, wide and tall enough for any picture."""
    wide, tall = window.with_aspect(WIDEST).bounds, window.with_aspect(TALLEST).bounds
    around = Window(
        window.proj, (min(wide[0], tall[0]), min(wide[1], tall[1]), max(wide[2], tall[2]), max(wide[3], tall[3]))
    )
    shapes = of.atlas.shapes_medium if of.path == of.atlas.medium_path else of.atlas.shapes_low
    return project_window(shapes, around)[["unit_id", "geometry"]]


def _local(atlas: Atlas, window: Window, slug: str, marks: tuple[Mark, ...], *, fine: bool) -> Frame:
    path = atlas.medium_path if fine else atlas.low_path
    shapes = _ground(_Shapes(atlas.fingerprint, path, atlas), window)
    left, bottom, right, top = shapes.total_bounds
    placed = {}
    for mark in marks:
        lon, lat = (mark.lon, mark.lat) if mark.shape == "circle" else from_world(mark.x, mark.y)
        x, y = to_plane(lon, lat, window.proj)
        if math.isfinite(x) and left <= x <= right and bottom <= y <= top:
            placed[mark.key] = (float(x), float(y))
    names = atlas.countries["name"]
    label = region_name(REGIONS[slug].label, atlas.language) if slug in REGIONS else str(names[slug])
    return Frame(slug, label, shapes, window.bounds, placed, None, None)
