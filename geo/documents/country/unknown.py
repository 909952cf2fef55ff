"""What is not known about a country, said from the rows themselves: nothing here is an opinion or a fixed list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

import pandas as pd

from geo.atlas import CHINA
from geo.documents.country.words import DEDUCED, NO_OPENING, no_response
from geo.record.claims import Fact
from geo.record.origins import ONE_COPY, Origins
from geo.view.select import Selection
from geo.words.messages import join_words, say, word

NOT_INDEPENDENT: Final = (
    "No independent source was found for the existence of {share}: what was read goes back to one origin, {origin}."
)
ONE_COPY_OF: Final = "The {fact} of {share} rests on one text only, and that is a copy, a translation or a digest."
THIN: Final = "The {fact} of {share} rests on a thin source. {reason}"
DIFFER: Final = "Sources differ on {points}; the other versions stand under “Who says so?”."


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
        said.append(word(NO_OPENING))
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
            yield word("No source read for the existence of {share} was out by this day.", share=share)
        else:
            yield word(NOT_INDEPENDENT, share=share, origin=labels[origin])


def _rows(stations: pd.DataFrame) -> Iterable[str]:
    whole = len(stations)
    counted = (
        (stations["location_precision"] == "country", "The place of {share} is not known beyond the country."),
        (stations["bureau"] == "unknown", "The police bureau behind {share} is not known."),
        (stations["bureau_basis"] == "inferred", "The police bureau of {share} is inferred, not stated."),
    )
    for mask, sentence in counted:
        if number := int(mask.sum()):
            yield word(sentence, share=_share(number, whole))
    if number := int((stations["basis"] == "inferred").sum()):
        text = say("dossier.share-inferred", number=number, share=_share(number, whole), deduced=word(DEDUCED))
        yield text[:1].upper() + text[1:]


def _thin(facts: Mapping[str, tuple[Fact, ...]], standing: Origins) -> Iterable[str]:
    """Facts that rest on little, each reason once."""
    reasons: Counter[tuple[str, str]] = Counter()
    for own in facts.values():
        for one in own:
            thin = standing.standing["claims", one.adopted.claim_id].thin if one.adopted else ()
            named = [reason for reason in thin if reason != word(ONE_COPY)]
            reasons.update((one.fact, reason) for reason in named or thin)
    for (fact, reason), number in reasons.items():
        share = _share(number, len(facts))
        told = word(ONE_COPY_OF if reason == word(ONE_COPY) else THIN, fact=word(fact), share=share, reason=reason)
        yield told[:1].upper() + told[1:]


def _rivals(facts: Mapping[str, tuple[Fact, ...]]) -> Iterable[str]:
    disputed = Counter(one.fact for own in facts.values() for one in own if one.rivals)
    points = [
        word("the {fact} of {share}", fact=word(fact), share=_share(number, len(facts)))
        for fact, number in disputed.items()
    ]
    if points:
        yield word(DIFFER, points=join_words(points))
    unclear = sum(one.adopted is not None and one.adopted.attribution == "row" for own in facts.values() for one in own)
    if unclear:
        yield say("dossier.unclear", number=unclear)


def _answers(selection: Selection, responses: pd.DataFrame) -> Iterable[str]:
    """What is missing from the replies of the country."""
    if responses.empty:
        yield no_response(selection.view.until)
        return
    axes = set(responses["axis"])
    if "investigation" in axes and "outcome" not in axes:
        yield word("An inquiry is reported; nothing is recorded under outcome.")
    if len(selection.stations) and "site" not in axes:
        yield word("Nothing is recorded under site status.")
    answers = partial(_share, whole=len(responses), what="responses")
    if number := int((responses["said_by"] == "press").sum()):
        yield word(
            "For {share} only press reports were found, no official statement.",
            share=answers(number),
        )
    if number := int(responses["date"].str.len().isin([4, 7]).sum()):
        yield word("The day of {share} is not known, only the month or the year.", share=answers(number))
    if number := int((responses["date"] == "").sum()):
        yield word("The date of {share} is not shown in the sources.", share=answers(number))


def _undated(selection: Selection, iso_a3: str) -> Iterable[str]:
    """What a chosen day leaves out because it carries no date."""
    rows = selection.atlas.responses
    number = int(((rows["country_iso3"] == iso_a3) & (rows["date"] == "")).sum())
    if selection.view.until is not None and number:
        yield say("dossier.undated", number=number)


def _share(number: int, whole: int, what: str = "reports") -> str:
    """ "the one report", "2 of 9 reports", "both reports", "all 9 reports"."""
    if whole == 1:
        return say(f"share.one.{what}")
    if number == whole:
        return say(f"share.both.{what}") if whole == 2 else say(f"share.all.{what}", whole=whole)
    return say(f"share.some.{what}", number=number, whole=whole)
