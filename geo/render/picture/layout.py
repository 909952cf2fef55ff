"""Where everything of one picture goes: header, map frames, legend, statements and notes, measured before drawn.

Knows texts, sizes and boxes, no shapes. Text shrinks within the limits of the Size so that the map keeps its room;
nothing is cut and nothing overlaps. What does not fit in readable size is left out as a whole and named in `left_out`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Final

from geo.maps.model import LegendEntry, MapModel
from geo.maps.style import Palette
from geo.render.picture.arrange import Arranged, arrange
from geo.render.picture.fonts import Weight, text_width, wrap
from geo.render.picture.ground import states_in_sight, within
from geo.render.picture.legend import lay_out_legend
from geo.render.picture.sheet import Box, Sheet
from geo.render.presets import Size
from geo.words.messages import join_sentences

LEADING: Final = 1.28
SCALES: Final = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
GOOD_SHARE: Final = 0.5  # of the height: what the map should have; text shrinks until it does
LEAST_SHARE: Final = 0.34  # below this the notes are left out rather than the map
STATES: Final = ("unnamed", "none", "filtered", "disputed")
MAP_SHARE: Final = 0.3  # of a picture's area: what a map has, roughly
OF_MARKS: Final = ("mark", "moved")  # entries of the legend
LEAST_PX: Final = 6.0  # area of ground that is seen at all; smaller ground needs no legend
LEFT_OUT: Final = (
    "subtitle", "filters", "placed", "counting_note", "absence_note", "china_line", "source_line", "border_note",
    "version_line", "link", "empty", "marks"
)  # fmt: skip


@dataclass(frozen=True)
class TextLine:
    """One line of text where it will be drawn."""

    x: float
    baseline: float
    text: str
    size: float
    weight: Weight
    quiet: bool
    url: str = ""

    @property
    def box(self) -> Box:
        """What the line covers."""
        width = text_width(self.text, self.size, self.weight)
        return Box(self.x, self.baseline - self.size * 0.8, width, self.size * 1.02)


@dataclass(frozen=True)
class Plan:
    """A picture, laid out. rules: (x, y, width). left_out: fields of Words without room in readable
    size, and "marks" where only areas are drawn. brief: no names, and marks as dots."""

    lines: tuple[TextLine, ...]
    rules: tuple[tuple[float, float, float], ...]
    arranged: Arranged
    text_size: float
    left_out: tuple[str, ...]
    brief: bool = False


class TextColumn:
    """Paragraphs set below each other; `y` is where the next one starts."""

    def __init__(self, x: float, y: float, width: float) -> None:
        self.x, self.y, self.width = x, y, width
        self.lines: list[TextLine] = []

    def add(
        self,
        text: str,
        size: float,
        *,
        weight: Weight = "regular",
        quiet: bool = False,
        url: str = "",
        after: float = 0.0,
    ) -> None:
        """A paragraph, wrapped; then `after` px of air. Empty text adds nothing."""
        for line in wrap(text, size, self.width, weight):
            self.lines.append(TextLine(self.x, self.y + size * 0.95, line, size, weight, quiet, url))
            self.y += size * LEADING
        self.y += after if text else 0.0


def plan_picture(model: MapModel, size: Size) -> Plan:
    """The plan with the largest text that leaves the map its room."""
    if size.arrangement == "thumbnail":
        return _plan_thumbnail(model, size)
    marked = _plan_full(model, size, legend_entries(model, size))
    if marked and marked.arranged.tells_marks_apart(model, marked.text_size):
        return marked
    plain = _plan_full(without_marks(model), size, _areas_only(model, size), left_out=("marks",))
    return replace(plain, brief=marked is None or not model.show_areas) if plain else _plan_thumbnail(model, size)


def without_marks(model: MapModel) -> MapModel:
    """One map, its marks left out where areas say the same: for pictures too small to tell marks apart, and for marks
    too many.

    Where all reports lie in what an inset shows, that is the map: on the whole globe nobody would see them.
    """
    wanted = {mark.key for mark in model.marks}
    inside = (frame for frame in model.frames[1:] if wanted and wanted <= within(frame.bounds, frame.marks))
    shown = next(inside, model.frames[0])
    return replace(model, frames=(shown,), show_marks=model.show_marks and not model.show_areas)


def _areas_only(model: MapModel, size: Size) -> list[LegendEntry]:
    return [entry for entry in legend_entries(model, size) if entry.kind not in OF_MARKS or not model.show_areas]


def _plan_full(
    model: MapModel, size: Size, entries: Sequence[LegendEntry], left_out: tuple[str, ...] = ()
) -> Plan | None:
    """A plan with every sentence, in the largest text that leaves the map its room; None if there is none."""
    best = None
    for text in dict.fromkeys(max(size.least, size.base * scale) for scale in SCALES):
        header, footer, room = _full(model, size, text)
        if room.height < size.height * LEAST_SHARE:
            continue
        arranged = arrange(model, entries, room, text)
        if not arranged.fits(model, room, text, marked=model.show_marks and not left_out):
            continue
        lines = (*header.lines, *footer.placed(room.bottom + text * 0.9))
        best = Plan(lines, footer.rules(room.bottom + text * 0.9), arranged, text, left_out)
        if room.height >= size.height * GOOD_SHARE:
            break
    return best


def plan_figure(model: MapModel, size: Size) -> Plan:
    """Maps and legend and no word besides: for a page that carries the words as text."""
    room = Box(1, 1, size.width - 2, size.height - 2)  # 1: frames keep the whole of their edge
    return plan_maps(model, size, room, size.base)


def plan_map(model: MapModel, size: Size) -> Plan:
    """Maps and legend alone, with one line that keeps n, "reported", version and link on them wherever they go."""
    words, text = model.words, size.base
    strip = TextColumn(0, 0, size.width)
    strip.add(f"{words.counted} · {words.reported_line}", text * 0.9, quiet=True)
    strip.add(f"{words.version_line} · {words.link}", text * 0.9, quiet=True)
    room = Box(1, 1, size.width - 2, size.height - strip.y - text * 0.6 - 1)  # 1: frames keep the whole of their edge
    lines = tuple(replace(line, baseline=line.baseline + room.bottom + text * 0.6) for line in strip.lines)
    return replace(plan_maps(model, size, room, text), lines=lines)


def plan_maps(model: MapModel, size: Size, room: Box, text: float) -> Plan:
    """Maps and legend alone in a room, without their marks where these are too many to be told apart."""
    marked = arrange(model, legend_entries(model, size), room, text)
    if marked.tells_marks_apart(model, text):
        return Plan((), (), marked, text, ())
    plain = arrange(without_marks(model), _areas_only(model, size), room, text)
    return Plan((), (), plain, text, ("marks",), brief=not model.show_areas)


def legend_entries(model: MapModel, size: Size) -> list[LegendEntry]:
    """The model's entries without those for areas that are nowhere in sight, and the hints that may apply."""
    states = states_in_sight(model, LEAST_PX / (size.width * size.height * MAP_SHARE))
    return [entry for entry in (*model.legend, *model.hints) if entry.kind not in STATES or entry.kind in states]


def _full(model: MapModel, size: Size, text: float) -> tuple[TextColumn, Footer, Box]:
    """Header, footer and the room between them for text of this size."""
    margin = text * 2.2
    sheet = Box(margin, margin * 0.8, size.width - 2 * margin, size.height - margin * 1.5)
    header, footer = header_of(model, sheet, text), footer_of(model, sheet, text)
    top, bottom = header.y + text * 0.5, sheet.bottom - footer.height - text * 0.9
    return header, footer, Box(sheet.x, top, sheet.width, max(1.0, bottom - top))


def header_of(model: MapModel, room: Box, text: float) -> TextColumn:
    """Title, subtitle, and one line with the filters and n."""
    words, column = model.words, TextColumn(room.x, room.y, room.width)
    column.add(words.title, title_size(words.title, room.width, text), weight="bold", after=text * 0.1)
    # A little smaller rather than one word on a line of its own.
    sizes = [text * step for step in (1.15, 1.08, 1.0)]
    subtitle = min(sizes, key=lambda size: (len(wrap(words.subtitle, size, room.width)), -size))
    column.add(words.subtitle, subtitle, quiet=True, after=text * 0.35)
    column.add(f"{words.filters} · {words.counted}" if words.filters else words.counted, text, weight="bold")
    column.add(words.empty, text)
    return column


def title_size(title: str, width: float, text: float) -> float:
    """The largest size in which the title takes one line, or else at most two; the smallest for the longest."""
    sizes = [text * step for step in (2.6, 2.4, 2.2, 2.0)]
    for size in sizes[:2]:
        if len(wrap(title, size, width, "bold")) <= 1:
            return size
    for size in sizes:
        if len(wrap(title, size, width, "bold")) <= 2:
            return size
    return text * 1.6


@dataclass(frozen=True)
class Footer:
    """Statement and reply side by side, then the notes in columns, then version and link; y from the footer's top."""

    lines: tuple[TextLine, ...]
    height: float
    rules_at: tuple[float, ...]
    x: float
    width: float

    def placed(self, top: float) -> list[TextLine]:
        """Its lines, with the footer's top at `top`."""
        return [replace(line, baseline=line.baseline + top) for line in self.lines]

    def rules(self, top: float) -> tuple[tuple[float, float, float], ...]:
        """Its rules as (x, y, width)."""
        return tuple((self.x, y + top, self.width) for y in self.rules_at)


def footer_of(model: MapModel, room: Box, text: float) -> Footer:
    """The footer for a width."""
    words, gap = model.words, text * 2
    columns = max(1, min(3, int(room.width / (text * 30))))
    small = text * 0.9
    half = (room.width - gap) / 2 if columns > 1 else room.width
    y = text * 0.7
    claim = TextColumn(room.x, y, half)
    claim.add(words.reported_line, text)
    claim.add(words.placed, text)
    reply = TextColumn(room.x + half + gap, y, half) if columns > 1 else TextColumn(room.x, claim.y + text * 0.3, half)
    reply.add(words.china_line, text)
    lines = claim.lines + reply.lines
    y = max(claim.y, reply.y) + text * 0.55
    notes = [words.counting_note, words.absence_note, words.source_line, words.border_note]
    rule = y
    y += text * 0.45
    bottom = y
    width = (room.width - gap * (columns - 1)) / columns
    for number, paragraph in enumerate(balance(notes, columns, small, width)):
        column = TextColumn(room.x + number * (width + gap), y, width)
        column.add(paragraph, small, quiet=True)
        lines += column.lines
        bottom = max(bottom, column.y)
    imprint, bottom = _imprint(words.version_line, words.link, room, bottom + text * 0.3, small)
    return Footer(tuple(lines + imprint), bottom, (0.0, rule), room.x, room.width)


def _imprint(version: str, link: str, room: Box, y: float, size: float) -> tuple[list[TextLine], float]:
    """Version and link on one line if they fit, else below each other; and where they end."""
    column = TextColumn(room.x, y, room.width)
    weight: Weight = "bold" if "://" in link else "regular"
    width = text_width(link, size, weight)
    if text_width(version, size) + width + size * 2 <= room.width:
        column.add(version, size, quiet=True)
        beside = TextLine(room.right - width, y + size * 0.95, link, size, weight, True, link)
        return [*column.lines, beside], column.y
    column.add(version, size, quiet=True)
    column.add(link, size, weight=weight, quiet=True, url=link)
    return column.lines, column.y


def balance(notes: Sequence[str], columns: int, size: float, width: float) -> list[str]:
    """The notes in their order, in at most so many columns, so that the longest column has the fewest lines."""
    notes = [note for note in notes if note]
    columns = min(columns, len(notes))
    best: tuple[int, list[str]] | None = None
    for cuts in combinations(range(1, len(notes)), columns - 1):
        ends = [0, *cuts, len(notes)]
        parts = [join_sentences(*notes[start:end]) for start, end in pairwise(ends)]
        longest = max(len(wrap(part, size, width)) for part in parts)
        if best is None or longest < best[0]:
            best = (longest, parts)
    return best[1] if best else []


def _plan_thumbnail(model: MapModel, size: Size) -> Plan:
    """Title, map, classes, n and the line that says "reported"; the rest is left out as a whole."""
    words, text = model.words, size.least
    margin = text * 1.1
    room = Box(margin, margin * 0.8, size.width - 2 * margin, size.height - margin * 1.6)
    header = TextColumn(room.x, room.y, room.width)
    header.add(words.title, title_size(words.title, room.width, text * 0.75), weight="bold")
    footer = TextColumn(room.x, 0, room.width)
    footer.add(words.counted, text, weight="bold")
    footer.add(words.reported_line, text, quiet=True)
    top, bottom = header.y + text * 0.3, room.bottom - footer.y
    legend = lay_out_legend(model.legend, "", text, room.width * 0.6, short=True)
    if legend.height > (bottom - top) / 4:
        legend = lay_out_legend((), "", text, room.width, short=True)
    below = [replace(line, baseline=line.baseline + bottom) for line in footer.lines]
    main = Box(room.x, top, room.width, max(text, bottom - text * 0.5 - legend.height - top))
    arranged = Arranged((main,), legend, (room.x, main.bottom + text * 0.2), None)
    return Plan((*header.lines, *below), (), arranged, text, LEFT_OUT, brief=True)


def draw_lines(sheet: Sheet, lines: Sequence[TextLine], palette: Palette) -> None:
    """Lines of text where they are planned."""
    for line in lines:
        colour = palette.quiet if line.quiet else palette.ink
        sheet.text(line.x, line.baseline, line.text, line.size, colour, weight=line.weight, url=line.url)


def draw_plan(sheet: Sheet, plan: Plan, model: MapModel, applied: Collection[str]) -> None:
    """The texts, rules, legend and short list of a plan. applied: hints of the legend that are shown."""
    palette = model.palette
    for x, y, width in plan.rules:
        sheet.rule(x, y, width, palette.rule, max(0.8, plan.text_size * 0.06))
    draw_lines(sheet, plan.lines, palette)
    plan.arranged.legend.draw(sheet, *plan.arranged.legend_at, palette, applied)
    if plan.arranged.side_list:
        plan.arranged.side_list.draw(sheet, palette)
