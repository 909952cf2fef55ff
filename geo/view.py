"""The View: what is shown, as one frozen value that the address, the widgets, the command line and the tests share.

It knows how to travel (`to_query`, `View.from_query`) and how each of its fields filters reports (`FILTERS`). It does
not know how a reader zoomed, which theme is on, or which data there is: the values that exist are handed in as
`choices`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from geo.tables.dates import say_date
from geo.words.messages import join_words

LAYERS: Final = ("areas", "marks")
MEASURES: Final = {"reports": "Reports", "cities": "Cities", "range": "Reported range"}
LONGEST_PART: Final = 80
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
    whose panel is open; it filters nothing. Sequences are kept sorted and without repeats, so equal views are equal.
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

    def __post_init__(self) -> None:
        for one in dataclasses.fields(self):
            value = getattr(self, one.name)
            if isinstance(value, (tuple, list, set, frozenset)):
                object.__setattr__(self, one.name, tuple(sorted(set(value))))

    def change(self, **values: object) -> View:
        """This view with some fields changed; other fields stay."""
        return dataclasses.replace(self, **values)  # type: ignore[arg-type]

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
        cls, query: Mapping[str, str], choices: Choices, also: Collection[str] = ("v",)
    ) -> tuple[View, tuple[Ignored, ...]]:
        """The view that a query asks for, and each part of it that was ignored. Never raises.

        query: URL keys → text. choices: the values that exist. also: keys that belong to somebody else.
        """
        values: dict[str, object] = {}
        ignored = []
        known = {filter_.key: filter_ for filter_ in FILTERS}
        for key, text in query.items():
            filter_ = known.get(key)
            if filter_ is not None:
                value, bad = filter_.read(str(text), filter_.accepted(choices))
                ignored += [Ignored(key, part[:LONGEST_PART], "value") for part in bad]
                if value or not bad:
                    values[filter_.field] = value
            elif key not in also:
                ignored.append(Ignored(key[:LONGEST_PART], "", "key"))
        view = cls(**values)  # type: ignore[arg-type]
        if view.since and view.until and view.since > view.until:
            view = view.change(since=None, until=None)
            ignored.append(Ignored("from", query["from"], "order"))
        return view, tuple(ignored)


@dataclass(frozen=True)
class Ignored:
    """A part of a query that makes no sense; each edge says so in its own words.

    why: "value", part is no value of this key; "key", no such key; "order", "from" is later than "until", so neither
    counts. Both texts are cut to LONGEST_PART characters, since they come from anybody.
    """

    key: str
    part: str
    why: Literal["value", "key", "order"]


@dataclass(frozen=True)
class Known:
    """What filters may look at besides the reports: the values' labels and each host's known response tags."""

    choices: Choices
    response_tags: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Filter:
    """One field of the View: how it travels, acts and speaks.

    read(text, choices) → (value, parts that make no sense); write(value) → text. keep(stations, value, known) → a
    boolean mask over the stations, or None for a field that filters nothing. say(value, choices) → a phrase for the
    filter sentence, "" when there is nothing to say. values: the choices of a key that does not depend on the data.
    """

    field: str
    key: str
    label: str
    meaning: str
    read: Callable[[str, Mapping[str, str]], tuple[object, list[str]]]
    write: Callable[..., str]
    keep: Callable[[pd.DataFrame, object, Known], pd.Series] | None
    say: Callable[..., str]
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    accepts: str = ""

    def accepted(self, choices: Choices) -> Mapping[str, str]:
        """Every value that an address may name, with its label; a widget may offer fewer."""
        return {**choices.get(self.key, self.values), **choices.get(self.accepts, {})}

    @property
    def default(self) -> object:
        """The value that filters nothing and stays out of the address."""
        return getattr(DEFAULT, self.field)


def read_date(text: str, _: Mapping[str, str]) -> tuple[object, list[str]]:
    """A day as YYYY-MM-DD; the library's other spellings, like 2022-W37-1, are never written and not read."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, flags=re.ASCII):
        try:
            return date.fromisoformat(text), []
        except ValueError:
            return None, [text]
    return None, [text]


def read_one(text: str, choices: Mapping[str, str]) -> tuple[object, list[str]]:
    """One of the choices, whatever its case."""
    by_case = {choice.casefold(): choice for choice in choices}
    value = by_case.get(text.strip().casefold())
    return (value, []) if value else ("", [text])


def read_many(text: str, choices: Mapping[str, str]) -> tuple[object, list[str]]:
    """Choices joined by commas, whatever their case."""
    values, bad = [], []
    for part in text.split(","):
        value, wrong = read_one(part, choices)
        values += [value] if value else []
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


def _keep_in(column: str) -> Callable[[pd.DataFrame, object, Known], pd.Series]:
    def keep(stations: pd.DataFrame, value: object, known: Known) -> pd.Series:
        return stations[column].isin(list(value))  # type: ignore[call-overload]

    return keep


def _keep_bureau(stations: pd.DataFrame, value: object, known: Known) -> pd.Series:
    return stations["bureau"].str.casefold().isin(list(value))  # type: ignore[call-overload]


def _keep_since(stations: pd.DataFrame, value: object, known: Known) -> pd.Series:
    return stations["disclosed_on"] >= str(value)


def _keep_until(stations: pd.DataFrame, value: object, known: Known) -> pd.Series:
    return stations["disclosed_on"] <= str(value)


def _keep_region(stations: pd.DataFrame, value: object, known: Known) -> pd.Series:
    return stations["region"].str.casefold() == str(value)


def _keep_response(stations: pd.DataFrame, value: object, known: Known) -> pd.Series:
    wanted = set(value)  # type: ignore[call-overload]
    nothing = frozenset({NO_RESPONSE})
    return stations["country_iso3"].map(lambda iso: bool(wanted & known.response_tags.get(iso, nothing)))


def _say_day(prefix: str) -> Callable[[date, Mapping[str, str]], str]:
    def say(value: date, _: Mapping[str, str]) -> str:
        return f"{prefix} {say_date(value.isoformat())}"

    return say


def _say_labels(pattern: str = "{}") -> Callable[[tuple[str, ...], Mapping[str, str]], str]:
    def say(value: tuple[str, ...], choices: Mapping[str, str]) -> str:
        return pattern.format(join_words(_labels(value, choices), "or"))

    return say


def _say_region(value: str, choices: Mapping[str, str]) -> str:
    return choices.get(value, value)


def _say_responses(value: tuple[str, ...], choices: Mapping[str, str]) -> str:
    labels = [label[:1].lower() + label[1:] for label in _labels(value, choices)]
    return "response: " + join_words(labels, "or")


def _say_nothing(value: object, choices: Mapping[str, str]) -> str:
    return ""


def _say_layers(value: tuple[str, ...], choices: Mapping[str, str]) -> str:
    return "" if set(value) == set(LAYERS) else f"only {join_words(list(value))} drawn" if value else "no layer drawn"


FILTERS: Final = (
    Filter("since", "from", "Disclosed from", "first disclosure date, included", read_date, str, _keep_since,
           _say_day("disclosed from")),
    Filter("until", "until", "As known on", "last disclosure date, included; responses too are those known on it",
           read_date, str, _keep_until, _say_day("as known on")),
    Filter("waves", "wave", "Wave", "disclosure wave", read_many, _write_many, _keep_in("wave"),
           _say_labels("{}")),
    Filter("countries", "country", "Host country", "ISO 3166-1 alpha-3 code, also of a country without a report",
           read_many, _write_many, _keep_in("country_iso3"), _say_labels(), accepts="open"),
    Filter("bureaus", "bureau", "Police bureau", "bureau that the reports name", read_many, _write_many,
           _keep_bureau, _say_labels("bureau {}")),
    Filter("region", "region", "Region", "UN region of the host country", read_one, str, _keep_region, _say_region),
    Filter("responses", "response", "Response", "axis or kind of official response, or none", read_many, _write_many,
           _keep_response, _say_responses),
    Filter("basis", "basis", "Basis", "listed by a source, or inferred", read_many, _write_many, _keep_in("basis"),
           _say_labels("{} reports")),
    Filter("precision", "precision", "Place known", "city, or country only", read_many, _write_many,
           _keep_in("location_precision"), _say_labels("place known: {}")),
    Filter("layers", "layers", "Layers", "what is drawn: areas, marks, or none", read_layers, _write_layers,
           None, _say_layers, values={"areas": "Areas", "marks": "Marks"}),
    Filter("measure", "measure", "Measure", "what is counted: reports, cities, or the reported range", read_one, str,
           None, _say_nothing, values=MEASURES),
    Filter("focus", "open", "Country panel", "country whose panel is open", read_one, str, None, _say_nothing),
)  # fmt: skip

DEFAULT: Final = View()
