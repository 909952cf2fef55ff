"""Blocks that several pages share: sources, reports, responses by axis, China's position, tables. Each is Markup.

A page puts them on the screen with `st.html(…)`. All text from the data is escaped here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from geo.atlas import Atlas
from geo.record import known
from geo.record.rows import Report, Response, Sourced
from geo.tables.dates import say_date
from geo.words.language import ENGLISH, spoken
from geo.words.messages import join_details, say_number, word
from pages.ui.cached import Scene, per_atlas, per_view
from pages.ui.markup import Markup, join, link, spoken_in, tag

NO_RESPONSE: Final = "No official response found in the sources read."


def source_links(atlas: Atlas, row: Sourced) -> Markup:
    """ "Newsweek, 5 December 2022 · BBC, October 2022", each a link; a page with private data is cited, not linked.

    Sources that were not out on the view's day are counted, not shown: the row says how many.
    """
    citations = _citations(atlas)
    cited = [citations[source_id] for source_id in row.source_ids]
    if row.withheld:
        later = say_number(row.withheld, "further sources" if cited else "sources")
        cited.append(tag("{words}", words=word("{sources} not out by then", sources=later)))
    return tag('<span class="sources">{cited}</span>', cited=join(cited, " · ")) if cited else Markup("")


@per_atlas
def _citations(atlas: Atlas) -> dict[str, Markup]:
    """Source id → who published and when, linked unless the page holds private data."""
    return {source.source_id: _citation(source) for source in atlas.tables["sources"].itertuples(index=False)}


def _citation(source: Any) -> Markup:
    words = join_details(source.publisher or source.title, say_date(source.published_on))
    if source.link_caution:
        return tag(
            '<span title="{why}">{words}</span>',
            why=word("Not linked: {caution}", caution=source.link_caution),
            words=word("{words} (not linked)", words=words),
        )
    return tag("{words}", words=link(source.url, words))


def of_data(text: str) -> Markup:
    """What was said, or is remarked on it, in the language of the data."""
    return spoken_in(ENGLISH if spoken() != ENGLISH else "", text)


def reports_of(scene: Scene, iso: str) -> Markup:
    """The reports in view of one host country, by city; reports that rest on the same sources share their citation.

    Says how many reports of this country the filters leave out.
    """
    kept = sorted(
        (one for one in known.reports(scene.selection) if one.iso_a3 == iso), key=lambda one: (one.city, one.station_id)
    )
    lines = {item.station_id: item.text for mark in scene.model.marks for item in mark.items}
    sourced: dict[tuple[tuple[str, ...], int], list[Report]] = {}
    for one in kept:
        sourced.setdefault((one.source_ids, one.withheld), []).append(one)
    items = join(
        tag(
            "<li>{places}{sources}</li>",
            places=_places(together, lines),
            sources=source_links(scene.atlas, together[0]),
        )
        for together in sourced.values()
    )
    hidden = int((scene.selection.disclosed["country_iso3"] == iso).sum()) - len(kept)
    left_out = (
        tag(
            "<p class='aside'>{words}</p>",
            words=word("Left out by the filters: {hidden}.", hidden=say_number(hidden, "reports")),
        )
        if hidden
        else ""
    )
    return tag('<ul class="entries reports">{items}</ul>{left_out}', items=items, left_out=left_out)


def _places(reports: Iterable[Report], lines: Mapping[str, str]) -> Markup:
    """Each place with its reports, and what the compilers remark on them."""
    together: dict[tuple[str, str], list[str]] = {}
    for one in reports:
        together.setdefault((one.city, one.note), []).append(lines[one.station_id])
    return join(
        tag(
            "<strong>{place}</strong>{reports}{note}",
            place=city or word("No city named"),
            reports=_lines(texts),
            note=tag('<span class="aside">{note}</span>', note=of_data(note)) if note else "",
        )
        for (city, note), texts in together.items()
    )


def _lines(texts: Iterable[str]) -> Markup:
    """Each different line once, with its number when it stands for several reports."""
    return join(
        tag(
            "<span class='line'>{text}{times}</span>",
            text=text,
            times=f" ({say_number(times, 'reports')})" if times > 1 else "",
        )
        for text, times in Counter(texts).items()
    )


def responses_by_axis(scene: Scene, iso: str) -> Markup:
    """Responses of one country, or told of it, as known in this view: a list for each axis, oldest first."""
    rows = [one for one in known.responses(scene.selection) if one.iso_a3 == iso]
    if not rows:
        return tag("<p>{nothing}</p>", nothing=word(NO_RESPONSE))
    axes = {one.axis for one in rows}
    return join(
        tag(
            '<h3 class="axis">{axis}</h3>{entries}',
            axis=scene.atlas.axes[axis],
            entries=_responses(scene, (r for r in rows if r.axis == axis)),
        )
        for axis in scene.atlas.axes
        if axis in axes
    )


@per_view
def china_position(scene: Scene) -> Markup:
    """What China is recorded as saying, as known in this view, oldest first, set like the claims beside it."""
    rows = [one for one in known.responses(scene.selection) if one.about_china]
    return _responses(scene, rows) if rows else tag("<p>{words}</p>", words=word("No statement recorded by this date."))


def _responses(scene: Scene, rows: Iterable[Response]) -> Markup:
    entries = join(
        tag(
            '<li><time>{day}</time> <strong>{kind}</strong> {summary} <span class="aside">{who}{note}</span>'
            "{sources}</li>",
            day=say_date(one.date),
            kind=one.kind_label,
            summary=of_data(one.summary),
            who=word("Said by: {who}.", who=scene.atlas.labels.inline["responses.said_by"][one.said_by]),
            note=join((" ", of_data(one.note))) if one.note else "",
            sources=source_links(scene.atlas, one),
        )
        for one in rows
    )
    return tag('<ul class="entries">{entries}</ul>', entries=entries)
