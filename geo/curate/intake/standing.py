"""Which reports of a list stand in the tables already: in its own wave, or as what another wave said before it.

A list that says more or less of a report than its row does is asked about; so is one that repeats other waves. Neither
is counted a second time without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from geo.curate.intake.model import ListedReport, SentWave, say_unplaced
from geo.tables.check.countries import plain
from geo.tables.check.records import UNKNOWN
from geo.tables.load import Raw

LIST: Final = "list"  # in place of a row: the answer is about all of it
FEW: Final = 3  # reports that other waves have as well: fewer are told, and not asked about
SHOWN: Final = 5  # keys that a question names
Row = Mapping[str, str]


@dataclass
class AlreadyThere:
    """becomes: what a report of the list is already, in words, by its place in the list; those that are new are absent.

    questions: (row or LIST, field, what is asked).
    """

    becomes: dict[int, str] = field(default_factory=dict)
    questions: list[tuple[str, str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def find_standing(
    raw: Raw, wave: SentWave, reports: list[ListedReport], answers: Mapping[tuple[str, str], str]
) -> AlreadyThere:
    """answers: (row, "report") → a key or "new"; (LIST, "relays") → "yes" or "no"."""
    rows = raw.tables["stations"].to_dict("records")
    found = AlreadyThere()
    own = {row["station_id"]: row for row in rows if row["wave"] == wave.wave_id}
    _take_the_same(found, own, reports)
    _ask_about_likely(found, own, reports, answers)
    _ask_about_others(found, [row for row in rows if row["wave"] != wave.wave_id], reports, answers)
    return found


def _take_the_same(found: AlreadyThere, own: dict[str, Row], reports: list[ListedReport]) -> None:
    """Reports that a row of the wave says word for word; each row stands for one, and is taken out of own."""
    there: dict[tuple[str, ...], list[str]] = {}
    for key, row in own.items():
        mark = (row["country_iso3"], row["city"], row["bureau"], row["disclosed_on"], _named_in(row))
        there.setdefault(mark, []).append(key)
    for place, one in enumerate(reports):
        keys = there.get((one.iso, one.city.name if one.city else "", one.bureau, one.day, one.named))
        if keys:
            own.pop(keys.pop())
            found.becomes[place] = "stands in the tables already"


def _named_in(row: Row) -> str:
    """The city that a row's note names and that could not be placed, "" for none."""
    named = re.match(re.escape(say_unplaced("\0")).replace("\0", "(.*?)"), row["notes"])
    return named[1] if named else ""


def _ask_about_likely(
    found: AlreadyThere, own: dict[str, Row], reports: list[ListedReport], answers: Mapping[tuple[str, str], str]
) -> None:
    """Rows of the wave that no report says word for word, and that one may mean: it is asked which it is."""
    left = _by_row(reports, found.becomes)
    for name, answer in answers:
        if answer == "report" and name not in left:
            found.told.append(f"row {name}: nothing was asked about its report, the answer is not used")
    for name, places in left.items():
        one = reports[places[0]]
        near = [key for key, row in own.items() if _may_be(one, row)]
        if not near:
            continue
        said = re.split(r"[\s,;]+", answers.get((name, "report"), "").strip())
        if said == ["new"]:
            continue
        keys = [key for key in said if key != "new"]
        if len(said) != len(places) or len(set(keys)) != len(keys) or not set(keys) <= set(near):
            found.questions.append((name, "report", _which(one, near, own, len(places))))
            continue
        for place, key in zip(places, said, strict=True):
            if key != "new":
                own.pop(key)
                found.becomes[place] = f"is {key}, which stays as it is"


def _which(one: ListedReport, near: list[str], own: Mapping[str, Row], number: int) -> str:
    shown = [
        f"{key} ({own[key]['city'] or 'no city'}, bureau {own[key]['bureau']}, {own[key]['disclosed_on']})"
        for key in near[:SHOWN]
    ]
    more = f" or {len(near) - SHOWN} others" if len(near) > SHOWN else ""
    give = "its key, or new" if number == 1 else f"{number} answers in a row, each a key or new; or new for all"
    return f"{one.text}: is this {' or '.join(shown)}{more}, said otherwise? Give {give}"


def _ask_about_others(
    found: AlreadyThere, others: list[Row], reports: list[ListedReport], answers: Mapping[tuple[str, str], str]
) -> None:
    """Rows of other waves that the list may repeat: asked once where they are most of it, else told."""
    free: dict[str, list[Row]] = {}
    for row in others:
        free.setdefault(row["country_iso3"], []).append(row)
    pairs: dict[int, Row] = {}
    for place, one in enumerate(reports):
        rows = [] if place in found.becomes else free.get(one.iso, [])
        likely = max((row for row in rows if _may_be(one, row)), key=lambda row: _likeness(one, row), default=None)
        if likely is not None:
            rows.remove(likely)
            pairs[place] = likely
    if not pairs:
        return
    lines = list(dict.fromkeys(reports[place].row for place in pairs))
    keys = [row["station_id"] for row in pairs.values()]
    waves = ", ".join(sorted({row["wave"] for row in pairs.values()}))
    there = f"{'row' if len(lines) == 1 else 'rows'} {_some(lines)} may be reports of {waves} ({_some(keys)})"
    if len(pairs) < FEW or 2 * len(pairs) <= len(reports):
        found.told.append(f"{there}: they are counted as new")
        return
    answer = plain(answers.get((LIST, "relays"), ""))
    if answer == "yes":
        found.becomes |= {place: f"relays {row['station_id']}" for place, row in pairs.items()}
    elif answer != "no":
        question = f"{len(pairs)} of its {len(reports)} reports, {there}. Does the list relay them? yes: they are not"
        found.questions.append((LIST, "relays", f"{question} counted again; no: they are reports of their own"))


def _by_row(reports: list[ListedReport], standing: Iterable[int]) -> dict[str, list[int]]:
    """Row of the list → the places of its reports that are not standing."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(reports):
        if place not in standing:
            found.setdefault(one.row, []).append(place)
    return found


def _may_be(one: ListedReport, row: Row) -> bool:
    """Whether a report and a row contradict each other in nothing: what only one of them says may be true of both."""
    city = one.city.name if one.city else ""
    return (
        row["country_iso3"] == one.iso
        and (not city or not row["city"] or city == row["city"])
        and (UNKNOWN in (one.bureau, row["bureau"]) or one.bureau == row["bureau"])
    )


def _likeness(one: ListedReport, row: Row) -> tuple[bool, bool]:
    return row["city"] == (one.city.name if one.city else ""), row["bureau"] == one.bureau


def _some(texts: list[str]) -> str:
    more = [f"{len(texts) - SHOWN} more"] if len(texts) > SHOWN else []
    return ", ".join([*texts[:SHOWN], *more])
