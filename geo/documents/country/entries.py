"""The dated record of one country: disclosures, responses on their four axes, and China's statements, in date order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geo.atlas import CHINA, Atlas
from geo.documents.country import words as say
from geo.documents.country.model import RecordEntry, Wave
from geo.record.claims import Fact
from geo.record.known import responses, support
from geo.record.rows import CHINA_LANE, Response, Support
from geo.tables.dates import known_from, say_date
from geo.view.select import Selection
from geo.words.messages import close, join_sentences, word


@dataclass(frozen=True)
class Dated:
    """An entry and its partial date."""

    date: str
    entry: RecordEntry


def entries_of(
    selection: Selection,
    iso_a3: str,
    waves: tuple[Wave, ...],
    facts: Mapping[str, tuple[Fact, ...]],
) -> tuple[Dated, ...]:
    """All entries, oldest first and numbered; a month stands after its days; undated ones last, with number 0."""
    found = [
        *_disclosures(selection, waves),
        *_other_dates(selection, facts),
        *_responses(selection, iso_a3),
    ]
    found.sort(key=lambda one: (known_from(one.date) or date.max, -len(one.date), one.entry.key))
    numbered, number = [], 0
    for one in found:
        number += bool(one.date)
        numbered.append(replace(one, entry=replace(one.entry, number=number if one.date else 0)))
    return tuple(numbered)


def lane_of(atlas: Atlas, response: Response) -> tuple[str, str]:
    """(key, label) of a response's lane."""
    return say.lane(say.CHINA_LANE) if response.lane == CHINA_LANE else (response.axis, atlas.axes[response.axis])


def _disclosures(selection: Selection, waves: tuple[Wave, ...]) -> list[Dated]:
    rows = selection.waves.set_index("wave_id")
    return [
        Dated(
            rows["disclosed_on"][wave.wave_id],
            _entry(
                f"waves:{wave.wave_id}",
                say.lane(say.CLAIM_LANE),
                rows["disclosed_on"][wave.wave_id],
                label=word(say.DISCLOSED),
                said_by=rows["publisher"][wave.wave_id],
                text=wave.disclosed.text,
                support=Support(wave.disclosed.source_ids, wave.disclosed.missing),
            ),
        )
        for wave in waves
    ]


def _other_dates(selection: Selection, facts: Mapping[str, tuple[Fact, ...]]) -> list[Dated]:
    """Days on which a report was public by another account than the wave's own."""
    stations = selection.stations.set_index("station_id")
    return [
        Dated(
            rival.value,
            _entry(
                f"claims:{rival.claim_id}",
                say.lane(say.CLAIM_LANE),
                rival.value,
                label=say.other_date(rival.value, stations["disclosed_on"][station]),
                said_by=word(say.OTHER_ACCOUNT),
                text=join_sentences(close(stations["city"][station] or word(say.NO_PLACE)), rival.note),
                support=support(selection, rival.source_ids, rival.withheld),
            ),
        )
        for station, own in facts.items()
        for fact in own
        if fact.fact == "date"
        for rival in fact.rivals
    ]


def _responses(selection: Selection, iso_a3: str) -> list[Dated]:
    return [
        Dated(
            one.date,
            _entry(
                f"responses:{one.response_id}",
                lane_of(selection.atlas, one),
                one.date,
                label=one.kind_label,
                said_by=selection.atlas.labels.alone["responses.said_by"][one.said_by],
                text=one.summary,
                note=one.note,
                support=support(selection, one.source_ids, one.withheld),
            ),
        )
        for one in responses(selection)
        if one.iso_a3 in (iso_a3, CHINA)
    ]


def _entry(key: str, lane: tuple[str, str], day: str, **fields: Any) -> RecordEntry:
    return RecordEntry(key=key, number=0, lane=lane[0], lane_label=lane[1], day=say_date(day), **{"note": "", **fields})
