"""Every sentence that a reader sees about a view: titles, captions, notes, alt text, the briefing paragraph.

Words never grow stronger than the source: a station is "reported", a response is what somebody said on a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from geo.select import Count, Published, Selection
from geo.tables.dates import say_date
from geo.tables.labels import Labels
from geo.view import FILTERS
from geo.words.captions import LICENCE as LICENCE
from geo.words.messages import join_words, say_number, with_article

SUBJECT: Final = "Chinese overseas police service stations"
COUNTING_NOTE: Final = (
    "Counting rule: a report is one police bureau in one place, as published. Several reports can share a city; "
    "a report that names only a country adds no city."
)
ABSENCE_NOTE: Final = "No report in this dataset is not evidence of absence."
BORDER_NOTE: Final = (
    "Borders simplified for statistical display (Natural Earth 5.1.1, edited). Hatched areas are disputed. Borders, "
    "names and codes express no opinion on the legal status of any territory."
)
OWN_BORDER_NOTE: Final = (
    "Borders from a file supplied by whoever set up this copy, not the shipped ones. Hatched areas are disputed. "
    "Borders, names and codes express no opinion on the legal status of any territory."
)
EMPTY_ADVICE: Final = "No report is left by these filters."


def say_change(number: int, whole: int, until: date | None) -> str:
    """How a figure of a view differs from the same figure of all data, or of all that was known on a day."""
    everything = "all known by then" if until else "all data"
    if number == whole:
        return f"same as {everything}"
    return f"{'−' if number < whole else '+'}{abs(number - whole):,} against {everything} ({whole:,})"


def title(selection: Selection) -> str:
    """The finding, number first: what was published and what of it is placed, and all that narrows the view.

    "102 reported stations in 53 countries; 92 can be placed, in 47" where the view leaves out no row of its waves; a
    published total is named where the tables have one and never worked out. "3 reported stations in 2 countries
    (response: closure ordered)": quoted alone, a number without its filter would be false. A single country or a region
    stands in the sentence; the days stand in the subtitle.
    """
    counted, published = selection.count, selection.published
    if not counted.reports:
        return "No reported stations in this view"
    place = ("country",) if counted.countries == 1 else ("region",)
    skip = ("from", "until", "layers", "measure", "open", "asof", *place)
    phrases = _filter_phrases(selection, skip=skip) if counted.reports < selection.count_all.reports else []
    narrowed = f" ({'; '.join(phrases)})" if phrases else ""
    where = _where(selection, counted, region=True)
    if selection.view.measure == "cities":
        return f"{say_number(counted.cities, 'cities')} with reported stations in {where}{narrowed}"
    if counted.reports == published.placed and published.shortfall > 0 and published.reports:
        return f"{_published(published, counted)}{narrowed}"
    return f"{say_number(counted.reports, 'reported stations')} in {where}{narrowed}"


def _published(published: Published, counted: Count) -> str:
    """Published, then placed. Countries that a later wave names anew are no total of countries, so none is given."""
    stations = say_number(published.reports, "reported stations")
    if published.new_only:
        return f"{stations}; {counted.reports:,} can be placed, in {say_number(counted.countries, 'countries')}"
    countries = say_number(published.countries, "countries")
    return f"{stations} in {countries}; {counted.reports:,} can be placed, in {counted.countries:,}"


def subtitle(selection: Selection) -> str:
    """What, by whom and when, in one line."""
    if selection.waves.empty:
        return f"{SUBJECT}: no disclosure between the chosen dates"
    known = f", as known on {say_date(selection.view.until.isoformat())}" if selection.view.until else ""
    then = f", as this atlas said in version {selection.view.asof}" if selection.view.asof else ""
    return f"{SUBJECT} as reported by {_publishers(selection)}, {_disclosed(selection)}{known}{then}"


def sentence(selection: Selection) -> str:
    """The view in one sentence: "54 reports in 30 countries, disclosed 12 September 2022 by Safeguard Defenders"."""
    counted = selection.count
    if selection.waves.empty or not counted.reports:
        body = "No reports in this view"
    else:
        body = (
            f"{say_number(counted.reports, 'reports')} in {_where(selection, counted)}, "
            f"{_disclosed(selection)} by {_publishers(selection)}"
        )
    # A single country stands in the sentence already.
    skip = ("wave", "measure", "asof", *(("country",) if counted.countries == 1 else ()))
    phrases = _filter_phrases(selection, skip=skip)
    filtered = f"; filtered to {'; '.join(phrases)}" if phrases else ""
    return body + filtered + (f"; as this atlas said in version {selection.view.asof}" if selection.view.asof else "")


def filter_sentence(selection: Selection) -> str:
    """All filters that are set, in the order people ask; what is shown when none is."""
    phrases = _filter_phrases(selection, skip=())
    if not phrases:
        return "All reports in this dataset"
    text = " · ".join(phrases)
    return text[:1].upper() + text[1:]


def counted_line(selection: Selection) -> str:
    """ "n = 54 reports · 30 countries · 34 cities"."""
    counted = selection.count
    return " · ".join(
        [
            f"n = {say_number(counted.reports, 'reports')}",
            say_number(counted.countries, "countries"),
            say_number(counted.cities, "cities"),
        ]
    )


def placed_line(selection: Selection) -> str:
    """How many of the published reports of the waves in view are placed; the rest is said, never drawn."""
    published = selection.published
    if not published.reports:
        return "No published total for these dates."
    aside = " before other filters" if set(selection.left_out) - {"wave", "from", "until"} else ""
    text = (
        f"{published.placed} of {say_number(published.reports, 'published reports')} placed{aside}, "
        f"in {placed_countries(published)}."
    )
    if published.shortfall <= 0:
        return text
    return f"{text} The other {published.shortfall} are not drawn: no source read ties them to a country."


def placed_countries(published: Published) -> str:
    """ "47 of 53 published countries"; for a later wave alone only those that it named first: its others were known."""
    what = "countries that were named for the first time" if published.new_only else "published countries"
    return f"{published.placed_countries} of {published.countries} {what}"


def reported_line(selection: Selection) -> str:
    """What kind of claim this is."""
    if selection.waves.empty:
        return "No list of reports was published between these dates."
    drawn: dict[str, dict[str, None]] = {}
    for wave in counted_waves(selection).to_dict("records"):
        drawn.setdefault(wave["drawn_from"], {})[wave["publisher"]] = None
    said = [join_words(sorted(names)) + (f" from {basis}" if basis else "") for basis, names in drawn.items()]
    return f"Reported by {' and by '.join(said)}; not independently confirmed."


def china_line(selection: Selection) -> str:
    """China's position as known in this view: its first recorded statement and its newest, each with its date."""
    rows = selection.china_responses
    if rows.empty:
        return "China’s position: no statement recorded by this date."
    ends = rows.iloc[[0, -1]] if len(rows) > 1 else rows
    parts = [f"{row.summary.rstrip('.')} ({say_date(row.date)})" for row in ends.itertuples(index=False)]
    return f"China’s position: {'. '.join(parts)}."


def source_line(selection: Selection) -> str:
    """Who published, where the rows come from, and the licence."""
    relayed = f"{say_number(len(cited_sources(selection)), 'sources')} listed with the data"
    source = relayed if selection.waves.empty else f"{_publishers(selection)}, as relayed by {relayed}"
    return f"Source: {source}. Compiled by Station Atlas, {LICENCE}."


def border_note(selection: Selection) -> str:
    """Whose borders these are: of a deployer's shapes what their file says, never the note of the shipped ones."""
    atlas = selection.atlas
    return (atlas.own_note or OWN_BORDER_NOTE) if atlas.own_shapes else BORDER_NOTE


def version_line(selection: Selection, exported_on: str) -> str:
    """Data version, and the date of export where there is one."""
    made = f" · exported {say_date(exported_on)}" if exported_on else ""
    return f"Data version {selection.atlas.version}{made}"


def link(selection: Selection, base: str) -> str:
    """The address that opens this view; keys in their order, the data version last.

    Without a base there is no address, and half of one is of no use on paper: the view is said, as `--view` takes it.
    """
    query = selection.view.to_query()
    if not base:
        return f"View: {_joined(query) or 'all'}"
    return f"{base}?{_joined(query | {'v': selection.atlas.version})}"


def _joined(query: Mapping[str, str]) -> str:
    return "&".join(f"{key}={value}" for key, value in query.items())


def area_label(name: str, state: str, number: int, measure: str, span: tuple[int, int] | None) -> str:
    """The first line of a country's hover text. A host whose reports came later reads like any other country."""
    if state == "counted":
        what = (
            f"{say_number(number, 'cities')} named in reports" if measure == "cities" else say_number(number, "reports")
        )
        text = f"{name}: {what}"
        return (
            f"{text} placed, counts range {say_range(span)}" if measure == "range" and span and differs(span) else text
        )
    if state == "filtered":
        return f"{name}: reports filtered out"
    if state == "disputed":
        return f"{name}: disputed, no report recorded"
    return f"{name}: no report recorded"


def differs(span: tuple[int, int]) -> bool:
    """Whether a range holds more than one number."""
    return span[0] != span[1]


def range_line(selection: Selection, spans: Mapping[str, tuple[int, int]]) -> str:
    """Hosts in view whose published counts differ from each other or from the rows, most reports first."""
    names = selection.atlas.countries["name"]
    odd = [
        f"{names[iso]} ({say_range(spans[iso])}, {number} placed)"
        for iso, number in selection.by_country.items()
        if iso in spans and differs(spans[iso])
    ]
    return f"Counts differ for {join_words(odd)}." if odd else "No published count differs from the rows in view."


def say_range(span: tuple[int, int]) -> str:
    """ "9", or "4–9" where published counts differ."""
    low, high = span
    return str(low) if low == high else f"{low}–{high}"


def area_detail(row: Mapping[str, Any] | None, host: bool, by_wave: Mapping[str, int]) -> str:
    """The second line of a country's hover text: its reports by wave where there are several, and its newest response.

    by_wave: wave label → reports in view, in the order of the waves.
    """
    waves = " · ".join(f"{label}: {number}" for label, number in by_wave.items()) if len(by_wave) > 1 else ""
    return ". ".join(part for part in (waves, newest_response(row, host)) if part)


def newest_response(row: Mapping[str, Any] | None, host: bool) -> str:
    """What a country said last, with its date."""
    if row is None:
        return "No official response found" if host else ""
    return f"Newest response: {row['kind_inline']}, {say_date(row['date'])}"


def mark_label(place: str, country: str, number: int, city: bool) -> str:
    """What a mark is: "Madrid, Spain: 3 reports"."""
    where = f"{place}, {country}" if city else f"{country}, no city named"
    return f"{where}: {say_number(number, 'reports')}"


def report_line(row: Mapping[str, Any], waves: Mapping[str, str], labels: Labels) -> str:
    """One report in one line: "Fuzhou bureau · wave 1, 12 September 2022 · listed"."""
    name, inline = labels.alone["stations.bureau"][row["bureau"]], labels.inline
    bureau = name if row["bureau"] == "unknown" else f"{name} bureau"
    if row["bureau_basis"] == "inferred":
        bureau += f" ({inline['stations.bureau_basis'][row['bureau_basis']]})"
    return (
        f"{bureau} · {waves[row['wave']]}, {say_date(row['disclosed_on'])} · {inline['stations.basis'][row['basis']]}"
    )


def legend_heading(measure: str) -> str:
    """What the classes of the legend count."""
    return {
        "reports": "Reported stations per country",
        "cities": "Cities named in reports, per country",
        "range": "Reported stations placed per country; counts that differ are named below",
    }[measure]


LEGEND: Final = {
    "filtered": "Reports filtered out",
    "disputed": "Disputed area, no report",
    "circle": "City, with its number of reports",
    "square": "Country only: no city named",
}


def area_legend(state: str, until: date | None) -> str:
    """What the legend says of areas without a class: filtered, none or disputed."""
    if state == "none":
        return f"No report {'known by then' if until else 'in this dataset'} (not evidence of absence)"
    return LEGEND[state]


def wave_only(label: str) -> str:
    """What the ring of a mark with reports of one wave says."""
    return f"{label} only"


def several_waves(labels: list[str]) -> str:
    """What the ring of a mark with reports of several waves says."""
    return join_words(labels) if len(labels) == 2 else "More than one wave"


def alt_text(selection: Selection, heading: str) -> str:
    """What a reader who can't see the picture must know, computed from the same numbers as the picture."""
    counted = selection.count
    if not counted.reports:
        return f"World map without marks: {filter_sentence(selection)}. {EMPTY_ADVICE} {ABSENCE_NOTE}"
    names = selection.atlas.countries["name"]
    top = [f"{names[iso]} {number}" for iso, number in selection.by_country.head(5).items()]
    unnamed = int((selection.stations["city"] == "").sum())
    parts = [
        f"Map in an equal-area projection: {title(selection)}. {subtitle(selection)}.",
        f"Most by country: {join_words(top)}." if counted.countries > 1 else "",
        f"Numbered marks: {say_number(counted.cities, 'cities')}.",
        f"Hollow squares: {say_number(unnamed, 'reports')} without a named city.",
        f"Shading: {heading}. {ABSENCE_NOTE}",
    ]
    return " ".join(part for part in parts if part)


def empty_advice(selection: Selection) -> str:
    """What would bring rows back; "" when there are rows."""
    if selection.count.reports:
        return ""
    helpful = [(key, number) for key, number in selection.left_out.items() if number]
    if not helpful:
        return f"{EMPTY_ADVICE} Reset the filters to see all {selection.count_all.reports} reports."
    labels = {filter_.key: filter_.label for filter_ in FILTERS}
    offers = [f"“{labels[key]}” ({say_number(number, 'reports')})" for key, number in helpful]
    return f"{EMPTY_ADVICE} Clearing {join_words(offers, 'or')} would bring rows back."


def cited_sources(selection: Selection) -> list[str]:
    """Ids of every source that the reports, waves and responses in view rest on, in the sources table's order.

    As known on the view's `until`: a source that came out later is not cited, whatever rests on it.
    """
    ids = {source for row in selection.stations["source_ids"] for source in row}
    ids |= set(selection.waves["source_id"])
    for rows in (selection.host_responses, selection.china_responses):
        ids |= {source for row in rows["source_ids"] for source in row}
    ids &= selection.known_sources
    return [source for source in selection.atlas.tables["sources"]["source_id"] if source in ids]


def _where(selection: Selection, counted: Count, *, region: bool = False) -> str:
    """The country where there is one, else their number; region: with the region that the view asks for."""
    if counted.countries == 1:
        return with_article(str(selection.stations["country_name"].iloc[0]))
    where = say_number(counted.countries, "countries")
    if not region or not selection.view.region:
        return where
    return f"{where} of {with_article(selection.atlas.choices['region'][selection.view.region])}"


def counted_waves(selection: Selection) -> pd.DataFrame:
    """The waves of the reports that are counted, so that nobody is credited with reports of others; without any report,
    all waves in view."""
    waves = selection.waves
    return waves[waves["wave_id"].isin(selection.stations["wave"])] if selection.count.reports else waves


def _publishers(selection: Selection) -> str:
    return join_words(sorted(set(counted_waves(selection)["publisher"])))


def _disclosed(selection: Selection) -> str:
    days = counted_waves(selection)["disclosed_on"].drop_duplicates()
    return "disclosed " + join_words([say_date(day) for day in days])


def _filter_phrases(selection: Selection, skip: tuple[str, ...]) -> list[str]:
    words, phrases = selection.atlas.phrases, []
    for filter_ in FILTERS:
        value = getattr(selection.view, filter_.field)
        if value != filter_.default and filter_.key not in skip:
            phrases.append(filter_.say(value, filter_.accepted(words)))
    return [phrase for phrase in phrases if phrase]


def shortfall_note(published: Published) -> str:
    """What the headline figure "placed of published" says below its number."""
    if not published.reports:
        return "no wave in these dates"
    return f"{published.shortfall} not tied to a country" if published.shortfall > 0 else "all tied to a country"
