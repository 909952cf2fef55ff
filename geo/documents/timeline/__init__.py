"""The timeline of a view: its dated entries, the axis that they stand on, and the map of each day."""
