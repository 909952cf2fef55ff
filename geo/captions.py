"""Fixed words of files: headings, column labels, controls. Constants only; what depends on a view is in words.py."""

from __future__ import annotations

from typing import Final

LICENCE: Final = "CC BY 4.0"

TABLES: Final = {
    "reports": "Reports in this view",
    "countries": "Reports by country",
    "responses": "Official responses",
    "china": "What China says",
    "sources": "Sources",
}
COLUMNS: Final = {
    "country_name": "Country",
    "reports": "Reports",
    "cities": "Cities named",
    "newest_response": "Newest official response",
    "newest_response_date": "Date",
    "date": "Date",
    "kind_label": "Response",
    "summary": "What was said",
    "source": "Source",
}
AND_MORE: Final = "and {number} more"

# What a table file says about itself: field → label, in this order.
ABOUT: Final = {
    "title": "Title",
    "subtitle": "What and when",
    "view": "View (keys of the address)",
    "filters": "Filters",
    "counted": "Counted",
    "counting_note": "Counting rule",
    "placed": "Placed of published",
    "reported_line": "Kind of claim",
    "china_line": "Reply",
    "absence_note": "Absence",
    "source_line": "Source",
    "licence": "Licence",
    "data_version": "Data version",
    "data_sha256": "SHA-256 of the data",
    "exported_on": "Exported on",
    "link": "Opens this view",
    "border_note": "Borders",
    "pack_id": "Briefing pack",
}
NO_RESPONSE: Final = "No official response found"
NOTHING: Final = "–"
PAGE: Final = "Page {number} of {total}"
PARAGRAPH: Final = "For a briefing"
NOTES: Final = "How to read this"
CONTINUED: Final = "{heading} ({number} of {total})"
ABOUT_SHEET: Final = "about"
