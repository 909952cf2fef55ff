"""PDF of any Document on A4: tagged for screen readers (PDF/UA-1), the same bytes each time, all folds open.

The page is set by Typst from one fixed template; a document arrives in it as data, so no text of a table can become
markup. What a reader opens on a page is open here, and each source is a number that leads to the list at the end.
"""

from geo.render.paper.write import write_paper

__all__ = ["write_paper"]
