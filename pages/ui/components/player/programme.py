"""The programme of the timeline's player: all of a view's days in one file, which a browser fetches once and keeps.

It depends on the data, the view without its `until`, and the theme. So it has an address of its own, and a pause sends
a few kilobytes instead of all of it again.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from geo.atlas import Atlas
from geo.documents.timeline.axis import axis
from geo.documents.timeline.entries import DISCLOSURE, Chronicle, Entry
from geo.documents.timeline.steps import Moment, moments
from geo.maps.style import PALETTES
from geo.record.cite import Citation
from geo.render.web.reel import reel
from geo.view import View
from geo.words.language import ENGLISH, say_month_alone, speaking, spoken
from geo.words.messages import say, say_number, with_aside, word
from pages.ui.address import VERSION_KEY
from pages.ui.cached import Scene, get_atlas_of, get_ground, per_view

FILE: Final = "programme.json"
THEME_KEY: Final = "theme"
TOTALS_HEADING: Final = ("Reports in all,", "placed of published")
PART_HEADING: Final = ("Reports", "in this view")


def programme_name(scene: Scene) -> str:
    """The file's name with what it depends on as its query, the data version included."""
    query = scene.view.change(until=None, focus="").to_query()
    return f"{FILE}?{urlencode(query | {THEME_KEY: scene.theme, VERSION_KEY: scene.atlas.version}, safe=',')}"


def asked_for(query: dict[str, str], atlas: Atlas) -> Scene:
    """The scene that a programme's query names; what makes no sense in it is ignored."""
    theme = query.get(THEME_KEY, "")
    view, _ = View.from_query(query, atlas.choices)
    shown = view.change(until=None, focus="")
    return Scene(get_atlas_of(view), shown, theme if theme in PALETTES else "light")


@per_view
def programme(scene: Scene) -> bytes:
    """JSON, compressed: the reel of maps, the moments, the entries with their sources, and the chart. Kept."""
    with speaking(scene.atlas.language):
        return _pack(scene)


def _pack(scene: Scene) -> bytes:
    story, steps = moments(scene.atlas, scene.view, PALETTES[scene.theme])
    entries = (*story.entries, *story.undated)
    most = max((len(entry.support.source_ids) for entry in entries), default=0)
    made = {
        "reel": reel((one.model for one in steps), get_ground(scene.atlas)),
        "moments": [_moment(one) for one in steps],
        "later": [say_number(number, "later sources") for number in range(1, most + 1)],
        "entries": [_entry(entry, story, scene.atlas.citations) for entry in entries],
        "names": {entry.iso_a3: entry.place for entry in entries if entry.iso_a3},
        "chart": _chart(story, steps),
    }
    return gzip.compress(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)


def _moment(one: Moment) -> dict[str, Any]:
    day = one.day.isoformat() if one.day else ""
    return {"day": day, "said": one.said, "counted": one.counted, "answered": one.answered, "keys": one.keys}


def _entry(entry: Entry, story: Chronicle, citations: Mapping[str, Citation]) -> dict[str, Any]:
    return {
        "key": entry.key,
        "day": entry.day.isoformat() if entry.day else "",
        "iso": entry.iso_a3,
        "date": entry.date_text,
        "head": say("labelled", label=entry.place, text=entry.label) if entry.place else entry.label,
        "text": entry.text,
        "lang": spoken() if entry.lane == DISCLOSURE else ENGLISH,
        "said_by": say("said-by", speaker=entry.speaker),
        "note": entry.note,
        "note_from": _last_out(entry, story),
        "sources": [
            {
                "words": with_aside(one.short, "" if one.url else one.no_link),
                "url": one.url,
                "remark": one.caution,
                "out": day.isoformat() if (day := story.out[one.source_id]) else "",
            }
            for one in (citations[source] for source in entry.support.source_ids)
        ],
    }


def _last_out(entry: Entry, story: Chronicle) -> str:
    """The day by which all dated sources of an entry were out, its own where none has a date; "" for a note on a whole
    wave."""
    if entry.lane == DISCLOSURE:
        return ""
    last = max((day for source in entry.support.source_ids if (day := story.out[source])), default=entry.day)
    return last.isoformat() if last else ""


def _chart(story: Chronicle, steps: tuple[Moment, ...]) -> dict[str, Any]:
    """Lanes, marks, months and totals with their places on the axis, as shares of its width."""
    made = axis(story.days)
    part = any(one.published is None for one in story.totals)
    step_of = {one.day: place for place, one in enumerate(steps)}
    return {
        "lanes": list(story.lanes.items()),
        "marks": [
            {
                "lane": mark.lane,
                "step": step_of[mark.day],
                "exact": mark.exact,
                "keys": mark.keys,
                "label": mark.label,
            }
            for mark in story.marks
        ],
        "months": [
            [
                month.left,
                month.right,
                say_month_alone(month.first.month),
                str(month.first.year),
                "start" if place == 0 else "year" if month.first.month == 1 else "",
            ]
            for place, month in enumerate(made.months)
        ],
        "totals": [
            {
                "x": made.place(total.day),
                "placed": total.placed,
                "published": total.published,
                "words": "" if place and total.words == story.totals[place - 1].words else total.words,
            }
            for place, total in enumerate(story.totals)
        ],
        "totals_heading": [word(line) for line in (PART_HEADING if part else TOTALS_HEADING)],
        "places": [made.place(one.day) if one.day else None for one in steps],
    }
