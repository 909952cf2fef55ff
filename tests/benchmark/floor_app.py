"""The floor: the least that a rerun of a Streamlit script can do. One control, one text that changes; no map, no data.

What a choice on this page takes is spent in the browser's event, the websocket, the script run and React, so no page
made with Streamlit can be faster. `?control=date` and `?control=list` have another control than a row of pills.
"""

from datetime import date

import streamlit as st

COUNTRIES = [*(f"Country {number}" for number in range(50)), "Spain"]  # as many as the atlas's list has

st.set_page_config(page_title="Floor", layout="wide")
control = st.query_params.get("control")
if control == "date":
    day = st.date_input("Disclosed from", date(2023, 1, 1), key="filter-until")
    chosen = [str(day)]
elif control == "list":
    chosen = st.multiselect("Host country", COUNTRIES, key="filter-countries")
else:
    chosen = st.pills("Wave", ["Wave 1", "Wave 2"], selection_mode="multi", key="waves")
st.container(key="changes").text(f"Shown: {', '.join(chosen) or 'all'}")
