"""One way to draw the slide-sized PNG, as a process of its own: python drawer.py atlas|plain|plotly [views].

With a number of views it draws that many and ends. Otherwise it draws one at each line on its standard input and
answers with its seconds and with the processor's seconds. Its last line is the largest memory that it used, in
kilobytes.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
WIDTH, HEIGHT = 1920, 1080
WAVES = (("sd-2022-09", "sd-2022-12"), ("sd-2022-09",), ("sd-2022-12",))  # drawn in turn
Draw = Callable[[tuple[str, ...]], bytes]


def atlas_drawing() -> Draw:
    """The atlas: select, compose and draw the slide with its words, legend, inset and metadata."""
    sys.path.insert(0, str(ROOT))
    from geo.atlas import load_atlas
    from geo.maps.compose import compose
    from geo.render import FORMATS
    from geo.view import View
    from geo.view.select import select

    atlas = load_atlas(DATA, today=datetime.now(tz=UTC).date())

    def draw(waves: tuple[str, ...]) -> bytes:
        return FORMATS["png"].write(compose(select(atlas, View(waves=waves)), printed=True))

    return draw


def plain_drawing() -> Draw:
    """GeoDataFrame.plot and savefig: same shapes, projection and size, and no words."""
    import geopandas as gpd
    import matplotlib as mpl
    import pandas as pd

    mpl.use("agg")
    import matplotlib.pyplot as plt

    stations = pd.read_csv(DATA / "stations.csv")
    shapes = gpd.read_parquet(DATA / "countries_low.parquet").to_crs("+proj=eqearth")
    places = gpd.GeoDataFrame(stations, geometry=gpd.points_from_xy(stations["lon"], stations["lat"]), crs=4326)
    places = places[~places.geometry.is_empty & stations["lon"].notna()].to_crs(shapes.crs)

    def draw(waves: tuple[str, ...]) -> bytes:
        counts = stations[stations["wave"].isin(waves)]["country_iso3"].value_counts()
        figure, axes = plt.subplots(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100)
        shapes.assign(reports=shapes["iso_a3"].map(counts)).plot(
            "reports", ax=axes, cmap="Purples", legend=True, edgecolor="white", missing_kwds={"color": "lightgrey"}
        )
        places[places["wave"].isin(waves)].plot(ax=axes, color="black", markersize=12)
        picture = io.BytesIO()
        figure.savefig(picture, format="png")
        plt.close(figure)
        return picture.getvalue()

    return draw


def plotly_drawing() -> Draw:
    """plotly's static export in Debian's Chromium. Its maps ask another host for a base map even when none is shown,
    so an empty one is put in its place."""
    import geopandas as gpd
    import kaleido
    import pandas as pd
    import plotly.graph_objects as go

    os.environ["BROWSER_PATH"] = "/usr/bin/chromium"
    layers = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    nothing = {name: {"type": "GeometryCollection", "geometries": []} for name in layers}
    base = {"topojson": {"world_110m": {"type": "Topology", "objects": nothing, "arcs": []}}}
    script = Path(tempfile.mkdtemp()) / "base.js"
    script.write_text(f"window.PlotlyGeoAssets = {json.dumps(base)};", encoding="utf-8")
    kaleido.start_sync_server(n=1, page_generator=kaleido.PageGenerator(others=[str(script)]))
    atexit.register(kaleido.stop_sync_server)
    stations = pd.read_csv(DATA / "stations.csv")
    shapes = gpd.read_parquet(DATA / "countries_low.parquet")
    outlines = json.loads(shapes[["unit_id", "geometry"]].to_json())

    def draw(waves: tuple[str, ...]) -> bytes:
        kept = stations[stations["wave"].isin(waves)]
        counts = shapes["iso_a3"].map(kept["country_iso3"].value_counts()).fillna(0)
        areas = go.Choropleth(
            geojson=outlines, featureidkey="properties.unit_id", locations=shapes["unit_id"], z=counts
        )
        figure = go.Figure([areas, go.Scattergeo(lon=kept["lon"], lat=kept["lat"], mode="markers")])
        figure.update_geos(projection_type="equal earth", visible=False)
        return bytes(kaleido.calc_fig_sync(figure, opts={"format": "png", "width": WIDTH, "height": HEIGHT}))

    return draw


WAYS = {"atlas": atlas_drawing, "plain": plain_drawing, "plotly": plotly_drawing}


def main() -> None:
    """Draws as often as it is told."""
    way, number = sys.argv[1], sys.argv[2:]
    draw, waves = WAYS[way](), cycle(WAVES)
    for _ in range(int(number[0])) if number else sys.stdin:
        began, worked = time.perf_counter(), time.process_time()
        picture = draw(next(waves))
        seconds, work = time.perf_counter() - began, time.process_time() - worked
        if not picture.startswith(b"\x89PNG"):
            raise ValueError(f"{way} drew no PNG")
        sys.stdout.write(f"{seconds} {work}\n")
        sys.stdout.flush()
    used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(f"{used} 0\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
