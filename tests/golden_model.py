"""A MapModel as JSON that people can read the difference of: geometry by its size, tables by their keys."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

import shapely

from geo.maps.model import Frame, MapModel


def model_json(model: MapModel) -> str:
    """The model without what changes with every change of the data: version and hash are written as words."""
    content = {
        "query": dict(model.query),
        "focus": model.focus,
        "counts": dict(model.counts),
        "waves": dict(model.waves),
        "layers": [name for name, shown in (("areas", model.show_areas), ("marks", model.show_marks)) if shown],
        "palette": model.palette.name,
        "bounds": model.bounds and [round(number, 1) for number in model.bounds],
        "words": asdict(model.words),
        "figures": [f"{figure.label}: {figure.value} ({figure.note})" for figure in model.figures],
        "legend_heading": model.legend_heading,
        "legend": [
            " · ".join(str(value) for value in asdict(entry).values() if value)
            for entry in (*model.legend, *model.hints)
        ],
        "areas": [
            f"{area.unit_id} {area.state} {area.level} {area.fill} {area.pattern} · {area.label} · {area.detail}"
            for area in model.areas
            if area.state in ("counted", "filtered")
        ],
        "other_areas": {state: sum(area.state == state for area in model.areas) for state in ("none", "disputed")},
        "marks": [
            f"{mark.key} {mark.shape} {mark.ring} {mark.x:.1f} {mark.y:.1f} · {mark.label} · "
            + ",".join(item.station_id for item in mark.items)
            for mark in model.marks
        ],
        "frames": [_frame(frame) for frame in model.frames],
        "countries": [" ".join(str(cell) for cell in row) for row in model.tables["countries"].itertuples(index=False)],
        "tables": {name: _table(frame) for name, frame in model.tables.items()},
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return text.replace(model.data_version, "VERSION") + "\n"


def _frame(frame: Frame) -> dict[str, Any]:
    """Bounds and marks to a tenth of a unit (10 km); ground as how many units it has and how large they are."""
    return {
        "slug": frame.slug,
        "label": frame.label,
        "bounds": [round(number, 1) for number in frame.bounds],
        "units": len(frame.shapes),
        "area": round(float(shapely.area(frame.shapes.geometry.values).sum())),
        "marks": {key: [round(x, 1), round(y, 1)] for key, (x, y) in frame.marks.items()},
        "globe": frame.outline is not None,
    }


def _table(frame: Any) -> dict[str, Any]:
    """Columns, number of rows, and a hash of the first column, which is the key."""
    keys = "\n".join(str(key) for key in frame.iloc[:, 0]) if len(frame.columns) else ""
    return {
        "columns": list(frame.columns),
        "rows": len(frame),
        "keys": hashlib.sha256(keys.encode()).hexdigest()[:12],
    }
