"""Station Atlas: the page list, and the one file that is page script and server.

`streamlit run app.py` and `uvicorn app:app` find `app` below; each page visit then runs this file again as a script.
"""

import streamlit as st
from streamlit import runtime

from pages.ui.frame import frame
from pages.ui.server.routes import lifespan, middleware, routes

PAGES = (  # file in pages/, title; the first one is the front page
    ("overview", "Map"),
    ("countries", "Countries"),
    ("timeline", "Timeline"),
    ("sources", "Sources"),
    ("reconciliation", "What doesn’t add up"),
    ("corrections", "Corrections"),
    ("context", "Context"),
    ("briefing", "Briefing"),
    ("about", "About"),
)
BESIDE = (  # pages with an address and no place in the masthead: others lead there, or no reader needs them
    ("quoting", "How to read and quote this"),
    ("curate", "Curate"),
)


def main() -> None:
    """Draws the frame and hands over to the page that the address names."""
    frame(PAGES, BESIDE)


if runtime.exists():
    main()
else:
    titles = {"": PAGES[0][1], **dict(PAGES[1:] + BESIDE)}
    app = st.App(__file__, routes=routes(), middleware=middleware(titles), lifespan=lifespan)
