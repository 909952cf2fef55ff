"""The sentence that a file says of its own rows: which of them this atlas corrected, and when."""

from __future__ import annotations

from geo.record.corrections import corrections, of_rows
from geo.tables.dates import say_date
from geo.view.select import Selection
from geo.words.messages import join_words, say_number, word

FEW = 6  # rows that are named; of more, only the number is told


def corrected_line(selection: Selection) -> str:
    """ "Corrected by this atlas: ao-unlocated-1 (27 November 2026)."; "" where no row in view ever was."""
    found = of_rows(corrections(selection), "stations")
    rows = [key for key in selection.stations["station_id"] if key in found] if found else []
    if not rows:
        return ""
    newest = max(found[key][0].corrected_on for key in rows)
    days = {found[key][0].corrected_on for key in rows}
    when = word("on {day}" if len(days) == 1 else "last on {day}", day=say_date(newest))
    named = join_words(rows) if len(rows) <= FEW else say_number(len(rows), "reports")
    return word(
        "Corrected by this atlas {when}: {named}. The page “Corrections” says what was said before.",
        when=when,
        named=named,
    )
