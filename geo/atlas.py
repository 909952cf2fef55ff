"""The Atlas: every table and shape, checked, joined and frozen, with the fingerprint of the files it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

import geopandas as gpd
import pandas as pd

from geo.errors import DataError, Problem, UsageError
from geo.maps.earth.borders import TABLE, BorderPolicy, draw_borders, read_policies
from geo.maps.earth.projection import project_world
from geo.maps.earth.shapes import read_bytes, read_note, read_shapes
from geo.record.cite import Citation, cite
from geo.tables.codes import country_names, region_name
from geo.tables.dates import known_day, known_from
from geo.tables.fingerprint import fingerprint, kept_fingerprint
from geo.tables.kept import keep, key_of, read_kept
from geo.tables.labels import Labels, read_labels, with_former, with_inline
from geo.tables.load import Raw, load_raw, typed
from geo.tables.package import described_by, is_whole, open_package, release_path, released
from geo.words.language import ENGLISH, LANGUAGES, sort_key, speaking
from geo.words.messages import say, word

CityNames = Mapping[tuple[str, str], str]
"""Country and city as the tables have it → the city's name in one language."""

CHINA: Final = "CHN"  # the accused party: its statements stand beside every claim
HOST_GOVERNMENT: Final = "host-government"  # the speaker that a response need not name


@dataclass(frozen=True, eq=False)
class Atlas:
    """The checked data. All frames are read-only by agreement: take a copy to change one.

    tables: name → typed frame (text is "" where missing, list columns are tuples). shapes_low, shapes_medium:
    EPSG:4326, one unit a row. fingerprint: SHA-256 over every data file, as 64 hex digits. version: the calendar
    version stated in the data package and the first 8 of these digits. warnings: what the check found that is no
    error. labels: the words for the tables' codes. own_shapes: the shapes are a deployer's, so the border note of the
    shipped ones does not hold for them; own_note: theirs. borders: the policy by which disputed places are drawn, None
    for the shapes as they are. releases: versions that can be opened as they were, oldest first. language: in which its
    names and labels are; labels_of, city_names: those and cities' names of every language. contact: for errors, or "".
    """

    tables: Mapping[str, pd.DataFrame]
    low_path: Path
    medium_path: Path
    fingerprint: str
    release: str
    warnings: tuple[Problem, ...]
    labels: Labels
    own_shapes: bool = False
    own_note: str = ""
    borders: BorderPolicy | None = None
    releases: tuple[str, ...] = ()
    language: str = ENGLISH
    labels_of: Mapping[str, Labels] = field(default_factory=dict)
    city_names: Mapping[str, CityNames] = field(default_factory=dict)
    contact: str = ""

    @property
    def version(self) -> str:
        """Calendar version and the first 8 digits of the fingerprint: "2026.11.23-1a2b3c4d"."""
        return f"{self.release}-{self.fingerprint[:8]}"

    @cached_property
    def countries(self) -> pd.DataFrame:
        """name, region, subregion, continent; indexed by iso_a3."""
        return self.tables["countries"].set_index("iso_a3")

    @cached_property
    def stations(self) -> pd.DataFrame:
        """One reported station a row, with country_name and region joined on.

        place: one name for each place, by which places are told apart. city: that name as it is said, in the language.
        """
        joined = self.countries[["name", "region"]].rename(columns={"name": "country_name"})
        places = self.tables["stations"].assign(place=lambda stations: _name_places(stations))
        said = _say_cities(places["country_iso3"], places["place"], self.city_names.get(self.language, {}))
        return places.assign(city=said).join(joined, on="country_iso3")

    @cached_property
    def responses(self) -> pd.DataFrame:
        """One dated response a row, with axis, kind_label and kind_inline joined on, oldest first, undated last.

        speaker: who spoke, within a sentence, "" of the country's own government. known: the day as YYYY-MM-DD from
        which it counts, "" without a date. A month stands at its last day, as in the rule "as known on", after the days
        of that month.
        """
        kinds = (
            self.tables["response_kinds"]
            .set_index("kind")
            .rename(columns={"label": "kind_label", "inline": "kind_inline"})
        )
        joined = self.tables["responses"].join(kinds[["axis", "kind_label", "kind_inline"]], on="kind")
        speakers = self.labels.inline.get("responses.said_by", {})
        speaker = joined["said_by"].map(lambda code: "" if code == HOST_GOVERNMENT else speakers.get(code, code))
        known = [known_day(*dates) for dates in zip(joined["date"], joined["public_from"], strict=True)]
        order = joined["date"].map(lambda text: (known_from(text) or date.max, -len(text)))
        return (
            joined.assign(speaker=speaker, known=known, _order=order)
            .sort_values(["_order", "response_id"])
            .drop(columns="_order")
        )

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """Source id → how it is cited, in the order of the sources table."""
        rows = [{str(key): cell for key, cell in row.items()} for row in self.tables["sources"].to_dict("records")]
        with speaking(self.language):
            return MappingProxyType({row["source_id"]: cite(row, self.labels) for row in rows})

    @cached_property
    def shapes_low(self) -> gpd.GeoDataFrame:
        """The shapes for the world map, EPSG:4326."""
        return draw_borders(read_shapes(self.low_path), self.borders, self.low_path.name)

    @cached_property
    def shapes_medium(self) -> gpd.GeoDataFrame:
        """The finer shapes for a country or a print, EPSG:4326; read when first asked for."""
        return draw_borders(read_shapes(self.medium_path), self.borders, self.medium_path.name)

    @cached_property
    def world(self) -> gpd.GeoDataFrame:
        """The low shapes on the Equal Earth map, in map units."""
        return project_world(self.shapes_low)

    @property
    def axes(self) -> Mapping[str, str]:
        """Axis of response → its label, in the order people ask."""
        return self.labels.alone["response_kinds.axis"]

    @cached_property
    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """URL key → {value: label}, for every key whose values come from the data; in the order people ask."""
        stations, kinds = self.stations, self.tables["response_kinds"]
        bureaus = sorted(stations["bureau"].unique())
        hosts = stations.drop_duplicates("country_iso3")
        waves = self.tables["waves"].sort_values("disclosed_on")
        alone = self.labels.alone
        axes = {axis: label for axis, label in self.axes.items() if axis in set(kinds["axis"])}
        regions = sorted(set(self.countries["region"]) - {""})
        with speaking(self.language):
            hosts = hosts.sort_values("country_name", key=lambda names: names.map(sort_key).astype(object))
            named = {number: say("wave", number=number) for number in range(1, len(waves) + 1)}
            no_response = word("No response found")
        return MappingProxyType(
            {
                "wave": {
                    row.wave_id: named[number] for number, row in enumerate(waves.itertuples(index=False), start=1)
                },
                "country": dict(zip(hosts["country_iso3"], hosts["country_name"], strict=True)),
                "bureau": {bureau.casefold(): alone["stations.bureau"][bureau] for bureau in bureaus},
                "region": {region.casefold(): region_name(region, self.language) for region in regions},
                "response": axes | dict(zip(kinds["kind"], kinds["label"], strict=True)) | {"none": no_response},
                "basis": alone["stations.basis"],
                "precision": alone["stations.location_precision"],
                "open": self.countries["name"].to_dict(),
                "asof": {version: version for version in self.releases},
            }
        )

    @cached_property
    def phrases(self) -> Mapping[str, Mapping[str, str]]:
        """The choices as they stand within a sentence: "closure ordered" for "Closure ordered"."""
        inline, kinds = self.labels.inline, self.tables["response_kinds"]
        responses = dict(inline["response_kinds.axis"]) | dict(zip(kinds["kind"], kinds["inline"], strict=True))
        with speaking(self.language):
            no_response = word("no response found")
        bureaus = {bureau.casefold(): words for bureau, words in inline["stations.bureau"].items()}
        return MappingProxyType(
            dict(self.choices)
            | {
                "bureau": bureaus,
                "response": responses | {"none": no_response},
                "basis": inline["stations.basis"],
                "precision": inline["stations.location_precision"],
            }
        )


_SHAPES: Final = ("shapes_low", "shapes_medium", "world")  # what an atlas has read and is the same in every language


def in_language(atlas: Atlas, language: str) -> Atlas:
    """The same atlas with the names of countries and the words for codes in a language; "" and English: itself.

    What people said, titles of sources and remarks stay as the tables have them.
    """
    if language in ("", atlas.language) or language not in LANGUAGES:
        return atlas
    countries, kinds = atlas.tables["countries"], atlas.tables["response_kinds"]
    names = country_names(language)
    with speaking(language):
        told = kinds.assign(label=kinds["label"].map(word), inline=kinds["inline"].map(word))
    named = countries["iso_a3"].map(names).fillna(countries["name"])
    subregions = countries["subregion"].map(lambda one: region_name(one, language))
    tables = {**atlas.tables, "countries": countries.assign(name=named, subregion=subregions), "response_kinds": told}
    tables |= _with_cities(atlas.tables, atlas.city_names.get(language, {}))
    labels = atlas.labels_of.get(language, atlas.labels)
    return _on_same_ground(atlas, tables=MappingProxyType(tables), labels=labels, language=language)


def _on_same_ground(atlas: Atlas, **changed: object) -> Atlas:
    """The atlas with some fields changed, and with the shapes that it has read."""
    made = replace(atlas, **changed)  # type: ignore[arg-type]
    made.__dict__.update({name: atlas.__dict__[name] for name in _SHAPES if name in atlas.__dict__})
    return made


def _with_cities(tables: Mapping[str, pd.DataFrame], names: CityNames) -> dict[str, pd.DataFrame]:
    """The tables that name cities beside the stations, with their names in a language."""
    if not names:
        return {}
    cases, claims = tables["operations"], tables["claims"]
    hosts = tables["stations"].set_index("station_id")["country_iso3"]
    cities = claims[claims["fact"] == "city"]
    value = claims["value"].copy()
    value[cities.index] = _say_cities(cities["station_id"].map(hosts), cities["value"], names)
    return {
        "operations": cases.assign(city=_say_cities(cases["country_iso3"], cases["city"], names)),
        "claims": claims.assign(value=value),
    }


def _say_cities(countries: pd.Series, cities: pd.Series, names: CityNames) -> pd.Series:
    """Cities by their names in a language; one that has none there keeps its own."""
    if not names:
        return cities
    said = [names.get(key, key[1]) for key in zip(countries, cities, strict=True)]
    return pd.Series(said, index=cities.index, dtype=cities.dtype)


def read_city_names(table: pd.DataFrame | None) -> dict[str, CityNames]:
    """Language → (country, city as the tables have it) → its name; an older package has no such table."""
    if table is None:
        return {}
    keys = list(zip(table["country_iso3"], table["city"], strict=True))
    columns = {language: table[language] for language in LANGUAGES if language in table.columns}
    return {
        language: {key: name for key, name in zip(keys, column, strict=True) if name}
        for language, column in columns.items()
    }


def _name_places(stations: pd.DataFrame) -> pd.Series:
    """The name of each row's city, one for each place: a place is a point in a country, whatever it is called.

    The spelling of most rows stands for all, of equals the first; where one name means two points, each has its point
    behind it.
    """
    place = [stations["country_iso3"], stations["lat"], stations["lon"]]
    first = stations.groupby(place, dropna=False, sort=False)["city"].transform(_most_common)
    named = stations["city"].where(stations["city"] == "", first)
    points = stations.assign(city=named)[["country_iso3", "city", "lat", "lon"]].drop_duplicates()
    shared = points[(points["city"] != "") & points.duplicated(["country_iso3", "city"], keep=False)]
    if shared.empty:
        return named
    twice = set(zip(shared["country_iso3"], shared["city"], strict=True))
    rows = zip(stations["country_iso3"], named, stations["lat"], stations["lon"], strict=True)
    said = [f"{city} ({lat:.2f}, {lon:.2f})" if (iso, city) in twice else city for iso, city, lat, lon in rows]
    return pd.Series(said, index=stations.index, dtype=named.dtype)


def _most_common(names: pd.Series) -> str:
    return str(Counter(names).most_common(1)[0][0])


def load_atlas(folder: Path, *, today: date, shapes: Path | None = None, borders: str = "", contact: str = "") -> Atlas:
    """The atlas of a data folder.

    shapes: a deployer's own shapes file for both levels of detail. borders: a policy of the table border_policies, for
    the folder's own shapes; "" leaves them as they are. Shapes are read and checked here, not when first drawn.
    Raises DataError with every error of the check at once; warnings are kept on the atlas. A date that lies in the
    future is an error for who writes the tables, and no reason to show nothing when a clock is wrong. Raises UsageError
    for a policy that the data do not have.
    """
    from geo.tables.check.places import host_problems

    raw = load_raw(folder)
    problems = _checked(raw, folder, today)
    if any(problem.level == "error" and problem.rule != "future-date" for problem in problems):
        raise DataError(problems)
    atlas = _assemble(raw, problems, folder, shapes, borders)
    levels = {atlas.low_path.name: atlas.shapes_low, atlas.medium_path.name: atlas.shapes_medium}
    hosts = atlas.stations["country_iso3"]
    if missing := [one for name, frame in levels.items() for one in host_problems(frame, hosts, name)]:
        raise DataError(missing)
    return _on_same_ground(atlas, contact=contact)


def load_unchecked(folder: Path, *, shapes: Path | None = None, borders: str = "") -> Atlas:
    """The atlas of tables that nobody has checked: for work that is of no use where they don't pass, and may fail."""
    return _assemble(load_raw(folder), (), folder, shapes, borders)


def _assemble(raw: Raw, problems: tuple[Problem, ...], folder: Path, shapes: Path | None, borders: str) -> Atlas:
    tables = typed(raw)
    policy = _policy(tables, borders, shapes)
    low = shapes or folder / "countries_low.parquet"
    medium = shapes or folder / "countries_medium.parquet"
    return Atlas(
        tables=MappingProxyType(tables),
        low_path=low,
        medium_path=medium,
        fingerprint=kept_fingerprint(raw, {path.name: read_bytes(path) for path in (low, medium)}, borders),
        release=raw.schema.version,
        warnings=problems,
        labels=read_labels(raw.schema),
        city_names=MappingProxyType(read_city_names(tables.get("city_names"))),
        labels_of=MappingProxyType({language: read_labels(raw.schema, language) for language in LANGUAGES}),
        own_shapes=shapes is not None,
        own_note=read_note(shapes) if shapes else "",
        borders=policy,
        releases=tuple(one for one in released(folder) if is_whole(release_path(folder, one))),
    )


def _checked(raw: Raw, folder: Path, today: date) -> tuple[Problem, ...]:
    """The problems of tables that were read. What was found of the very same before is told again: by `python -m geo
    check`, which asks for more than this one, or by an earlier start."""
    for asked in ("", "tables"):
        key = key_of(folder, None, today, asked=asked, read=raw.files)
        kept = read_kept(key) if key else None
        if kept is not None:
            return kept
    from geo.tables.check import check  # its libraries take longer to import than the tables to read

    problems = check(raw, today=today)
    if key and not any(problem.level == "error" for problem in problems):
        keep(key, problems)
    return problems


def _policy(tables: Mapping[str, pd.DataFrame], name: str, shapes: Path | None) -> BorderPolicy | None:
    if not name:
        return None
    known = read_policies(tables[TABLE]) if TABLE in tables else {}
    if shapes:
        raise UsageError("A border policy is for the shapes of the data folder; choose it or shapes of your own.")
    if name not in known:
        raise UsageError(f"There is no border policy “{name}”; the data have {', '.join(known) or 'none'}.")
    return known[name]


def load_released(atlas: Atlas, version: str, folder: Path) -> Atlas:
    """The atlas as it was in one of its released versions, on the ground of today.

    Tables that were written before a column was there say nothing in it; codes that are used no more have the words of
    then, and kinds of response that had none for the middle of a sentence those of today. Raises UsageError for a
    version that was not released from the folder.
    """
    then = open_package(str(release_path(folder, version)), folder)
    raw = described_by(then, load_raw(folder).schema)
    tables = typed(raw)
    tables["response_kinds"] = with_inline(tables["response_kinds"], atlas.tables["response_kinds"])
    spoken = {
        language: with_former(labels, read_labels(then.schema, language))
        for language, labels in atlas.labels_of.items()
    }
    shapes = {path.name: read_bytes(path) for path in (atlas.low_path, atlas.medium_path)}
    return _on_same_ground(
        atlas,
        labels=spoken[atlas.language],
        labels_of=MappingProxyType(spoken),
        tables=MappingProxyType(tables),
        fingerprint=fingerprint(then, shapes, atlas.borders.name if atlas.borders else ""),
        release=version,
        warnings=(),
    )
