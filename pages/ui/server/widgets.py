"""What Streamlit's own controls are called, in the language of the page: it names them in English in every language."""

from __future__ import annotations

import json
from typing import Final

from geo.render.html.markup import Markup
from geo.words.language import spoken
from geo.words.messages import Worded

ID: Final = "widget-words"  # where scripts/widgets.js finds them
NAMES: Final = Worded(
    {
        "Add: {what}": "Look for: {what}",  # what is typed into a search adds nothing
        "Choose an option": "Choose",
        "Choose date": "Choose a date",
        "Choose date, {what}": "Choose a date, {what}",
        "Clear all": "Remove all",
        "Clear value": "Clear the choice",
        "Collapse sidebar": "Hide the filters",
        "Copy to clipboard": "Copy to the clipboard",
        "dd": "dd",
        "Empty": "Empty",
        "file upload": "File from this device",
        "Fullscreen: {what}": "Full screen: {what}",
        "mm": "mm",
        "Next month": "Next month",
        "No results": "Nothing found",
        "Open": "Show the choices",
        "Previous month": "Previous month",
        "Remove {what}": "Remove {what}",
        "Selected values": "Chosen",
        "Sidebar": "Filters",
        "Skip to main content": "To the text",
        "Upload": "Choose a file",
        "Use arrow keys to navigate dates. Enter to select. Escape to close.": (
            "Arrow keys: another day. Enter: choose. Escape: close."
        ),
        "yyyy": "yyyy",
        "{what}MB per file • {kinds}": "{what} MB a file · {kinds}",
    }
)
"""What Streamlit says → what it is called here; {what} and {kinds} are filled in by Streamlit."""


def widget_words() -> Markup:
    """The names in the language that is spoken, as data of the page."""
    held = json.dumps(dict(NAMES), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="{ID}" lang="{spoken()}">{held}</script>')
