"""Figures of a document as HTML: lanes on one scale, bars on one scale, and a small map as a picture."""

from __future__ import annotations

import base64
from typing import Final

from geo.documents.document import Bar, Bars, Figure, Lane, LaneMark, Lanes
from geo.maps.model import MapModel
from geo.render.html.markup import Markup, join, tag
from geo.render.picture.figure import write_figure_png
from geo.render.picture.locator import write_locator
from geo.render.presets import LEAST_SCREEN_PX, Size

MAP_WIDTH: Final = 440  # px; the page scales it to its column
MAP_RATIO: Final = 2.0  # device pixels for each
WHOLE: Final = Size("whole", "Map over the whole width", 1200, 620, 2, LEAST_SCREEN_PX)


def draw_figure(figure: Figure) -> Markup:
    """The drawing, its caption, and the same in words."""
    if isinstance(figure.drawing, MapModel):
        return _picture(figure.drawing, figure)
    drawn = _lanes(figure.drawing, figure.alt) if isinstance(figure.drawing, Lanes) else _bars(figure.drawing, figure)
    return tag("<figure>{drawn}{caption}</figure>", drawn=drawn, caption=_caption(figure))


def _caption(figure: Figure) -> Markup:
    if not figure.caption:
        return Markup("")
    return tag('<figcaption class="aside">{caption}</figcaption>', caption=figure.caption)


def _picture(model: MapModel, figure: Figure) -> Markup:
    if figure.whole:
        picture, size = write_figure_png(model, WHOLE), WHOLE
    else:
        picture, size = write_locator(model, MAP_WIDTH, MAP_RATIO)
    return tag(
        '<figure class="{kind}"><img src="data:image/png;base64,{picture}" alt="{alt}" width="{width}" '
        'height="{height}">{caption}</figure>',
        kind="whole" if figure.whole else "locator",
        picture=base64.b64encode(picture).decode(),
        alt=figure.alt,
        width=round(size.width),
        height=round(size.height),
        caption=_caption(figure),
    )


def _bars(made: Bars, figure: Figure) -> Markup:
    whole = max((sum(length for length, _, _ in bar.parts) for bar in made.bars), default=0)
    bars = join(_bar(bar, whole) for bar in made.bars)
    return tag('<div class="bar-chart" role="img" aria-label="{alt}">{bars}</div>', alt=figure.alt, bars=bars)


def _bar(bar: Bar, whole: float) -> Markup:
    parts = join(
        tag(
            '<i class="{look}" style="width:{wide}%"><span>{label}</span></i>',
            look=look,
            wide=_percent(length / whole if whole else 0),
            label=label,
        )
        for length, label, look in bar.parts
    )
    return tag(
        '<div class="bar-line"><span class="name">{label}</span><span class="track">{parts}</span>'
        '<span class="value">{value}</span></div>',
        label=bar.label,
        parts=parts,
        value=bar.value,
    )


def _lanes(made: Lanes, alt: str) -> Markup:
    ticks = join(
        tag('<span style="left:{at}%">{label}</span>', at=_percent(at), label=label) for at, label in made.ticks
    )
    return tag(
        '<div class="timeline" role="group" aria-label="{alt}">{lanes}<div class="scale" aria-hidden="true">'
        '<span></span><div class="track">{ticks}</div></div></div>',
        alt=alt,
        lanes=join(_lane(lane, made.ticks) for lane in made.lanes),
        ticks=ticks,
    )


def _lane(lane: Lane, ticks: tuple[tuple[float, str], ...]) -> Markup:
    lines = join(tag('<i style="left:{at}%"></i>', at=_percent(at)) for at, _ in ticks)
    return tag(
        '<div class="lane {key}"><span class="name">{label}</span><div class="track" style="--rows:{rows}">{lines}'
        "{marks}{empty}</div></div>",
        key=lane.key,
        label=lane.label,
        rows=lane.rows,
        lines=lines,
        marks=join(_mark(mark) for mark in lane.marks),
        empty=tag("<em>{empty}</em>", empty=lane.empty) if lane.empty else "",
    )


def _mark(mark: LaneMark) -> Markup:
    return tag(
        '<a class="{kind}" href="#{anchor}" aria-label="{number}. {spoken}" title="{spoken}" '
        'style="left:{left}%;width:{width}%;--row:{row}"><b>{number}</b></a>',
        kind="span" if mark.end > mark.start else "day",
        anchor=mark.anchor,
        number=mark.number,
        spoken=mark.spoken,
        left=_percent(mark.start),
        width=_percent(mark.end - mark.start),
        row=mark.row,
    )


def _percent(share: float) -> str:
    return f"{100 * share:.2f}"
