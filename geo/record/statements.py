"""What stands behind a statement: its sources, each as it is cited. Types only; all text is plain, never markup."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """One source in a numbered list.

    short: "Newsweek, 19 October 2022 (copy)". title: in quotation marks, or in brackets when its words are the
    compiler's. about: form, kind and language. url: http(s), or "" and then no_link says why.
    """

    number: int
    source_id: str
    short: str
    title: str
    about: str
    url: str
    no_link: str
    note: str


@dataclass(frozen=True)
class Backing:
    """The sources behind one statement. missing: a sentence about those not shown, "" when all are."""

    cited: tuple[Citation, ...] = ()
    missing: str = ""
