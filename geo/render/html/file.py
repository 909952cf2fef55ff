"""write_page(document) → bytes: a document as one HTML file that opens from disk with the network off.

It runs no script and fetches nothing, which its policy also says; light or dark follows the reader's setting. Folds
open by themselves when an address leads into them.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from geo.documents.document import Document, Target
from geo.maps.style import DARK, FONT_FAMILY, LIGHT
from geo.render.html.body import draw_body
from geo.render.html.markup import Markup, tag

STYLES: Final = Path(__file__).with_name("document.css")
_SHEET: Final = """
:root {{ color-scheme: light dark; {colours} }}
body {{ margin: 2rem auto; max-width: 78rem; padding: 0 1.2rem; font: 16px/1.45 "{font}", system-ui, sans-serif;
  color: var(--sa-ink); background: var(--sa-paper); }}
a {{ color: var(--sa-accent); }}
h1 {{ font-size: 1.8rem; line-height: 1.2; margin: 0; }} h2 {{ font-size: 1.25rem; }} h3 {{ font-size: 1.05rem; }}
.notice {{ border-left: 3px solid var(--sa-quiet); padding: 0.4rem 0.8rem; }}
"""


def write_page(document: Document) -> bytes:
    """The file as UTF-8; the same document gives the same bytes. Links into the atlas work where its address is
    known, that is where the document's link names a host."""
    home = document.link.partition("?")[0].removesuffix(document.name)

    def href(to: Target) -> str:
        if not home.startswith(("http://", "https://")):
            return ""
        return f"{home}{to.page}?{urlencode(to.query, safe=',')}"

    sheet = page_sheet()
    policy = (
        f"default-src 'none'; img-src data:; style-src-attr 'unsafe-inline'; style-src-elem {_hash(sheet)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        tag(
            '<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
            '<meta http-equiv="Content-Security-Policy" content="{policy}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" '
            'content="no-referrer"><title>{title} · Station Atlas</title><style>{sheet}</style></head>'
            "<body><main>{body}</main></body></html>\n",
            lang=document.lang,
            policy=policy,
            title=document.title,
            sheet=Markup(sheet),
            body=draw_body(document, href),
        )
    ).encode()


def page_sheet() -> str:
    """The styles of a page that stands alone: colours, type, and all that a document is made of."""
    return _SHEET.format(colours=page_colours(), font=FONT_FAMILY) + STYLES.read_text(encoding="utf-8")


def page_colours() -> str:
    """The colours that document.css and the app's pages use, as declarations that follow the theme."""
    pairs = {
        "paper": (LIGHT.paper, DARK.paper),
        "ink": (LIGHT.ink, DARK.ink),
        "rule": (LIGHT.rule, DARK.rule),
        "quiet": (LIGHT.quiet, DARK.quiet),
        "accent": (LIGHT.accent, DARK.accent),
        "bar": (LIGHT.classes[2], DARK.classes[1]),
        "mark": (LIGHT.mark, DARK.mark),
        "mark-text": (LIGHT.mark_text, DARK.mark_text),
    }
    return " ".join(f"--sa-{name}: light-dark({light}, {dark});" for name, (light, dark) in pairs.items())


def _hash(sheet: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}'"
