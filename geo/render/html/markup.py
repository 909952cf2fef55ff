"""Markup from text: everything from a table or a reader passes through here before it becomes HTML.

`tag("…{name}…", name=text)` escapes each value; the pattern is our own markup.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from geo.record.cite import web_address

__all__ = ["Markup", "escape", "join", "link", "spoken_in", "tag"]


def tag(pattern: str, **values: object) -> Markup:
    """The pattern, our own markup, with each value escaped in its place; a value that is Markup stays markup."""
    return Markup(pattern).format(**values)  # noqa: S704 -- the pattern is ours, the values are escaped


def join(parts: Iterable[object], between: str = "") -> Markup:
    """The parts, escaped unless they are Markup, one after another; `between` is our own markup."""
    return Markup(between).join(escape(part) for part in parts)  # noqa: S704 -- as above


def link(address: str, words: object) -> Markup:
    """A link in a new tab if the address is http(s) with a host, else only the words. The words are escaped."""
    to = web_address(address)
    if not to:
        return escape(words)
    return tag('<a href="{to}" target="_blank" rel="noopener noreferrer">{words}</a>', to=to, words=words)


def spoken_in(language: str, words: object) -> Markup:
    """Words in another language than what is around them, so that a screen reader says them in it; "" for the same."""
    return tag('<span lang="{language}">{words}</span>', language=language, words=words) if language else escape(words)
