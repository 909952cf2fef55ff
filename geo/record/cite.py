"""A source as it is cited: on a page, in a footnote, in the Chicago style, for BibTeX. Knows rows of the sources table.

One rule of titles holds everywhere: a title as the document prints it stands in quotation marks, one in the compilers'
own words (`title_basis` other than "recorded") in brackets. An address that the data warns of is left out everywhere.
Most documents name no author, so the publisher stands in the author's place (Chicago Manual of Style, 17th edition,
14.84).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geo.tables.address import split_address
from geo.tables.dates import say_date
from geo.tables.labels import Labels
from geo.words.language import ENGLISH, locale_of, speaking, spoken
from geo.words.messages import close, join_details, say, with_aside, word

ORIGINAL: Final = "original"  # the form that a citation need not name
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
_PRINTABLE: Final = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True)
class Citation:
    """One source as it is cited.

    short: "Newsweek, 19 October 2022 (copy)". line: publisher, title and date in one sentence, for a footnote. title:
    in quotation marks, or in brackets when its words are the compilers'. about: form, kind and language. url: http(s),
    or "" and then no_link says why, with the compilers' own words for it in `caution`. note: what the compilers say of
    the text. lang: language of a title in quotation marks, ISO 639-1, else "".
    """

    source_id: str
    short: str
    line: str
    title: str
    about: str
    url: str
    no_link: str
    note: str
    lang: str
    caution: str = ""


def language_name(code: str) -> str:
    """ "Norwegian" for "no", in the language that is spoken, by Unicode CLDR; the code itself where it has no name."""
    return str(locale_of(spoken()).languages.get(code, code))


def cite(source: Mapping[str, Any], labels: Labels) -> Citation:
    """A row of the sources table as it is cited."""
    form = "" if source["form"] == ORIGINAL else labels.inline["sources.form"][source["form"]]
    caution = source["link_caution"]
    day = join_details(source["publisher"], say_date(source["published_on"]))
    url = link_of(source)
    about = [
        form,
        labels.inline["sources.kind"][source["kind"]],
        language_name(source["language"]),
    ]
    return Citation(
        source_id=source["source_id"],
        short=with_aside(day, form),
        line=close(join_details(source["publisher"], quote_title(source), say_date(source["published_on"]))),
        title=quote_title(source),
        about=join_details(*about),
        url=url,
        no_link=word("Not linked: {caution}", caution=caution)
        if caution
        else ""
        if url
        else word("No address is recorded."),
        note=source["note"],
        lang=source["language"] if source["title_basis"] == "recorded" else "",
        caution=caution,
    )


def quote_title(source: Mapping[str, Any], stop: str = "") -> str:
    """The title in quotation marks, or in brackets when its words are the compilers'.

    stop: what ends it inside the marks unless it ends with a mark of its own, as the Chicago style has it.
    """
    title = str(source["title"]).strip()
    ended = title if not stop or title.endswith((".", "?", "!", "…")) else f"{title}{stop}"
    return say("quoted", text=ended) if source["title_basis"] == "recorded" else f"[{title}]{stop}"


def link_of(source: Mapping[str, Any]) -> str:
    """The address of a source where nothing speaks against following it: http(s) with a host, no caution; else ""."""
    return "" if source["link_caution"] else web_address(source["url"])


def web_address(url: str) -> str:
    """The address if it is http(s) with a host, else ""."""
    parts = split_address(url)
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def footnote(number: int, one: Citation) -> str:
    """ "[3] Newsweek, “China’s stations”, 19 October 2022. https://…"."""
    return f"[{number}] {one.line} {one.url}".rstrip()


def say_missing(shown: int, hidden: int) -> str:
    """What is said of sources that a statement has and that are not shown."""
    if not hidden:
        return "" if shown else word("No document is recorded for this.")
    return say("missing.further" if shown else "missing.sources", number=hidden)


def chicago(source: Mapping[str, Any]) -> str:
    """ "Safeguard Defenders. “Patrol and Persuade.” 5 December 2022. https://…", in English in every language."""
    with speaking(ENGLISH):
        day = say_date(source["published_on"]) if source["published_on"] else "n.d."
        parts = [f"{str(source['publisher']).rstrip('.')}.", quote_title(source, "."), f"{day.rstrip('.')}."]
    address = _printable(source)
    return " ".join([*parts, f"{address}."] if address else parts)


def bibtex(source: Mapping[str, Any]) -> str:
    """A @misc entry whose key is the source's id; braces keep names and capitals as they are.

    A title in the compilers' words stands in brackets: a style sets no marks around it by itself.
    """
    title = str(source["title"]) if source["title_basis"] == "recorded" else f"[{source['title']}]"
    fields = {"author": f"{{{_escape(source['publisher'])}}}", "title": f"{{{_escape(title)}}}"}
    year, _, rest = str(source["published_on"]).partition("-")
    if year:
        fields["year"] = year
    month, _, day = rest.partition("-")
    if day:
        fields["day"] = str(int(day))
    if source.get("language"):
        fields["language"] = _escape(source["language"])
    address = _printable(source)
    if address:
        fields["url"] = re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", address)
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    if month:
        lines.insert(3, f"  month = {_MONTHS[int(month) - 1]}")
    key = re.sub(r"[^A-Za-z0-9-]", "-", str(source["source_id"]))
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _printable(source: Mapping[str, Any]) -> str:
    """The address if it can stand in a file of plain text, else ""."""
    url = link_of(source)
    return url if _PRINTABLE.fullmatch(url) else ""


def _escape(text: object) -> str:
    joined = " ".join(str(text).split())
    return "".join(_BIBTEX.get(character, character) for character in joined)
