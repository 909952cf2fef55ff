"""The sentences of a country's dossier. Never stronger than the row they are made from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from geo.tables.dates import known_from, say_date
from geo.tables.labels import Labels
from geo.view.select import Count
from geo.words.captions import LICENCE
from geo.words.language import say_day
from geo.words.messages import Worded, join_sentences, join_words, say, say_number, with_aside, word
from geo.words.sentences import say_range

HEADINGS: Final = Worded(
    {
        "sides": "Claim and replies",
        "map": "Where",
        "timeline": "Who said what, when",
        "undated": "Without a date",
        "reports": "What is reported",
        "cases": "Reported “persuasion to return” cases",
        "counts": "Published counts",
        "disputes": "Where sources disagree",
        "unknown": "What is not known",
        "sources": "Sources cited here",
        "who": "Who says so?",
        "place": "Place",
        "number": "Reports",
        "bureau": "Police bureau",
        "basis": "Basis",
        "day": "Date",
        "axis": "Axis",
        "said": "What was said or done",
        "said_by": "Said by",
        "count": "Number",
        "by": "Published by",
        "remark": "Remark",
        "rival": "Another version",
        "thin": "Thin source",
    }
)
CLAIM: Final = "The claim"
HOST: Final = "The host’s position"
NO_HOST: Final = "Its authorities’ position"  # of a country that no report names as a host
CHINA: Final = "China’s position"
SUBTITLE_EMPTY: Final = "Chinese overseas police service stations: what was said here, and what was not found"
NO_PLACE: Final = "No city named"
EACH: Final = "Each of them: {standing}."
DISCLOSED: Final = "Reports disclosed"
OTHER_ACCOUNT: Final = "another account"
NO_REPORT: Final = "No report in this dataset."
NO_EVIDENCE: Final = "That is not evidence of absence."
NO_RESPONSE: Final = (
    "No official response was found in the sources read. That is absence in what was read, not a finding."
)
NO_RESPONSE_YET: Final = (
    "No official response dated by this day was found in the sources read. That is absence in what was read, not a "
    "finding."
)
NO_OWN_WORDS: Final = "No statement by the country’s own authorities was found in the sources read."
NO_CASES: Final = "No case was found in the sources read for this country."
NO_COUNTS: Final = "No published count for this country was found in the sources read."
NO_OPENING: Final = (
    "Neither an opening date nor a present status is recorded as a fact of any report here; the dates of reports are "
    "days of disclosure."
)
CASES_NOTE: Final = "Each case is alleged by the sources named; not all are linked to a reported station."
CORRECTED: Final = "Corrected here"
CHINA_SILENT: Final = "No statement by China is recorded by this day."
ACCUSED: Final = "China is the accused party, not a host. What it says stands beside every claim."
TIMELINE_CAPTION: Final = (
    "Numbers stand for the entries below. A bar covers a month or a year: the source gives no day. "
    "An empty line means that nothing was found in the sources read."
)
KNOWN: Final = (
    "As known on {day}: reports by their disclosure, responses by their own date or, if later, the day on which "
    "they became public, sources by their publication. What is dated by month counts "
    "from the month’s last day; what has no date is left out."
)
CLAIM_LANE: Final = ("claim", "Claim")
CHINA_LANE: Final = ("china", "China’s position")
NOTHING_FOUND: Final = "nothing found"
NO_VALUE: Final = Worded(
    {
        "existence": "No source is recorded for this.",
        "city": "No city is named in the list as it is relayed.",
        "bureau": "The sources read do not say which bureau.",
        "date": "No date is recorded.",
    }
)
DEDUCED: Final = "that there is a row, or how many there are, was deduced"
OF_ROW: Final = "These are the sources of the whole row; which of them says this was not recorded."


def lane(key_and_label: tuple[str, str]) -> tuple[str, str]:
    """One of the two lanes that are no axis, with its label in the language that is spoken."""
    key, label = key_and_label
    return key, word(label)


def title(name: str, counted: Count, disclosed: int, until: date | None) -> str:
    """ "Spain: 9 reported stations in 4 cities". disclosed: reports here by the chosen day, whatever is filtered."""
    if counted.reports:
        stations = say_number(counted.reports, "reported stations")
        if counted.cities:
            return say("dossier.title", name=name, stations=stations, cities=say("in.cities", number=counted.cities))
        return word("{name}: {stations}, no city named", name=name, stations=stations)
    if disclosed:
        return word("{name}: no reported station in this view", name=name)
    if until:
        return word("{name}: no report known on {day}", name=name, day=say_date(until.isoformat()))
    return word("{name}: no report in this dataset", name=name)


def index_title(hosts: int) -> str:
    """ "47 countries with reported stations"."""
    if not hosts:
        return say("title.none")
    return word("{countries} with reported stations", countries=say_number(hosts, "countries"))


def _as_known(until: date | None) -> str:
    return word(" as known on {day}", day=say_date(until.isoformat())) if until else ""


def silent_hosts(number: int, until: date | None) -> str:
    """ "18 host countries without a recorded response"."""
    if not number:
        return ""
    hosts = say_number(number, "host countries")
    return word("{hosts} without a recorded response{day}", hosts=hosts, day=_as_known(until))


def hidden_hosts(number: int) -> str:
    """ "31 countries with reports that the filters leave out"."""
    countries = say_number(number, "countries")
    return word("{countries} with reports that the filters leave out", countries=countries) if number else ""


def other_countries(number: int, until: date | None) -> str:
    """ "201 other countries: no report in this dataset"."""
    if not number:
        return ""
    countries = say_number(number, "other countries")
    return word("{countries}: no report in this dataset{day}", countries=countries, day=_as_known(until))


def known(until: date | None) -> str:
    """What the chosen day means for everything on the page."""
    if until is None:
        return word("No day chosen: everything in the data, whatever its date.")
    return word(KNOWN, day=say_date(until.isoformat()))


def empty(disclosed: int, until: date | None) -> str:
    """Why there is no report to show; arguments as for title."""
    if disclosed:
        return say("dossier.empty", number=disclosed)
    nothing = word("No report was known on {day}.", day=say_date(until.isoformat())) if until else word(NO_REPORT)
    return join_sentences(nothing, word(NO_EVIDENCE))


def no_response(until: date | None) -> str:
    """What stands where a country's responses would."""
    return word(NO_RESPONSE_YET if until else NO_RESPONSE)


def left_out(shown: int, disclosed: int) -> str:
    """Reports of the country that the filters leave out; "" when there are none, or when `empty` says it."""
    number = disclosed - shown
    return say("dossier.left-out", number=number) if number and shown else ""


def claimed(publisher: str, label: str, reports: int, inferred: int, shown: int) -> str:
    """What one disclosure says about the country. shown: how many of the reports the view's filters keep."""
    deduced = word(DEDUCED)
    if inferred == reports:
        text = say("dossier.taken", number=reports, publisher=publisher, label=label, deduced=deduced)
    else:
        text = say("dossier.claimed", number=reports, publisher=publisher, label=label)
        if inferred:
            text = join_sentences(text, say("dossier.inferred", number=inferred, reports=reports, deduced=deduced))
    return text if shown == reports else join_sentences(text, say("dossier.shown", number=shown, reports=reports))


def wave_label(label: str, day: str) -> str:
    """ "Wave 1, 12 September 2022"."""
    return word("{label}, {day}", label=label, day=say_date(day))


def wave_heading(label: str, day: str, reports: int) -> str:
    """ "Wave 1, 12 September 2022: 9 reports"."""
    return word("{heading}: {reports}", heading=wave_label(label, day), reports=say_number(reports, "reports"))


def other_date(text: str, disclosed_on: str) -> str:
    """What a rival date of disclosure is called."""
    day = known_from(text)
    return word("Reported earlier" if day and day.isoformat() < disclosed_on else "Another date")


def bureau(row: Mapping[str, Any], labels: Labels) -> str:
    """ "Fuzhou", "Fuzhou (inferred)" or "Bureau not known"."""
    name = labels.alone["stations.bureau"][row["bureau"]]
    inferred = labels.inline["stations.bureau_basis"][row["bureau_basis"]]
    return with_aside(name, inferred if row["bureau_basis"] == "inferred" else "")


def fact_value(fact: str, value: str, labels: Labels) -> str:
    """A claim's value as it is printed: dates, bureaus and "reported" in the language's words, cities as they are."""
    if fact == "date":
        return say_date(value)
    if fact == "existence":
        return word(value)
    return labels.inline["stations.bureau"].get(value, value) if fact == "bureau" else value


def case_lead(row: Mapping[str, Any], labels: Labels) -> str:
    """ "Madrid · 2020 · linked to Qingtian"."""
    known_year = row["year"] is not None and row["year"] == row["year"]
    year = say_day(int(row["year"])) if known_year else word("year not stated")
    name = labels.inline["operations.bureau"][row["bureau"]]
    link = word("bureau {name}" if row["bureau"] == "unknown" else "linked to {name}", name=name)
    return " · ".join([row["city"] or word("City not named"), year, link])


def placed(number: int, inferred: int) -> str:
    """Rows of the dataset for one comparable figure."""
    if not number:
        return word("No report placed in this dataset")
    aside = ""
    if inferred:
        aside = word(", {number} of them inferred", number=inferred) if number > 1 else word(", inferred")
    return say("dossier.placed", number=number, aside=aside)


def verdict(span: tuple[int, int], published: int) -> str:
    """How placed and published numbers of the same list compare."""
    if not published:
        return word("No published number for the same list.")
    if span[0] == span[1]:
        return word("Every published number agrees." if published > 1 else "The published number agrees.")
    return word("Numbers differ: {range}.", range=say_range(span))


def sources_note(number: int) -> str:
    """How many sources the dossier cites, who compiled it, and the licence."""
    sources = say_number(number, "sources")
    return word("{sources} cited here. Compiled by Station Atlas, {licence}.", sources=sources, licence=LICENCE)


def map_alt(name: str, empty: str, rows: pd.DataFrame) -> str:
    """What the locator map shows, for readers who can't see it. rows: the reports in view."""
    if rows.empty:
        return word(
            "Locator map of {name} in a local equal-area projection, without marks. {empty}", name=name, empty=empty
        )
    cities = rows[rows["city"] != ""]["city"].value_counts().sort_index(kind="stable")
    cities = cities.sort_values(ascending=False, kind="stable")
    unnamed = int((rows["city"] == "").sum())
    named = join_words([say("alt.count", name=city, number=int(number)) for city, number in cities.items()])
    parts = [
        word("Locator map of {name} in a local equal-area projection.", name=name),
        word("Reports by city: {cities}.", cities=named) if named else "",
        word("{reports} without a named city.", reports=say_number(unnamed, "reports")) if unnamed else "",
    ]
    return join_sentences(*parts)


def map_caption(empty: str) -> str:
    """Below the locator map."""
    told = empty or word("Marks stand at city centres, never at an address; numbers count reports.")
    return word("Local equal-area projection. {told}", told=told)
