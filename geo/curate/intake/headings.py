"""Headings of a list of reports: which column is the country, the city, the bureau … by the words people use for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geo.curate.intake.sheets import SentSheet
from geo.errors import UsageError
from geo.tables.check.countries import plain

# Field → words that head it, plain and in small letters, in the languages that lists came in.
WORDS: Final[Mapping[str, str]] = {
    "country": "country|host country|host|state|nation|location country|country name|country iso3|iso3|iso a3|iso|pays|"
    "pais|paese|land|gastland|staat|zeme|stat|drzava|zemlja|страна|держава|国家|国|國家|東道國|东道国|国名|나라|국가",
    "city": "city|town|place|location|municipality|locality|city name|ville|ciudad|citta|stadt|ort|mesto|grad|miasto|"
    "lieu|localidad|localita|город|місто|城市|城|都市|도시",
    "bureau": "bureau|police bureau|psb|public security bureau|police|jurisdiction|run by|operated by|origin|home city|"
    "province|bureau de police|oficina|comisaria|ufficio|questura|buro|polizeibehorde|公安局|公安|所属|所属公安|警局",
    "number": "number|count|no of stations|number of stations|stations|total|qty|quantity|nombre|numero|anzahl|pocet|"
    "broj|数量|数目|個数|개수",
    "date": "date|disclosed|disclosed on|date disclosed|reported on|published|published on|day|fecha|datum|data|"
    "日期|日付",
    "lat": "lat|latitude|latitud|latitudine|breite|breitengrad|y|纬度|緯度",
    "lon": "lon|lng|long|longitude|longitud|longitudine|lange|langengrad|x|经度|經度|経度",
    "source": "source|sources|source id|source ids|reference|references|link|url|fuente|fonte|quelle|zdroj|"
    "izvor|来源|來源",
    "notes": "note|notes|remark|remarks|comment|comments|remarque|observaciones|nota|bemerkung|anmerkung|"
    "poznamka|备注|備註",
    "basis": "basis|status of entry|listed or inferred",
    "row": "no|nr|row|id|entry|station id|key|序号|編號|编号",
}
_FIELD_OF: Final = {word: field for field, words in WORDS.items() for word in words.split("|")}
FIRST: Final = 25  # rows among which the headings are looked for
NEEDED: Final = "country"
_SUM: Final = re.compile(
    r"(?:sub|grand|sous|gesamt|zwischen)? ?(?:totals?|totale|totaux|sum|summe|suma|somme|insgesamt|gesamt|ukupno)\b"
    r"|(?:合|总|總|小)[计計]"
)
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\((\S+?)\)")  # "[Kampala](https://…)", as Markdown writes a link
_RULE: Final = re.compile(r"[\s:=_*.–—-]*")


@dataclass(frozen=True)
class ReportList:
    """A list of reports. rows: (row number in the file, field → text). told: what was recognised, in words."""

    sheet: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    told: tuple[str, ...]


def find_listing(sheet: SentSheet) -> ReportList | None:
    """The list of reports in a sheet, below the row that has most known headings; None where none heads a country."""
    heads = {number: _fields(cells) for number, cells in sheet.rows[:FIRST]}
    best = max(heads, key=lambda number: len(heads[number]), default=0)
    if not best or NEEDED not in heads[best].values() or len(heads[best]) < 2:
        return None
    fields = heads[best]
    told = list(sheet.told)
    if best > 1:
        told.append(f"headings in row {best}")
    header = next(cells for number, cells in sheet.rows if number == best)
    unread = [text for place, text in enumerate(header) if text and place not in fields]
    if unread:
        told.append(f"columns not read: {', '.join(text[:40] for text in unread)}")
    rows = []
    for number, cells in sheet.rows:
        if number <= best:
            continue
        row = {field: cells[place] for place, field in fields.items() if place < len(cells) and cells[place]}
        for top, bottom, place in sheet.merged:
            if fields.get(place) == "number" and top <= number <= bottom and "number" in row:
                row["number"] += f" for rows {top} to {bottom} together"  # of each, it would be counted once a row
        linked = [field for field, text in row.items() if field != "notes" and _LINK.search(text)]
        if linked:
            row |= {field: _LINK.sub(r"\2" if field == "source" else r"\1", row[field]) for field in linked}
            told.append(f"row {number}: of a link the words are read, of a source the address ({', '.join(linked)})")
        if all(_RULE.fullmatch(text) for text in row.values()):
            continue  # a line below the headings, as Markdown draws it
        if _is_sum(row):
            told.append(f"row {number} left out: it is a sum")
            continue
        if row:
            rows.append((number, row))
    return ReportList(sheet.name, tuple(rows), tuple(told))


def _fields(cells: tuple[str, ...]) -> dict[int, str]:
    """Place of a column → its field; of two columns for one field the first."""
    found: dict[int, str] = {}
    for place, text in enumerate(cells):
        field = _FIELD_OF.get(plain(text)) or _FIELD_OF.get(plain(re.sub(r"\(.*?\)", "", text)))
        if field and field not in found.values():
            found[place] = field
    return found


def _is_sum(row: Mapping[str, str]) -> bool:
    """Whether a row adds up others: "Total", "Subtotal Africa", in place of its country or of its first cell."""
    said = row.get("country") or next(iter(row.values()), "")
    return _SUM.match(plain(said)) is not None


def find_listings(name: str, sheets: tuple[SentSheet, ...]) -> tuple[ReportList, ...]:
    """The lists of reports of a file. Raises UsageError where no sheet heads a column of countries."""
    found = tuple(one for sheet in sheets if (one := find_listing(sheet)) is not None and one.rows)
    if not found:
        seen = "; ".join(", ".join(text[:30] for text in sheet.rows[0][1] if text) for sheet in sheets[:5])
        raise UsageError(
            f"{name} has no row of headings with a country and something else: name the columns country, city, bureau, "
            f"date, source. Read were: {seen}"
        )
    return found
