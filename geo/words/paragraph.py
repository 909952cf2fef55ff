"""The neutral paragraph for a briefing, with numbered footnotes; claim, reply and responses in one breath."""

from __future__ import annotations

from geo.record.cite import footnote
from geo.view.select import Selection
from geo.words import sentences
from geo.words.messages import join_words, say_number
from geo.words.publishers import counted_waves


def paragraph(selection: Selection) -> str:
    """Who reported what and when, the largest numbers, China's position, the hosts' responses; [n] marks footnotes."""
    counted = selection.count
    if not counted.reports:
        return f"No reports match: {sentences.filter_sentence(selection)}. {sentences.ABSENCE_NOTE}"
    marks = {source: number for number, source in enumerate(first_cited(selection), start=1)}
    names = selection.atlas.countries["name"]
    claim = f"{sentences.sentence(selection)} {_notes(counted_waves(selection)['source_id'], marks)}.".replace(
        " .", "."
    )
    top = [f"{names[iso]} ({number})" for iso, number in selection.by_country.head(3).items()]
    most = f" Most are reported in {join_words(top)}." if counted.countries > 3 else ""
    sound = selection.host_responses[~selection.host_responses["weak"]]  # what rests on thin items is told, not counted
    kinds = sound.drop_duplicates(["country_iso3", "axis"])["axis"].value_counts()
    labels = selection.atlas.phrases["response"]
    said = [f"{labels[axis]} in {say_number(int(number), 'host countries')}" for axis, number in kinds.items()]
    answers = f" Responses are recorded as {join_words(said)}." if said else " No host response is recorded."
    china = selection.china_responses
    position = sentences.china_line(selection)
    if len(china):
        rows = china.iloc[[0, -1]] if len(china) > 1 else china
        cited = [source for row in rows["source_ids"] for source in row]
        position = f"{position.rstrip('.')} {_notes(cited, marks)}."
    return f"{claim}{most} {sentences.placed_line(selection)} The reports are allegations.{answers} {position}"


def footnotes(selection: Selection) -> tuple[str, ...]:
    """One line per footnote of the paragraph, in its order: publisher, title, date, address."""
    cited = selection.atlas.citations
    return tuple(footnote(number, cited[source]) for number, source in enumerate(first_cited(selection), start=1))


def first_cited(selection: Selection) -> list[str]:
    """Ids of the sources that the paragraph cites, in the order of its marks: those of the waves, then of China's first
    and newest statement, each once. The table of sources begins with them, so that a number means one source in a file.
    """
    china = selection.china_responses
    rows = china.iloc[[0, -1]] if len(china) > 1 else china
    ids = list(counted_waves(selection)["source_id"]) + [source for row in rows["source_ids"] for source in row]
    return [source for source in dict.fromkeys(ids) if source in selection.known_sources]


def _notes(ids: object, marks: dict[str, int]) -> str:
    return "".join(f"[{marks[source]}]" for source in dict.fromkeys(ids) if source in marks)  # type: ignore[call-overload]
