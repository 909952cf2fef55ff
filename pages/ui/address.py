"""The address of the page and the View behind it: read here, written here, nowhere else.

One owner: the View writes the address, and the widgets are seeded from the View at every run. Widgets bound to the
address themselves (`bind="query-params"`) would be a second owner: they would write raw widget labels, they lose their
values on pages that do not draw them, and a change would replace the history entry, so that Back could not undo it.

A run that no callback started takes the View from the address (a cold link, Back, Forward, reload, a page link). A
callback changes the View of the last run, not the address it came with: when a reader clicks twice quickly, the second
message still carries the address from before the first. For the same reason a run without a callback that carries an
address we have since replaced is late, not a wish, unless the browser says that the reader went back to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.atlas import Atlas
from geo.curate.since import say_since
from geo.view import PAGE_KEYS, Ignored, View, join_repeated
from geo.words.language import LANGUAGES, best_of
from geo.words.messages import word
from pages.ui.cached import get_atlas_of, get_selection

VERSION_KEY: Final = "v"  # a link says which data it was made with
_VIEW: Final = "view"
_CALLED: Final = "address-written"  # a callback of this run wrote the address
_REPLACED: Final = "address-replaced"  # addresses that the browser may still send though we replaced them
_OWN: Final = "page-keys"


@dataclass(frozen=True)
class Notice:
    """A sentence about what the address asked for. action: words of a link that answers it, "" for none; query: where
    that leads on this page."""

    text: str
    action: str = ""
    query: str = ""


def read(atlas: Atlas) -> tuple[View, tuple[Notice, ...]]:
    """The view that the address asks for, and a notice for each part that was ignored or has an answer."""
    query = _asked()
    view, ignored = View.from_query(query, atlas.choices, also=(VERSION_KEY, *PAGE_KEYS))
    notices = tuple(Notice(_say_ignored(one)) for one in ignored)
    st.session_state[_VIEW] = view
    st.session_state[_OWN] = {key: text for key, text in query.items() if key in PAGE_KEYS and text}
    made_with = query.get(VERSION_KEY, "")
    if view.asof:
        now = Notice(
            word(
                "This is the atlas as it was in version {version}; today it is {release}.",
                version=view.asof,
                release=atlas.release,
            ),
            word("See it as it is now"),
            _joined(view.change(asof="")),
        )
        notices += (now,)
    elif made_with and made_with != atlas.version:
        notices += (_other_version(atlas, view, made_with),)
    return view, notices


def _joined(view: View) -> str:
    """The query that opens a view of this page; never empty, so that it leads somewhere."""
    return f"?{urlencode(view.to_query() | st.session_state.get(_OWN, {}), safe=',')}"


def _asked() -> dict[str, str]:
    """The address that counts: the browser's, unless it has not yet heard of our last change."""
    query, replaced = _browser(), st.session_state.get(_REPLACED, ())
    if st.session_state.pop(_CALLED, False):
        return query
    if query in replaced and not is_followed():
        return _query()
    if replaced:  # the browser may still be on its way to what the last change wrote: this is where it shall end
        st.query_params.from_dict(query)
    st.session_state[_REPLACED] = ()
    return query


def is_followed() -> bool:
    """Whether this run was started by a link within the atlas, Back or Forward."""
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)


def _browser() -> dict[str, str]:
    """The query that the browser has; a key that occurs twice asks for both."""
    return join_repeated((key, text) for key in st.query_params for text in st.query_params.get_all(key))


def _say_ignored(one: Ignored) -> str:
    if one.why == "order":
        return word("“from” is later than “until”, so both dates are ignored.")
    if one.why == "key":
        return word("The address has a part that this page does not know, “{key}”; it is ignored.", key=one.key)
    said = word("“{part}” is not a value of “{key}” here, so it is ignored.", part=one.part, key=one.key)
    return f"{said} {word('Write {instead}.', instead=one.instead)}" if one.instead else said


def _other_version(atlas: Atlas, view: View, made_with: str) -> Notice:
    """What changed for this view since the link was made, where that version was released; else that it may have."""
    release = made_with.partition("-")[0]
    if release not in atlas.releases:
        return Notice(
            word(
                "This link was made with data version “{made}”; the data here is version {version}, so numbers may "
                "differ.",
                made=made_with[:40],
                version=atlas.version,
            )
        )
    then = view.change(asof=release)
    changed = say_since(get_selection(get_atlas_of(then), then), get_selection(atlas, view))
    told = word("This link was made with data version {made}; {changed}.", made=release, changed=changed)
    return Notice(told, word("View as then"), _joined(then))


def language() -> str:
    """The language that the address asks for, else the browser's: known before anything is said."""
    asked = str(st.query_params.get("lang", "")).strip().casefold()
    known = {code.casefold(): code for code in LANGUAGES}
    return known.get(asked) or best_of(st.context.headers.get("Accept-Language") or "")


def current() -> View:
    """The view of the last run; the plain view before the first."""
    view: View = st.session_state.get(_VIEW, View())
    return view


def change(**fields: object) -> None:
    """For callbacks: changes fields of the view and writes the address, as one entry of the reader's history.

    What the view has already is no wish: a list sends a country without a report by its name, so that Streamlit takes
    it for changed in every run, and who goes on to another view would be led back.
    """
    changed = current().change(**fields)
    if changed != current():
        go(changed)


def go(view: View) -> None:
    """For callbacks: shows this view and writes the address; the page keeps its own keys."""
    st.session_state[_VIEW] = view
    _write()


def own(key: str) -> str:
    """The text of one of PAGE_KEYS in this address, as it stands there; "" without it."""
    return str(st.session_state.get(_OWN, {}).get(key, ""))


def own_keys() -> dict[str, str]:
    """All of PAGE_KEYS in this address."""
    return dict(st.session_state.get(_OWN, {}))


def change_own(**texts: str) -> None:
    """For callbacks: changes some of PAGE_KEYS and writes the address; "" takes a key out."""
    st.session_state[_OWN] = {key: text for key, text in (st.session_state.get(_OWN, {}) | texts).items() if text}
    _write()


def _query() -> dict[str, str]:
    texts: dict[str, str] = st.session_state.get(_OWN, {})
    return current().to_query() | texts


def _write() -> None:
    st.session_state[_REPLACED] = (*st.session_state.get(_REPLACED, ()), _browser())
    st.session_state[_CALLED] = True
    st.query_params.from_dict(_query())


def home() -> str:
    """The front page's address without a query, such as "http://host/" or "http://host/atlas/"; "" if not known.

    As the browser has it: what a proxy takes away from the path belongs to it.
    """
    parts = urlsplit(st.context.url or "")
    below = st.get_option("server.baseUrlPath").strip("/")
    path = f"/{below}/" if below and parts.path.strip("/") == below else parts.path or "/"
    return f"{parts.scheme}://{parts.netloc}{path.rpartition('/')[0]}/" if parts.netloc else ""


def link(atlas: Atlas, view: View) -> str:
    """The address of this page with the view and the data version, such as "http://host/about?wave=…&v=…"."""
    base = (st.context.url or "").partition("?")[0].rstrip("/")
    home = st.get_option("server.baseUrlPath").strip("/")
    if urlsplit(base).path.strip("/") == home:
        base += "/"  # the front page, whose files lie below it
    query = view.to_query() | st.session_state.get(_OWN, {}) | {VERSION_KEY: atlas.version}
    return f"{base}?{urlencode(query, safe=',')}"
