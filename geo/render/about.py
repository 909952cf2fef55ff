"""What a table file says about itself, as (field, label, text): the view, how it was counted, version and licence."""

from __future__ import annotations

from geo.maps.model import MapModel, Words
from geo.render.stamp import query_text
from geo.words.captions import ABOUT, LICENCE
from geo.words.messages import close, join_sentences


def about(model: MapModel) -> list[tuple[str, str, str]]:
    """One (field, label, text) a line, in the order of captions.ABOUT, empty texts left out except the view."""
    words = model.words
    texts = {
        "view": query_text(model),
        "licence": LICENCE,
        "data_version": model.data_version,
        "data_sha256": model.fingerprint,
        "exported_on": model.exported_on,
        "pack_id": model.pack_id,
    }
    lines = [
        (field, label, texts[field] if field in texts else str(getattr(words, field))) for field, label in ABOUT.items()
    ]
    return [line for line in lines if line[2] or line[0] == "view"]


def describe(words: Words) -> str:
    """A view in three sentences, for who has not opened it: title, what and when, kind of claim."""
    return join_sentences(close(words.title), close(words.subtitle), words.reported_line)
