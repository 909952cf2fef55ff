"""Every address that the app answers and what is there, as the About page says it."""

from __future__ import annotations

from typing import Final

SERVED: Final = (
    (
        "/, /static, /_stcore, /component",
        "Streamlit, its map component and this atlas’s own frames; one open connection",
    ),
    ("/assets/leaflet", "Leaflet, which draws the map, from an installed package"),
    ("/assets/fonts", "the typeface, from an installed package"),
    ("/assets/*.js, /assets/page.*.css", "this atlas’s own scripts and styles"),
    ("/assets/ground.*.json", "the shapes of the countries and the texts of the plain view"),
    ("/assets/record.*.json", "the reports, so that a click on a filter is painted at once"),
    ("/assets/listing.*.json, /assets/wire.js", "the rows of the table below the map, and what its frame speaks"),
    ("/assets/programme.json", "the days of the timeline, so that it plays without asking for each"),
    ("/healthz, /readyz, /version.json", "whether the atlas can be shown, and which version it shows"),
    ("/reports.atom, /responses.atom, /corrections.atom", "what is new in the record, for feed readers"),
    ("/robots.txt", "what search engines may read"),
    ("/favicon.png", "the icon in the browser’s tab"),
    ("/assets/view/…, /assets/document/…, /media", "files that you ask for"),
)
