"""The record of a view: who says so, from how many origins, which counts were published, and how a source is cited.

Knows rows and their sources, as known on the view's day. It knows no map and no page.
"""
