"""The floor: the least that a rerun of a Streamlit script can do. One pill, one text that changes; no map, no data.

What a click on this page takes is spent in the browser's event, the websocket, the script run and React, so no page
made with Streamlit can be faster.
"""

import streamlit as st

st.set_page_config(page_title="Floor", layout="wide")
chosen = st.pills("Wave", ["Wave 1", "Wave 2"], selection_mode="multi", key="waves")
st.container(key="changes").text(f"Shown: {', '.join(chosen) or 'all'}")
