"""The map of a view, composed: areas, marks, legend, frames, and the colours and classes they are drawn with.

A MapModel has every text and colour decided. Knows selections and words; it knows no screen and no file format.
"""
