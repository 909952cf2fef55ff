"""What the countries page shows: the dossier of the country asked for, its map and its PDF, or the list of all."""

from __future__ import annotations

import base64
from typing import Final
from urllib.parse import urlencode

from geo.documents.country.dossier import country_of, dossier
from geo.documents.country.index import CAPTION, COLUMNS, NO_REPORT_SHORT, NUMBERS, Index, Row, index
from geo.documents.country.locator import locator
from geo.documents.country.model import Dossier
from geo.maps.style import PALETTES
from geo.render.picture.dossier import write_dossier
from geo.render.picture.locator import write_locator
from geo.select import Selection
from pages.ui.cached import Scene, per_view
from pages.ui.markup import Markup, join, tag

MAP_WIDTH: Final = 440  # px; the page scales it to its column
MAP_RATIO: Final = 2.0  # device pixels for each


@per_view
def get_dossier(scene: Scene) -> Dossier:
    """The dossier that the view asks for, kept. The view must ask for one."""
    return dossier(scene.selection, country_of(scene.view))


@per_view
def get_index(scene: Scene) -> Index:
    """All dossiers, kept."""
    return index(scene.selection)


@per_view
def locator_map(scene: Scene) -> Markup:
    """The locator map in the reader's theme, with its caption and words for those who can't see it, kept."""
    made = get_dossier(scene)
    model = locator(scene.selection, made.iso_a3, palette=PALETTES[scene.theme])
    picture, size = write_locator(model, MAP_WIDTH, MAP_RATIO)
    return tag(
        '<figure class="locator"><img src="data:image/png;base64,{picture}" alt="{alt}" width="{width}" '
        'height="{height}"><figcaption class="aside">{caption}</figcaption></figure>',
        picture=base64.b64encode(picture).decode(),
        alt=made.map_alt,
        width=round(size.width),
        height=round(size.height),
        caption=made.map_caption,
    )


def get_pdf(selection: Selection, iso_a3: str, exported_on: str, base_url: str) -> bytes:
    """The dossier as A4 pages. Called when a reader asks for the file, outside a run of the page."""
    made = dossier(selection, iso_a3, exported_on=exported_on, base_url=base_url)
    return write_dossier(made, locator(selection, iso_a3, exported_on=exported_on, base_url=base_url))


def styles(theme: str) -> Markup:
    """The colours of marks and badges in the reader's theme, for dossier.css."""
    palette = PALETTES[theme]
    return tag(
        "<style>:root{{--sa-mark:{mark};--sa-mark-text:{text}}}</style>", mark=palette.mark, text=palette.mark_text
    )


def hosts_table(listed: Index) -> Markup:
    """Every country with a report in view, or with a known response: one row each, axes apart."""
    heads = join(
        tag('<th scope="col" class="{kind}">{label}</th>', kind="number" if key in NUMBERS else "", label=label)
        for key, label in COLUMNS.items()
    )
    return tag(
        '<div class="scroll"><table class="plain hosts"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        "<tbody>{rows}</tbody></table></div>",
        caption=CAPTION,
        heads=heads,
        rows=join(_row(row) for row in (*listed.hosts, *listed.answering)),
    )


def _row(row: Row) -> Markup:
    cells = {
        "reports": row.reports or NO_REPORT_SHORT,
        "differ": row.differ,
        "cities": row.cities or "",
        **row.axes,
    }
    return tag(
        '<tr><th scope="row">{name}</th>{cells}</tr>',
        name=_open(row),
        cells=join(
            tag(
                '<td class="{kind}" data-label="{label}">{cell}</td>',
                kind=" ".join(["number"] * (key in NUMBERS) + ["none"] * (not cell)),
                label=COLUMNS[key],
                cell=cell or "–",
            )
            for key, cell in cells.items()
        ),
    )


def other_countries(listed: Index) -> Markup:
    """Hosts that the filters leave out, then the countries of which nothing is recorded; each has its dossier."""
    return join(
        tag(
            '<details class="others"><summary>{label}</summary><ul>{items}</ul></details>',
            label=label,
            items=join(tag("<li>{link}</li>", link=_open(row)) for row in rows),
        )
        for label, rows in ((listed.hidden_label, listed.hidden), (listed.others_label, listed.others))
        if rows
    )


def _open(row: Row) -> Markup:
    return tag('<a href="?{query}" target="_self">{name}</a>', query=urlencode(row.query, safe=","), name=row.name)
