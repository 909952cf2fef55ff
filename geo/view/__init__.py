"""The View: what is shown, as one frozen value that the address, the widgets, the command line and the tests share.

It knows how to travel (`to_query`, `View.from_query`) and how each of its fields filters reports (`FILTERS`). It does
not know how a reader zoomed, which theme is on, or which data there is: the values that exist are handed in as
`choices`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final, Literal
from urllib.parse import parse_qsl, unquote_plus

import pandas as pd

from geo.tables.codes import alpha_3_of
from geo.tables.dates import say_date
from geo.words.language import LANGUAGES
from geo.words.messages import join_words, say, word

LAYERS: Final = ("areas", "marks")
MEASURES: Final = {"reports": "Reports", "cities": "Cities", "range": "Reported range"}
LONGEST_PART: Final = 80
FEW: Final = 8  # values that can be listed in a sentence
PAGE_KEYS: Final = frozenset({"source", "find", "kind", "language", "form", "origin", "at", "new", "sort"})
"""Keys of pages that choose among other things than reports: what the sources page lists, the day after which the
timeline begins (`new`), and the fold that a link opens (`at`). They travel beside the View's."""
_AROUND: Final = " \t\r\n.()[]<>\"'“”"  # what comes along when an address is pasted from a sentence
# Put on by those who count clicks, and by Streamlit for itself; they ask nothing of the atlas.
_OF_OTHERS: Final = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|ttclid|igshid|mc_[ce]id|_ga|_gl|ref_src|"
    r"_hsenc|_hsmi|embed|embed_options",
    flags=re.IGNORECASE,
)
NO_LAYER: Final = "none"
NO_RESPONSE: Final = "none"  # a host country for which no response was found

Choices = Mapping[str, Mapping[str, str]]
"""URL key → {value: label a reader sees}, for every key whose values come from the data."""


@dataclass(frozen=True)
class View:
    """What is shown. Empty fields filter nothing.

    since, until: disclosure dates, both ends included; until also limits which responses, sources and counts are
    known ("as known on"). waves, bureaus, basis, precision, countries (ISO 3166-1 alpha-3, or XKX), responses (axis,
    kind or "none"): any of them. region: one UN region slug or "". layers, measure: what is drawn. focus: the country
    whose panel is open; it filters nothing. asof: the released version in whose words the atlas speaks, "" for its
    present ones; what was known on a day and what the atlas said on a day are two times. language: one of LANGUAGES, ""
    for whoever shows the view to choose. Sequences are kept sorted and without repeats, so equal views are equal.
    """

    since: date | None = None
    until: date | None = None
    waves: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    bureaus: tuple[str, ...] = ()
    region: str = ""
    responses: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    layers: tuple[str, ...] = LAYERS
    measure: str = "reports"
    focus: str = ""
    asof: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        for one in dataclasses.fields(self):
            value = getattr(self, one.name)
            if isinstance(value, (tuple, list, set, frozenset)):
                object.__setattr__(self, one.name, tuple(sorted(set(value))))

    def change(self, **values: object) -> View:
        """This view with some fields changed; other fields stay."""
        return dataclasses.replace(self, **values)  # type: ignore[arg-type]

    def unfiltered(self) -> View:
        """The same day, data version and language without any other filter: what a view is compared with."""
        return View(until=self.until, asof=self.asof, language=self.language)

    def to_query(self) -> dict[str, str]:
        """URL keys and values, in one order, defaults left out; every value is short, readable and lower case
        except country codes."""
        query = {}
        for filter_ in FILTERS:
            value = getattr(self, filter_.field)
            if value != filter_.default:
                query[filter_.key] = filter_.write(value)
        return query

    @classmethod
    def from_query(
        cls, query: Mapping[str, str], choices: Choices, also: Collection[str] = ("v", *PAGE_KEYS)
    ) -> tuple[View, tuple[Ignored, ...]]:
        """The view that a query asks for, and each part of it that was ignored. Never raises.

        query: URL keys → text. choices: the values that exist. also: keys that belong to somebody else.
        """
        values: dict[str, object] = {}
        ignored = []
        known = {filter_.key: filter_ for filter_ in FILTERS}
        for key, text in query.items():
            filter_ = known.get(key.casefold())
            if filter_ is not None:
                accepted = filter_.accepted(choices)
                value, bad = filter_.read(_plain(str(text)), accepted)
                ignored += [filter_.ignored(one, accepted) for one in bad]
                if value or not bad:
                    values[filter_.field] = value
            elif key not in also and not _OF_OTHERS.fullmatch(key):
                ignored.append(Ignored(key[:LONGEST_PART], "", "key"))
        view = cls(**values)  # type: ignore[arg-type]
        if view.since and view.until and view.since > view.until:
            ignored.append(Ignored("from", view.since.isoformat(), "order"))
            view = view.change(since=None, until=None)
        return view, tuple(ignored)


@dataclass(frozen=True)
class Ignored:
    """A part of a query that makes no sense; each edge says so in its own words.

    why: "value", part is no value of this key; "key", no such key; "order", "from" is later than "until", so neither
    counts. Both texts are cut to LONGEST_PART characters, since they come from anybody. instead: what to write, in
    words, "" where nothing is near.
    """

    key: str
    part: str
    why: Literal["value", "key", "order"]
    instead: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True)
class FilterContext:
    """What filters may look at besides the reports: the values' labels and each host's known response tags."""

    choices: Choices
    response_tags: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Filter:
    """One field of the View: how it travels, acts and speaks.

    read(text, choices) → (value, parts that make no sense); write(value) → text. keep(stations, value, context) →
    boolean mask over the stations, or None for a field that filters nothing. say(value, choices) → a phrase for the
    filter sentence, "" when there is nothing to say. values: the choices of a key that does not depend on the data.
    """

    field: str
    key: str
    label: str
    meaning: str
    read: Callable[[str, Mapping[str, str]], tuple[object, list[str]]]
    write: Callable[..., str]
    keep: Callable[[pd.DataFrame, object, FilterContext], pd.Series] | None
    say: Callable[..., str]
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    accepts: str = ""

    def accepted(self, choices: Choices) -> Mapping[str, str]:
        """Every value that an address may name, with its label; a widget may offer fewer."""
        return {**choices.get(self.key, self.values), **choices.get(self.accepts, {})}

    def ignored(self, part: str, accepted: Mapping[str, str]) -> Ignored:
        """A part that is no value of this key, cut to a length that can be printed."""
        return Ignored(self.key, part[:LONGEST_PART], "value", self.instead(part, accepted))

    def instead(self, part: str, accepted: Mapping[str, str]) -> str:
        """What to write for a part that makes no sense: the form of a day, the nearest value, or all of a few."""
        if self.read is read_date:
            return word("a day as YYYY-MM-DD, such as 2022-10-31")
        names = {name.casefold(): value for value, label in accepted.items() for name in (label, value)}
        near = get_close_matches(part.strip().casefold(), names, n=1, cutoff=0.75)
        if near:
            return f"{names[near[0]]} ({accepted[names[near[0]]]})"
        return join_words(list(accepted), "or") if 0 < len(accepted) <= FEW else ""

    @property
    def default(self) -> object:
        """The value that filters nothing and stays out of the address."""
        return getattr(DEFAULT, self.field)


def read_address(text: str) -> dict[str, str]:
    """The query of an address as it was pasted: whole, or its part after the “?”; repeated keys join by a comma.

    A part without “=” has an empty value. What follows “#” belongs to the browser.
    """
    query = text.strip().partition("#")[0]
    if "?" in query or "://" in query:
        query = query.partition("?")[2]
    return join_repeated(parse_qsl(query, keep_blank_values=True))


def join_repeated(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys with their values; a key that occurs twice asks for both."""
    found: dict[str, str] = {}
    for key, text in pairs:
        found[key] = f"{found[key]},{text}" if key in found else text
    return found


def _plain(text: str) -> str:
    """The text as it was meant when an address was encoded twice on its way; a "+" stands for a space."""
    return unquote_plus(text)


def read_date(text: str, _: Mapping[str, str]) -> tuple[object, list[str]]:
    """A day as YYYY-MM-DD; the library's other spellings, like 2022-W37-1, are never written and not read."""
    day = text.strip(_AROUND)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day, flags=re.ASCII):
        try:
            return date.fromisoformat(day), []
        except ValueError:
            return None, [text]
    return None, [text]


def read_one(text: str, choices: Mapping[str, str]) -> tuple[object, list[str]]:
    """One of the choices by its value, its label or, of a country, its two letters; whatever the case.

    A full stop or bracket that came along from a sentence is no part of it.
    """
    asked = text.strip(_AROUND).casefold()
    by_name = {label.casefold(): choice for choice, label in choices.items()}
    by_name |= {choice.casefold(): choice for choice in choices}
    value = by_name.get(asked) or by_name.get(alpha_3_of().get(asked, "").casefold() if len(asked) == 2 else "")
    return (value, []) if value else ("", [text])


def read_many(text: str, choices: Mapping[str, str]) -> tuple[object, list[str]]:
    """Choices joined by commas or semicolons, or by spaces where each word is one; what is empty is passed over."""
    values: list[object] = []
    bad: list[str] = []
    for part in re.split(r"[,;]", text):
        found, wrong = read_one(part, choices)
        words = [read_one(word, choices) for word in part.split()] if wrong else []
        if found:
            values.append(found)
        elif len(words) > 1 and not any(missed for _, missed in words):
            values += [one for one, _ in words]
        elif part.strip(_AROUND) or not text.strip(",; "):
            bad += wrong
    return tuple(values), bad


def read_layers(text: str, choices: Mapping[str, str]) -> tuple[object, list[str]]:
    """Layers joined by commas, or "none" for a map without either."""
    return ((), []) if text.strip().casefold() == NO_LAYER else read_many(text, choices)


def _write_many(value: tuple[str, ...]) -> str:
    return ",".join(value)


def _write_layers(value: tuple[str, ...]) -> str:
    return ",".join(value) or NO_LAYER


def _labels(value: tuple[str, ...], choices: Mapping[str, str]) -> list[str]:
    return [choices.get(item, item) for item in value]


def _keep_in(column: str) -> Callable[[pd.DataFrame, object, FilterContext], pd.Series]:
    def keep(stations: pd.DataFrame, value: object, context: FilterContext) -> pd.Series:
        return stations[column].isin(list(value))  # type: ignore[call-overload]

    return keep


def _keep_bureau(stations: pd.DataFrame, value: object, context: FilterContext) -> pd.Series:
    wanted = set(value)  # type: ignore[call-overload]
    return _keep_where(stations["bureau"], lambda bureau: bureau.casefold() in wanted)


def _keep_since(stations: pd.DataFrame, value: object, context: FilterContext) -> pd.Series:
    return stations["disclosed_on"] >= str(value)


def _keep_until(stations: pd.DataFrame, value: object, context: FilterContext) -> pd.Series:
    return stations["disclosed_on"] <= str(value)


def _keep_region(stations: pd.DataFrame, value: object, context: FilterContext) -> pd.Series:
    return _keep_where(stations["region"], lambda region: region.casefold() == value)


def _keep_response(stations: pd.DataFrame, value: object, context: FilterContext) -> pd.Series:
    wanted = set(value)  # type: ignore[call-overload]
    nothing = frozenset({NO_RESPONSE})
    return _keep_where(stations["country_iso3"], lambda iso: bool(wanted & context.response_tags.get(iso, nothing)))


def _keep_where(column: pd.Series, wanted: Callable[[str], bool]) -> pd.Series:
    """Which rows have a text that is wanted; each text is asked about once, however many rows have it."""
    return column.isin([text for text in column.unique() if wanted(text)])


def _say_day(key: str) -> Callable[[date, Mapping[str, str]], str]:
    def phrase(value: date, _: Mapping[str, str]) -> str:
        return say(f"filter.{key}", day=say_date(value.isoformat()))

    return phrase


def _say_labels(key: str) -> Callable[[tuple[str, ...], Mapping[str, str]], str]:
    def phrase(value: tuple[str, ...], choices: Mapping[str, str]) -> str:
        return say(f"filter.{key}", values=join_words(_labels(value, choices), "or"))

    return phrase


def _say_region(value: str, choices: Mapping[str, str]) -> str:
    return say("filter.region", values=choices.get(value, value))


def _say_nothing(value: object, choices: Mapping[str, str]) -> str:
    return ""


def _say_version(value: str, choices: Mapping[str, str]) -> str:
    return say("filter.asof", version=value)


def _say_layers(value: tuple[str, ...], choices: Mapping[str, str]) -> str:
    if set(value) == set(LAYERS):
        return ""
    return (
        say("filter.layers", values=join_words([word(layer) for layer in value]))
        if value
        else say("filter.layers.none")
    )


FILTERS: Final = (
    Filter("since", "from", "Disclosed from", "first disclosure date, included", read_date, str, _keep_since,
           _say_day("from")),
    Filter("until", "until", "As known on", "last disclosure date, included; responses too are those known on it",
           read_date, str, _keep_until, _say_day("until")),
    Filter("waves", "wave", "Wave", "disclosure wave", read_many, _write_many, _keep_in("wave"),
           _say_labels("wave")),
    Filter("countries", "country", "Host country", "ISO 3166-1 alpha-3 code, also of a country without a report",
           read_many, _write_many, _keep_in("country_iso3"), _say_labels("country"), accepts="open"),
    Filter("bureaus", "bureau", "Police bureau", "bureau that the reports name", read_many, _write_many,
           _keep_bureau, _say_labels("bureau")),
    Filter("region", "region", "Region", "UN region of the host country", read_one, str, _keep_region, _say_region),
    Filter("responses", "response", "Response", "axis or kind of official response, or none", read_many, _write_many,
           _keep_response, _say_labels("response")),
    Filter("basis", "basis", "Basis", "listed by a source, or inferred", read_many, _write_many, _keep_in("basis"),
           _say_labels("basis")),
    Filter("precision", "precision", "Place known", "city, or country only", read_many, _write_many,
           _keep_in("location_precision"), _say_labels("precision")),
    Filter("layers", "layers", "Layers", "what is drawn: areas, marks, or none", read_layers, _write_layers,
           None, _say_layers, values={"areas": "Areas", "marks": "Marks"}),
    Filter("measure", "measure", "Measure", "what is counted: reports, cities, or the reported range", read_one, str,
           None, _say_nothing, values=MEASURES),
    Filter("focus", "open", "Country panel", "country whose panel is open", read_one, str, None, _say_nothing),
    Filter("asof", "asof", "As this atlas said in", "released data version in whose words the atlas speaks", read_one,
           str, None, _say_version),
    Filter("language", "lang", "Language", "language of the words; without it that of the reader’s browser", read_one,
           str, None, _say_nothing, values=LANGUAGES),
)  # fmt: skip

DEFAULT: Final = View()
