"""How the shapes are made, on square countries; the real archive isn't needed to test it."""

import zipfile

import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner

from geo.cli import main
from geo.errors import UsageError
from geo.maps.earth import build as shapes_build


def units(*shapes):
    """Units AAA, BBB, … of these shapes, as large as they say."""
    keys = [chr(65 + number) * 3 for number in range(len(shapes))]
    frame = {
        "unit_id": keys,
        "iso_a3": keys,
        "name": keys,
        "status": "country",
        "label_lon": 0.0,
        "label_lat": 0.0,
        "area_km2": [shapes_build._area_km2(shape) for shape in shapes],
    }
    return gpd.GeoDataFrame(frame, geometry=list(shapes), crs="EPSG:4326")


def wavy(step):
    """A border from (10, 0) to (10, 10) with teeth of that size."""
    return [(10 + (step if number % 2 else 0), number * 0.1) for number in range(101)]


def test_islands_in_the_box_move_to_their_own_code():
    """French Guiana leaves France whole, and nothing else leaves with it."""
    mainland, overseas = shapely.box(0, 45, 5, 50), shapely.box(-54, 3, -52, 5)
    shapes = {"FRA": shapely.MultiPolygon([mainland, overseas])}
    shapes_build._split(shapes, "FRA", "GUF", (-55, 2, -51, 6))

    assert shapes["GUF"].equals(overseas)
    assert shapes["FRA"].equals(mainland)


def test_one_code_can_be_gathered_from_two_boxes():
    """Svalbard and Jan Mayen share a code; the owner goes when nothing of it is left."""
    first, second = shapely.box(10, 75, 20, 80), shapely.box(-9, 70, -8, 71)
    shapes = {"NOR": shapely.MultiPolygon([first, second])}
    shapes_build._split(shapes, "NOR", "SJM", (10, 74, 36, 81))
    shapes_build._split(shapes, "NOR", "SJM", (-9.5, 69.5, -7.5, 71.5))

    assert shapes == {"SJM": shapely.MultiPolygon([first, second])}


def test_a_box_without_land_stops_the_build():
    """A source in which an island has moved or gone is not built from in silence."""
    with pytest.raises(UsageError, match=r"FRA.*GUF"):
        shapes_build._split({"FRA": shapely.box(0, 45, 5, 50)}, "FRA", "GUF", (-55, 2, -51, 6))


def ringed(monkeypatch, *holes):
    """A land with these holes in it, and one wanted hole around (5, 5)."""
    monkeypatch.setattr(shapes_build, "HOLES", (("X-HOLE", "Hole", (5, 5)),))
    return {"AAA": shapely.box(0, 0, 60, 60).difference(shapely.union_all(list(holes)))}


def test_land_that_nobody_got_becomes_a_unit(monkeypatch):
    """A known hole is a unit, a sliver joins its neighbour, the Caspian Sea stays water."""
    hole, sliver, sea = shapely.box(4, 4, 6, 6), shapely.box(20, 20, 20.02, 20.02), shapely.box(50, 41, 51, 43)
    shapes = ringed(monkeypatch, hole, sliver, sea)
    shapes_build._fill_holes(shapes)

    assert shapes["X-HOLE"].equals(hole)
    assert shapes["AAA"].contains(sliver)
    assert not shapes["AAA"].intersects(sea.buffer(-0.1))


def test_an_unknown_hole_stops_the_build(monkeypatch):
    """Land must not vanish because a new edition leaves another hole."""
    shapes = ringed(monkeypatch, shapely.box(4, 4, 6, 6), shapely.box(20, 20, 22, 22))

    with pytest.raises(UsageError, match=r"unknown hole of \d+ km²"):
        shapes_build._fill_holes(shapes)


def test_a_hole_that_is_gone_stops_the_build(monkeypatch):
    """An edit that finds nothing to edit is told."""
    with pytest.raises(UsageError, match="no hole for X-HOLE"):
        shapes_build._fill_holes(ringed(monkeypatch, shapely.box(20, 20, 20.02, 20.02)))


def test_a_label_at_sea_comes_ashore():
    """The source's point is kept on land or near it; far out, a point in the largest part replaces it."""
    land = shapely.MultiPolygon([shapely.box(0, 0, 4, 4), shapely.box(9, 9, 10, 10)])

    assert shapes_build._label(land, (4.1, 2.0)) == (4.1, 2.0)
    assert land.geoms[0].contains(shapely.Point(shapes_build._label(land, (6.5, 6.5))))
    assert land.geoms[0].contains(shapely.Point(shapes_build._label(land, None)))


def test_areas_are_of_the_ellipsoid():
    """A degree square at the equator is 12,309 km²; a land cut at 180° counts both sides."""
    cut = shapely.MultiPolygon([shapely.box(179, 0, 180, 1), shapely.box(-180, 0, -179, 1)])

    assert shapes_build._area_km2(shapely.box(0, 0, 1, 1)) == pytest.approx(12_309, rel=1e-3)
    assert shapes_build._area_km2(cut) == pytest.approx(2 * 12_309, rel=1e-3)


def test_a_land_over_180_is_joined_and_cut_again():
    """Even when the source's seam is a hair off, the two parts meet at exactly 180° in the end."""
    cut = shapely.MultiPolygon([shapely.box(170, 60, 180 - 1e-9, 70), shapely.box(-180, 60, -170, 70)])
    joined = shapes_build._join_over_180(cut)
    again = shapes_build._cut_at_180(joined)

    assert joined.equals(shapely.box(170, 60, 190, 70))
    assert again.equals(shapely.MultiPolygon([shapely.box(170, 60, 180, 70), shapely.box(-180, 60, -170, 70)]))


def test_a_shared_border_stays_shared():
    """Teeth smaller than the tolerance go on both sides alike; large ones stay."""
    west = shapely.Polygon([*wavy(0.05), (0, 10), (0, 0)])
    east = shapely.Polygon([*wavy(0.05), (20, 10), (20, 0)])
    simple = shapes_build._simplify(units(west, east), 0.12)
    border = simple.geometry[0].intersection(simple.geometry[1])

    assert shapely.get_num_coordinates(simple.geometry.values).max() < 30
    assert border.length == pytest.approx(10, rel=0.01)
    assert shapely.get_num_coordinates(shapes_build._simplify(units(west, east), 0.01).geometry[0]) > 90


def test_a_small_island_keeps_more_of_its_coast():
    """What a mainland loses at a tolerance, an island country does not."""
    coast = shapely.Point(0, 0).buffer(0.5, quad_segs=16)
    island = units(coast)
    mainland = units(shapely.union(coast, shapely.box(0, -10, 20, 10)))

    assert shapely.get_num_coordinates(shapes_build._simplify(island, 0.12).geometry[0]) > 12
    assert shapely.get_num_coordinates(shapes_build._simplify(mainland, 0.12).geometry[0]) < 12


def test_the_same_shapes_give_the_same_bytes():
    """Who builds again can compare hashes."""
    made = units(shapely.box(0, 0, 9, 9), shapely.box(9, 0, 18, 9))

    assert shapes_build._parquet(shapes_build._simplify(made, 0.04)) == shapes_build._parquet(
        shapes_build._simplify(made, 0.04)
    )


def test_only_the_receipt_of_the_note_changes():
    """Prose around the receipt stays; each file gets its size and hash."""
    text = f"before\n{shapes_build.RECEIPT[0]}\nold\n{shapes_build.RECEIPT[1]}\nafter\n"
    note = shapes_build._with_receipt(text, {"a.parquet": b"1234"}, {"a.parquet": "cafe"})

    assert note.startswith("before\n")
    assert note.endswith("\nafter\n")
    assert "| `a.parquet` | 4 | `cafe` |" in note
    assert "old" not in note


def test_another_archive_is_refused(tmp_path):
    """The edits fit one archive; another is told by its hash, and nothing is written."""
    archive = tmp_path / "other.zip"
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("countries.shp", "")
    told = CliRunner().invoke(main, ["build-shapes", "--archive", str(archive), "--out", str(tmp_path / "out")])

    assert told.exit_code == 2
    assert "another archive" in told.output
    assert not (tmp_path / "out").exists()


def test_a_wheel_without_the_archive_is_refused(tmp_path):
    """A wheel of another package is told, not tripped over."""
    wheel = tmp_path / "other-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as other:
        other.writestr("other/__init__.py", "")

    with pytest.raises(UsageError, match="does not hold the Natural Earth archive"):
        shapes_build.archive_bytes(wheel)
