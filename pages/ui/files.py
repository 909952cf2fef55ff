"""Files that a reader may take along: each has an address, from which any copy of the atlas makes the same file.

So no file waits in the memory of the one process that drew the page: behind a balancer each request may go to another
copy, and what a page offered a minute ago is still there after a restart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from geo.briefing.drawing import Drawing
from geo.errors import UsageError
from geo.maps.style import LIGHT, PALETTES
from geo.render.presets import SLIDE, Size, parse_size
from geo.render.web import FILES
from geo.settings import read_settings
from geo.view import View
from geo.words.messages import word
from pages.ui import address
from pages.ui.cached import get_atlas, get_atlas_of, get_drawing, get_today
from pages.ui.markup import Markup, join, tag

ASSETS: Final = "./assets"
DOCUMENT_FILES: Final = "document"  # under assets/: the documents of pages, as page.suffix
PAPERS: Final = {"pdf": "Download as PDF", "html": "Download as a web page"}
"""Suffix of a document's file → what its link says."""
PREVIEW, PACK = "preview", "pack"
"""Under assets/view/, beside the formats: the picture on the Briefing page, and the briefing pack."""
HOME: Final = "home"  # in an address of a file: where the reader has the front page
_HOME: Final = re.compile(r"https?://(?P<host>[^/?#@]+)/[\w.~%/-]*")


@dataclass(frozen=True)
class FileLink:
    """A file on offer. is_first: what most readers came for."""

    words: str
    address: str
    is_first: bool = False


def draw_files(links: Iterable[FileLink], heading: str = "") -> Markup:
    """Links to files side by side, which scripts/taking.js fetches. heading: what they are for, in front of them."""
    return tag(
        '<div class="files" data-making="{making}" data-failed="{failed}">{heading}{links}</div>',
        making=word("Making the file …"),
        failed=word("No file came: the atlas did not answer. Try again."),
        heading=tag("<h3>{heading}</h3>", heading=heading) if heading else "",
        links=join(
            tag(
                '<a class="file{first}" href="{address}" data-done="{done}" download>{words}</a>',
                first=" first" if link.is_first else "",
                address=link.address,
                done=word("Done: {what}", what=link.words),
                words=link.words,
            )
            for link in links
        ),
    )


def drawing_address(kind: str, drawing: Drawing, size: Mapping[str, str]) -> str:
    """Where a file of a drawing is. kind: one of FORMATS, PREVIEW or PACK; size: what size_of reads."""
    asked = drawing.view.to_query() | {"theme": drawing.palette, "title": drawing.title, "subtitle": drawing.subtitle}
    return _address(f"{FILES}/{kind}", {**asked, **size})


def paper_address(page: str, suffix: str, view: View, own: Mapping[str, str]) -> str:
    """Where the document of a page is as a file. own: keys of the page itself."""
    return _address(f"{DOCUMENT_FILES}/{page}.{suffix}", {**view.to_query(), **own})


def _address(path: str, asked: Mapping[str, str]) -> str:
    query = {key: text for key, text in {**asked, HOME: address.home()}.items() if text}
    return f"{ASSETS}/{path}?{urlencode(query, safe=',')}"


def drawing_of(query: Mapping[str, str], base: str) -> Drawing:
    """The drawing that a query asks for. base: what printed links begin with.

    Raises UsageError for a heading that is too long, and as get_atlas.
    """
    view = view_of(query)
    theme = query.get("theme", "")
    return get_drawing(
        Drawing(
            get_atlas_of(view),
            view,
            theme if theme in PALETTES else LIGHT.name,
            query.get("title", "").strip(),
            query.get("subtitle", "").strip(),
            get_today().isoformat(),
            base,
        )
    )


def view_of(query: Mapping[str, str]) -> View:
    """The view of a file; what makes no sense in it is ignored, as on a page. Raises as get_atlas."""
    view, _ = View.from_query(query, get_atlas().choices)
    return view


def base_of(query: Mapping[str, str], served_at: str) -> str:
    """What printed links begin with: as the deployer says, else where the reader has the atlas, else where the server
    believes that it lies: behind a proxy that takes a part of the path away it can't know.

    Only a place on the host that was asked is believed: whoever sends somebody the address of a file must not have it
    print links to elsewhere. served_at: the front page's address, as the server has it.
    """
    home, here = _HOME.fullmatch(query.get(HOME, "")), _HOME.fullmatch(served_at)
    is_here = home is not None and here is not None and home["host"] == here["host"]
    return read_settings().url or (query[HOME] if is_here else served_at)


def size_of(query: Mapping[str, str]) -> Size:
    """The size that a query asks for: `size`, a preset or measures, and `dpi`; a slide unless given. Raises UsageError
    as parse_size."""
    dots = query.get("dpi", "")
    try:
        dpi = float(dots) if dots else None
    except ValueError:
        raise UsageError(f"“{dots[:20]}” is no number of dots per inch; write dpi=200.") from None
    return parse_size(query.get("size", SLIDE.name), dpi)
