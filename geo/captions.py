"""Fixed words of files: headings, column labels, controls. Constants only; what depends on a view is in words.py."""

from __future__ import annotations

from typing import Final

TABLES: Final = {
    "reports": "Reports in this view",
    "countries": "Reports by country",
    "responses": "Official responses",
    "china": "What China says",
    "sources": "Sources",
}
AND_MORE: Final = "and {number} more"
