"""Which view a file shows, whether the data has changed since it was made, and how the numbers differ now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from geo.atlas import Atlas, load_released
from geo.briefing.stamp_reader import Stamped, StampError, read_stamp, say_kind
from geo.errors import AtlasError, UsageError
from geo.tables.dates import say_date
from geo.view import Ignored, View
from geo.view.select import select
from geo.words.messages import join_details, join_words, say, say_number, word

Verdict = Literal["same", "changed", "other numbers"]


@dataclass(frozen=True)
class Difference:
    """One number then and now."""

    what: str
    then: int
    now: int


@dataclass(frozen=True)
class Traced:
    """What became of a file's view.

    verdict: "same" data; "changed" data; "other numbers", which the same data does not give, so that the file was
    altered or made by another version of the program. query: opens the view. notices: what of it is not known now.
    """

    stamped: Stamped
    verdict: Verdict
    query: str
    differences: tuple[Difference, ...]
    notices: tuple[str, ...]
    sentences: tuple[str, ...]


def trace(content: bytes, atlas: Atlas, folder: Path) -> Traced:
    """The trace of a file's bytes against an atlas, or against the released version that its view asks for.

    folder: of the data, where released versions lie. Raises StampError when the file has no readable stamp.
    """
    stamped = read_stamp(content)
    view, ignored = View.from_query(stamped.query, atlas.choices)
    if view.asof:
        try:
            atlas = load_released(atlas, view.asof, folder)
        except AtlasError as error:
            told = word("The data of version {version}, which this file shows, can’t be read here.", version=view.asof)
            raise StampError(told) from error
    notices = tuple(_say_ignored(one) for one in ignored)
    selection = select(atlas, view)
    names = atlas.countries["name"]
    now = asdict(selection.count)
    differences = [Difference(word(what), stamped.counts.get(what, 0), number) for what, number in now.items()]
    then_by, now_by = stamped.by_country, {iso: int(number) for iso, number in selection.by_country.items()}
    for iso in sorted(set(then_by) | set(now_by)):
        label = str(names.get(iso, iso[:8]))
        differences.append(Difference(label, then_by.get(iso, 0), now_by.get(iso, 0)))
    changed = tuple(one for one in differences if one.then != one.now)
    same_data = stamped.data_sha256 == atlas.fingerprint
    verdict: Verdict = "changed" if not same_data else "other numbers" if changed or notices else "same"
    query = urlencode(view.to_query(), safe=",")
    return Traced(stamped, verdict, query, changed, notices, _say(stamped, verdict, changed, atlas.version))


def _say(stamped: Stamped, verdict: Verdict, changed: tuple[Difference, ...], version: str) -> tuple[str, ...]:
    """The trace in sentences, the most important first."""
    counts = stamped.counts
    lines = [
        word("This file ({kind}) says: “{title}”.", kind=say_kind(stamped.kind), title=stamped.title),
        word(
            "It shows {view}, with {made}: {counts}.",
            view=_view(stamped.query),
            made=join_details(
                word("data version {version}", version=stamped.data_version),
                word("exported {day}", day=_day(stamped.exported_on)) if stamped.exported_on else "",
                word("in pack {pack}", pack=stamped.pack_id) if stamped.pack_id else "",
            ),
            counts=join_words([say_number(counts.get(what, 0), what) for what in ("reports", "countries", "cities")]),
        ),
    ]
    if verdict == "same":
        lines.append(word("The data has not changed since."))
    elif verdict == "other numbers":
        lines.append(
            word(
                "The data has not changed since, yet this view of it gives other numbers: the file was altered, or "
                "made by another version of this program."
            )
        )
    elif changed:
        lines.append(
            word("The data has changed since (now {version}), and so have numbers of this view.", version=version)
        )
    else:
        lines.append(
            word("The data has changed since (now {version}); the numbers of this view are the same.", version=version)
        )
    lines += [word("{what}: {then} then, {now} now.", what=one.what, then=one.then, now=one.now) for one in changed]
    lines.append(word("A stamp can be altered by whoever has the file: compare the numbers, not only the words."))
    return tuple(lines)


def _say_ignored(one: Ignored) -> str:
    if one.why == "order":
        return word("“from” is later than “until” in it, so both dates are ignored.")
    if one.why == "key":
        return word("Its part “{key}” is not known here; it is ignored.", key=one.key)
    return word("“{part}” is not a value of “{key}” here, so it is ignored.", part=one.part, key=one.key)


def _view(query: Mapping[str, str]) -> str:
    return word("the view “{query}”", query=urlencode(query, safe=",")) if query else word("all reports")


def _day(text: str) -> str:
    try:
        return say_date(text)
    except UsageError:
        return say("quoted", text=text[:20])
