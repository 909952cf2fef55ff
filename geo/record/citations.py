"""A source as scholars cite it: a line in the Chicago style, an entry for BibTeX. Knows one row of the sources table.

Most documents name no author, so the publisher stands in the author's place (Chicago Manual of Style, 17th edition,
14.84). An address that the data warns of is left out, as everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from geo.tables.dates import say_date

_BIBTEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ADDRESS: Final = re.compile(r"https?://[!-~]+")


def chicago(source: Mapping[str, Any]) -> str:
    """ "Safeguard Defenders. “Patrol and Persuade.” 5 December 2022. https://…"."""
    title = str(source["title"]).strip()
    stop = "" if title.endswith((".", "?", "!", "…")) else "."
    day = say_date(source["published_on"]) if source["published_on"] else "n.d."
    parts = [f"{str(source['publisher']).rstrip('.')}.", f"“{title}{stop}”", f"{day.rstrip('.')}."]
    address = _address(source)
    return " ".join([*parts, f"{address}."] if address else parts)


def bibtex(source: Mapping[str, Any]) -> str:
    """A @misc entry whose key is the source's id; braces keep names and capitals as they are."""
    fields = {"author": f"{{{_escape(source['publisher'])}}}", "title": f"{{{_escape(source['title'])}}}"}
    year, _, rest = str(source["published_on"]).partition("-")
    if year:
        fields["year"] = year
    month, _, day = rest.partition("-")
    if day:
        fields["day"] = str(int(day))
    if source.get("language"):
        fields["language"] = _escape(source["language"])
    address = _address(source)
    if address:
        fields["url"] = re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", address)
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    if month:
        lines.insert(3, f"  month = {_MONTHS[int(month) - 1]}")
    key = re.sub(r"[^A-Za-z0-9-]", "-", str(source["source_id"]))
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _address(source: Mapping[str, Any]) -> str:
    url = str(source["url"])
    return url if not source["link_caution"] and _ADDRESS.fullmatch(url) else ""


def _escape(text: object) -> str:
    joined = " ".join(str(text).split())
    return "".join(_BIBTEX.get(character, character) for character in joined)
