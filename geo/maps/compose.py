"""compose(selection) → MapModel: areas, marks, legend, words and tables of one view, ready to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

import pandas as pd

from geo.maps.classes import class_label, level_of
from geo.maps.filterable import cited_of, record_of
from geo.maps.frames import frames_of, view_bounds
from geo.maps.hints import legend_hints
from geo.maps.marks import compose_marks
from geo.maps.model import (
    Area,
    AreaState,
    Filterable,
    Headline,
    LegendEntry,
    MapModel,
    Mark,
    Pattern,
    Tables,
    Words,
)
from geo.maps.places import drawn_units
from geo.maps.style import LIGHT, Palette
from geo.record import known
from geo.record.cite import Citation
from geo.record.counts import reported_ranges
from geo.view import View
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.alt import alt_text
from geo.words.corrected import corrected_line
from geo.words.language import say_figure, speaking
from geo.words.messages import join_sentences, say, with_aside
from geo.words.paragraph import first_cited, footnotes, paragraph


def compose(
    selection: Selection,
    *,
    palette: Palette = LIGHT,
    printed: bool = False,
    exported_on: str = "",
    base_url: str = "",
) -> MapModel:
    """The model of a selection.

    printed: also cut the frames that pictures need (a web map has its own ground). exported_on: YYYY-MM-DD or "".
    base_url: what the short link begins with, e.g. "https://atlas.example/". Same arguments, same model. Words are in
    the language of the selection's atlas.
    """
    with speaking(selection.atlas.language):
        return _compose(selection, palette, printed, exported_on, base_url)


def _compose(selection: Selection, palette: Palette, printed: bool, exported_on: str, base_url: str) -> MapModel:
    spans = reported_ranges(selection) if selection.view.measure == "range" else {}
    areas = _areas(selection, palette, spans)
    marks = compose_marks(selection)
    heading = sentences.legend_heading(selection.view.measure)
    return MapModel(
        areas=areas,
        marks=marks,
        legend_heading=heading,
        legend=_legend(selection, areas, marks, palette),
        hints=legend_hints(areas, marks, selection.view),
        figures=_figures(selection),
        counts=asdict(selection.count),
        waves=selection.atlas.choices["wave"],
        words=_words(selection, heading, spans, exported_on, base_url),
        tables=_tables(selection),
        citations=_citations(selection),
        frames=frames_of(selection, marks) if printed else (),
        show_areas="areas" in selection.view.layers,
        show_marks="marks" in selection.view.layers,
        bounds=view_bounds(selection),
        focus=selection.view.focus,
        query=selection.view.to_query(),
        data_version=selection.atlas.version,
        fingerprint=selection.atlas.fingerprint,
        exported_on=exported_on,
        palette=palette,
        language=selection.atlas.language,
        filterable=partial(_filterable, selection) if printed else None,
    )


def _filterable(selection: Selection) -> Filterable:
    view = selection.view
    plain = select(selection.atlas, View(until=view.until, asof=view.asof, language=view.language))
    base = compose(plain, printed=True)

    def tell(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        with speaking(selection.atlas.language):
            return make()

    return Filterable(base, tell(partial(record_of, plain, base)), partial(tell, partial(cited_of, plain)))


def _areas(selection: Selection, palette: Palette, spans: Mapping[str, tuple[int, int]]) -> tuple[Area, ...]:
    measure = selection.view.measure
    numbers = dict(selection.cities_by_country if measure == "cities" else selection.by_country)
    hosts = selection.disclosed_hosts
    detail_of = area_details(selection)
    placed = selection.placed_by_country if spans else {}
    areas = []
    for unit in drawn_units(selection.atlas):
        number = int(numbers.get(unit.iso_a3, 0))
        state: AreaState = "disputed" if unit.disputed else "none"
        if unit.iso_a3 in numbers:
            state = "counted" if number else "unnamed"  # cities are counted, and its reports name none
        elif unit.iso_a3 in hosts:
            state = "filtered"
        level = level_of(number) if state == "counted" else None
        fill, pattern, lines = _look(state, level or 0, palette)
        areas.append(
            Area(
                unit_id=unit.unit_id,
                iso_a3=unit.iso_a3,
                name=unit.name,
                state=state,
                count=number,
                level=level,
                fill=fill,
                pattern=pattern,
                pattern_colour=lines,
                label=sentences.area_label(
                    unit.name, state, number, measure, spans.get(unit.iso_a3), placed.get(unit.iso_a3, 0)
                ),
                detail=detail_of(unit.iso_a3),
                x=unit.x,
                y=unit.y,
                small=unit.small,
            )
        )
    return tuple(areas)


def area_details(selection: Selection) -> Callable[[str], str]:
    """Country's code → the second line of its hover text."""
    newest, hosts = selection.newest_response, selection.disclosed_hosts
    by_wave: dict[str, dict[str, int]] = {}
    for wave, label in selection.atlas.choices["wave"].items():
        own = selection.stations.loc[selection.stations["wave"] == wave, "country_iso3"]
        for iso, number in own.value_counts().items():
            by_wave.setdefault(str(iso), {})[label] = int(number)
    return lambda iso: sentences.area_detail(newest.get(iso), iso in hosts, by_wave.get(iso, {}))


def _look(state: AreaState, level: int, palette: Palette) -> tuple[str, Pattern, str]:
    """Fill, pattern and the pattern's colour."""
    if state == "counted":
        return palette.classes[level], "", ""
    if state == "unnamed":
        return palette.no_report, "dots", palette.classes[1]
    if state == "filtered":
        return palette.filtered, "dots", palette.filtered_dots
    if state == "disputed":
        return palette.disputed, "lines", palette.disputed_lines
    return palette.no_report, "", ""


def _legend(
    selection: Selection, areas: tuple[Area, ...], marks: tuple[Mark, ...], palette: Palette
) -> tuple[LegendEntry, ...]:
    """What is on the map and nothing else: classes up to the highest present, then patterns, then marks."""
    entries = []
    if "areas" in selection.view.layers:
        highest = max((area.level for area in areas if area.level is not None), default=-1)
        entries += [LegendEntry("class", class_label(level), palette.classes[level]) for level in range(highest + 1)]
        present = {area.state: area for area in areas}
        entries += [
            LegendEntry(
                kind, sentences.area_legend(kind, selection.view.until), area.fill, area.pattern, area.pattern_colour
            )
            for kind in ("unnamed", "filtered", "none", "disputed")
            if (area := present.get(kind))
        ]
    if "marks" in selection.view.layers:
        shapes = {mark.shape for mark in marks}
        entries += [
            LegendEntry("mark", sentences.mark_legend(shape), shape=shape)
            for shape in ("circle", "square")
            if shape in shapes
        ]
        labels = _wave_labels(selection)
        if len(labels) > 1:
            entries += _ring_entries(marks, labels)
    return tuple(entries)


def _ring_entries(marks: tuple[Mark, ...], labels: Mapping[str, str]) -> list[LegendEntry]:
    """One line for each ring on the map: the waves in their order, then several."""
    alone = {mark.ring: labels[mark.waves[0]] for mark in marks if len(mark.waves) == 1}
    order = sorted(alone, key=lambda ring: list(labels.values()).index(alone[ring]))
    entries = [LegendEntry("mark", sentences.wave_only(alone[ring]), ring=ring) for ring in order]
    if any(mark.ring == "mixed" for mark in marks):
        entries.append(LegendEntry("mark", sentences.several_waves(list(labels.values())), ring="mixed"))
    return entries


def _wave_labels(selection: Selection) -> dict[str, str]:
    """Labels of the waves that were out on the view's day, oldest first: a legend tells of no later one."""
    known, labels = set(selection.disclosed["wave"].unique()), selection.atlas.choices["wave"]
    return {wave: label for wave, label in labels.items() if wave in known}


def _figures(selection: Selection) -> tuple[Headline, ...]:
    now, whole, published = selection.count, selection.count_all, selection.published
    change = partial(sentences.say_change, until=selection.view.until)
    return (
        Headline(say("figure.reports"), say_figure(now.reports), change(now.reports, whole.reports)),
        Headline(say("figure.countries"), say_figure(now.countries), change(now.countries, whole.countries)),
        Headline(say("figure.cities"), say_figure(now.cities), change(now.cities, whole.cities)),
        Headline(
            say("figure.placed"),
            say("figure.of", placed=published.placed, published=published.reports),
            sentences.shortfall_note(published),
        ),
    )


def _words(
    selection: Selection, heading: str, spans: Mapping[str, tuple[int, int]], exported_on: str, base_url: str
) -> Words:
    ranges = sentences.range_line(selection, spans) if selection.view.measure == "range" else ""
    return Words(
        title=sentences.title(selection),
        subtitle=sentences.subtitle(selection),
        filters=sentences.filter_sentence(selection),
        counted=sentences.counted_line(selection),
        placed=join_sentences(sentences.placed_line(selection), ranges),
        counting_note=sentences.counting_note(),
        absence_note=sentences.absence_note(),
        reported_line=sentences.reported_line(selection),
        china_line=sentences.china_line(selection),
        source_line=sentences.source_line(selection),
        border_note=sentences.border_note(selection),
        corrected=corrected_line(selection),
        version_line=sentences.version_line(selection, exported_on),
        link=sentences.link(selection, base_url),
        alt_text=alt_text(selection, heading),
        paragraph=paragraph(selection),
        footnotes=footnotes(selection),
        empty=sentences.empty_advice(selection),
    )


def _tables(selection: Selection) -> Tables:
    """Exactly what is in view; list columns are joined by ";", numbers are kept."""
    atlas = selection.atlas
    names = atlas.countries["name"]

    def named(rows: pd.DataFrame) -> pd.DataFrame:
        told = rows.drop(columns=["kind_inline", "speaker", "known"])
        return told.assign(country_name=rows["country_iso3"].map(names))

    def sources() -> pd.DataFrame:
        return atlas.tables["sources"].set_index("source_id", drop=False).loc[_cited(selection)]

    def as_known(rows: pd.DataFrame) -> pd.DataFrame:
        """Rows that cite and remark only what was out on the view's day, as the table of sources does."""
        note = "notes" if "notes" in rows.columns else "note"
        cut = [known.cut(selection, ids, text) for ids, text in zip(rows["source_ids"], rows[note], strict=True)]
        return rows.assign(source_ids=[one["source_ids"] for one in cut], **{note: [one["note"] for one in cut]})

    frames = {
        "reports": lambda: as_known(selection.stations.drop(columns="place")),
        "countries": lambda: _country_rows(selection),
        "responses": lambda: as_known(named(selection.host_responses)),
        "china": lambda: as_known(named(selection.china_responses)),
        "sources": sources,
    }
    return Tables({name: partial(_plain, make) for name, make in frames.items()})


def _cited(selection: Selection) -> list[str]:
    """Ids of the sources of a view: those of its paragraph first, then all others in the table's order."""
    return list(dict.fromkeys([*first_cited(selection), *sentences.cited_sources(selection)]))


def _citations(selection: Selection) -> tuple[Citation, ...]:
    citations = selection.atlas.citations
    return tuple(citations[source] for source in _cited(selection))


def _country_rows(selection: Selection) -> pd.DataFrame:
    """One host a row, most reports first, with its newest response."""
    names, by_country = selection.atlas.countries["name"], selection.by_country
    newest = [selection.newest_response.get(iso, {}) for iso in by_country.index]
    return pd.DataFrame(
        {
            "country_iso3": by_country.index,
            "country_name": [names[iso] for iso in by_country.index],
            "reports": by_country.to_numpy(),
            "cities": selection.cities_by_country.to_numpy(),
            "newest_response": [with_aside(row["kind_label"], row["speaker"]) if row else "" for row in newest],
            "newest_response_date": [row.get("date", "") for row in newest],
        }
    )


def _plain(make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    frame = make()
    lists = [column for column in frame.columns if frame[column].map(lambda cell: isinstance(cell, tuple)).any()]
    marks = list(frame.select_dtypes(bool).columns)
    text = {column: frame[column].map(";".join) for column in lists}
    text |= {column: frame[column].map({True: "true", False: "false"}) for column in marks}  # as in the tables
    return frame.assign(**text).reset_index(drop=True)
