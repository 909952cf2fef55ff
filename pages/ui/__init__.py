"""What the pages are made of.

To add a page, say pages/timeline.py:

    from pages.ui import Scene, show

    def render(scene: Scene) -> None:
        st.html(tag("<h1>{title}</h1>", title=scene.model.words.title))

    show(render)

and one line in `PAGES` of app.py: `("timeline", "Timeline")`. The file name is the page's address and a promise. The
frame has then set the page's title, drawn the masthead, the notices and the filters, and read the address.

scene.atlas       tables, checked and frozen
scene.view        the reader's View; `address.change(field=value)` in a widget's callback changes it and the address
scene.selection   what the view keeps, counted
scene.model       the MapModel: every sentence (`scene.model.words`), area, mark and table, in the reader's theme
scene.theme       "light" or "dark"

Text from a table, an address or an upload never goes through st.markdown, st.write, st.caption, st.metric or an
f-string of HTML: use `st.html(tag("<p>{note}</p>", note=text))` and `plain(text)` for the label of a
widget. `link(address, words)` makes a link only of http(s).

blocks            source_links · reports_of · responses_by_axis · china_position
address           change · go · current · link (the address to copy, data version included)
                  own · change_own: keys of the page itself, which stand in the address beside the View's
cached            get_atlas · get_facets … and @per_view, which keeps what a function makes of a scene: wrap whatever
                  takes more than a millisecond, a page runs at every click
reading           draw_reading(page, scene): a page that is a Document of geo.documents, with its files; documents says
                  which one an address asks for, for the page and for its files alike
files             addresses of files, from which any copy of the atlas makes them (server/files.py); draw_files(links)
cite              dossier(iso, words, view): a link to a country's dossier that keeps the view
map               world_map(scene)
report_rows       report_rows(scene): the reports in view as a table whose rows open countries; listing has its file
player            player(scene, chronicle): the map played day by day
styles/page.css   classes that blocks use; colours come from the theme. It stands in the page itself
                  (server/head.py), as does the cover that is read until Streamlit's parts stand (scripts/page.js)

Widgets of a page that are part of the View are seeded from it before they are drawn, as filters.py does. Other widgets
keep their own state under a key that begins with the page's name.
"""

from pages.ui import address
from pages.ui.blocks import china_position, reports_of, responses_by_axis, source_links
from pages.ui.cached import Scene, per_view
from pages.ui.frame import draw_notices, show
from pages.ui.markup import Markup, join, link, plain, tag

__all__ = [
    "Markup",
    "Scene",
    "address",
    "china_position",
    "draw_notices",
    "join",
    "link",
    "per_view",
    "plain",
    "reports_of",
    "responses_by_axis",
    "show",
    "source_links",
    "tag",
]
