"""The MapModel: one view of the atlas with every text and colour already decided.

Everything that is drawn — web map, picture, slide, table, file — is this model, drawn. It knows no screen and no
file format, and a drawing adds nothing to it: no count, no filter, no sentence, no colour of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from geo.maps.style import Palette
from geo.record.cite import Citation

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

AreaState = Literal["counted", "unnamed", "none", "filtered", "disputed"]
Pattern = Literal["", "lines", "dots"]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Area:
    """One unit of the shapes table as it is drawn.

    state: counted (at least 1 report in view), unnamed (cities are counted, and its reports name none), filtered
    (reports in the data, none in view), none (no report in this dataset), disputed (a unit without a code whose claim
    is contested).
    level: index into the legend's classes, None unless counted. x, y: label point in map units of the world map.
    small: too small to be hit at world view, so it is drawn with a circle at (x, y) as well.
    """

    unit_id: str
    iso_a3: str
    name: str
    state: AreaState
    count: int
    level: int | None
    fill: str
    pattern: Pattern
    pattern_colour: str
    label: str
    detail: str
    x: float
    y: float
    small: bool


@dataclass(frozen=True)
class MarkItem:
    """One report under a mark: its id and one line of text."""

    station_id: str
    text: str


@dataclass(frozen=True)
class Mark:
    """Reports that share one city (circle), or that name only the country (hollow square at the label point).

    waves: wave ids under this mark. ring tells them by more than colour: "single" (no ring) for the first wave in the
    data, "double" (a whole ring) for the second, "dashed-3" (a ring of three dashes) for the third and so on, "mixed"
    (half a ring) for several. x, y in map units of the world map.
    """

    key: str
    shape: Literal["circle", "square"]
    ring: str
    iso_a3: str
    place: str
    x: float
    y: float
    lon: float
    lat: float
    count: int
    waves: tuple[str, ...]
    label: str
    items: tuple[MarkItem, ...]


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend. kind "class", "unnamed", "none", "filtered", "disputed" are areas; "mark" is a mark;
    "moved" and "name" are hints: how to read what is drawn at one size only; who draws shows those that apply."""

    kind: Literal["class", "unnamed", "none", "filtered", "disputed", "mark", "moved", "name"]
    label: str
    fill: str = ""
    pattern: Pattern = ""
    pattern_colour: str = ""
    shape: Literal["", "circle", "square"] = ""
    ring: str = ""


@dataclass(frozen=True)
class Headline:
    """One headline figure: what is counted, the number as text, and a short note ("−38 against all data")."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, eq=False)
class Frame:
    """One projected piece of ground for a printed picture; the first is the main map, others are insets.

    shapes: columns unit_id, geometry, in map units of this frame. bounds: what is shown, in the same units.
    marks: mark key → (x, y). outline: the globe's edge (world frame only). graticule: lines, or None.
    to_main: arrays x, y of this frame → x, y of the main frame, to draw an inset's window there; None on the main.
    """

    slug: str
    label: str
    shapes: gpd.GeoDataFrame
    bounds: Bounds
    marks: Mapping[str, tuple[float, float]]
    outline: BaseGeometry | None
    graticule: BaseGeometry | None
    to_main: Callable[[Any, Any], tuple[Any, Any]] | None = None


@dataclass(frozen=True)
class Words:
    """Every sentence of one view. All are complete, plain text; none is markup."""

    title: str  # "54 reported stations in 30 countries"
    subtitle: str  # what, by whom, when
    filters: str  # the filter sentence: "All waves" or "Wave 1 · Fuzhou bureau · Europe"
    counted: str  # "n = 54 reports · 30 countries · 34 cities"
    placed: str  # "92 of 102 published reports placed, in 47 of 53 published countries"
    counting_note: str  # the printed counting rule
    absence_note: str  # why "no report" is not evidence of absence
    reported_line: str  # reported, not confirmed
    china_line: str  # China's position, dated and sourced
    source_line: str  # who published, who compiled, licence
    border_note: str
    corrected: str  # which rows in view this atlas corrected, "" where none
    version_line: str  # data version and date of export
    link: str  # the short link that opens this view
    alt_text: str
    paragraph: str  # a neutral paragraph for a briefing, with [1] footnote marks
    footnotes: tuple[str, ...]
    empty: str  # what would bring rows back; empty text when there are rows


class Tables(Mapping[str, "pd.DataFrame"]):
    """Name → frame, each made when first asked for: a web map needs none of them, a spreadsheet all."""

    def __init__(self, makers: Mapping[str, Callable[[], pd.DataFrame]]) -> None:
        self._makers = dict(makers)
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@dataclass(frozen=True, eq=False)
class Filterable:
    """What a page needs to filter a view by itself, all of it as known on the view's day.

    base: everything known on that day, printed, of which the ground is made. record, cited: plain values (RECORD.md),
    cited made by `tell_cited` when it is first asked for.
    """

    base: MapModel
    record: Mapping[str, Any]
    tell_cited: Callable[[], Mapping[str, Any]]

    @cached_property
    def cited(self) -> Mapping[str, Any]:
        """What the panel of each country says besides."""
        return self.tell_cited()


@dataclass(frozen=True, eq=False)
class MapModel:
    """One view, composed. legend_heading: what the areas' numbers count.

    tables: name → frame of exactly what is in view: "reports" (one report a row), "countries" (one host a row, most
    reports first), "responses" (known responses of the hosts in view, oldest first), "sources" (cited by these).
    And "china": what China is recorded as saying. Their columns are text or numbers, named as in the data dictionary.
    citations: the rows of "sources" as they are cited, in their order, so that a number means one source in a file.
    query: the view's URL keys, defaults left out. bounds: the part of the world map that the view is about, None: all.
    counts: "reports", "cities", "countries" in view. waves: wave id → label, in disclosure order.
    pack_id: the briefing pack that this drawing is part of, or "". language: of its words. filterable: makes what a
    page needs to filter the view by itself; None where the model is for a screen that a server serves.
    """

    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    legend_heading: str
    legend: tuple[LegendEntry, ...]
    hints: tuple[LegendEntry, ...]
    figures: tuple[Headline, ...]
    counts: Mapping[str, int]
    waves: Mapping[str, str]
    words: Words
    tables: Mapping[str, pd.DataFrame]
    citations: tuple[Citation, ...]
    frames: tuple[Frame, ...]
    show_areas: bool
    show_marks: bool
    bounds: Bounds | None
    focus: str
    query: Mapping[str, str]
    data_version: str
    fingerprint: str
    exported_on: str
    palette: Palette
    pack_id: str = ""
    language: str = "en"
    filterable: Callable[[], Filterable] | None = None
