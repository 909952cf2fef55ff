"""The front page: the map of the plain view as it reads without any script, and what the scripts take it up from."""

from __future__ import annotations

from typing import Final

from geo.maps.model import Headline, MapModel
from geo.record import known
from geo.record.listed import list_reports
from geo.record.rows import Response
from geo.render.about import describe
from geo.render.explore import explorer
from geo.render.html.markup import Markup, join, link, tag
from geo.site.addresses import folder, home_of, up
from geo.site.explorer import MOST_ROWS, STYLE, MapFiles, still_map
from geo.site.metadata import dataset
from geo.site.shell import Picture, SitePage
from geo.tables.dates import known_day, say_date
from geo.view.select import Selection
from geo.words.language import ENGLISH, say_figure, speaking
from geo.words.messages import word

TOP: Final = 10  # hosts drawn as bars


def front_page(
    selection: Selection, model: MapModel, picture: Picture, found: MapFiles, base: str, description: str
) -> SitePage:
    """The page of the plain view, in the language of its atlas. selection, model: of the view; picture: of its map;
    found: files of its scripts."""
    words, language = model.words, model.language
    path = home_of(language)
    with speaking(language):
        body = tag(
            '<header><h1 id="title">{title}</h1><p class="subtitle" id="subtitle">{subtitle}</p></header>'
            '<div id="notices" role="status"></div>{map}{words}<h2 id="rows-heading">{table}</h2>{rows}',
            title=words.title,
            subtitle=words.subtitle,
            map=explorer(found.settings(up(path), base), still_map(model, picture, up(path))),
            words=_panel(selection, model),
            table=word("The same reports as a table"),
            rows=_rows(selection),
        )
    return SitePage(
        path=path,
        title=words.title,
        description=describe(words),
        body=body,
        page="",
        picture=picture,
        told=dataset(selection.atlas, base, description) if language == ENGLISH else {},
        scripts=found.scripts,
        styles=(STYLE,),
        language=language,
        spoken=True,
    )


def _panel(selection: Selection, model: MapModel) -> Markup:
    """Most reports, the figures, and China's position, side by side; the scripts keep each to the view."""
    figures = join(_figure(one) for one in model.figures)
    china = [_said(selection, one) for one in known.responses(selection) if one.about_china]
    return tag(
        '<div class="three"><section id="open"><h2>{most}</h2>{hosts}</section>'
        '<dl class="figures" id="figures">{figures}</dl>'
        '<section id="china"><h2>{chinas}</h2><ul class="entries">{china}</ul>'
        '<p id="china-silent"{silent}>{none}</p><p class="aside" id="claim">{claim}</p></section></div>',
        most=word("Most reports"),
        chinas=word("China’s position"),
        none=word("No statement recorded by this date."),
        hosts=_hosts(model),
        figures=figures,
        china=join(china),
        silent=Markup(" hidden") if china else "",
        claim=model.words.reported_line,
    )


def _figure(one: Headline) -> Markup:
    return tag(
        "<div><dt>{label}</dt><dd><b>{value}</b><span>{note}</span></dd></div>",
        label=one.label,
        value=one.value,
        note=one.note,
    )


def _hosts(model: MapModel) -> Markup:
    rows = model.tables["countries"].head(TOP)
    most = max(rows["reports"], default=1)
    bars = join(
        tag(
            '<li><a href="{path}">{name}</a><span class="bar"><i style="width:{share}%"></i></span>'
            "<b>{reports}</b></li>",
            path=folder("countries", row.country_iso3),
            name=row.country_name,
            share=round(100 * row.reports / most),
            reports=row.reports,
        )
        for row in rows.itertuples(index=False)
    )
    return tag('<ol class="bars">{bars}</ol>', bars=bars)


def _said(selection: Selection, one: Response) -> Markup:
    """A statement with the day on which it was known, and each of its sources with the day on which it was out."""
    citations = selection.atlas.citations
    published = selection.atlas.tables["sources"].set_index("source_id")["published_on"]
    sources = join(
        tag(
            '<span data-known="{known}">{source}</span> ',
            known=known_day(published[key]),
            source=link(citations[key].url, citations[key].short) if citations[key].url else citations[key].short,
        )
        for key in one.source_ids
    )
    return tag(
        '<li data-known="{known}"><time>{day}</time> <strong>{kind}</strong> {summary} '
        '<span class="sources">{sources}</span></li>',
        known=one.known,
        day=say_date(one.date),
        kind=one.kind_label,
        summary=one.summary,
        sources=sources,
    )


def _rows(selection: Selection) -> Markup:
    """Reports by country, city and key; each leads to its own page."""
    stations, waves = selection.stations, selection.atlas.choices["wave"]
    if len(stations) > MOST_ROWS:
        return tag(
            '<p class="aside">{many} <a href="{countries}">{by_country}</a> · <a href="api/">{file}</a></p>',
            many=word("{number} reports are too many for one page.", number=say_figure(len(stations))),
            countries=folder("countries"),
            by_country=word("Read them by country"),
            file=word("Take them as a file"),
        )
    listed = list_reports(stations, waves, selection.atlas.labels.inline["stations.basis"])
    rows = join(
        tag(
            '<tr data-report="{key}"><th scope="row"><a href="{path}">{key}</a></th>{cells}</tr>',
            key=key,
            path=folder("report", key),
            cells=join(tag("<td>{cell}</td>", cell=cell) for cell in cells),
        )
        for key, cells in listed.read()
    )
    heads = join(tag('<th scope="col">{label}</th>', label=label) for label in (word("Report"), *listed.columns))
    return tag(
        '<div class="scroll"><table class="reports" id="rows" aria-labelledby="rows-heading"><thead><tr>{heads}</tr>'
        "</thead><tbody>{rows}</tbody></table></div>",
        heads=heads,
        rows=rows,
    )
