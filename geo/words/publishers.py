"""Who published the reports that a view counts, and when, in words; nobody is credited with reports of others."""

from __future__ import annotations

from typing import Final

from geo.tables.dates import say_date
from geo.view.select import Selection
from geo.words.messages import join_words, say

_LISTED: Final = 2  # days that are named one by one; more are counted, so that the line stays a line


def say_publishers(selection: Selection) -> str:
    """ "Example Watch and Safeguard Defenders"."""
    return join_words(sorted(set(selection.counted_waves["publisher"])))


def say_disclosed(selection: Selection) -> str:
    """ "disclosed 12 September 2022 and 5 December 2022", "disclosed on 3 days, 12 September 2022 to 5 May 2023"."""
    days = sorted(set(selection.counted_waves["disclosed_on"]))
    if len(days) > _LISTED:
        return say("disclosed.many", number=len(days), first=say_date(days[0]), last=say_date(days[-1]))
    return say("disclosed", days=join_words([say_date(day) for day in days]))
