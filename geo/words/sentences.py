"""Every sentence that a reader sees about a view: titles, captions, notes.

Words never grow stronger than the source: a station is "reported", a response is what somebody said on a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from geo.tables.dates import say_date
from geo.tables.labels import Labels
from geo.view import FILTERS
from geo.view.select import Count, Published, Selection
from geo.words.captions import LICENCE
from geo.words.language import say_figure
from geo.words.messages import join_clauses, join_words, say, say_number, with_article, with_aside, word
from geo.words.publishers import say_disclosed, say_publishers


def counting_note() -> str:
    """What counts as one report."""
    return say("counting")


def absence_note() -> str:
    """What no report does not mean."""
    return say("absence")


def say_change(number: int, whole: int, until: date | None) -> str:
    """How a figure of a view differs from the same figure of all data, or of all that was known on a day."""
    everything = say("change.then" if until else "change.data")
    if number == whole:
        return say("change.same", whole=everything)
    difference = f"{'−' if number < whole else '+'}{say_figure(abs(number - whole))}"
    return say("change", difference=difference, whole=everything, number=whole)


def title(selection: Selection) -> str:
    """The finding, number first: what was published and what of it is placed, and all that narrows the view.

    "102 reported stations in 53 countries; 92 can be placed, in 47" where the view leaves out no row of its waves; a
    published total is named where the tables have one and never worked out. "3 reported stations in 2 countries
    (response recorded for the country: closure ordered)": quoted alone, a number without its filter would be false. A
    single country or a region stands in the sentence; the days stand in the subtitle.
    """
    counted, published = selection.count, selection.published
    if not counted.reports:
        return say("title.none")
    place = ("country",) if counted.countries == 1 else ("region",)
    skip = ("from", "until", "layers", "measure", "open", "asof", *place)
    phrases = _filter_phrases(selection, skip=skip) if counted.reports < selection.count_all.reports else []
    if selection.view.measure == "cities" and counted.cities:
        named = replace(counted, countries=int((selection.cities_by_country > 0).sum()))
        found = _somewhere("title.cities", selection, named, cities=say_number(counted.cities, "cities"))
    elif counted.reports == published.placed and published.shortfall > 0 and published.reports:
        found = _published(published, counted)
    else:
        found = _somewhere(
            "title.stations", selection, counted, stations=say_number(counted.reports, "reported stations")
        )
    return say("title.narrowed", title=found, filters=join_clauses(phrases)) if phrases else found


def _published(published: Published, counted: Count) -> str:
    """Published, then placed. Countries that a later wave names anew are no total of countries, so none is given."""
    stations, placed = say_number(published.reports, "reported stations"), counted.reports
    if published.new_only:
        hosts = say("in.countries", number=counted.countries)
        return say("title.published-new", stations=stations, placed=placed, countries=hosts)
    countries = say("in.countries", number=published.countries)
    return say("title.published", stations=stations, countries=countries, placed=placed, hosts=counted.countries)


def subtitle(selection: Selection) -> str:
    """What, by whom and when, in one line."""
    if selection.waves.empty:
        return say("subtitle.none", subject=say("subject"))
    view = selection.view
    return say(
        "subtitle",
        subject=say("subject"),
        publishers=say_publishers(selection),
        disclosed=say_disclosed(selection),
        known=say("subtitle.known", day=say_date(view.until.isoformat())) if view.until else "",
        then=say("subtitle.then", version=view.asof) if view.asof else "",
    )


def sentence(selection: Selection) -> str:
    """The view in one sentence: "54 reports in 30 countries, disclosed 12 September 2022 by Safeguard Defenders"."""
    counted = selection.count
    if selection.waves.empty or not counted.reports:
        said = say("sentence.none")
    else:
        said = _somewhere(
            "sentence",
            selection,
            counted,
            region=False,
            reports=say_number(counted.reports, "reports"),
            disclosed=say_disclosed(selection),
            publishers=say_publishers(selection),
        )
    # A single country stands in the sentence already, a layer takes no report away, and the day is said for all of it,
    # met as clauses meet.
    skip = ("until", "wave", "layers", "measure", "asof", *(("country",) if counted.countries == 1 else ()))
    until = selection.view.until
    said = join_clauses([said + say("subtitle.known", day=say_date(until.isoformat()))]) if until else said
    phrases = _filter_phrases(selection, skip=skip)
    if phrases:
        said = say("sentence.filtered", sentence=said, filters=join_clauses(phrases))
    return say("sentence.then", sentence=said, version=selection.view.asof) if selection.view.asof else said


def filter_sentence(selection: Selection) -> str:
    """All filters that are set, in the order people ask; what is shown when none is."""
    phrases = _filter_phrases(selection, skip=())
    if not phrases:
        return say("filters.none")
    text = " · ".join(phrases)
    return text[:1].upper() + text[1:]


def counted_line(selection: Selection) -> str:
    """ "n = 54 reports · 30 countries · 34 cities"."""
    counted = selection.count
    return say(
        "counted",
        reports=say_number(counted.reports, "reports"),
        countries=say_number(counted.countries, "countries"),
        cities=say_number(counted.cities, "cities"),
    )


def placed_line(selection: Selection) -> str:
    """How many of the published reports of the waves in view are placed; the rest is said, never drawn."""
    published = selection.published
    if not published.reports:
        return say("placed.none")
    text = say(
        "placed",
        placed=published.placed,
        published=say_number(published.reports, "published reports"),
        aside=say("placed.aside") if set(selection.left_out) - {"wave", "from", "until"} else "",
        countries=placed_countries(published),
    )
    return say("placed.rest", placed=text, number=published.shortfall) if published.shortfall > 0 else text


def placed_countries(published: Published) -> str:
    """ "47 of 53 published countries"; for a later wave alone only those that it named first: its others were known."""
    return say(
        "placed.countries-new" if published.new_only else "placed.countries",
        placed=published.placed_countries,
        published=published.countries,
    )


def reported_line(selection: Selection) -> str:
    """What kind of claim this is."""
    if selection.waves.empty:
        return say("claim.none")
    drawn: dict[str, dict[str, None]] = {}
    for wave in selection.counted_waves.to_dict("records"):
        drawn.setdefault(wave["drawn_from"], {})[wave["publisher"]] = None
    said = []
    for basis, names in drawn.items():
        publishers = join_words(sorted(names))
        said.append(say("claim.by", publishers=publishers, basis=word(basis)) if basis else publishers)
    return say("claim", publishers=say("claim.joint").join(said))


def china_line(selection: Selection) -> str:
    """China's position as known in this view: its first recorded statement and its newest, each with its date."""
    rows = selection.china_responses[["summary", "date"]].to_numpy()
    if not len(rows):
        return say("china.none")
    said = [say_china(summary, day) for summary, day in (rows[[0, -1]] if len(rows) > 1 else rows)]
    return say("china", said=say("join.stops").join(said))


def say_china(summary: str, day: str) -> str:
    """What China said and when, as it stands within the line: without the full stop."""
    return say("china.said", summary=word(summary).rstrip(".。"), day=say_date(day))


def source_line(selection: Selection) -> str:
    """Who published, where the rows come from, and the licence."""
    relayed = say("source.relayed", sources=say_number(len(cited_sources(selection)), "sources"))
    if not selection.waves.empty:
        relayed = say("source.publishers", publishers=say_publishers(selection), relayed=relayed)
    return say("source", source=relayed, licence=LICENCE)


def border_note(selection: Selection) -> str:
    """Whose borders these are: of a deployer's shapes what their file says, never the note of the shipped ones; of the
    shipped ones what the chosen policy says."""
    atlas = selection.atlas
    if atlas.own_shapes:
        return atlas.own_note or say("borders.own")
    return word(atlas.borders.note) if atlas.borders else say("borders")


def version_line(selection: Selection, exported_on: str) -> str:
    """Data version, and the date of export where there is one."""
    version = say("version", version=selection.atlas.version)
    return say("version.exported", version=version, day=say_date(exported_on)) if exported_on else version


def link(selection: Selection, base: str) -> str:
    """The address that opens this view; keys in their order, the data version last.

    Without a base there is no address, and half of one is of no use on paper: the view is said, as `--view` takes it.
    """
    query = selection.view.to_query()
    if not base:
        return word("View: {query}", query=_joined(query) or word("all"))
    return f"{base}?{_joined(query | {'v': selection.atlas.version})}"


def _joined(query: Mapping[str, str]) -> str:
    return "&".join(f"{key}={value}" for key, value in query.items())


def area_label(name: str, state: str, number: int, measure: str, span: tuple[int, int] | None, placed: int) -> str:
    """The first line of a country's hover text. A host whose reports came later reads like any other country.

    placed: its reports before the filters that nobody published a number for; what is printed counts all of those.
    """
    if state != "counted":
        return say(f"area.{state}", name=name)
    if measure == "cities":
        return say("area.cities", name=name, number=say_number(number, "cities"))
    text = say("area.reports", name=name, number=say_number(number, "reports"))
    if measure != "range" or not span or not differs(span):
        return text
    if number < placed:
        return say("area.range-part", area=text, placed=placed, range=say_range(span))
    return say("area.range", area=text, range=say_range(span))


def differs(span: tuple[int, int]) -> bool:
    """Whether a range holds more than one number."""
    return span[0] != span[1]


def range_line(selection: Selection, spans: Mapping[str, tuple[int, int]]) -> str:
    """Hosts in view whose published counts differ from each other or from the rows, most reports first.

    A published count is set beside all rows that it could count, never beside those that a filter left of them.
    """
    names, placed = selection.atlas.countries["name"], selection.placed_by_country
    odd = [
        say("range.odd", name=names[iso], range=say_range(spans[iso]), number=placed[iso])
        for iso in selection.by_country.index
        if iso in spans and differs(spans[iso])
    ]
    return say("range", hosts=join_words(odd)) if odd else say("range.none")


def say_range(span: tuple[int, int]) -> str:
    """ "9", or "4–9" where published counts differ."""
    low, high = span
    return str(low) if low == high else f"{low}–{high}"


def area_detail(row: Mapping[str, Any] | None, host: bool, by_wave: Mapping[str, int]) -> str:
    """The second line of a country's hover text: its reports by wave where there are several, and its newest response.

    by_wave: wave label → reports in view, in the order of the waves.
    """
    waves = (
        [say("area.wave", wave=label, number=number) for label, number in by_wave.items()] if len(by_wave) > 1 else []
    )
    parts = [part for part in (" · ".join(waves), newest_response(row, host)) if part]
    return say("join.stops").join(parts) if parts else ""  # of most countries nothing is told


def newest_response(row: Mapping[str, Any] | None, host: bool) -> str:
    """The newest response about a country, with its date; and who gave it, where that was not its own government."""
    if row is None:
        return say("response.none") if host else ""
    return with_aside(say("response.newest", kind=row["kind_inline"], day=say_date(row["date"])), row["speaker"])


def mark_label(place: str, country: str, number: int, city: bool) -> str:
    """What a mark is: "Madrid, Spain: 3 reports"."""
    reports = say_number(number, "reports")
    if city:
        return say("mark.city", place=place, country=country, reports=reports)
    return say("mark.country", country=country, reports=reports)


def report_line(row: Mapping[str, Any], waves: Mapping[str, str], labels: Labels) -> str:
    """One report in one line: "Fuzhou bureau · wave 1, 12 September 2022 · listed"."""
    name, inline = labels.alone["stations.bureau"][row["bureau"]], labels.inline
    bureau = name if row["bureau"] == "unknown" else say("report.bureau", name=name)
    if row["bureau_basis"] == "inferred":
        bureau = with_aside(bureau, inline["stations.bureau_basis"]["inferred"])
    return say(
        "report",
        bureau=bureau,
        wave=waves[row["wave"]],
        day=say_date(row["disclosed_on"]),
        basis=inline["stations.basis"][row["basis"]],
    )


def legend_heading(measure: str) -> str:
    """What the classes of the legend count."""
    return say(f"legend.{measure}")


def area_legend(state: str, until: date | None) -> str:
    """What the legend says of areas without a class: filtered, none or disputed."""
    return say("legend.none-then" if state == "none" and until else f"legend.{state}")


def mark_legend(shape: str) -> str:
    """What the legend says of a mark: circle or square."""
    return say(f"legend.{shape}")


def wave_only(label: str) -> str:
    """What the ring of a mark with reports of one wave says."""
    return say("legend.wave", wave=label)


def several_waves(labels: list[str]) -> str:
    """What the ring of a mark with reports of several waves says."""
    return join_words(labels) if len(labels) == 2 else say("legend.several")


def empty_advice(selection: Selection) -> str:
    """What would bring rows back; "" when there are rows."""
    if selection.count.reports:
        return ""
    helpful = [(key, number) for key, number in selection.left_out.items() if number]
    if not helpful:
        return say("empty.reset", empty=say("empty"), number=len(selection.atlas.stations))
    labels = {filter_.key: word(filter_.label) for filter_ in FILTERS}
    offers = [say("empty.offer", filter=labels[key], reports=say_number(number, "reports")) for key, number in helpful]
    return say("empty.clear", empty=say("empty"), offers=join_words(offers, "or"))


def highest(selection: Selection, most: int) -> list[tuple[str, int]]:
    """The countries with the highest numbers, at most so many. Of equals all are named or none, for no choice among
    them would say anything."""
    counts = [(str(iso), int(number)) for iso, number in selection.by_country.items()]
    least = counts[most][1] if len(counts) > most else 0
    return [(iso, number) for iso, number in counts[:most] if number > least]


def cited_sources(selection: Selection) -> list[str]:
    """Ids of every source that the reports, waves and responses in view rest on, in the sources table's order.

    As known on the view's `until`: a source that came out later is not cited, whatever rests on it.
    """
    ids = {source for row in set(selection.stations["source_ids"]) for source in row}
    ids |= set(selection.waves["source_id"])
    for rows in (selection.host_responses, selection.china_responses):
        ids |= {source for row in rows["source_ids"] for source in row}
    ids &= selection.known_sources
    return [source for source in selection.atlas.tables["sources"]["source_id"] if source in ids]


def _somewhere(message: str, selection: Selection, counted: Count, *, region: bool = True, **parts: str) -> str:
    """The message with where the reports are: its own form "-in" of a single country, else their number.

    region: with the region that the view asks for.
    """
    if counted.countries == 1:
        host = selection.stations.sort_values("city", ascending=False)["country_name"].iloc[0]  # the one with a city
        return say(f"{message}-in", country=with_article(str(host)), **parts)
    where = say("in.countries", number=counted.countries)
    if region and selection.view.region:
        name = selection.atlas.choices["region"][selection.view.region]
        where = say("where.region", countries=where, region=with_article(name))
    return say(message, where=where, **parts)


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
        return say("shortfall.none")
    return say("shortfall", number=published.shortfall) if published.shortfall > 0 else say("shortfall.all")
