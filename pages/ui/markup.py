"""Text on a page: markup from `geo.render.html`, and text that Streamlit's own labels may hold.

`st.html` is the way data reaches a page. `tag("…{name}…", name=text)` escapes each value; Streamlit then takes out
scripts and handlers as a second wall. Widget labels are Streamlit markdown, so a label made from data is `plain(text)`.
`st.markdown`, `st.write`, `st.caption`, `st.metric` and the like are for words written by us, never for data.
"""

from __future__ import annotations

import re
from typing import Final

from geo.render.html.markup import Markup, escape, join, link, spoken_in, tag

__all__ = ["Markup", "escape", "join", "link", "plain", "spoken_in", "tag"]

_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/=^\"'])")


def plain(text: str) -> str:
    """Text that Streamlit's markdown shows as it is: no emphasis, link, formula, colour, emoji or icon."""
    one_line = " ".join(text.split())
    return _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", one_line)
