"""What the pages embed: folium map, timeline player and table of reports; `wire.js` speaks for their frames."""
