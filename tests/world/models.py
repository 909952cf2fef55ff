"""An invented MapModel for tests of the outputs: three square countries, a few marks, every kind of legend entry.

Nothing is real. `a_model()` is an ordinary view, `long_model()` has the longest sentences anyone could write,
`hostile_model()` has code in every text, `empty_model()` has no report, `local_model()` shows one region.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.maps.compose import compose
from geo.maps.hints import legend_hints
from geo.maps.model import Area, Filterable, Frame, Headline, LegendEntry, MapModel, Mark, MarkItem, Words
from geo.maps.style import LIGHT, Palette
from geo.record.cite import cite
from geo.view import View
from geo.view.select import select
from tests.world.atlas import LABELS, tiny_atlas

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% raise %} ${x} `y`",
    "=1+1",
    "@SUM(A1)",
    "+1+1",
    "-1+1",
    "\t=1",
    "\r=1",
    "$\\frac{1}{0}$ $x$",
    "javascript:alert(1)",
    "\u202eright to left\u202c \x00\x07\ud7ff ]]> &amp; '\" \u4e2d",
)

SHAPES = {
    "AAA": ("Aland", shapely.box(-60, 10, -20, 40)),
    "BBB": ("Bland", shapely.box(0, 0, 30, 30)),
    "CCC": ("Cland", shapely.box(40, -40, 90, 10)),
    "DDD": ("Dland", shapely.box(95, -30, 120, 20)),
    "": ("Nobody's", shapely.box(30, 5, 38, 25)),
}
STATES = {"AAA": "counted", "BBB": "counted", "CCC": "filtered", "DDD": "none", "": "disputed"}
COUNTS = {"AAA": 1, "BBB": 7}

WORDS = Words(
    title="8 reported stations in 2 countries",
    subtitle="Invented stations as reported by Invented Watch, disclosed 10 January 2001",
    filters="Wave 1 · Aland or Bland",
    counted="n = 8 reports · 2 countries · 3 cities",
    placed="8 of 10 published reports placed, in 2 countries; 2 that no source ties to a country are not drawn.",
    counting_note="Counting rule: a report is one bureau in one place, as published.",
    absence_note="No report in this dataset is not evidence of absence.",
    reported_line="Reported by Invented Watch; not independently confirmed.",
    china_line="China’s position: the ministry called the invented reports false (10 February 2001).",
    source_line="Source: Invented Watch, and 2 sources. Compiled by Station Atlas, CC BY 4.0.",
    border_note="Borders are invented and express no opinion.",
    corrected="",
    version_line="Data version 2001.1.1-0123abcd · exported 2 March 2001",
    link="https://atlas.example/?wave=w1&country=AAA,BBB&v=2001.1.1-0123abcd",
    alt_text="Map of an invented world: Bland 7, Aland 1.",
    paragraph="Eight stations are reported in Aland and Bland [1]. The ministry called this false [2].",
    footnotes=("[1] Invented Watch, “A list”, 10 January 2001.", "[2] Invented Press, “No”, 10 February 2001."),
    empty="",
)


def _mark(key: str, shape: str, ring: str, x: float, y: float, count: int) -> Mark:
    iso, place = key.split("/")
    ids = [f"{iso}-{place or 'any'}-{number}".lower() for number in range(count)]
    items = tuple(MarkItem(one, f"Report {number}") for number, one in enumerate(ids))
    name = place or SHAPES[iso][0]
    lon, lat = (x, y) if place else (float("nan"), float("nan"))
    waves = {"single": ("w1",), "double": ("w2",), "mixed": ("w1", "w2")}[ring]
    return Mark(key, shape, ring, iso, name, x, y, lon, lat, count, waves, f"{name}: {count} reports", items)  # type: ignore[arg-type]


MARKS = (
    _mark("AAA/Ax", "circle", "single", -40, 25, 1),
    _mark("BBB/Bx", "circle", "mixed", 10, 12, 3),
    _mark("BBB/By", "circle", "double", 10.5, 12.2, 2),
    _mark("BBB/", "square", "double", 15, 15, 2),
)


def _areas(palette: Palette) -> tuple[Area, ...]:
    looks = {
        "filtered": (palette.filtered, "dots", palette.filtered_dots),
        "none": (palette.no_report, "", ""),
        "disputed": (palette.disputed, "lines", palette.disputed_lines),
    }
    areas = []
    for number, (iso, (name, shape)) in enumerate(SHAPES.items()):
        state, count = STATES[iso], COUNTS.get(iso, 0)
        level = None if state != "counted" else 0 if count == 1 else 3
        fill, pattern, lines = (palette.classes[level], "", "") if level is not None else looks[state]
        point = shape.centroid
        areas.append(
            Area(
                f"u{number}",
                iso,
                name,
                state,  # type: ignore[arg-type]
                count,
                level,
                fill,
                pattern,  # type: ignore[arg-type]
                lines,
                f"{name}: {count} reports",
                "Newest response: denied, 10 February 2001" if count else "",
                point.x,
                point.y,
                iso == "DDD",
            )
        )
    return tuple(areas)


def _legend(palette: Palette) -> tuple[LegendEntry, ...]:
    labels = ("1", "2–3", "4–6", "7 or more")
    return (
        *(LegendEntry("class", label, fill) for label, fill in zip(labels, palette.classes, strict=True)),
        LegendEntry("filtered", "Reports filtered out", palette.filtered, "dots", palette.filtered_dots),
        LegendEntry("none", "No report in this dataset (not evidence of absence)", palette.no_report),
        LegendEntry("disputed", "Disputed area, no report", palette.disputed, "lines", palette.disputed_lines),
        LegendEntry("mark", "City, with its number of reports", shape="circle"),
        LegendEntry("mark", "Country only: no city named", shape="square"),
        LegendEntry("mark", "Wave 1 only", ring="single"),
        LegendEntry("mark", "Wave 2 only", ring="double"),
        LegendEntry("mark", "Wave 1 and Wave 2", ring="mixed"),
    )


def _frames() -> tuple[Frame, ...]:
    shapes = gpd.GeoDataFrame(
        {"unit_id": [f"u{number}" for number in range(len(SHAPES))]}, geometry=[shape for _, shape in SHAPES.values()]
    )
    outline = shapely.Point(0, 0).buffer(1, quad_segs=32)
    globe = shapely.transform(outline, lambda xy: xy * (172, 84))
    lines = shapely.MultiLineString([[(-170, 0), (170, 0)], [(0, -84), (0, 84)]])
    everywhere = {mark.key: (mark.x, mark.y) for mark in MARKS}
    world = Frame("world", "World", shapes, (-172.0, -84.0, 172.0, 84.0), everywhere, globe, lines)
    near = {mark.key: (mark.x, mark.y) for mark in MARKS if mark.iso_a3 == "BBB"}
    return world, Frame("bland", "Bland", shapes, (-5.0, -5.0, 35.0, 35.0), near, None, None)


def _tables() -> dict[str, pd.DataFrame]:
    reports = pd.DataFrame(
        [
            (item.station_id, mark.iso_a3, SHAPES[mark.iso_a3][0], mark.place, mark.waves[0], "2001-01-10", "s1;s2")
            for mark in MARKS
            for item in mark.items
        ],
        columns=["station_id", "country_iso3", "country_name", "city", "wave", "disclosed_on", "source_ids"],
    )
    reports["city"] = reports["city"].where(reports["city"] != "Bland", "")
    reports["lat"] = np.where(reports["city"] == "", np.nan, -12.5)
    reports["lon"] = np.where(reports["city"] == "", np.nan, 3.25)
    countries = pd.DataFrame(
        [("BBB", "Bland", 7, 2, "Denied", "2001-02"), ("AAA", "Aland", 1, 1, "", "")],
        columns=["country_iso3", "country_name", "reports", "cities", "newest_response", "newest_response_date"],
    )
    response_columns = ["response_id", "country_iso3", "date", "public_from", "kind", "axis", "kind_label"]
    response_columns += ["said_by", "summary", "source_ids", "country_name"]
    responses = pd.DataFrame(
        [
            (
                "r1",
                "BBB",
                "2001-02",
                "",
                "denied",
                "position",
                "Denied",
                "host-government",
                "Bland denied it.",
                "s2",
                "Bland",
            )
        ],
        columns=response_columns,
    )
    china = pd.DataFrame(
        [("r2", "CHN", "2001-02-10", "", "denied", "position", "Denied", "china", "Called it false.", "s2", "China")],
        columns=response_columns,
    )
    sources = pd.DataFrame(
        [
            ("s1", "A list", "Invented Watch", "2001-01-10", "https://watch.example/list", "ngo-report", "en", ""),
            ("s2", "No", "Invented Press", "2001-02", "https://press.example/no", "news", "en", "mirror"),
        ],
        columns=["source_id", "title", "publisher", "published_on", "url", "kind", "language", "link_caution"],
    ).assign(title_basis="recorded", form="original", note="")
    return {
        "reports": reports,
        "countries": countries,
        "responses": responses,
        "china": china,
        "sources": sources,
    }


def a_model(palette: Palette = LIGHT) -> MapModel:
    """Two countries with reports, one filtered out, one without, one disputed strip; an inset of Bland."""
    return MapModel(
        areas=_areas(palette),
        marks=MARKS,
        legend_heading="Reported stations per country",
        legend=_legend(palette),
        hints=legend_hints(_areas(palette), MARKS, View()),
        figures=(
            Headline("Reports", "8", "−2 against all data (10)"),
            Headline("Host countries", "2", "same as all data"),
            Headline("Cities named", "3", "same as all data"),
            Headline("Placed of published", "8 of 10", "2 are tied to no country"),
        ),
        counts={"reports": 8, "cities": 3, "countries": 2},
        waves={"w1": "Wave 1", "w2": "Wave 2"},
        words=WORDS,
        tables=_tables(),
        citations=tuple(cite(row, LABELS) for row in _tables()["sources"].to_dict("records")),
        frames=_frames(),
        show_areas=True,
        show_marks=True,
        bounds=(-172.0, -84.0, 172.0, 84.0),
        focus="",
        query={"wave": "w1", "country": "AAA,BBB"},
        data_version="2001.1.1-0123abcd",
        fingerprint="0123abcd" * 8,
        exported_on="2001-03-02",
        palette=palette,
        filterable=_filterable,
    )


@cache
def _filterable() -> Filterable:
    """What a page filters by itself; of the same invented world, though not of these very rows."""
    with TemporaryDirectory() as folder:
        model = compose(select(tiny_atlas(Path(folder)), View()), printed=True)
        return model.filterable()


def long_model() -> MapModel:
    """Titles and statements several times as long as any real one."""
    words = replace(
        WORDS,
        title="A very long title that somebody typed about reported stations in Aland, Bland and Cland " * 2,
        subtitle=WORDS.subtitle + ", " + "and then again, as known on 2 March 2001, with more to say " * 3,
        filters="Aland, Bland, Cland, Dland and many other countries; " * 6,
        china_line=WORDS.china_line * 3,
        source_line=WORDS.source_line * 2,
        link=WORDS.link + "&response=" + "a-kind-of-response," * 12,
    )
    return replace(a_model(), words=words)


def local_model() -> MapModel:
    """One region: a single frame without globe."""
    model = a_model()
    return replace(model, frames=model.frames[1:])


def empty_model() -> MapModel:
    """No report in view: no marks, no classes, advice instead."""
    model = a_model()
    areas = tuple(
        replace(area, state="none", count=0, level=None, fill=LIGHT.no_report, pattern="") for area in model.areas
    )
    words = replace(
        WORDS,
        title="No reported stations in this view",
        counted="n = 0 reports",
        empty="Clearing “Wave” brings 8 back.",
    )
    legend = tuple(entry for entry in model.legend if entry.kind == "none")
    tables = {name: frame.iloc[0:0] for name, frame in model.tables.items()}
    frames = (replace(model.frames[0], marks={}),)
    return replace(model, areas=areas, marks=(), legend=legend, hints=(), words=words, tables=tables, frames=frames)


def hostile_model() -> MapModel:
    """Code, markup and formulas in every text."""
    model, text = a_model(), " ".join(HOSTILE)
    values = {name: text for name in WORDS.__dataclass_fields__ if name not in ("footnotes", "empty")}
    words = replace(WORDS, **values, footnotes=HOSTILE)
    tables = {}
    for name, frame in model.tables.items():
        # Dates and codes are checked when the tables are loaded: these can't hold code.
        coded = {"date", "disclosed_on", "published_on", "newest_response_date", "country_iso3", "wave"}
        coded |= {"station_id", "response_id", "source_id", "source_ids"}
        texts = [
            column
            for column in frame.columns
            if column not in coded and frame[column].map(lambda cell: isinstance(cell, str)).all()
        ]
        tables[name] = frame.assign(
            **{
                column: [HOSTILE[(row + place) % len(HOSTILE)] for row in range(len(frame))]
                for place, column in enumerate(texts)
            }
        )
    areas = tuple(replace(area, name=text, label=text, detail=text) for area in model.areas)
    marks = tuple(
        replace(mark, place=text, label=text, items=tuple(MarkItem(item.station_id, text) for item in mark.items))
        for mark in MARKS
    )
    legend, hints = (tuple(replace(entry, label=text) for entry in own) for own in (model.legend, model.hints))
    figures = tuple(Headline(text, text, text) for _ in model.figures)
    drawn = {"areas": areas, "marks": marks, "legend": legend, "hints": hints, "legend_heading": text}
    return replace(model, words=words, tables=tables, figures=figures, **drawn)


def many_countries_model(number: int) -> MapModel:
    """A table of so many hosts, to fill pages."""
    model = a_model()
    row = model.tables["countries"].iloc[0]
    countries = pd.DataFrame([row.to_dict() | {"country_name": f"Land {one}"} for one in range(number)])
    return replace(model, tables=dict(model.tables) | {"countries": countries})


def many_marks_model(number: int) -> MapModel:
    """As many cities as asked for, all over the first country."""
    side = int(np.ceil(np.sqrt(number)))
    xs, ys = np.meshgrid(np.linspace(-59, -21, side), np.linspace(11, 39, side))
    marks = tuple(
        _mark(f"AAA/C{place}", "circle", "single", float(x), float(y), 1)
        for place, (x, y) in enumerate(list(zip(xs.ravel(), ys.ravel(), strict=True))[:number])
    )
    model = a_model()
    world = replace(model.frames[0], marks={mark.key: (mark.x, mark.y) for mark in marks})
    return replace(model, marks=marks, frames=(world,))
