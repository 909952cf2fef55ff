"""Blocks that several pages share: sources, reports, responses by axis, China's position, tables. Each is Markup.

A page puts them on the screen with `st.html(…)`. All text from the data is escaped here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import pandas as pd

from geo.atlas import AXES, CHINA, Atlas
from geo.documents.country.words import SAID_BY
from geo.tables.dates import say_date
from geo.words.messages import say_number
from pages.ui.cached import Scene, per_atlas, per_view
from pages.ui.markup import Markup, join, link, tag

NO_RESPONSE: Final = "No official response found in the sources read."


def source_links(atlas: Atlas, source_ids: Iterable[str], known: Collection[str] | None = None) -> Markup:
    """ "Newsweek, 5 December 2022 · BBC, October 2022", each a link; a page with private data is cited, not linked.

    known: the sources that were out on the day of a view; others are counted, not shown. None: all are shown.
    """
    citations = _citations(atlas)
    ids = [source_id for source_id in source_ids if source_id in citations]
    cited = [citations[source_id] for source_id in ids if known is None or source_id in known]
    if len(cited) < len(ids):
        later = len(ids) - len(cited)
        cited.append(
            tag("{sources} not out by then", sources=say_number(later, "further sources" if cited else "sources"))
        )
    return tag('<span class="sources">{cited}</span>', cited=join(cited, " · ")) if cited else Markup("")


@per_atlas
def _citations(atlas: Atlas) -> dict[str, Markup]:
    """Source id → who published and when, linked unless the page holds private data."""
    return {source.source_id: _citation(source) for source in atlas.tables["sources"].itertuples(index=False)}


def _citation(source: Any) -> Markup:
    words = f"{source.publisher or source.title}, {say_date(source.published_on)}"
    if source.link_caution:
        return tag('<span title="{why}">{words} (not linked)</span>', why=source.link_caution, words=words)
    return tag("{words}", words=link(source.url, words))


def reports_of(scene: Scene, iso: str) -> Markup:
    """The reports in view of one host country, by city; reports that rest on the same sources share their citation.

    Says how many reports of this country the filters leave out.
    """
    kept = scene.selection.stations
    kept = kept[kept["country_iso3"] == iso].sort_values(["city", "station_id"])
    lines = {item.station_id: item.text for mark in scene.model.marks for item in mark.items}
    items = join(
        tag(
            "<li>{places}{sources}</li>",
            places=join(
                tag(
                    "<strong>{place}</strong>{reports}{note}",
                    place=city or "No city named",
                    reports=_lines(lines[station_id] for station_id in rows["station_id"]),
                    note=tag('<span class="aside">{notes}</span>', notes=notes) if notes else "",
                )
                for (city, notes), rows in together.groupby(["city", "notes"], sort=False)
            ),
            sources=source_links(scene.atlas, source_ids),
        )
        for source_ids, together in kept.groupby("source_ids", sort=False)
    )
    hidden = int((scene.atlas.stations["country_iso3"] == iso).sum()) - len(kept)
    left_out = (
        tag("<p class='aside'>Left out by the filters: {hidden}.</p>", hidden=say_number(hidden, "reports"))
        if hidden
        else ""
    )
    return tag('<ul class="entries reports">{items}</ul>{left_out}', items=items, left_out=left_out)


def _lines(texts: Iterable[str]) -> Markup:
    """Each different line once, with its number when it stands for several reports."""
    return join(
        tag("<span class='line'>{text}{times}</span>", text=text, times=f" ({times} reports)" if times > 1 else "")
        for text, times in Counter(texts).items()
    )


def responses_by_axis(scene: Scene, iso: str) -> Markup:
    """Official responses of one country as known in this view: a list for each axis, oldest first."""
    rows = scene.selection.responses
    rows = rows[rows["country_iso3"] == iso]
    if rows.empty:
        return tag("<p>{nothing}</p>", nothing=NO_RESPONSE)
    return join(
        tag("<h4>{axis}</h4>{entries}", axis=AXES[axis], entries=_responses(scene, rows[rows["axis"] == axis]))
        for axis in AXES
        if axis in set(rows["axis"])
    )


@per_view
def china_position(scene: Scene) -> Markup:
    """What China is recorded as saying, as known in this view, oldest first, set like the claims beside it."""
    rows = scene.selection.responses
    rows = rows[rows["country_iso3"] == CHINA]
    if rows.empty:
        return Markup("<p>No statement recorded by this date.</p>")
    return _responses(scene, rows)


def _responses(scene: Scene, rows: pd.DataFrame) -> Markup:
    entries = join(
        tag(
            '<li><time>{day}</time> <strong>{kind}</strong> {summary} <span class="aside">Said by: {who}.{note}</span>'
            "{sources}</li>",
            day=say_date(row.date),
            kind=row.kind_label,
            summary=row.summary,
            who=SAID_BY[row.said_by],
            note=f" {row.note}" if row.note else "",
            sources=source_links(scene.atlas, row.source_ids, scene.selection.known_sources),
        )
        for row in rows.itertuples(index=False)
    )
    return tag('<ul class="entries">{entries}</ul>', entries=entries)


def table(
    caption: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]], numbers: Iterable[str] = ()
) -> Markup:
    """A plain table that can be read aloud. columns: key → heading; numbers: keys set in figures to the right."""
    right = set(numbers)
    heads = join(
        tag('<th scope="col" class="{kind}">{head}</th>', kind="number" if key in right else "", head=head)
        for key, head in columns.items()
    )
    body = join(
        tag(
            "<tr>{cells}</tr>",
            cells=join(
                tag('<td class="{kind}">{cell}</td>', kind="number" if key in right else "", cell=row[key])
                for key in columns
            ),
        )
        for row in rows
    )
    return tag(
        '<div class="scroll"><table class="plain"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        "<tbody>{body}</tbody></table></div>",
        caption=caption,
        heads=heads,
        body=body,
    )
