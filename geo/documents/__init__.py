"""What is read rather than seen: countries, timeline, sources, what does not add up, context; each composed of a view.

Knows selections, the record and words. It knows no page and no file format.
"""
