"""Fixed words of files: headings, column labels, controls. Constants only; what depends on a view: sentences.py."""

from __future__ import annotations

from typing import Final

from geo.words.messages import Worded

LICENCE: Final = "CC BY 4.0"
NAME: Final = "Station Atlas"
CLAIM: Final = "Reported Chinese overseas police service stations"

# Page → its title, in the order of the masthead; "" is the map, the front page.
PAGE_TITLES: Final = Worded(
    {
        "": "Map",
        "countries": "Countries",
        "timeline": "Timeline",
        "sources": "Sources",
        "reconciliation": "What doesn’t add up",
        "corrections": "Corrections",
        "context": "Context",
        "about": "About",
    }
)

TABLES: Final = Worded(
    {
        "reports": "Reports in this view",
        "countries": "Reports by country",
        "responses": "Responses",
        "china": "What China says",
        "sources": "Sources",
    }
)
COLUMNS: Final = Worded(
    {
        "country_name": "Country",
        "reports": "Reports",
        "cities": "Cities named",
        "newest_response": "Newest response",
        "newest_response_date": "Date",
        "date": "Date",
        "kind_label": "Response",
        "summary": "What was said",
        "source": "Source",
    }
)
AND_MORE: Final = "and {number} more"
CITIES: Final = "Reports by city"
NO_CITY: Final = "No city named"

# What a table file says about itself: field → label, in this order.
ABOUT: Final = Worded(
    {
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
        "corrected": "Corrections",
        "licence": "Licence",
        "data_version": "Data version",
        "data_sha256": "SHA-256 of the data",
        "exported_on": "Exported on",
        "link": "Opens this view",
        "border_note": "Borders",
        "pack_id": "Briefing pack",
    }
)
NOTHING: Final = "–"
PAGE: Final = "Page {number} of {total}"
PARAGRAPH: Final = "For a briefing"
NOTES: Final = "How to read this"
CONTINUED: Final = "{heading} ({number} of {total})"
ABOUT_SHEET: Final = "about"

# The stand-alone page where no script runs.
STILL: Final = "The map needs this page’s script to be drawn; the tables below are complete without it."

# The briefing pack: file → what it is, in the order in which they are packed.
PACK_FILES: Final = Worded(
    {
        "README.txt": "this list, the view and the counting rule",
        "page.pdf": "A4: map, figures, countries, responses and numbered sources",
        "slide.png": "picture 1920 × 1080",
        "square.png": "picture 1080 × 1080",
        "picture.svg": "drawing that can be enlarged",
        "slides.pptx": "slides with words and table that can be edited",
        "page.html": "page that opens without a network",
        "reports.csv": "the reports in view, one a row",
        "reports.csv-metadata.json": "what the columns and the view are",
        "sources.txt": "every source in view, Chicago style",
        "sources.bib": "the same for BibTeX",
    }
)
PACK: Final = "pack {pack_id}"
PACK_HEADING: Final = "Station Atlas: briefing pack {pack_id}"
PACK_CONTENTS: Final = "Files"
CHECK: Final = "To check later what a file shows and whether the data has changed: python -m geo trace FILE"
ONE_EACH: Final = "One report each: {names}."

NOT_APART: Final = "The borders that this copy draws do not have it apart."
"""Of a country that the chosen border policy or a deployer's shapes draw as part of another, or as nobody's."""
