"""The map of a dossier: one country, found at once, and never a false "no report"."""

import io
from datetime import date

import pytest
from PIL import Image

from geo.documents.country.locator import locator
from geo.maps.style import DARK, LIGHT
from geo.render.picture.locator import write_locator
from geo.view import View
from geo.view.select import select
from tests.real_atlas import real_atlas, real_number


def test_the_locator_map_shows_one_country_and_its_marks_only() -> None:
    """Other hosts are plain ground, no class or filter is explained, and the country is named in the legend."""
    model = locator(select(real_atlas(), View()), "ESP")
    fills = {area.iso_a3: area.fill for area in model.areas}

    assert model.legend[0].label == f"Spain: {real_number(country='ESP')}"
    assert {entry.kind for entry in model.legend[1:]} == {"mark"}
    assert {mark.iso_a3 for mark in model.marks} == {"ESP"}
    assert fills["FRA"] == fills["DZA"] == LIGHT.no_report
    assert fills["ESP"] == LIGHT.classes[-1]


def test_the_locator_map_never_says_no_report_where_a_filter_hides_some() -> None:
    """The legend of a filtered map says what the title says."""
    hidden = locator(select(real_atlas(), View(waves=("sd-2022-12",))), "ESP")
    early = locator(select(real_atlas(), View(until=date(2022, 9, 1))), "ESP")

    assert hidden.legend[0].label == "Spain: no reported station in this view"
    assert early.legend[0].label == "Spain: no report known on 1 September 2022"


@pytest.mark.parametrize("iso", ["BRN", "FIN", "USA"])
def test_a_locator_map_is_drawn_for_small_long_and_wide_countries(iso: str) -> None:
    """It is as wide as asked, neither a strip nor a tower, and holds more than paper."""
    model = locator(select(real_atlas(), View()), iso, palette=DARK)
    picture, size = write_locator(model, 300, 1)
    image = Image.open(io.BytesIO(picture))

    assert image.size == size.pixels
    assert size.width == 300
    assert 0.6 < image.width / image.height < 1.6
    assert len(image.getcolors(1 << 20) or []) > 20
