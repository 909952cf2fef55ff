"""The chronicle of a view: disclosures and responses as dated entries on one axis, and how the reports add up.

Each entry stands at the first day on which it was surely public: a month-only date at the month's last day, printed as
the month. Entries without a date stand apart and belong to no day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from geo.atlas import Atlas
from geo.record.known import Scope, narrowed, responses, scope, support
from geo.record.rows import CHINA_LANE, DISCLOSURE_LANE, Response, Support
from geo.tables.dates import known_from, say_date
from geo.view.select import Selection
from geo.words.messages import join_words, labelled, say, say_number, word

DISCLOSURE: Final = DISCLOSURE_LANE


MONTH_NOTE: Final = (
    "A date known only by month is printed as the month, drawn hollow and placed at the month’s last day, so that "
    "nothing is shown earlier than it was surely known."
)


@dataclass(frozen=True)
class Entry:
    """One dated disclosure or response.

    day: the first day it was surely public, None when undated. exact: whether the source gives the very day.
    date_text: the date as recorded, in words. place: country name, "" for a disclosure. label: what kind of entry it
    is. said_by: as a cell; speaker: the same within a sentence. support: its sources that were out in the view.
    """

    key: str
    lane: str
    day: date | None
    exact: bool
    date_text: str
    iso_a3: str
    place: str
    label: str
    text: str
    said_by: str
    speaker: str
    note: str
    support: Support


@dataclass(frozen=True)
class DayMark:
    """The entries of one lane that share a day. label: what they are, in one line. exact: false when one is known
    by month only."""

    lane: str
    day: date
    exact: bool
    keys: tuple[str, ...]
    label: str


@dataclass(frozen=True)
class Total:
    """Reports after one disclosure. placed: in this view, so far. published: the publisher's running total, None in
    a view that holds only a part of the reports, which it does not count."""

    wave: str
    label: str
    day: date
    placed: int
    published: int | None

    @property
    def words(self) -> str:
        """ "92 of 102 placed", or "9 reports" where the publisher did not count."""
        if self.published is None:
            return say_number(self.placed, "reports")
        return say("timeline.total", placed=self.placed, published=self.published)


@dataclass(frozen=True)
class Chronicle:
    """entries: dated, oldest first, then in the order of the lanes, then by place. undated: the others, in that order.

    totals: one a disclosure, oldest first. out: source id → its first surely public day (None: undated), for every
    source that an entry cites. lanes: lane → label, in the order they are drawn.
    """

    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    totals: tuple[Total, ...]
    out: Mapping[str, date | None]
    lanes: Mapping[str, str]

    @property
    def days(self) -> tuple[date, ...]:
        """Every day with an entry, in order."""
        return tuple(dict.fromkeys(entry.day for entry in self.entries if entry.day))

    @property
    def marks(self) -> tuple[DayMark, ...]:
        """One mark for each lane and day that has entries, in the order of the entries."""
        groups: dict[tuple[str, date], list[Entry]] = {}
        for entry in self.entries:
            if entry.day:
                groups.setdefault((entry.lane, entry.day), []).append(entry)
        return tuple(
            DayMark(
                lane,
                day,
                all(e.exact for e in found),
                tuple(e.key for e in found),
                _mark_label(found, self.lanes[lane]),
            )
            for (lane, day), found in groups.items()
        )

    @property
    def title(self) -> str:
        """ "2 disclosures, 62 responses about 31 countries"; China counts with the others."""
        found = [*self.entries, *self.undated]
        waves = sum(entry.lane == DISCLOSURE for entry in found)
        countries = {entry.iso_a3 for entry in found if entry.lane != DISCLOSURE}
        responses = say_responses(len(found) - waves, len(countries)) or say("timeline.no-response")
        return say("timeline.title", disclosures=say_number(waves, "disclosures"), responses=responses)

    @property
    def period(self) -> str:
        """ "12 September 2022 to 26 September 2025", and how many entries have no date."""
        if not self.entries:
            return say("timeline.nothing")
        first, last = self.entries[0].date_text, self.entries[-1].date_text
        undated = say_number(len(self.undated), "responses")
        aside = say("timeline.undated", responses=undated) if self.undated else ""
        return (first if first == last else say("timeline.span", first=first, last=last)) + aside


def say_responses(responses: int, countries: int) -> str:
    """ "62 responses about 31 countries"; "" for none."""
    if not responses:
        return ""
    said = say_number(responses, "responses")
    return say("timeline.responses", responses=said, countries=say_number(countries, "countries"))


def lanes(atlas: Atlas) -> Mapping[str, str]:
    """Lane → label, in the order they are drawn. China's own statements stand right below the claims."""
    return {DISCLOSURE: word("Disclosures"), CHINA_LANE: word("China’s position"), **atlas.axes}


def chronicle(selection: Selection) -> Chronicle:
    """The chronicle of a selection: the waves in view, and the responses known in it from the countries it is about.

    A later `until` never takes an entry away (see known.scope for the one exception). Filters other than dates choose
    countries, so a country's responses stay together whatever kind the filter asked for.
    """
    found = [*_disclosures(selection), *_responses(selection, scope(selection))]
    order = list(lanes(selection.atlas))
    found.sort(key=lambda entry: (entry.day or date.max, order.index(entry.lane), entry.place, entry.key))
    dates = selection.atlas.tables["sources"].set_index("source_id")["published_on"]
    return Chronicle(
        entries=tuple(entry for entry in found if entry.day),
        undated=tuple(entry for entry in found if not entry.day),
        totals=_totals(selection),
        lanes=lanes(selection.atlas),
        out={source: known_from(dates[source]) for entry in found for source in entry.support.source_ids},
    )


def _mark_label(found: list[Entry], lane: str) -> str:
    """ "30 November 2022 · Investigation: Austria, Portugal"; a month where no day is known."""
    days = list(dict.fromkeys(entry.date_text for entry in found))
    places = list(dict.fromkeys(entry.place or entry.label for entry in found))
    return f"{join_words(days)} · {labelled(lane, join_words(places))}"


def _disclosures(selection: Selection) -> list[Entry]:
    labels = selection.atlas.choices["wave"]
    entries = []
    for row in selection.waves.to_dict("records"):
        more = "stations" if row["stations_cumulative"] == row["stations_new"] else "more stations"
        stations = say_number(int(row["stations_new"]), more if pd.notna(row["stations_cumulative"]) else "stations")
        placed = int((selection.disclosed["wave"] == row["wave_id"]).sum())
        entries.append(
            Entry(
                key=row["wave_id"],
                lane=DISCLOSURE,
                day=known_from(row["disclosed_on"]),
                exact=True,
                date_text=say_date(row["disclosed_on"]),
                iso_a3="",
                place="",
                label=labels[row["wave_id"]],
                text=say(
                    "timeline.published",
                    publisher=row["publisher"],
                    label=row["label"],
                    stations=stations,
                    total=_in_all(row),
                    placed=placed,
                    published=int(row["stations_new"]),
                ),
                said_by=row["publisher"],
                speaker=row["publisher"],
                note="" if selection.view.until else row["note"],
                support=support(selection, [row["source_id"]]),
            )
        )
    return entries


def _in_all(row: Mapping[Any, Any]) -> str:
    """What the publisher says it comes to; where it says nothing, how many countries no earlier list had named."""
    reports, countries = row["stations_cumulative"], row["countries_cumulative"]
    if pd.isna(countries):
        new = int(row["countries_new"])
        total = say("timeline.new", number=new) if new else say("timeline.none-new")
    else:
        total = say("timeline.in", countries=say_number(int(countries), "countries"))
    if pd.notna(reports) and reports != row["stations_new"]:
        return say("timeline.in-all", reports=int(reports), total=total)
    return total


def _responses(selection: Selection, about: Scope) -> list[Entry]:
    return [_response(selection, one) for one in responses(selection) if about.has(one.iso_a3)]


def _response(selection: Selection, one: Response) -> Entry:
    return Entry(
        key=one.response_id,
        lane=one.lane,
        day=known_from(one.known),
        exact=len(one.date) == len("YYYY-MM-DD"),
        date_text=say_date(one.date),
        iso_a3=one.iso_a3,
        place=one.country,
        label=one.kind_label,
        text=one.summary,
        said_by=selection.atlas.labels.alone["responses.said_by"][one.said_by],
        speaker=selection.atlas.labels.inline["responses.said_by"][one.said_by],
        note=one.note,
        support=support(selection, one.source_ids, one.withheld),
    )


def _totals(selection: Selection) -> tuple[Total, ...]:
    """Reports after each wave in view; comparable with the published total only when nothing is left out."""
    part = narrowed(selection)
    published = selection.waves.set_index("wave_id")["stations_new"].cumsum()
    placed, totals = 0, []
    for wave, count in selection.by_wave.items():
        row = selection.waves.set_index("wave_id").loc[wave]
        placed += int(count)
        totals.append(
            Total(
                wave=str(wave),
                label=selection.atlas.choices["wave"][str(wave)],
                day=date.fromisoformat(row["disclosed_on"]),
                placed=placed,
                published=None if part else int(published[wave]),
            )
        )
    return tuple(totals)
