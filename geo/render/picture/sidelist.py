"""Short lists beside a map: hosts with their reports as bars; of one or two hosts the cities and the responses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geo.maps.model import MapModel
from geo.maps.style import Palette
from geo.render.picture.fonts import text_width, wrap
from geo.render.picture.sheet import Box, Sheet
from geo.tables.dates import say_date
from geo.words.captions import AND_MORE, CITIES, NO_CITY, TABLES
from geo.words.messages import labelled, word

LEAST_ROWS: Final = 3
ROW: Final = 1.42  # of the text size
LEADING: Final = 1.25
HEADING: Final = 1.7
BETWEEN: Final = 1.2
FEWEST_COUNTRIES: Final = 3  # below this the map says it all, and cities and responses are listed instead


@dataclass(frozen=True)
class ListRow:
    """A name with a number as text. share: of the longest bar, None for no bar. said: lines below the name."""

    name: str
    number: str
    share: float | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListPart:
    """Rows below a heading. more: a last line that counts what is left out, "" for none."""

    heading: str
    rows: tuple[ListRow, ...]
    more: str = ""

    def height(self, size: float) -> float:
        """What it takes in text of that size."""
        said = sum(len(row.said) for row in self.rows)
        return size * (HEADING + ROW * (len(self.rows) + bool(self.more)) + LEADING * said)


@dataclass(frozen=True)
class SideList:
    """Parts below each other that fit the box."""

    parts: tuple[ListPart, ...]
    size: float
    box: Box

    def draw(self, sheet: Sheet, palette: Palette) -> None:
        """The lists in their box."""
        y = self.box.y
        for part in self.parts:
            self._draw(part, y, sheet, palette)
            y += part.height(self.size) + self.size * BETWEEN

    def _draw(self, part: ListPart, y: float, sheet: Sheet, palette: Palette) -> None:
        x, size = self.box.x, self.size
        sheet.text(x, y + size, part.heading, size, palette.ink, weight="bold")
        y += size * HEADING
        names = max(text_width(row.name, size) for row in part.rows)
        numbers = _widest(part.rows, size)
        for row in part.rows:
            baseline = y + size * 0.95
            if row.share is None:
                sheet.text(x, baseline, row.number, size, palette.quiet)
                sheet.text(x + numbers + size, baseline, row.name, size, palette.ink)
            else:
                bar = x + names + numbers + size * 1.4
                sheet.text(x, baseline, row.name, size, palette.ink)
                sheet.text(bar - size * 0.5, baseline, row.number, size, palette.ink, align="right")
                length = (self.box.right - bar) * row.share
                sheet.box(Box(bar, y + size * 0.25, max(length, 1.0), size * 0.75), palette.accent)
            for line in row.said:
                baseline += size * LEADING
                sheet.text(x + numbers + size, baseline, line, size, palette.quiet)
            y += size * (ROW + LEADING * len(row.said))
        if part.more:
            sheet.text(x, y + size * 0.95, part.more, size, palette.quiet)


def lay_out_list(model: MapModel, size: float, box: Box) -> SideList | None:
    """The lists that fit the box; None when fewer than a few rows do or there is nothing to list.

    From three hosts on their reports, most first; else the cities, most reports first, then the responses in the order
    of their days, each with what was said where there is room for all of it.
    """
    countries = model.tables["countries"]
    if len(countries) >= FEWEST_COUNTRIES:
        hosts = zip(countries["country_name"], countries["reports"], strict=True)
        return _listed((_cut(TABLES["countries"], _bars(hosts), size, box),), size, box)
    cities = _cut(word(CITIES), _cities(model), size, box)
    taken = cities.height(size) + size * BETWEEN if cities else 0.0
    below = Box(box.x, box.y + taken, box.width, box.height - taken)
    return _listed((cities, _responses(model, size, below)), size, box)


def _listed(parts: Iterable[ListPart | None], size: float, box: Box) -> SideList | None:
    kept = tuple(part for part in parts if part)
    return SideList(kept, size, box) if kept else None


def _bars(counts: Iterable[tuple[str, int]]) -> list[ListRow]:
    pairs = list(counts)
    most = max((number for _, number in pairs), default=1)
    return [ListRow(name, str(number), number / most) for name, number in pairs]


def _cities(model: MapModel) -> list[ListRow]:
    """Cities with their reports, most first, then by name; nothing where one line would say what the title says."""
    reports = model.tables["reports"]
    counts = reports["city"].where(reports["city"] != "", word(NO_CITY)).value_counts()
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0] == word(NO_CITY), str(one[0]).casefold()))
    return _bars((str(name), int(number)) for name, number in ranked) if len(ranked) > 1 else []


def _responses(model: MapModel, size: float, box: Box) -> ListPart | None:
    responses = model.tables["responses"]
    several = len(model.tables["countries"]) > 1
    rows = [
        ListRow(
            labelled(one["country_name"], one["kind_label"]) if several else one["kind_label"],
            say_date(one["date"]),
        )
        for one in responses.to_dict("records")
    ]
    room = box.width - _widest(rows, size) - size
    told = [
        replace(row, said=wrap(summary, size, room)) for row, summary in zip(rows, responses["summary"], strict=True)
    ]
    heading = TABLES["responses"]
    if rows and ListPart(heading, tuple(told)).height(size) <= box.height:
        return _cut(heading, told, size, box)
    return _cut(heading, rows, size, box)


def _widest(rows: Sequence[ListRow], size: float) -> float:
    return max((text_width(row.number, size) for row in rows), default=0.0)


def _cut(heading: str, rows: Sequence[ListRow], size: float, box: Box) -> ListPart | None:
    """The first rows that fit in height and, with room for a bar, in width."""
    said = sum(len(row.said) for row in rows)
    room = int((box.height - size * HEADING - size * LEADING * said) / (size * ROW))
    bar = size * 3 if rows and rows[0].share is not None else 0.0
    fit = [
        row for row in rows if text_width(row.name, size) + text_width(row.number, size) + size * 1.4 + bar <= box.width
    ]
    if len(fit) < len(rows) or len(wrap(heading, size, box.width, "bold")) != 1:
        return None
    kept = rows if len(rows) <= room else rows[: max(0, room - 1)]
    if len(kept) < min(LEAST_ROWS, len(rows)) or not kept:
        return None
    more = word(AND_MORE, number=len(rows) - len(kept)) if len(kept) < len(rows) else ""
    return ListPart(heading, tuple(kept), more)
