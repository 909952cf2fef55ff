"""The map of a view on each day on which its record grew: what a player steps through without asking a server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from geo.atlas import Atlas
from geo.documents.timeline.entries import DISCLOSURE, Chronicle, Entry, chronicle, say_responses
from geo.maps.compose import area_details, compose
from geo.maps.model import Area, MapModel
from geo.maps.style import Palette
from geo.record.counts import reported_ranges
from geo.tables.dates import say_date
from geo.view import View
from geo.view.select import Selection, select
from geo.words import sentences
from geo.words.messages import say, word

WHOLE: Final = "Whole record"


@dataclass(frozen=True, eq=False)
class Moment:
    """One step. day: the last day taken into account, None for the whole record. said: that day in words.

    counted: what the map shows by then. answered: how many responses were recorded by then. keys: entries that are
    new on this day. model: the map as the view with this `until` draws it; the words that no map shows (subtitle,
    paragraph, alt text and the like) and the headline figures belong to a page, not to a step, and are empty.
    """

    day: date | None
    said: str
    counted: str
    answered: str
    keys: tuple[str, ...]
    model: MapModel


def moments(atlas: Atlas, view: View, palette: Palette) -> tuple[Chronicle, tuple[Moment, ...]]:
    """The whole chronicle of a view, its `until` set aside, and one moment for each of its days, the last without day.

    Moving on, a moment has every entry of the one before it.
    """
    whole = select(atlas, view.change(until=None))
    story = chronicle(whole)
    steps: list[Moment] = []
    drawn: tuple[object, MapModel] | None = None
    for day in (*story.days, None):
        selection = select(atlas, view.change(until=day)) if day else whole
        shown = _what_is_drawn(selection)
        if drawn is None or drawn[0] != shown:
            model = _map_only(compose(selection, palette=palette))
        else:
            model = _told_anew(drawn[1], selection)
        drawn = shown, model
        steps.append(
            Moment(
                day=day,
                said=say_date(day.isoformat()) if day else word(WHOLE),
                counted=sentences.title(selection),
                answered=answered(e for e in (*story.entries, *story.undated) if _by(day, e)),
                keys=tuple(e.key for e in (story.undated if day is None else story.entries) if e.day == day),
                model=model,
            )
        )
    return story, tuple(steps)


def answered(entries: Iterable[Entry]) -> str:
    """How many of some entries are responses, and about how many countries: "7 responses about 7 countries"."""
    known = [entry for entry in entries if entry.lane != DISCLOSURE]
    return say_responses(len(known), len({entry.iso_a3 for entry in known})) or say("timeline.none-recorded")


def _by(day: date | None, entry: Entry) -> bool:
    return day is None or (entry.day is not None and entry.day <= day)


def _what_is_drawn(selection: Selection) -> tuple[object, ...]:
    """All that decides colours, marks and legend; what a response changes besides is only words."""
    spans = reported_ranges(selection) if selection.view.measure == "range" else {}
    return (
        tuple(selection.stations.index),
        len(selection.disclosed),  # what a filter leaves out is drawn and told, too
        tuple(selection.waves["wave_id"]),
        tuple(sorted(spans.items())),
        selection.view.until is None,
    )


def _told_anew(model: MapModel, selection: Selection) -> MapModel:
    """The model with the same areas and marks, and with the words that a new day or a new response changes.

    Composing costs ten times as much, and on most days nothing on the map moves.
    """
    detail_of = area_details(selection)
    return replace(
        model,
        areas=tuple(_with_detail(area, detail_of(area.iso_a3)) for area in model.areas),
        query=selection.view.to_query(),
        words=replace(
            model.words,
            filters=sentences.filter_sentence(selection),
            source_line=sentences.source_line(selection),
            china_line=sentences.china_line(selection),
        ),
    )


def _map_only(model: MapModel) -> MapModel:
    shown = replace(model.words, subtitle="", link="", alt_text="", paragraph="", footnotes=(), empty="")
    return replace(model, words=shown, figures=())


def _with_detail(area: Area, detail: str) -> Area:
    return area if detail == area.detail else replace(area, detail=detail)
