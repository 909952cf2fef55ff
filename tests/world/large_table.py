"""A large table: the real package with one more wave of as many invented reports as wanted, in 200 countries.

Invented only to be measured and tried: towns and their points are the gazetteer's, every report says “Invented wave”.
"""

from __future__ import annotations

import csv
import io
import itertools
import shutil
from pathlib import Path

import pandas as pd

from geo.tables.check import gazetteer
from geo.tables.load import load_raw

ROOT = Path(__file__).resolve().parents[2]
DISCLOSED = "2024-06-03"
WAVE = "invented-2024"
LARGEST_TOWNS = 12  # of a country
SUBURBS = ("Erebuni",)  # the check takes them for the city beside them
APART = 0.5  # degrees from a town that the real table has by a name or point of its own
UNUSED = frozenset(
    {"CHN", "HKG", "MAC", "FSM", "MHL", "KIR", "PLW", "TKL", "TUV"}
)  # China, and far islands that are not all drawn


def write_large(folder: Path, reports: int) -> None:
    """A data folder with `reports` more rows than the real one; the check finds no error in it."""
    shutil.copytree(ROOT / "data", folder)
    raw = load_raw(folder)
    source = raw.tables["sources"].sort_values("published_on")["source_id"].iloc[-1]  # printed after the wave
    towns = _towns(set(raw.tables["countries"]["iso_a3"]), raw.tables["stations"])
    stations, claims = [], []
    for number, (iso, town, lat, lon) in zip(range(reports), itertools.cycle(towns), strict=False):
        key = f"{iso.lower()}-invented-{number}"
        bureau = ("Fuzhou", "Qingtian", "Nantong", "Wenzhou")[number % 4]
        stations.append(
            [key, iso, town, lat, lon, bureau, "stated", WAVE, DISCLOSED, "listed", "city", source, ""],
        )
        for fact, value in (("existence", "reported"), ("city", town), ("bureau", bureau), ("date", DISCLOSED)):
            claims.append([f"{key}.{fact}", key, fact, value, "true", "stated", source, "fact", ""])
    named = set(raw.tables["stations"]["country_iso3"])
    hosts = len({row[1] for row in stations} - named)
    _append(folder / "stations.csv", stations)
    _append(folder / "claims.csv", claims)
    wave = [
        WAVE,
        "Invented wave",
        DISCLOSED,
        "Invented publisher",
        reports,
        "",
        hosts,
        "",
        source,
        "invented lists",
        "",
    ]
    _append(folder / "waves.csv", [wave])


def _append(path: Path, rows: list[list[object]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    with path.open("a", encoding="utf-8") as file:
        file.write(text.getvalue())


def _towns(countries: set[str], stations: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """Country after country, the largest towns whose name means one place there."""
    policies = pd.read_csv(ROOT / "data/border_policies.csv")
    countries = countries - UNUSED - set(policies["unit_id"])  # a policy must have a place for each host
    rows = gazetteer.all_names().to_pandas()
    rows = rows[rows["iso_a3"].isin(countries) & (rows["key"] == rows["name"].str.lower())]
    rows = rows.drop_duplicates(["iso_a3", "key"], keep=False).sort_values("people", ascending=False)
    rows = rows.groupby("iso_a3").head(LARGEST_TOWNS)
    rows = rows[~rows["name"].isin(SUBURBS)]
    taken = [(float(row.lat), float(row.lon)) for row in stations.itertuples(index=False) if row.lat]
    return [
        (row.iso_a3, row.name, f"{row.lat:.2f}", f"{row.lon:.2f}")
        for row in rows.itertuples(index=False)
        if all(max(abs(row.lat - lat), abs(row.lon - lon)) > APART for lat, lon in taken)
    ]
