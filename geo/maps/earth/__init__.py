"""The ground: country shapes, projections and windows of them, and how the shapes are built.

Knows geometry and units. It knows no reports and no drawing.
"""
