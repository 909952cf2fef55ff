"""A border policy gives whole units another drawing; every map says which one was chosen."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import shapely

from geo.atlas import Atlas, load_atlas
from geo.documents.catalogue import DOCUMENTS
from geo.errors import DataError, UsageError
from geo.maps.compose import compose
from geo.maps.earth.borders import BorderPolicy, draw_borders, read_policies
from geo.maps.earth.shapes import read_shapes
from geo.render import FORMATS
from geo.render.html import write_page
from geo.view import View
from geo.view.select import select
from tests.real_atlas import DATA, real_atlas

TODAY = date(2026, 11, 29)
POLICIES = read_policies(real_atlas().tables["border_policies"])


@pytest.fixture(scope="module")
def un() -> Atlas:
    """The shipped data by another policy."""
    return load_atlas(DATA, today=TODAY, borders="un")


def test_the_policy_of_the_source_draws_the_shapes_as_they_are() -> None:
    """It is the table's description of what is shipped."""
    shapes = read_shapes(DATA / "countries_low.parquet")
    drawn = draw_borders(shapes, POLICIES["source"], "low")

    assert drawn.drop(columns="geometry").equals(shapes.drop(columns="geometry"))
    assert drawn.geometry.geom_equals(shapes.geometry).all()


@pytest.mark.parametrize("size", ["low", "medium"])
@pytest.mark.parametrize("name", POLICIES)
def test_no_land_is_lost_and_none_is_drawn_twice(name: str, size: str) -> None:
    """The units still cover the land and share their borders."""
    shapes = read_shapes(DATA / f"countries_{size}.parquet")
    drawn = draw_borders(shapes, POLICIES[name], size)

    assert shapely.coverage_is_valid(drawn.geometry.values)
    assert shapely.area(drawn.geometry.values).sum() == pytest.approx(shapely.area(shapes.geometry.values).sum())
    assert drawn["area_km2"].sum() == pytest.approx(shapes["area_km2"].sum())
    assert drawn["unit_id"].is_unique


def test_a_unit_is_hatched_or_part_of_a_country() -> None:
    """As the table says of it."""
    shapes = read_shapes(DATA / "countries_low.parquet").set_index("unit_id")
    hatched = draw_borders(shapes.reset_index(), POLICIES["hatched"], "low").set_index("unit_id")
    joined = draw_borders(shapes.reset_index(), POLICIES["un"], "low").set_index("unit_id")

    assert hatched.loc["XKX", "status"] == "disputed"
    assert pd.isna(hatched.loc["XKX", "iso_a3"])
    assert "XKX" not in joined.index
    assert joined.loc["SRB"].geometry.covers(shapes.loc["XKX"].geometry.representative_point())
    assert joined.loc["SRB", "iso_a3"] == "SRB"


def test_the_choice_is_printed_on_every_picture_and_told_by_the_version(un: Atlas) -> None:
    """Who sees the map learns whose borders these are; the same tables by another policy are another version."""
    model = compose(select(un, View()), printed=True)
    usual = load_atlas(DATA, today=TODAY)

    assert model.words.border_note == POLICIES["un"].note
    assert "Kosovo is drawn in Serbia" in model.words.border_note
    assert "Kosovo is drawn in Serbia" in FORMATS["svg-text"].write(model).decode()
    assert un.version != usual.version
    assert un.version.partition("-")[0] == usual.version.partition("-")[0]


@pytest.mark.parametrize("iso", ["TWN", "XKX", "SRB", "CHN"])
def test_a_country_without_a_shape_of_its_own_can_still_be_asked_for(un: Atlas, iso: str) -> None:
    """Its dossier and its panel are drawn, on the world's map."""
    selection = select(un, View(countries=(iso,), focus=iso))
    model = compose(selection, printed=True)

    assert FORMATS["png"].write(model).startswith(b"\x89PNG")
    for made in DOCUMENTS.values():
        assert write_page(made(selection))


def test_a_wrong_choice_says_what_there_is(tmp_path: Path) -> None:
    """An unknown name, and a policy with shapes that it was not made for."""
    with pytest.raises(UsageError, match="no border policy “mars”; the data have source, hatched, un"):
        load_atlas(DATA, today=TODAY, borders="mars")
    own = tmp_path / "own.parquet"
    own.write_bytes((DATA / "countries_low.parquet").read_bytes())
    with pytest.raises(UsageError, match="shapes of your own"):
        load_atlas(DATA, today=TODAY, shapes=own, borders="un")
    with pytest.raises(DataError, match="policy-unit-missing"):
        draw_borders(read_shapes(own), BorderPolicy("mars", "", {"QQQ": "disputed"}), "own")
