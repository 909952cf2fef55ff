"""record_of(plain, model) → dict: all that a page needs to compose any view by itself, beside the map's ground.

compose.js reads nothing else. RECORD.md in this folder names every field. What came after the day of the plain view is
not in it, so that a file of that day can't tell it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import pandas as pd

from geo.atlas import CHINA, Atlas
from geo.maps.classes import class_label
from geo.maps.earth.window import REGIONS
from geo.maps.frames import country_bounds, region_windows
from geo.maps.model import MapModel, Mark
from geo.maps.places import drawn_units
from geo.maps.style import CLASS_BREAKS, PALETTES, Palette, named_colours
from geo.record import known
from geo.record.counts import TOTAL, WHOLE
from geo.tables.codes import alpha_3_of
from geo.tables.dates import known_day, say_date
from geo.view import FILTERS, LAYERS, MEASURES, NO_RESPONSE, Filter
from geo.view.select import Selection
from geo.words import sentences
from geo.words.captions import LICENCE
from geo.words.language import LANGUAGES, day_forms, first_day, grouping, joints, months, spoken
from geo.words.messages import messages, say, with_article, with_aside, word

# What no browser says, by the first part of a message's name.
UNSAID: Final = frozenset(
    [
        "paragraph",
        "sentence",
        "sentence-in",
        "counting",
        "borders",
        "report",
        "about",
        "absence",
        "corrections",
        "dossier",
        "missing",
        "news",
        "quoted",
        "quoting",
        "reconciliation",
        "register",
        "rows",
        "said-by",
        "share",
        "subject",
        "undated",
        "version",
    ]
)
DECIMALS: Final = 2


def record_of(plain: Selection, model: MapModel) -> dict[str, Any]:
    """Plain values, ready for JSON; the same arguments give the same.

    plain: everything that was known on a day, or all of it; model: composed of it, whose marks the ground holds.
    """
    atlas, named = plain.atlas, _named(plain)
    out = [key for key in atlas.tables["sources"]["source_id"] if key in plain.known_sources]
    sources = {key: place for place, key in enumerate(out)}
    published = atlas.tables["sources"].set_index("source_id")["published_on"]
    return {
        "version": model.data_version,
        "words": {
            **_catalogue(),
            "subject": say("subject"),
            "absence": sentences.absence_note(),
            "licence": LICENCE,
            "version": sentences.version_line(plain, ""),
            "borders": sentences.border_note(plain),
        },
        "filters": [_filter(atlas, one, named.get(one.key)) for one in FILTERS if one.key not in ("open", "asof")],
        "opens": dict(atlas.choices["open"]),
        "codes": {two: three for two, three in alpha_3_of().items() if three in atlas.countries.index},
        "released": list(atlas.releases),
        "inNames": {iso: said for iso, name in atlas.choices["open"].items() if (said := with_article(name)) != name},
        "inRegions": {slug: with_article(name) for slug, name in atlas.choices["region"].items()},
        "classes": [{"least": least, "label": class_label(level)} for level, least in enumerate(CLASS_BREAKS)],
        "palettes": {palette.name: _palette(palette) for palette in PALETTES.values()},
        "disputed": [place for place, unit in enumerate(drawn_units(atlas)) if unit.disputed],
        "windows": _windows(atlas),
        "regions": [[slug, label, _rounded(bounds)] for slug, label, bounds in region_windows(atlas)],
        "waves": _waves(plain, sources),
        "firstWave": _first_waves(plain),
        "reports": _reports(plain, sources, model.marks),
        "responses": _responses(plain, sources),
        "sources": [known_day(published[key]) for key in out],
        "counts": _counts(plain),
    }


def _catalogue() -> dict[str, Any]:
    """What say.js needs to speak the language that is spoken now."""
    language = spoken()
    sign, least = grouping(language)
    return {
        "language": language,
        "messages": {
            name: said if isinstance(said, str) else dict(said)
            for name, said in messages(language).items()
            if name.partition(".")[0] not in UNSAID
        },
        "grouping": {"sign": sign, "least": least},
        "months": list(months(language)["dated"]),
        "day": day_forms(language)["day"],
        "first": first_day(language),
        "joints": joints(language),
    }


def cited_of(plain: Selection) -> dict[str, dict[str, Any]]:
    """What a country's panel says besides, by country: keys of and remarks on reports, responses and sources in full.

    reports, responses, citations: by their place in the record, as a text. A remark is told when all that it may rest
    on and that has a date was out; of sources only those that were out, url "" where one is not linked, and `remark` is
    what of its words the compilers say of that.
    """
    speakers = plain.atlas.labels.inline["responses.said_by"]
    published, citations = plain.known_sources, plain.atlas.citations
    sources = {key: str(place) for place, key in enumerate(key for key in citations if key in published)}
    said = {
        key: {"words": with_aside(one.short, "" if one.url else one.no_link), "url": one.url, "remark": one.caution}
        for key, one in citations.items()
    }
    found: dict[str, dict[str, Any]] = {}

    def tell(kind: str, place: int, iso_a3: str, source_ids: Iterable[str], words: dict[str, str]) -> None:
        own = found.setdefault(iso_a3, {"reports": {}, "responses": {}, "citations": {}})
        own[kind][str(place)] = words
        own["citations"] |= {sources[key]: said[key] for key in source_ids if key in sources}

    for place, one in enumerate(known.reports(plain)):
        tell("reports", place, one.iso_a3, one.source_ids, {"key": one.station_id, "note": one.note})
    for place, response in enumerate(known.responses(plain)):
        words = {
            "date": say_date(response.date),
            "label": response.kind_label,
            "summary": response.summary,
            "by": speakers[response.said_by],
            "note": response.note,
        }
        tell("responses", place, response.iso_a3, response.source_ids, words)
    return found


def _filter(atlas: Atlas, one: Filter, named: set[str] | None) -> dict[str, Any]:
    """One filter as an address writes it. values: value → label; phrases: those that read otherwise in a sentence.

    named: values that somebody had named by the day of the view, None where any can be chosen.
    """
    measures = {measure: word(label) for measure, label in MEASURES.items()}
    static = {"layers": {layer: word(layer.capitalize()) for layer in LAYERS}, "measure": measures, "lang": LANGUAGES}
    offered = atlas.choices.get(one.key, static.get(one.key, {}))
    values = {value: words for value, words in offered.items() if named is None or value in named}
    layers = {layer: word(layer) for layer in LAYERS}
    phrases = layers if one.key == "layers" else atlas.phrases.get(one.key, values)
    return {
        "key": one.key,
        "label": word(one.label),
        "values": values,
        "phrases": {value: phrases[value] for value in values if phrases[value] != values[value]},
    }


def _named(plain: Selection) -> dict[str, set[str]]:
    """Key → its values that the reports and responses of a day have, for keys whose values tell of reports."""
    if plain.view.until is None:
        return {}
    stations, responses = plain.stations, plain.responses
    return {
        "wave": set(plain.waves["wave_id"]),
        "country": set(stations["country_iso3"].unique()),
        "bureau": {bureau.casefold() for bureau in stations["bureau"].unique()},
        "response": {NO_RESPONSE, *responses["axis"], *responses["kind"]},
    }


def _palette(palette: Palette) -> dict[str, Any]:
    return {
        "colours": named_colours(palette),
        "classes": list(palette.classes),
        "none": palette.no_report,
        "filtered": palette.filtered,
        "dots": palette.filtered_dots,
        "disputed": palette.disputed,
        "lines": palette.disputed_lines,
    }


def _windows(atlas: Atlas) -> dict[str, Any]:
    """Bounds in map units of each country that has a shape, and of each region."""
    countries = {iso: bounds for iso in atlas.countries.index if (bounds := country_bounds(atlas, iso))}
    return {
        "country": {iso: _rounded(bounds) for iso, bounds in countries.items()},
        "region": {slug: _rounded(region.zoom) for slug, region in REGIONS.items() if slug != "world"},
    }


def _rounded(bounds: tuple[float, ...]) -> list[float]:
    return [round(float(edge), DECIMALS) for edge in bounds]


def _waves(plain: Selection, sources: dict[str, int]) -> list[dict[str, Any]]:
    labels = plain.atlas.choices["wave"]
    return [
        {
            "id": row["wave_id"],
            "label": labels[row["wave_id"]],
            "day": row["disclosed_on"],
            "publisher": row["publisher"],
            "basis": word(row["drawn_from"]),
            "source": sources.get(row["source_id"], -1),
            "reports": _number(row["stations_new"]),
            "countries": _number(row["countries_new"]),
        }
        for row in plain.waves.to_dict("records")
    ]


def _number(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _first_waves(plain: Selection) -> dict[str, str]:
    """Host → the wave that named it first."""
    ordered = plain.stations.sort_values("disclosed_on", kind="stable")
    return {str(iso): str(wave) for iso, wave in ordered.groupby("country_iso3")["wave"].first().items()}


Column = dict[str, list[Any]]
"""values: what a field says, each once; at: which of them each report has, -1 for none."""


def _reports(plain: Selection, sources: dict[str, int], marks: tuple[Mark, ...]) -> dict[str, Column]:
    """mark: its place among the ground's marks; text: what its line in a mark's list says."""
    rows = plain.stations
    drawn = {item.station_id: (place, item.text) for place, mark in enumerate(marks) for item in mark.items}
    keys = rows["station_id"].tolist()
    cited = _column(rows["source_ids"])
    shown = [_sources(ids, sources) for ids in cited["values"]]
    numbers = [one.get("later", 0) for one in shown]
    later = {"values": numbers, "at": [place if numbers[place] else -1 for place in cited["at"]]}
    return {
        "key": _column(keys),
        "country": _column(rows["country_iso3"].tolist()),
        "city": _column(rows["city"].tolist()),
        "bureau": _column(rows["bureau"].tolist(), str.casefold),
        "region": _column(rows["region"].tolist(), str.casefold),
        "wave": _column(rows["wave"].tolist()),
        "disclosed": _column(rows["disclosed_on"].tolist()),
        "basis": _column(rows["basis"].tolist()),
        "precision": _column(rows["location_precision"].tolist()),
        "mark": _column(drawn[key][0] for key in keys),
        "text": _column(drawn[key][1] for key in keys),
        "sources": {"values": [one["sources"] for one in shown], "at": cited["at"]},
        **({"later": later} if any(numbers) else {}),
    }


def _column(values: Iterable[Any], tell: Callable[[Any], Any] = lambda value: value) -> Column:
    found: dict[Any, int] = {}
    at = [found.setdefault(value, len(found)) for value in values]
    return {"values": [tell(value) for value in found], "at": at}


def _responses(plain: Selection, sources: dict[str, int]) -> list[dict[str, Any]]:
    """newest: what a country's hover text says of it; china: its words in China's line, of China's own only."""
    return [
        {
            "country": row["country_iso3"],
            "known": row["known"],
            "axis": row["axis"],
            "kind": row["kind"],
            "newest": sentences.newest_response(row, host=True),
            **({"china": sentences.say_china(row["summary"], row["date"])} if row["country_iso3"] == CHINA else {}),
            **_sources(row["source_ids"], sources),
        }
        for row in plain.responses.to_dict("records")
    ]


def _sources(ids: tuple[str, ...], sources: dict[str, int]) -> dict[str, Any]:
    """Places of those that were out, and how many were not, left out where that is none."""
    shown = [sources[source] for source in ids if source in sources]
    return {"sources": shown, **({"later": len(ids) - len(shown)} if len(shown) < len(ids) else {})}


def _counts(plain: Selection) -> list[dict[str, Any]]:
    """Published counts of countries, for the measure "range"; RECORD.md has the fields."""
    rows = plain.atlas.tables["country_counts"]
    rows = rows[(rows["scope"] == "country") & rows["wave"].isin([TOTAL, *plain.waves["wave_id"]])]
    table = plain.atlas.tables["sources"]
    out = dict(zip(table["source_id"], table["published_on"], strict=True))
    return [
        {
            "country": row["country_iso3"],
            "wave": "" if row["wave"] == TOTAL else row["wave"],
            "number": int(row["reported_count"]),
            "whole": row["coverage"] == WHOLE and row["count_basis"] != "assumed",
            "known": known_day(out.get(row["source_id"], "")),
        }
        for row in rows.to_dict("records")
        if plain.view.until is None or row["source_id"] in plain.known_sources
    ]
