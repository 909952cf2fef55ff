"""What is not known about a country, said from the rows themselves: nothing here is an opinion or a fixed list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from geo.atlas import CHINA
from geo.documents.country.words import DEDUCED, NO_OPENING, no_response
from geo.record.claims import Fact
from geo.record.origins import ONE_COPY, Origins
from geo.view.select import Selection
from geo.words.messages import join_words, say_number


def not_known(
    selection: Selection,
    iso_a3: str,
    responses: pd.DataFrame,
    facts: Mapping[str, tuple[Fact, ...]],
    standing: Origins,
) -> tuple[str, ...]:
    """Sentences about what the record of one country leaves open.

    selection: of this country alone. responses: its responses as known. facts: station_id → facts of the reports in
    view. standing: what the selection's rows rest on.
    """
    said = [
        *_independence(selection, facts, standing),
        *_rows(selection.stations),
        *_thin(facts, standing),
        *_rivals(facts),
    ]
    if iso_a3 != CHINA:
        said += _answers(selection, responses)
    said += _undated(selection, iso_a3)
    if len(selection.stations):
        said.append(NO_OPENING)
    return tuple(said)


def _independence(selection: Selection, facts: Mapping[str, tuple[Fact, ...]], standing: Origins) -> Iterable[str]:
    """Reports for whose existence nobody but one origin stands, or nothing that was read yet."""
    labels = selection.atlas.tables["origins"].set_index("origin_id")["label"]
    behind: Counter[str | None] = Counter()
    for own in facts.values():
        found = {
            origin
            for one in own
            if one.fact == "existence" and one.adopted
            for origin in standing.standing["claims", one.adopted.claim_id].origins
        }
        if len(found) < 2:
            behind[found.pop() if found else None] += 1
    for origin, number in behind.items():
        share = _share(number, len(facts))
        if origin is None:
            yield f"No source read for the existence of {share} was out by this day."
        else:
            yield (
                f"No independent source was found for the existence of {share}: what was read goes back to one origin, "
                f"{labels[origin]}."
            )


def _rows(stations: pd.DataFrame) -> Iterable[str]:
    counted = (
        (stations["location_precision"] == "country", "The place of {} is not known beyond the country."),
        (stations["bureau"] == "unknown", "The police bureau behind {} is not known."),
        (stations["bureau_basis"] == "inferred", "The police bureau of {} is inferred, not stated."),
        (stations["basis"] == "inferred", f"{{}} inferred: {DEDUCED}."),
    )
    for mask, sentence in counted:
        if number := int(mask.sum()):
            share = _share(number, len(stations))
            if sentence.startswith("{}"):
                share = f"{share[:1].upper()}{share[1:]} {'is' if number == 1 else 'are'}"
            yield sentence.format(share)


def _thin(facts: Mapping[str, tuple[Fact, ...]], standing: Origins) -> Iterable[str]:
    """Facts that rest on little, each reason once."""
    reasons: Counter[tuple[str, str]] = Counter()
    for own in facts.values():
        for one in own:
            thin = standing.standing["claims", one.adopted.claim_id].thin if one.adopted else ()
            named = [reason for reason in thin if reason != ONE_COPY]
            reasons.update((one.fact, reason) for reason in named or thin)
    for (fact, reason), number in reasons.items():
        share = f"The {fact} of {_share(number, len(facts))}"
        yield f"{share} r{reason[1:]}" if reason == ONE_COPY else f"{share} rests on a thin source. {reason}"


def _rivals(facts: Mapping[str, tuple[Fact, ...]]) -> Iterable[str]:
    disputed = Counter(one.fact for own in facts.values() for one in own if one.rivals)
    points = [f"the {fact} of {_share(number, len(facts))}" for fact, number in disputed.items()]
    if points:
        yield f"Sources differ on {join_words(points)}; the other versions stand under “Who says so?”."
    unclear = sum(one.adopted is not None and one.adopted.attribution == "row" for own in facts.values() for one in own)
    if unclear:
        them = "it" if unclear == 1 else "them"
        yield f"For {say_number(unclear, 'facts')} it was not recorded which source of the row states {them}."


def _answers(selection: Selection, responses: pd.DataFrame) -> Iterable[str]:
    """What is missing from the replies of the country."""
    if responses.empty:
        yield no_response(selection.view.until)
        return
    axes = set(responses["axis"])
    if "investigation" in axes and "outcome" not in axes:
        yield "An inquiry is reported; nothing is recorded under outcome."
    if len(selection.stations) and "site" not in axes:
        yield "Nothing is recorded under site status."
    whole = len(responses)
    if number := int((responses["said_by"] == "press").sum()):
        yield f"For {_share(number, whole, 'responses')} only press reports were found, no official statement."
    if number := int(responses["date"].str.len().isin([4, 7]).sum()):
        yield f"The day of {_share(number, whole, 'responses')} is not known, only the month or the year."
    if number := int((responses["date"] == "").sum()):
        yield f"The date of {_share(number, whole, 'responses')} is not shown in the sources."


def _undated(selection: Selection, iso_a3: str) -> Iterable[str]:
    """What a chosen day leaves out because it carries no date."""
    rows = selection.atlas.responses
    number = int(((rows["country_iso3"] == iso_a3) & (rows["date"] == "")).sum())
    if selection.view.until is not None and number:
        verb = "is" if number == 1 else "are"
        yield f"{say_number(number, 'responses')} without a date {verb} left out, because a day is chosen."


def _share(number: int, whole: int, what: str = "reports") -> str:
    """ "the one report", "2 of 9 reports", "both reports", "all 9 reports"."""
    if whole == 1:
        return f"the one {what.removesuffix('s')}"
    if number == whole:
        return f"both {what}" if whole == 2 else f"all {whole} {what}"
    return f"{number} of {whole} {what}"
