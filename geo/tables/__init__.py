"""The data package: its descriptor, its CSV files as typed tables, and all that can be wrong with them (`check`).

Knows bytes, columns and rows. It does not know shapes of countries, views, or what a page shows.
"""
