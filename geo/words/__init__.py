"""The words: sentences, paragraph and captions that a reader sees about a view, and the lint of claim strength.

Knows what a selection counted. It knows no map, no page and no file format.
"""
