"""Feeds that tell subscribers what the record did: its corrections, newest first."""

from __future__ import annotations

from typing import Final

from geo.atlas import Atlas
from geo.record.corrections import corrections
from geo.render.feed import FeedEntry, write_feed
from geo.select import select
from geo.view import View
from geo.words.messages import join_words

CORRECTIONS: Final = "corrections.atom"


def corrections_feed(atlas: Atlas, base_url: str = "") -> bytes:
    """The register as an Atom feed. base_url: what the atlas's addresses begin with, "" where nobody said."""
    found = corrections(select(atlas, View()))
    page = f"{base_url}corrections" if base_url else ""
    entries = [
        FeedEntry(
            key=one.correction_id,
            day=one.corrected_on,
            title=f"{one.outcome_label}: {join_words(list(one.row_ids))}",
            text=" ".join(part for part in (f"Before: {one.was}", one.now and f"Now: {one.now}", one.reason) if part),
            link=f"{page}?at=correction-{one.correction_id}" if page else "",
        )
        for one in found
    ]
    own = f"{base_url}{CORRECTIONS}" if base_url else ""
    made = atlas.release.replace(".", "-")[:10]
    return write_feed("corrections", "Station Atlas: corrections", entries, page=page, own=own, made=made)
