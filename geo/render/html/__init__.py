"""HTML of any Document: the body of a page, and a file that needs nothing else. Knows no page of the record by name.

Every text was decided where the document was composed; here it is escaped and put in its place. What leads to another
part of the atlas is asked of whoever draws (`Href`): the app answers with its own addresses, a file with the address
of the atlas that made it or with none.
"""

from geo.render.html.body import Href, draw_body, draw_head, draw_rest
from geo.render.html.file import STYLES, page_sheet, write_page

__all__ = ["STYLES", "Href", "draw_body", "draw_head", "draw_rest", "page_sheet", "write_page"]
