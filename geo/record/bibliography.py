"""Sources as a text cites them: numbered in the order of their first mention, each with publisher, date and link.

A source with a `link_caution` is cited like any other but never linked, and says why. A source that was not yet out
on the view's `until`, or that carries no date when a day is chosen, is counted and not shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from geo.record.claims import known_sources
from geo.record.statements import Backing, Citation
from geo.select import Selection
from geo.tables.dates import say_date

FORMS: Final = {
    "original": "",
    "syndicated": "agency or partner text",
    "copy": "copy",
    "translation": "translated copy",
    "digest": "digest",
}
KINDS: Final = {
    "ngo-report": "NGO report",
    "news": "news",
    "government": "government",
    "academic": "academic",
    "encyclopedia": "encyclopedia",
}
LANGUAGES: Final = {
    "cs": "Czech", "de": "German", "en": "English", "es": "Spanish", "fi": "Finnish", "fr": "French",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "sk": "Slovak", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class Bibliography:
    """Numbers sources as statements cite them; one for each text. Not shared between texts."""

    def __init__(self, selection: Selection) -> None:
        self._rows = selection.atlas.tables["sources"].set_index("source_id").to_dict("index")
        self._known = known_sources(selection)
        self._cited: dict[str, Citation] = {}

    def back(self, source_ids: Iterable[str], withheld: int = 0) -> Backing:
        """The sources of one statement, in their order, each once. withheld: further ones, already left out."""
        ids = list(dict.fromkeys(source_ids))
        shown = [source for source in ids if source in self._known]
        for source in shown:
            if source not in self._cited:
                self._cited[source] = _citation(len(self._cited) + 1, source, self._rows[source])
        hidden = len(ids) - len(shown) + withheld
        return Backing(tuple(self._cited[source] for source in shown), say_missing(len(shown), hidden))

    def listed(self) -> tuple[Citation, ...]:
        """Every source cited so far, by number."""
        return tuple(self._cited.values())


def say_missing(shown: int, hidden: int) -> str:
    """What is said of sources that a statement has and that are not shown."""
    if not hidden:
        return "" if shown else "No document is recorded for this."
    further = "further " if shown else ""
    if hidden == 1:
        return f"One {further}source read for this came out later or carries no date."
    return f"{hidden} {further}sources read for this came out later or carry no date."


def web_address(url: str) -> str:
    """The address if it is http(s) with a host, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # such as a broken IPv6 host
        return ""
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def _citation(number: int, source_id: str, row: dict[Any, Any]) -> Citation:
    form = FORMS.get(row["form"], row["form"])
    day = f"{row['publisher']}, {say_date(row['published_on'])}"
    caution = row["link_caution"]
    url = "" if caution else web_address(row["url"])
    own_title = row["title_basis"] == "recorded"
    about = [form, KINDS.get(row["kind"], row["kind"]), LANGUAGES.get(row["language"], row["language"])]
    return Citation(
        number=number,
        source_id=source_id,
        short=f"{day} ({form})" if form else day,
        title=f"“{row['title']}”" if own_title else f"[{row['title']}]",
        about=", ".join(part for part in about if part),
        url=url,
        no_link=f"Not linked: {caution}" if caution else "" if url else "No address is recorded.",
        note=row["note"],
    )
