"""Text on a page: everything from a table or a reader passes through here before it becomes markup.

`st.html` is the way data reaches a page. `tag("…{name}…", name=text)` escapes each value; Streamlit then takes out
scripts and handlers as a second wall. Widget labels are Streamlit markdown, so a label made from data is `plain(text)`.
`st.markdown`, `st.write`, `st.caption`, `st.metric` and the like are for words written by us, never for data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

__all__ = ["Markup", "escape", "join", "link", "plain", "tag"]

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/=^\"'])")


def tag(pattern: str, **values: object) -> Markup:
    """The pattern, our own markup, with each value escaped in its place; a value that is Markup stays markup."""
    return Markup(pattern).format(**values)  # noqa: S704 -- the pattern is ours, the values are escaped


def join(parts: Iterable[object], between: str = "") -> Markup:
    """The parts, escaped unless they are Markup, one after another; `between` is our own markup."""
    return Markup(between).join(parts)  # noqa: S704 -- as above


def link(address: str, words: object) -> Markup:
    """A link in a new tab if the address is http(s) with a host, else only the words. The words are escaped."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # such as a broken IPv6 host
        return escape(words)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return escape(words)
    return tag('<a href="{to}" target="_blank" rel="noopener noreferrer">{words}</a>', to=address.strip(), words=words)


def plain(text: str) -> str:
    """Text that Streamlit's markdown shows as it is: no emphasis, link, formula, colour, emoji or icon."""
    one_line = " ".join(text.split())
    return _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", one_line)
