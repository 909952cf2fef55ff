"""What a view is about besides its reports: the countries whose responses, counts and cases belong to it, dates aside.

A response can come before the wave that lists its host, so the hosts here don't depend on disclosure dates. What was
known on a day is a second question, answered by each row's own date.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.atlas import CHINA
from geo.select import Selection, select
from geo.view import FILTERS, NO_RESPONSE

DATES = ("since", "until")


@dataclass(frozen=True)
class Scope:
    """hosts: host countries that the view's filters other than its dates let through. narrow: whether one is set."""

    hosts: frozenset[str]
    narrow: bool

    def has(self, iso_a3: str) -> bool:
        """Whether rows about this country belong to the view; "" stands for the world.

        China, the accused party, always does. The world, and countries without a report in the data, belong only to
        a view that no filter narrows.
        """
        return iso_a3 == CHINA or iso_a3 in self.hosts or not self.narrow


def scope(selection: Selection) -> Scope:
    """The scope of a selection's view.

    A later `until` never makes it smaller, except under a filter for hosts without a response: such a host leaves
    the view on the day it responds.
    """
    view = selection.view
    narrow = any(getattr(view, one.field) for one in FILTERS if one.keep is not None and one.field not in DATES)
    anytime = select(selection.atlas, view.change(since=None, until=None, responses=()))
    hosts = set(anytime.by_country.index)
    if view.responses:
        known = selection.responses
        wanted = known[known["axis"].isin(view.responses) | known["kind"].isin(view.responses)]
        answering = set(wanted["country_iso3"])
        if NO_RESPONSE in view.responses:
            answering |= hosts - set(known["country_iso3"])
        hosts &= answering
    return Scope(frozenset(hosts), narrow)
