"""The usual way to draw this map: folium's GeoJson choropleth and MarkerCluster, rebuilt and sent at every rerun.

Same tables, same low shapes, same pills as the atlas. It is written as well as this way allows: data is read once, no
objects are returned (each would add reruns), the component has a key, and Leaflet comes from this machine.
"""

from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from branca.element import MacroElement
from folium.plugins import MarkerCluster
from folium.template import Template
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit import runtime

DATA = Path(__file__).resolve().parents[2] / "data"
LIBRARIES = ("leaflet", "jquery", "leaflet_markercluster")
FILLS = ("#d9d6cd", "#c9c9e6", "#9a9bd0", "#6468b0", "#34377c")
LOCAL = "../../assets"  # from the component's frame


class LocalMap(folium.Map):
    """A map that loads Leaflet and jQuery (popups need it) from this server."""

    default_js = (("leaflet", f"{LOCAL}/leaflet/leaflet.js"), ("jquery", f"{LOCAL}/jquery/jquery.min.js"))
    default_css = (("leaflet_css", f"{LOCAL}/leaflet/leaflet.css"),)


class LocalCluster(MarkerCluster):
    """Marker clusters from this server."""

    default_js = (("cluster", f"{LOCAL}/leaflet_markercluster/leaflet.markercluster.js"),)
    default_css = (
        ("cluster_css", f"{LOCAL}/leaflet_markercluster/MarkerCluster.css"),
        ("cluster_default_css", f"{LOCAL}/leaflet_markercluster/MarkerCluster.Default.css"),
    )


class LocalPins(MacroElement):
    """Tells Leaflet where its pin lies; its own guess is wrong while its styles are still loading."""

    _template = Template(
        f'{{% macro script(this, kwargs) %}}L.Icon.Default.imagePath = "{LOCAL}/leaflet/images/";{{% endmacro %}}'
    )


@st.cache_data
def read() -> tuple[pd.DataFrame, gpd.GeoDataFrame, dict[str, str]]:
    """Stations with a point each (the country's label point where no city is named), shapes, wave labels."""
    stations = pd.read_csv(DATA / "stations.csv")
    shapes = gpd.read_parquet(DATA / "countries_low.parquet")
    points = shapes.dropna(subset=["iso_a3"]).drop_duplicates("iso_a3").set_index("iso_a3")
    for column, point in (("lat", "label_lat"), ("lon", "label_lon")):
        stations[column] = stations[column].fillna(stations["country_iso3"].map(points[point]))
    waves = pd.read_csv(DATA / "waves.csv").sort_values("disclosed_on")["wave_id"]
    return stations, shapes, {wave: f"Wave {number}" for number, wave in enumerate(waves, start=1)}


def fill(reports: int) -> str:
    """The colour of a number of reports."""
    return FILLS[sum(reports >= edge for edge in (1, 2, 4, 7))]


def main() -> None:
    """Draws the page."""
    from streamlit_folium import st_folium  # Streamlit serves a component only if it is first imported in a script run

    st.set_page_config(page_title="The usual way", layout="wide")
    stations, shapes, waves = read()
    chosen = st.pills("Wave", list(waves), format_func=waves.get, selection_mode="multi", key="waves")
    kept = stations[stations["wave"].isin(chosen or list(waves))]
    counts = kept["country_iso3"].value_counts()
    drawn = shapes[["name", "geometry"]].assign(reports=shapes["iso_a3"].map(counts).fillna(0).astype(int))

    world = LocalMap(location=(25, 10), zoom_start=2, tiles=None, maxZoom=18)  # clusters need a largest zoom
    LocalPins().add_to(world)
    folium.GeoJson(
        drawn,
        style_function=lambda feature: {
            "fillColor": fill(feature["properties"]["reports"]),
            "fillOpacity": 1,
            "color": "#8a8a8a",
            "weight": 0.5,
        },
        tooltip=folium.GeoJsonTooltip(["name", "reports"]),
    ).add_to(world)
    cluster = LocalCluster().add_to(world)
    for row in kept.itertuples(index=False):
        place = row.city if isinstance(row.city, str) else row.country_iso3
        folium.Marker((row.lat, row.lon), tooltip=place, popup=f"{place}: {row.bureau}").add_to(cluster)
    st_folium(world, key="map", height=600, use_container_width=True, returned_objects=[])


if runtime.exists():
    main()
else:
    app = st.App(
        __file__,
        routes=[
            Mount(f"/assets/{name}", StaticFiles(packages=[(f"xstatic.pkg.{name}", "data")])) for name in LIBRARIES
        ],
    )
