"""The neutral paragraph for a briefing, with numbered footnotes; claim, reply and responses in one breath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from geo.record.cite import footnote
from geo.view.select import Selection
from geo.words import sentences
from geo.words.language import say_figure
from geo.words.messages import close, join_words, say, with_aside

MOST: Final = 3  # countries that the paragraph names


def paragraph(selection: Selection) -> str:
    """Who reported what and when, the largest numbers, China's position, the hosts' responses; [n] marks footnotes."""
    counted = selection.count
    if not counted.reports:
        filters = sentences.filter_sentence(selection)
        return say("paragraph.none", filters=filters, absence=sentences.absence_note())
    marks = {source: number for number, source in enumerate(first_cited(selection), start=1)}
    names = selection.atlas.countries["name"]
    claim = _noted(sentences.sentence(selection), selection.counted_waves["source_id"], marks)
    top = [with_aside(names[iso], say_figure(number)) for iso, number in sentences.highest(selection, MOST)]
    most = say("paragraph.most", countries=join_words(top)) if top and counted.countries > MOST else ""
    sound = selection.host_responses[~selection.host_responses["weak"]]  # what rests on thin items is told, not counted
    kinds = sound.drop_duplicates(["country_iso3", "axis"])["axis"].value_counts()
    labels = selection.atlas.phrases["response"]
    said = [
        say("paragraph.answer", kind=labels[axis], hosts=say("in.hosts", number=int(number)))
        for axis, number in kinds.items()
    ]
    answers = say("paragraph.answers", said=join_words(said)) if said else say("paragraph.silent")
    thin = _pairs(selection.host_responses) - _pairs(sound)
    answers += say("paragraph.weak", number=len(thin)) if thin else ""
    china = selection.china_responses
    position = sentences.china_line(selection)
    if len(china):
        rows = china.iloc[[0, -1]] if len(china) > 1 else china
        position = _noted(position.rstrip(".。"), [source for row in rows["source_ids"] for source in row], marks)
    placed = sentences.placed_line(selection)
    return say("paragraph", claim=claim, most=most, placed=placed, answers=answers, china=position)


def _pairs(responses: pd.DataFrame) -> set[tuple[str, str]]:
    """Hosts and the axes on which they answered."""
    return set(zip(responses["country_iso3"], responses["axis"], strict=True))


def _noted(sentence: str, ids: Iterable[str], marks: Mapping[str, int]) -> str:
    """The sentence with the marks of its footnotes before its full stop."""
    notes = "".join(f"[{marks[source]}]" for source in dict.fromkeys(ids) if source in marks)
    return say("paragraph.claim", sentence=sentence, notes=notes) if notes else close(sentence)


def footnotes(selection: Selection) -> tuple[str, ...]:
    """One line per footnote of the paragraph, in its order: publisher, title, date, address. An empty view has none."""
    if not selection.count.reports:
        return ()
    cited = selection.atlas.citations
    return tuple(footnote(number, cited[source]) for number, source in enumerate(first_cited(selection), start=1))


def first_cited(selection: Selection) -> list[str]:
    """Ids of the sources that the paragraph cites, in the order of its marks: those of the waves, then of China's first
    and newest statement, each once. The table of sources begins with them, so that a number means one source in a file.
    """
    china = selection.china_responses
    rows = china.iloc[[0, -1]] if len(china) > 1 else china
    ids = list(selection.counted_waves["source_id"]) + [source for row in rows["source_ids"] for source in row]
    return [source for source in dict.fromkeys(ids) if source in selection.known_sources]
