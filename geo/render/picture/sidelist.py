"""A short list beside a map: hosts with their reports as bars, or the responses where there are one or two hosts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.maps.model import MapModel
from geo.maps.style import Palette
from geo.render.picture.fonts import text_width, wrap
from geo.render.picture.sheet import Box, Sheet
from geo.tables.dates import say_date
from geo.words.captions import AND_MORE, TABLES

LEAST_ROWS: Final = 3
ROW: Final = 1.42  # of the text size
FEWEST_COUNTRIES: Final = 3  # below this the map says it all, and responses are listed instead


@dataclass(frozen=True)
class SideList:
    """Rows that fit the box. A row is (name, number as text, share of the longest bar); no share, no bar."""

    heading: str
    rows: tuple[tuple[str, str, float | None], ...]
    more: str
    size: float
    box: Box

    def draw(self, sheet: Sheet, palette: Palette) -> None:
        """The list in its box."""
        x, y, size = self.box.x, self.box.y, self.size
        sheet.text(x, y + size, self.heading, size, palette.ink, weight="bold")
        y += size * 1.7
        names = max(text_width(name, size) for name, _, _ in self.rows)
        numbers = max(text_width(number, size) for _, number, _ in self.rows)
        for name, number, share in self.rows:
            baseline = y + size * 0.95
            if share is None:
                sheet.text(x, baseline, number, size, palette.quiet)
                sheet.text(x + numbers + size, baseline, name, size, palette.ink)
            else:
                bar = x + names + numbers + size * 1.4
                sheet.text(x, baseline, name, size, palette.ink)
                sheet.text(bar - size * 0.5, baseline, number, size, palette.ink, align="right")
                length = (self.box.right - bar) * share
                sheet.box(Box(bar, y + size * 0.25, max(length, 1.0), size * 0.75), palette.accent)
            y += size * ROW
        if self.more:
            sheet.text(x, y + size * 0.95, self.more, size, palette.quiet)


def lay_out_list(model: MapModel, size: float, box: Box) -> SideList | None:
    """The list that fits the box, longest first; None when fewer than a few rows do or there is nothing to list."""
    countries = model.tables["countries"]
    room = int((box.height - size * 1.7) / (size * ROW))
    if len(countries) >= FEWEST_COUNTRIES:
        most = int(countries["reports"].max())
        pairs = list(zip(countries["country_name"], countries["reports"], strict=True))
        return _cut(TABLES["countries"], [(name, str(n), n / most) for name, n in pairs], room, size, box)
    responses = model.tables["responses"]
    dates = [say_date(date) for date in responses["date"]]
    several = len(countries) > 1
    kinds = zip(responses["country_name"], responses["kind_label"], strict=True)
    names = [f"{country}: {kind}" if several else kind for country, kind in kinds]
    return _cut(
        TABLES["responses"],
        [(name, day, None) for name, day in zip(names, dates, strict=True)],
        room,
        size,
        box,
    )


def _cut(
    heading: str, rows: Sequence[tuple[str, str, float | None]], room: int, size: float, box: Box
) -> SideList | None:
    """The first rows that fit in height and, with room for a bar, in width."""
    bar = size * 3 if rows and rows[0][2] is not None else 0.0
    fit = [row for row in rows if text_width(row[0], size) + text_width(row[1], size) + size * 1.4 + bar <= box.width]
    if len(fit) < len(rows) or len(wrap(heading, size, box.width, "bold")) != 1:
        return None
    kept = rows if len(rows) <= room else rows[: max(0, room - 1)]
    if len(kept) < min(LEAST_ROWS, len(rows)) or not kept:
        return None
    more = AND_MORE.format(number=len(rows) - len(kept)) if len(kept) < len(rows) else ""
    return SideList(heading, tuple(kept), more, size, box)
