"""Pictures of a MapModel, laid out and drawn with matplotlib: PNG, SVG and PDF.

Knows boxes, type and paths. It knows no selection: every text, number and colour comes with the model.
"""
