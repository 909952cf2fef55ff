"""The numbers of one view as plain data, for scripts and for checking a quoted figure."""

from __future__ import annotations

from typing import Any

from geo.record.counts import reported_ranges
from geo.select import Selection
from geo.words import sentences


def stats(selection: Selection) -> dict[str, Any]:
    """The view's numbers under fixed keys, ready for JSON.

    reports, cities, countries: the one counting rule. by_country: ISO 3166-1 alpha-3 → reports, most first. by_wave:
    wave id → reports. published, shortfall: the publisher's totals of the waves in view and what is not placed.
    ranges: country → [lowest, highest] published or placed number where they differ. left_out: URL key → reports that
    only this filter removes. view: the URL keys, defaults left out.
    """
    counted, published = selection.count, selection.published
    return {
        "view": selection.view.to_query(),
        "reports": counted.reports,
        "cities": counted.cities,
        "countries": counted.countries,
        "by_country": {iso: int(number) for iso, number in selection.by_country.items()},
        "by_wave": {wave: int(number) for wave, number in selection.by_wave.items()},
        "published": {"reports": published.reports, "countries": published.countries},
        "placed": {"reports": published.placed, "countries": published.placed_countries},
        "shortfall": {
            "reports": published.shortfall,
            "countries": published.countries - published.placed_countries,
        },
        "ranges": {iso: list(span) for iso, span in reported_ranges(selection).items() if span[0] != span[1]},
        "left_out": dict(selection.left_out),
        "counting_rule": sentences.COUNTING_NOTE,
        "data_version": selection.atlas.version,
        "fingerprint": selection.atlas.fingerprint,
        "sentence": sentences.sentence(selection),
    }
