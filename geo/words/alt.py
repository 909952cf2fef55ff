"""The picture of a view in words, for a reader who can’t see it: what is drawn and nothing else."""

from __future__ import annotations

from typing import Final

from geo.view.select import Selection
from geo.words import sentences
from geo.words.messages import join_sentences, join_words, say, say_number

MOST: Final = 5  # countries that are named


def alt_text(selection: Selection, heading: str) -> str:
    """Computed from the same numbers as the picture; of a layer that is not drawn nothing is told.

    heading: what the shades of the countries count.
    """
    counted, layers = selection.count, selection.view.layers
    absence = sentences.absence_note()
    if not counted.reports:
        return say("alt.empty", filters=sentences.filter_sentence(selection), advice=say("empty"), absence=absence)
    names = selection.atlas.countries["name"]
    top = [say("alt.count", name=names[iso], number=number) for iso, number in sentences.highest(selection, MOST)]
    unnamed = int((selection.stations["city"] == "").sum()) if "marks" in layers else 0
    cities = counted.cities if "marks" in layers else 0
    return join_sentences(
        say("alt.map", title=sentences.title(selection), subtitle=sentences.subtitle(selection)),
        say("alt.most", countries=join_words(top)) if top and counted.countries > 1 else "",
        say("alt.cities", cities=say_number(cities, "cities")) if cities else "",
        say("alt.unnamed", reports=say_number(unnamed, "reports")) if unnamed else "",
        say("alt.shading", heading=heading, absence=absence) if "areas" in layers else absence,
    )
