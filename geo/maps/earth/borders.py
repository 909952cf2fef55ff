"""Border policies: how disputed places are drawn, as a deployer chooses from the table border_policies.

A policy gives whole units of the shapes another drawing and moves no border. Which of them is right is not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geo.errors import DataError, Problem

TABLE: Final = "border_policies"
OWN: Final = "own"  # drawn as in the shapes
DISPUTED: Final = "disputed"  # hatched, nobody's; any other value is the code of the country that it is drawn in


@dataclass(frozen=True)
class BorderPolicy:
    """One policy. note: what every map says of it. units: unit of the shapes → how it is drawn."""

    name: str
    note: str
    units: Mapping[str, str]


def read_policies(rows: pd.DataFrame) -> Mapping[str, BorderPolicy]:
    """The policies of the table by name, in its order. A row without a unit has the note of its policy."""
    notes = rows[rows["unit_id"] == ""].drop_duplicates("policy").set_index("policy")["sentence"]
    return MappingProxyType(
        {
            name: BorderPolicy(
                str(name),
                notes.get(name, ""),
                MappingProxyType(dict(zip(own["unit_id"], own["drawn"], strict=True))),
            )
            for name, own in ((name, own[own["unit_id"] != ""]) for name, own in rows.groupby("policy", sort=False))
        }
    )


def draw_borders(shapes: gpd.GeoDataFrame, policy: BorderPolicy | None, file: str) -> gpd.GeoDataFrame:
    """The shapes as the policy has them, in their order; without one as they are.

    Disputed units lose their code and are hatched; a unit that is drawn in a country is part of its shape. Raises
    DataError where the file has no such unit or country.
    """
    edits = {unit: drawn for unit, drawn in policy.units.items() if drawn != OWN} if policy else {}
    if not edits:
        return shapes
    place = {unit: number for number, unit in enumerate(shapes["unit_id"])}
    targets = {drawn for drawn in edits.values() if drawn != DISPUTED}
    missing = sorted({*edits, *targets} - set(place))
    if missing:
        advice = f"Choose another border policy than {policy.name if policy else ''}, or shapes that have {{}}."
        raise DataError(
            Problem(file, None, "unit_id", unit, "policy-unit-missing", advice.format(unit)) for unit in missing
        )
    made = shapes.copy()
    outlines = made.geometry.to_numpy(copy=True)
    for target in targets:
        joined = [place[unit] for unit, drawn in edits.items() if drawn == target]
        outlines[place[target]] = shapely.union_all(outlines[[place[target], *joined]])
        made.iloc[place[target], made.columns.get_loc("area_km2")] += made["area_km2"].iloc[joined].sum()
    made = made.set_geometry(gpd.GeoSeries(outlines, index=made.index, crs=made.crs))
    hatched = made["unit_id"].map(edits).eq(DISPUTED)
    made.loc[hatched, "status"] = DISPUTED
    made.loc[hatched, "iso_a3"] = None
    return made[~made["unit_id"].map(edits).isin(targets)].reset_index(drop=True)
