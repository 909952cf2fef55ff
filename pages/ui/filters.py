"""The filters: one widget for each field of the View, in the order in which people ask.

A widget is told the View's value at every run and only hands a change back (see address.py).

Each option says how many reports it would leave, so what it says changes with the other filters. But Streamlit tells
options apart by their labels: were the number part of a pill's label, a click made just before the new labels arrive
would name an option that the server no longer knows, and be lost. So a pill's number is set beside its label by a style
rule. A list has its numbers in its labels, since its options are drawn on demand; there a late label still names the
option (`_option`), and chosen options are sent again at every run, to get their new labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from geo.atlas import Atlas
from geo.render.web.ahead import Controls
from geo.tables.check.search import search_country
from geo.tables.dates import say_date
from geo.view import DEFAULT, FILTERS, View
from geo.words.language import say_figure
from geo.words.messages import Worded, word
from pages.ui import address
from pages.ui.cached import get_cities, get_facets, get_today, keep, per_atlas
from pages.ui.markup import Markup, join, plain, tag

COUNTRIES: Final = "countries"
BY_FIELD: Final = {filter_.field: filter_ for filter_ in FILTERS}
NUMBER: Final = " · "  # between an option's label and its number of reports
DATES: Final = ("since", "until")
LISTS: Final = (COUNTRIES, "responses")
RARE: Final = ("basis", "precision", "layers", "measure")
MOST_DAYS: Final = 6  # that are listed under a date, the newest
_TOLD: Final = "filters-told"  # field → values that its widget may still have in the browser, the newest last
MOST_TOLD: Final = 8  # of them: a browser is a few answers behind at most
EARLIEST: Final = date(2016, 1, 1)  # where the calendars begin, unless the view reaches further back


def draw_filters(atlas: Atlas, view: View, skip: Markup) -> None:
    """Draws all filters, set to the view. skip: the way past them, which Tab reaches first."""
    counts = _counts(atlas, view)
    late: Late = {} if _TOLD not in st.session_state else None
    filters = view.change(**{field: getattr(DEFAULT, field) for field in NO_FILTERS}).to_query()
    title = tag("{skip}<h2 class='filters'>{title}</h2>", skip=skip, title=word("Filters"))
    st.html(join((title, _places(counts), _numbers(atlas, view, len(filters)))))  # one element: each has its price
    _pills(atlas, view, "waves", counts, late)
    _dates(atlas, view, late)
    _list(atlas, view, "countries", counts, word("All host countries"), late)
    _pills(atlas, view, "bureaus", counts, late)
    _pills(atlas, view, "region", counts, late)
    _list(atlas, view, "responses", counts, word("Any response or none"), late)
    more = st.expander(
        word("More"),
        expanded=any(getattr(view, field) != BY_FIELD[field].default for field in (*RARE, "asof")),
        key="more",
        on_change="rerun",
    )
    if more.open:  # drawn when asked for: each widget costs the browser time at every click
        with more:
            for field in RARE:
                _pills(atlas, view, field, counts, late)
            _versions(atlas, view, late)
    st.button(word("Reset filters"), key=RESET, on_click=_reset, disabled=not filters, width="stretch")
    if late:
        address.change(**late)
        st.rerun()


def _key(field: str) -> str:
    return f"filter-{field}"


PILL_ROWS: Final = ("waves", "bureaus", "region", *RARE)
NO_FILTERS: Final = ("focus", "asof", "language", "layers", "measure")  # how it is told, not what is left out
RESET: Final = "reset"


def _boxes(fields: tuple[str, ...]) -> dict[str, str]:
    return {f"st-key-{_key(field)}": BY_FIELD[field].key for field in fields}


CONTROLS: Final = Controls(
    pills=_boxes(PILL_ROWS),
    dates=_boxes(DATES),
    lists=_boxes(LISTS),
    reset=f"st-key-{RESET}",
    kept=tuple(BY_FIELD[field].key for field in NO_FILTERS),
)


Late = dict[str, object] | None
"""In the first run of a session: field → what a reader chose before it; None in every later run.

Mostly nothing. But when the copy that had the session is gone, the browser goes on with another one and brings along
what its widgets have, and Streamlit calls nobody for a change that began before this session did."""


def _seed(field: str, value: Any, late: Late, *, again: bool = False) -> Any:
    """Tells a widget its value, before it is drawn, if it has another one. again: in any case.

    In the first run the widget begins with what this returns instead: what the browser brings along comes before that.
    """
    had = st.session_state.get(_key(field))
    if late is None and (again or had != value):
        st.session_state[_key(field)] = value
    told: dict[str, list[object]] = st.session_state.setdefault(_TOLD, {})
    told[field] = [value] if had == value else [*told.get(field, ()), had, value][-MOST_TOLD:]
    return None if late is None else value


def _hear(field: str, begun: object, value: object, convert: Callable[[Any], object], late: Late) -> None:
    """Keeps what a widget has in the first run of a session, if it is not what it began with."""
    if late is not None and convert(value) != convert(begun):
        late[field] = convert(value)


Counts = Mapping[str, Mapping[str, int]]
"""URL key → value → reports that it would leave, without the values that no report has."""


@keep(256)
def _counts(atlas: Atlas, view: View) -> Counts:
    """Kept."""
    now, ever = get_facets(atlas, view), get_facets(atlas, DEFAULT)
    return {
        filter_.key: {
            value: number
            for value, number in now[filter_.key].items()
            if ever[filter_.key][value] or value in getattr(view, filter_.field)
        }
        for filter_ in FILTERS
        if filter_.key in now and filter_.field not in DATES
    }


def _labels(atlas: Atlas, field: str, counts: Counts) -> dict[str, str]:
    """Value → label, for the values that some report has."""
    filter_ = BY_FIELD[field]
    choices = atlas.choices.get(filter_.key) or Worded(filter_.values)
    return {value: choices[value] for value in counts.get(filter_.key, choices)}


def _take(field: str, convert: Callable[[object], object]) -> None:
    """A change by the reader. A link that is followed at once, before the browser has heard what the last run told the
    widgets, brings along what they had: nobody has set that."""
    value = st.session_state[_key(field)]
    if address.is_followed() and value in st.session_state.get(_TOLD, {}).get(field, ()):
        return
    address.change(**{field: convert(value)})


def _many(value: object) -> tuple[str, ...]:
    return tuple(value or ())  # type: ignore[arg-type]


def _one(value: object, default: str = "") -> str:
    return str(value or default)


def _day(value: object) -> object:
    return value


def _pills(atlas: Atlas, view: View, field: str, counts: Counts, late: Late) -> None:
    """Few choices, all of them in sight."""
    labels = _labels(atlas, field, counts)
    value = getattr(view, field)
    single = isinstance(value, str)
    convert = partial(_one, default=str(BY_FIELD[field].default)) if single else _many
    begun = _seed(field, (value or None) if single else list(value), late)
    chosen = st.pills(
        word(BY_FIELD[field].label),
        list(labels),
        selection_mode="single" if single else "multi",
        default=begun,
        format_func=lambda option: plain(labels[option]),
        key=_key(field),
        on_change=_take,
        args=(field, convert),
    )
    _hear(field, begun, chosen, convert, late)


def _places(counts: Counts) -> Markup:
    """Where the number of each pill stands, and what the button of a phone says: the same in every view."""
    most = max((len(counts.get(BY_FIELD[field].key, {})) for field in PILL_ROWS), default=0)
    rules = [
        f'[class*="st-key-filter-"] button:nth-of-type({place}) p::after{{content:"{NUMBER}" var(--n{place})}}'
        for place in range(1, most + 1)
    ]
    opener = f':root{{--filters:"{word("Filters")}"}}'
    return Markup(f"<style>{opener}{''.join(rules)}</style>")


@keep(256)
def _numbers(atlas: Atlas, view: View, filters: int) -> Markup:
    """The rules that set the number of reports that it would leave beside each pill, and under a date those of each
    day on which something was disclosed; the first are read aloud with the pills' labels, the others as text after the
    date. On a phone the button that opens the filters says how many are set. Kept."""
    facets, counts = get_facets(atlas, view), _counts(atlas, view)
    numbers = {
        field: list(counts[BY_FIELD[field].key].values()) for field in PILL_ROWS if BY_FIELD[field].key in counts
    }
    rules = [f':root{{--set:"{NUMBER}{filters}"}}'] if filters else []
    for field, own in numbers.items():
        said = "".join(f'--n{place}:"{say_figure(number)}";' for place, number in enumerate(own, start=1))
        rules.append(f".st-key-{_key(field)}{{{said}}}")
    for field in DATES:
        days = list(facets[BY_FIELD[field].key].items())[-MOST_DAYS:]
        if not days:
            continue
        lines = "\\a ".join(f"{say_date(day)}{NUMBER}{say_figure(number)}" for day, number in days)
        rules.append(f'.st-key-{_key(field)}::after{{content:"{lines}"}}')
    return Markup(f"<style>{''.join(rules)}</style>")


def _list(atlas: Atlas, view: View, field: str, counts: Counts, nothing: str, late: Late) -> None:
    """Many choices, searched by typing. These labels are shown as text, not as markdown."""
    labels, numbers = _labels(atlas, field, counts), counts[BY_FIELD[field].key]
    named = atlas.choices["open"] if field == COUNTRIES else {}  # a country without a report may be asked for, too
    cities = get_cities(atlas) if field == COUNTRIES else {}
    chosen = list(getattr(view, field))

    def convert(values: Iterable[str] | None) -> tuple[str, ...]:
        return tuple(filter(None, (_option(labels, named, cities, value) for value in values or ())))

    late = late if set(chosen) <= set(labels) else None  # Streamlit lets no list begin with what it does not offer
    begun = _seed(field, chosen, late, again=bool(chosen))
    taken = st.multiselect(
        word(BY_FIELD[field].label),
        list(labels),
        default=begun,
        format_func=lambda option: (
            f"{labels[option]}{NUMBER}{say_figure(numbers[option])}" if option in labels else named.get(option, option)
        ),
        placeholder=nothing,
        select_all=False,
        accept_new_options=field == COUNTRIES,  # "Dutch", or a city
        key=_key(field),
        on_change=_take,
        args=(field, convert),
    )
    _hear(field, begun, taken, convert, late)


def _option(
    labels: Mapping[str, str], named: Mapping[str, str], cities: Mapping[str, tuple[str, ...]], value: str
) -> str:
    """The option that a value names: itself, the one whose label it is with an older number, or of all that are named
    what was typed; "" for none."""
    by_label = {label: option for option, label in labels.items()}
    found = value if value in labels else by_label.get(value.rpartition(NUMBER)[0], "")
    return found or next((iso for some in (labels, named) if some for iso in search_country(value, some, cities)), "")


def _dates(atlas: Atlas, view: View, late: Late) -> None:
    """The disclosure dates, both ends included; the second one is also the day "as known on" which is shown."""
    days = [*_disclosed(atlas), *(day for day in (view.since, view.until) if day)]
    earliest, latest = min(EARLIEST, *days), max(get_today(), *days)
    for field in DATES:
        begun = _seed(field, getattr(view, field), late)
        chosen = st.date_input(
            word(BY_FIELD[field].label),
            value=begun,
            min_value=earliest,
            max_value=latest,
            format="YYYY-MM-DD",
            key=_key(field),
            on_change=_take,
            args=(field, _day),
        )
        _hear(field, begun, chosen, _day, late)


@per_atlas
def _disclosed(atlas: Atlas) -> tuple[date, ...]:
    """The first and the last day on which a wave was disclosed; () without one."""
    days = [date.fromisoformat(day) for day in atlas.tables["waves"]["disclosed_on"]]
    return (min(days), max(days)) if days else ()


def _versions(atlas: Atlas, view: View, late: Late) -> None:
    """What the atlas said in a released version; it is told apart from what was known on a day."""
    versions = ["", *reversed(atlas.releases)]
    if len(versions) == 1:
        return
    begun = _seed("asof", view.asof, late)
    chosen = st.selectbox(
        word(BY_FIELD["asof"].label),
        versions,
        index=versions.index(begun or ""),
        format_func=lambda version: (
            word("version {version}", version=version) if version else word("its present version")
        ),
        key=_key("asof"),
        on_change=_take,
        args=("asof", _one),
    )
    _hear("asof", begun, chosen, _one, late)


def _reset() -> None:
    view = address.current()
    address.go(DEFAULT.change(**{field: getattr(view, field) for field in NO_FILTERS}))
